import type { FieldFault } from '../../platform/problems.js';
import { evidencePath, type Arm } from '../../statistics/index.js';
import {
  Card,
  DataTable,
  EmptyState,
  ErrorSummary,
  EvidencePath,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  Radios,
  StateTag,
  SubmitButton,
  Tag,
  TextArea,
  type EvidencePoint,
  type Lang,
  type StateLook,
} from '../../web/index.js';
import { eValueWords } from '../e-value-words.js';
import { nameOf, type Names } from '../names.js';
import { wordsIn } from './page-words.js';
import { FLAG_DECISIONS, type FlagNumbers } from './schema.js';
import type { FlagView } from './views.js';
import { explainFlag, lowersFlag } from './words.js';

function lookOf(lang: Lang): StateLook<FlagView['state']> {
  const t = wordsIn(lang);
  return {
    standing: { tone: 'warn', word: t('flag.standing') },
    weakened: { tone: 'muted', word: t('flag.weakened') },
  };
}

interface FlagListProps {
  readonly lang: Lang;
  readonly flags: readonly FlagView[];
  readonly names: Names;
}

/** What deserves a decision? */
export function FlagList({ lang, flags, names }: FlagListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (flags.length === 0) {
    return (
      <EmptyState title={t('flags.empty')}>
        <p>{t('flags.empty-next')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="lead">{t('flags.lead')}</p>
      {flags.map((flag) => (
        <Card
          key={flag.id}
          title={t('flag.title', {
            sector: nameOf(names.sectors, flag.sector, lang),
            ground: nameOf(names.grounds, flag.ground, lang),
          })}
          href={fill(paths.flags.one, { id: flag.id })}
          aside={<StateTag state={flag.state} look={lookOf(lang)} />}
        >
          <p>{claimOf(flag, names, lang)}</p>
          <p class="soft">
            {flag.campaignName} · {t('flags.raised', { when: f.date(flag.raisedAt) })}
          </p>
          <p>
            <Latest flag={flag} lang={lang} />
          </p>
        </Card>
      ))}
    </>
  );
}

function Latest({ flag, lang }: { readonly flag: FlagView; readonly lang: Lang }) {
  const t = wordsIn(lang);
  const latest = flag.decisions[0];
  if (latest === undefined) return <Tag tone="active">{t('flags.undecided')}</Tag>;
  return <Tag>{t('flags.decided', { decision: t(`decided.${latest.decision}`) })}</Tag>;
}

const claimOf = (flag: FlagView, names: Names, lang: Lang): string =>
  explainFlag(
    {
      sector: nameOf(names.sectors, flag.sector, lang),
      ground: nameOf(names.grounds, flag.ground, lang),
      numbers: flag.raisedOn,
    },
    lang,
  );

interface FlagPageProps {
  readonly lang: Lang;
  readonly flag: FlagView;
  readonly names: Names;
  /** Outcomes of the cell's sequential series, in the order in which they came to count. */
  readonly series: readonly string[];
  readonly mayDecide: boolean;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What does this flag say, and what do you decide? */
export function FlagPage(props: FlagPageProps) {
  const { lang, flag, names, series } = props;
  const t = wordsIn(lang);
  const sector = nameOf(names.sectors, flag.sector, lang);
  return (
    <>
      <p class="lead">{t('flag.lead')}</p>
      <ErrorSummary faults={props.faults} />
      <p>
        <StateTag state={flag.state} look={lookOf(lang)} /> <Latest flag={flag} lang={lang} />
      </p>
      <p>{claimOf(flag, names, lang)}</p>
      {flag.state === 'weakened' ? (
        <p>{t('flag.weakened-since', { when: formatterFor(lang).date(flag.changedAt) })}</p>
      ) : (
        <p>{lowersFlag(flag.latest, lang)}</p>
      )}
      {props.mayDecide ? (
        <p>
          <Link href="#beslis">{t('decide.jump')}</Link>
        </p>
      ) : null}
      <h2>{t('flag.numbers')}</h2>
      <Numbers lang={lang} flag={flag} />
      <p>
        {t('flag.campaign')}
        {formatterFor(lang).colon}
        <Link href={fill(paths.campaigns.one, { id: flag.campaign })}>{flag.campaignName}</Link>
        {' · '}
        <Link href={fill(paths.campaigns.findings, { id: flag.campaign })}>{t('flag.findings')}</Link>
      </p>
      <h2>{t('flag.path')}</h2>
      <EvidencePath
        id="bewijs"
        title={t('flag.path-title', { sector })}
        points={pointsOf(series)}
        threshold={flag.latest.k / flag.latest.alpha}
      />
      <p class="soft">{t('flag.path-note')}</p>
      <h2>{t('flag.guarantee')}</h2>
      <p>{t('flag.guarantee-words')}</p>
      {props.mayDecide ? <Decide {...props} /> : null}
      <h2>{t('flag.history')}</h2>
      <History lang={lang} flag={flag} />
    </>
  );
}

/** The one-sided e-value after each discordant pair of the series. */
function pointsOf(series: readonly string[]): EvidencePoint[] {
  const calledBack = series.flatMap((outcome): Arm[] =>
    outcome === 'control-only' ? ['control'] : outcome === 'treatment-only' ? ['treatment'] : [],
  );
  return [...evidencePath(calledBack)].map(({ controlOnly, treatmentOnly, logE }) => ({
    n: controlOnly + treatmentOnly,
    e: Math.exp(logE.oneSided),
  }));
}

function Decide({ lang, flag, faults, kept }: FlagPageProps) {
  const t = wordsIn(lang);
  return (
    <>
      <h2 id="beslis">{t(flag.decisions.length === 0 ? 'decide.title' : 'decide.again')}</h2>
      <PostForm action={fill(paths.flags.decide, { id: flag.id })}>
        <Radios
          name="decision"
          label={t('decide.what')}
          value={kept['decision']}
          error={faultOf(faults, 'decision')}
          choices={FLAG_DECISIONS.map((value) => ({
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

interface NumberRow {
  readonly name: string;
  readonly of: (numbers: FlagNumbers) => string;
}

function Numbers({ lang, flag }: { readonly lang: Lang; readonly flag: FlagView }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const count = (name: string, of: (numbers: FlagNumbers) => number): NumberRow => ({
    name,
    of: (numbers) => f.number(of(numbers)),
  });
  const rows: NumberRow[] = [
    count(t('flag.pairs'), (n) => n.both + n.controlOnly + n.treatmentOnly + n.neither),
    count(t('flag.controlOnly'), (n) => n.controlOnly),
    count(t('flag.treatmentOnly'), (n) => n.treatmentOnly),
    count(t('flag.both'), (n) => n.both),
    count(t('flag.neither'), (n) => n.neither),
    { name: t('flag.ratio'), of: (n) => ratioWords(n, lang) },
    { name: t('flag.e'), of: (n) => eValueWords(n.logE, lang) },
    count(t('flag.k'), (n) => n.k),
  ];
  return (
    <DataTable<NumberRow>
      caption={t('flag.numbers')}
      captionHidden
      narrow="stack"
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { head: t('flag.figure'), cell: ({ name }) => name, names: true },
        { head: t('flag.then'), cell: ({ of }) => of(flag.raisedOn), align: 'right' },
        { head: t('flag.now'), cell: ({ of }) => of(flag.latest), align: 'right' },
      ]}
    />
  );
}

function ratioWords({ ratio, low, high }: FlagNumbers, lang: Lang): string {
  const f = formatterFor(lang);
  const open = low !== null;
  return `${f.ratio(ratio ?? (open ? Infinity : null))} (${f.interval(low, high ?? (open ? Infinity : null))})`;
}

interface Event {
  readonly at: Date;
  readonly what: string;
  readonly why: string;
  readonly who: string;
}

/** What happened to the flag, newest first. */
function History({ lang, flag }: { readonly lang: Lang; readonly flag: FlagView }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const who = t('flag.history.system');
  const events: Event[] = [
    ...flag.decisions.map(({ at, decision, reason, who }) => ({
      at,
      what: t(`decided.${decision}`),
      why: reason,
      who,
    })),
    { at: flag.raisedAt, what: t('flag.history.raised'), why: '', who },
  ];
  if (flag.changedAt.getTime() !== flag.raisedAt.getTime())
    events.push({
      at: flag.changedAt,
      what: t(flag.state === 'weakened' ? 'flag.history.weakened' : 'flag.history.again'),
      why: '',
      who,
    });
  return (
    <DataTable<Event>
      caption={t('flag.history')}
      captionHidden
      rows={events.sort((a, b) => b.at.getTime() - a.at.getTime())}
      keyOf={({ at, what }) => `${at.toISOString()} ${what}`}
      columns={[
        { head: t('flag.history.at'), cell: ({ at }) => f.dateTime(at) },
        { head: t('flag.history.what'), cell: ({ what }) => what, names: true },
        { head: t('flag.history.why'), cell: ({ why }) => why },
        { head: t('flag.history.who'), cell: ({ who }) => who },
      ]}
    />
  );
}
