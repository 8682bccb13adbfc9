import type { FieldFault } from '../platform/problems.js';
import {
  DataTable,
  faultOf,
  formatterFor,
  PostForm,
  Radios,
  SubmitButton,
  Tag,
  TextArea,
  type Lang,
} from '../web/index.js';
import { decisionWords } from './decision-words.js';

/** Every decision that a person can take on a flag; which of them apply depends on what the flag is about. */
export type AnyDecision =
  'watch' | 'dismiss' | 'propose-campaign' | 'raise-with-sector' | 'dossier' | 'repeat-test';

/** A decision taken. */
interface Taken {
  readonly decision: AnyDecision;
  readonly reason: string;
  readonly who: string;
  readonly at: Date;
}

/** The latest decision, or that one is waited for. */
export function LatestDecision({
  lang,
  decisions,
}: {
  readonly lang: Lang;
  readonly decisions: readonly Taken[];
}) {
  const t = decisionWords(lang);
  const [latest] = decisions;
  if (latest === undefined) return <Tag tone="active">{t('decide.undecided')}</Tag>;
  return <Tag>{t('decide.latest', { decision: t(`decided.${latest.decision}`) })}</Tag>;
}

interface DecisionFormProps {
  readonly lang: Lang;
  readonly action: string;
  readonly choices: readonly AnyDecision[];
  /** Whether a decision was taken before; it stays. */
  readonly again: boolean;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Asks what a flag leads to, and why. */
export function DecisionForm({ lang, action, choices, again, faults, kept }: DecisionFormProps) {
  const t = decisionWords(lang);
  return (
    <>
      <h2 id="beslis">{t(again ? 'decide.again' : 'decide.title')}</h2>
      <PostForm action={action}>
        <Radios
          name="decision"
          label={t('decide.what')}
          value={kept['decision']}
          error={faultOf(faults, 'decision')}
          choices={choices.map((value) => ({
            value,
            label: t(`decide.${value}`),
            hint: t(`decide.${value}.means`),
          }))}
        />
        <TextArea
          name="reason"
          label={t('decide.reason')}
          hint={t('decide.reason.hint')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
        <SubmitButton>{t('decide.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

interface FlagHistoryProps {
  readonly lang: Lang;
  readonly flag: {
    readonly raisedAt: Date;
    readonly changedAt: Date;
    readonly state: 'standing' | 'weakened';
    readonly decisions: readonly Taken[];
  };
}

interface Event {
  readonly at: Date;
  readonly what: string;
  readonly why: string;
  readonly who: string;
}

/** What happened to a flag, newest first. */
export function FlagHistory({ lang, flag }: FlagHistoryProps) {
  const t = decisionWords(lang);
  const f = formatterFor(lang);
  const who = t('history.system');
  const events: Event[] = [
    ...flag.decisions.map(({ at, decision, reason, who }) => ({
      at,
      what: t(`decided.${decision}`),
      why: reason,
      who,
    })),
    { at: flag.raisedAt, what: t('history.raised'), why: '', who },
  ];
  if (flag.changedAt.getTime() !== flag.raisedAt.getTime())
    events.push({
      at: flag.changedAt,
      what: t(flag.state === 'weakened' ? 'history.weakened' : 'history.again'),
      why: '',
      who,
    });
  return (
    <>
      <h2>{t('history.title')}</h2>
      <DataTable<Event>
        caption={t('history.title')}
        captionHidden
        rows={events.sort((a, b) => b.at.getTime() - a.at.getTime())}
        keyOf={({ at, what }) => `${at.toISOString()} ${what}`}
        columns={[
          { head: t('history.at'), cell: ({ at }) => f.dateTime(at) },
          { head: t('history.what'), cell: ({ what }) => what, names: true },
          { head: t('history.why'), cell: ({ why }) => why },
          { head: t('history.who'), cell: ({ who }) => who },
        ]}
      />
    </>
  );
}
