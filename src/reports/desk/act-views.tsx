import type { ComponentChildren } from 'preact';
import { faultOf, isLang, Select, SubmitButton, TextArea, useLang, type Lang } from '../../web/index.js';
import type { FieldFault } from '../../platform/problems.js';
import { extendedFeedback } from '../clocks.js';
import type { Answers } from '../intake/answers.js';
import { FileInput } from '../intake/step-form.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { runningPause } from '../pauses.js';
import { mayAcknowledge, mayClose, mayExtend, mayForward, mayGiveFeedback, mayWork } from '../rules.js';
import { OUTCOMES, WORK_STAGES } from '../schema.js';
import type { Calendar } from '../../register/index.js';
import { useDeskT } from './frame.js';
import { Propose } from './proposal-views.js';
import { proposalTranslator } from './proposal-words.js';
import type { DossierProps } from './report-views.js';

export const ACTS = [
  'acknowledge',
  'say',
  'feedback',
  'work',
  'extend',
  'forward',
  'close',
  'note',
  'assign',
  'share',
] as const;
export type Act = (typeof ACTS)[number];
export const isAct = (text: string): text is Act => ACTS.some((one) => one === text);

export interface ActsProps extends DossierProps {
  readonly calendar: Calendar;
  /** The act that was tried and refused, with what was typed. */
  readonly tried: Act | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/** The acts that are possible now, each in a fold of its own; the one that is due stands open. */
export function Acts(props: ActsProps) {
  const t = useDeskT();
  const { report } = props.dossier;
  const paused = runningPause(props.dossier.pauses, props.dossier.today) !== null;
  const longest = report.sentOn === null ? null : extendedFeedback(report.sentOn, props.calendar);
  const mayNow: Readonly<Record<Act, boolean>> = {
    acknowledge: mayAcknowledge(report).allowed,
    say: true,
    feedback: mayGiveFeedback(report).allowed,
    work: mayWork(report).allowed,
    extend: longest !== null && mayExtend(report, longest, paused).allowed,
    forward: mayForward(report).allowed,
    close: mayClose(report).allowed,
    note: true,
    assign: report.status !== 'closed',
    share: true,
  };
  return (
    <section>
      <h2>{t('act.title')}</h2>
      {ACTS.filter((act) => mayNow[act] && (act === 'note' || props.dossier.until === null)).map((act) => (
        <ActFold key={act} act={act} props={props} />
      ))}
    </section>
  );
}

function ActFold({ act, props }: { readonly act: Act; readonly props: ActsProps }) {
  const t = useDeskT();
  const open = props.tried === act || (props.tried === null && act === 'acknowledge');
  return (
    <details open={open}>
      <summary>{act === 'note' ? t('act.note.text') : t(`act.${act}`)}</summary>
      <ChannelForm
        id={`act-${act}`}
        action={deskReportPath(props.dossier.report.id)}
        step={act}
        withFile={act === 'say'}
      >
        <ActFields act={act} props={props} />
        <SubmitButton>{act === 'say' ? t('act.send') : t(`act.${act}`)}</SubmitButton>
      </ChannelForm>
    </details>
  );
}

/** The fields of one act. Each has the act in its name, so that every id stands once on the page. */
function ActFields({ act, props }: { readonly act: Act; readonly props: ActsProps }): ComponentChildren {
  const t = useDeskT();
  switch (act) {
    case 'acknowledge':
      return (
        <Text
          act={act}
          props={props}
          hint={t('act.text.reporter.hint')}
          given={t('act.acknowledge.standard')}
        />
      );
    case 'say':
      return (
        <>
          <Text act={act} props={props} hint={t('act.text.reporter.hint')} />
          <FileInput error={props.tried === act ? faultOf(props.faults, 'file') : undefined} />
        </>
      );
    case 'feedback':
      return <FeedbackFields props={props} />;
    case 'extend':
      return <Text act={act} props={props} hint={t('act.extend.hint')} />;
    case 'work':
      return (
        <>
          <Pick
            act={act}
            props={props}
            label={t('act.stage')}
            choices={WORK_STAGES.map((code) => [code, t(`act.stage.${code}`)])}
          />
          <Text act={act} props={props} label={t('act.reason')} hint={t('act.reason.hint')} />
        </>
      );
    case 'forward':
      return (
        <>
          <Pick
            act={act}
            props={props}
            label={t('act.forward.to')}
            choices={props.services.map(({ code, name }) => [code, name])}
          />
          <Text act={act} props={props} hint={t('act.forward.hint')} />
        </>
      );
    case 'close':
      return (
        <>
          <Pick
            act={act}
            props={props}
            label={t('act.outcome')}
            choices={OUTCOMES.map((code) => [code, t(`outcome.${code}`)])}
          />
          <ProposeFor act={act} props={props} />
          <Text act={act} props={props} hint={t('act.close.hint')} />
        </>
      );
    case 'note':
      return <Text act={act} props={props} label={t('act.note.text')} hint={t('act.reason.hint')} />;
    case 'assign': {
      const able = props.dossier.officers.filter(({ holds }) => holds);
      return (
        <Pick
          act={act}
          props={props}
          label={t('act.assign.to')}
          choices={able.map(({ id, name }) => [id, name])}
        />
      );
    }
    case 'share':
      return <ShareText props={props} />;
  }
}

/** What it is about is asked for a proposal alone. */
function FeedbackFields({ props }: { readonly props: ActsProps }) {
  const t = useDeskT();
  const say = proposalTranslator(useLang());
  return (
    <>
      <Pick
        act="feedback"
        props={props}
        label={say('proposal.about')}
        hint={say('proposal.about.hint')}
        optional
        choices={[
          ['inquiry', say('proposal.about.inquiry')],
          ...OUTCOMES.map((code) => [code, t(`outcome.${code}`)] as const),
        ]}
      />
      <ProposeFor act="feedback" props={props} />
      <Text act="feedback" props={props} hint={t('act.feedback.hint')} />
    </>
  );
}

const langOf = ({ lang }: Answers): Lang | undefined => (isLang(lang) ? lang : undefined);

const ProposeFor = ({ act, props }: FieldOf) => (
  <Propose act={act} typed={props.tried === act ? props.typed : null} lang={langOf(props.dossier.answers)} />
);

function ShareText({ props }: { readonly props: ActsProps }) {
  const t = useDeskT();
  const without = props.dossier.officers
    .filter(({ holds, counts }) => counts && !holds)
    .map(({ name }) => name);
  return (
    <p>{without.length === 0 ? t('act.share.lost') : t('act.share.text', { names: without.join(', ') })}</p>
  );
}

interface FieldOf {
  readonly act: Act;
  readonly props: ActsProps;
}

function Text({
  act,
  props,
  hint,
  label,
  given = '',
}: FieldOf & { readonly hint: string; readonly label?: string; readonly given?: string }) {
  const t = useDeskT();
  const name = textName(act);
  const tried = props.tried === act;
  return (
    <TextArea
      name={name}
      label={label ?? t('act.text.reporter')}
      hint={hint}
      rows={5}
      value={tried ? (props.typed[name] ?? '') : given}
      error={tried ? faultOf(props.faults, name) : undefined}
    />
  );
}

function Pick({
  act,
  props,
  label,
  hint,
  optional = false,
  choices,
}: FieldOf & {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly choices: readonly (readonly [string, string])[];
}) {
  const name = pickName(act);
  const tried = props.tried === act;
  return (
    <Select
      name={name}
      label={label}
      hint={hint}
      optional={optional}
      choices={choices.map(([value, label]) => ({ value, label }))}
      value={tried ? props.typed[name] : undefined}
      error={tried ? faultOf(props.faults, name) : undefined}
    />
  );
}

export const textName = (act: Act): string => `tekst-${act}`;
export const pickName = (act: Act): string => `keuze-${act}`;
