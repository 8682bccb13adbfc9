import {
  Callout,
  Checkboxes,
  ErrorSummary,
  faultOf,
  PlainText,
  Radios,
  Select,
  SubmitButton,
  TextArea,
  TextInput,
  useFormat,
  useLang,
} from '../../web/index.js';
import type { FieldFault } from '../../platform/problems.js';
import type { Given } from '../intake/answers.js';
import type { Named } from '../intake/step-form.js';
import { intakeTranslator } from '../intake/words.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { KINDS, TRANSCRIPT_WAYS } from '../schema.js';
import { DeskFrame } from './frame.js';
import type { Dossier } from './open-report.js';
import { takeDownTranslator } from './take-down-words.js';

const useT = () => takeDownTranslator(useLang());

interface FormProps {
  readonly given: Given;
  readonly faults: readonly FieldFault[];
  readonly grounds: readonly Named[];
  readonly sectors: readonly Named[];
}

/** What an officer asks and writes down, in the order of a conversation. */
export function TakeDownView({ given, faults, grounds, sectors }: FormProps) {
  const t = useT();
  const say = intakeTranslator(useLang());
  const line = (name: 'employer' | 'kbo' | 'period') => (
    <TextInput
      name={name}
      label={say(name === 'period' ? 'when.period' : `where.${name}`)}
      optional
      value={given[name]}
      error={faultOf(faults, name)}
    />
  );
  return (
    <DeskFrame current="take-down" faults={faults}>
      <p class="lead">{t('take.lead')}</p>
      <ChannelForm id="opname" action={channelPaths.deskTakeDown} step="take">
        <Radios
          name="manier"
          label={t('take.way')}
          choices={TRANSCRIPT_WAYS.map((value) => ({ value, label: t(`take.way.${value}`) }))}
          value={given['manier']}
          error={faultOf(faults, 'manier')}
        />
        <TextArea
          name="facts"
          label={t('take.facts')}
          hint={t('take.facts.hint')}
          rows={12}
          value={given['facts']}
          error={faultOf(faults, 'facts')}
        />
        <Radios
          name="kind"
          label={say('who.kind')}
          choices={KINDS.map((value) => ({ value, label: say(`who.${value}`) }))}
          value={given['kind']}
          error={faultOf(faults, 'kind')}
        />
        <Checkboxes
          name="ground"
          label={say('what.grounds')}
          choices={grounds.map(({ code, name }) => ({ value: code, label: name }))}
          chosen={grounds.map(({ code }) => code).filter((code) => given[`ground-${code}`] === 'ja')}
          error={faultOf(faults, 'ground')}
        />
        {line('employer')}
        {line('kbo')}
        <Select
          name="sector"
          label={say('where.sector')}
          optional
          choices={sectors.map(({ code, name }) => ({ value: code, label: name }))}
          value={given['sector']}
        />
        {line('period')}
        <SubmitButton>{t('take.next')}</SubmitButton>
      </ChannelForm>
    </DeskFrame>
  );
}

/** The code, which the officer hands over or reads out, and the word by which the reporter shows to have it. */
export function TakenCodeView({
  words,
  faults,
}: {
  readonly words: readonly string[];
  readonly faults: readonly FieldFault[];
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('take.code.lead')}</p>
      <ol class="code-words">
        {words.map((word, at) => (
          <li key={at}>
            <strong lang="nl">{word}</strong>
          </li>
        ))}
      </ol>
      <Callout tone="warn" title={t('take.code.warn')} />
      <ChannelForm action={channelPaths.deskTakeDown} step="send">
        <TextInput
          name="check"
          label={t('take.check')}
          hint={t('take.check.hint')}
          width="medium"
          error={faultOf(faults, 'check')}
        />
        <div class="confirm-acts">
          <SubmitButton name="actie" value="verstuur">
            {t('take.send')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="wis">
            {t('take.drop')}
          </SubmitButton>
        </div>
      </ChannelForm>
    </>
  );
}

/** Of a report that was taken down: by whom, and whether its reporter signed. */
export function TranscriptSection({ dossier }: { readonly dossier: Dossier }) {
  const t = useT();
  const f = useFormat();
  const { transcript, officers } = dossier;
  if (transcript === null) return null;
  const { officer, way, takenOn, signedOn, first } = transcript;
  const name = officers.find(({ id }) => id === officer)?.name ?? officer.slice(0, 8);
  return (
    <section>
      <h2>{t('take.transcript')}</h2>
      <p>{t('take.by', { name, day: f.date(takenOn), way: t(`take.by.${way}`) })}</p>
      {signedOn === null ? (
        <Callout tone="warn" title={t('take.unsigned')} />
      ) : (
        <p>{t(first === null ? 'take.signed' : 'take.signed.changed', { day: f.date(signedOn) })}</p>
      )}
      {first === null ? null : (
        <details>
          <summary>{t('take.first')}</summary>
          <PlainText text={first} />
        </details>
      )}
    </section>
  );
}
