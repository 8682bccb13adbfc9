import {
  Checkboxes,
  ErrorSummary,
  faultOf,
  FileField,
  fill,
  formatterFor,
  MOST_FORM_BYTES,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  TextInput,
} from '../../web/index.js';
import type { AuthorisationProps } from './facts.js';
import { requestWordsIn } from './request-words.js';
import { TEST_TYPES } from './schema.js';
import { wordsIn } from './words.js';

export const DECISIONS = ['verlening', 'weigering', 'verlenging'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

const ACTS = {
  verlening: { path: paths.authorisations.grant, verb: 'act.grant' },
  weigering: { path: paths.authorisations.refuse, verb: 'act.refuse' },
  verlenging: { path: paths.authorisations.extend, verb: 'act.extend' },
} as const;

/** What a decision says, taken over by another than who asked. */
export function DecisionForm(props: AuthorisationProps & { readonly what: DecisionKind }) {
  const { lang, facts, faults, what } = props;
  const t = wordsIn(lang);
  const { path, verb } = ACTS[what];
  const text = (name: string) => ({ name, value: props.kept[name], error: faultOf(faults, name) });
  return (
    <>
      <p class="lead">{t('record.lead')}</p>
      <ErrorSummary faults={faults} />
      <PostForm action={fill(path, { id: facts.campaign.id })} withFile>
        {what === 'weigering' ? null : (
          <TextInput {...text('number')} label={t('record.number')} autocomplete="off" width="medium" />
        )}
        <TextInput {...text('decidedOn')} label={t('record.date')} type="date" width="medium" />
        {what === 'verlening' ? <Scope {...props} /> : null}
        {what === 'verlenging' ? <LaterEnd {...props} /> : null}
        <FileField
          name="document"
          label={t('record.document')}
          hint={t('record.document.hint')}
          kinds={['.pdf', '.docx', '.odt', '.eml', '.txt']}
          most={MOST_FORM_BYTES}
          error={faultOf(faults, 'document')}
        />
        <TextInput
          {...text('documentHash')}
          label={t('record.hash')}
          hint={t('record.hash.hint')}
          optional
          autocomplete="off"
        />
        <SubmitButton>{t(verb)}</SubmitButton>
      </PostForm>
    </>
  );
}

function Scope({ lang, faults, kept }: AuthorisationProps) {
  const t = wordsIn(lang);
  const r = requestWordsIn(lang);
  const text = (name: string) => ({ name, value: kept[name], error: faultOf(faults, name) });
  return (
    <>
      <TextInput {...text('validFrom')} label={t('record.from')} type="date" width="medium" />
      <TextInput {...text('validUntil')} label={t('record.until')} type="date" width="medium" />
      <TextInput {...text('maxTests')} label={t('record.max')} inputMode="numeric" width="short" />
      <TextArea
        {...text('employers')}
        label={t('record.employers')}
        hint={t('record.employers.hint')}
        rows={3}
        optional
      />
      <Checkboxes
        name="testTypes"
        label={r('record.types')}
        hint={r('record.types.hint')}
        optional
        choices={TEST_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }))}
        chosen={TEST_TYPES.filter((type) => kept[`testTypes-${type}`] === 'ja')}
        error={faultOf(faults, 'testTypes')}
      />
      <Radios
        {...text('thirdPersons')}
        value={kept['thirdPersons'] ?? ''}
        label={r('record.third')}
        choices={[
          { value: '', label: r('record.third.silent') },
          { value: 'yes', label: t('yes') },
          { value: 'no', label: r('record.third.no') },
        ]}
      />
      <TextArea
        {...text('conditions')}
        label={t('record.conditions')}
        hint={t('record.conditions.hint')}
        rows={4}
        optional
      />
    </>
  );
}

function LaterEnd({ lang, facts, faults, kept }: AuthorisationProps) {
  const t = wordsIn(lang);
  const until = facts.authorisation?.validUntil ?? null;
  const r = requestWordsIn(lang);
  const most = formatterFor(lang).number(facts.authorisation?.maxTests ?? null);
  return (
    <>
      <TextInput
        name="validUntil"
        label={t('record.until-new')}
        {...(until === null
          ? {}
          : { hint: t('record.until-now', { until: formatterFor(lang).dateTime(until) }) })}
        type="date"
        width="medium"
        value={kept['validUntil']}
        error={faultOf(faults, 'validUntil')}
      />
      <TextInput
        name="maxTests"
        label={r('record.fewer')}
        hint={r('record.fewer.hint', { most })}
        optional
        inputMode="numeric"
        width="short"
        value={kept['maxTests']}
        error={faultOf(faults, 'maxTests')}
      />
    </>
  );
}
