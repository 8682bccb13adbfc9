import type { FieldFault } from '../../platform/problems.js';
import { evidencePath, type Arm } from '../../statistics/index.js';
import {
  DataTable,
  ErrorSummary,
  EvidencePath,
  fill,
  formatterFor,
  Link,
  paths,
  type EvidencePoint,
  type Lang,
} from '../../web/index.js';
import { DecisionForm, FlagHistory, LatestDecision } from '../decision.js';
import { decisionWords } from '../decision-words.js';
import { eValueWords } from '../e-value-words.js';
import { nameOf, type Names } from '../names.js';
import { claimOf } from './flag-list.js';
import { FlagState, guaranteeOf } from './flag-state.js';
import { wordsIn } from './page-words.js';
import { FLAG_DECISIONS, type FlagNumbers } from './schema.js';
import type { FlagView } from './views.js';
import { lowersFlag } from './words.js';

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
        <FlagState flag={flag} lang={lang} /> <LatestDecision lang={lang} decisions={flag.decisions} />
      </p>
      <p>{claimOf(flag, names, lang)}</p>
      {flag.state === 'weakened' ? (
        <p>{t('flag.weakened-since', { when: formatterFor(lang).date(flag.changedAt) })}</p>
      ) : (
        <p>{lowersFlag({ procedure: flag.procedure, numbers: flag.latest }, lang)}</p>
      )}
      {props.mayDecide ? (
        <p>
          <Link href="#beslis">{decisionWords(lang)('decide.jump')}</Link>
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
      {flag.procedure === 'standing' ? (
        <>
          <h2>{t('flag.path')}</h2>
          <EvidencePath
            id="bewijs"
            title={t('flag.path-title', { sector })}
            points={pointsOf(series)}
            threshold={flag.latest.k / flag.latest.alpha}
          />
          <p class="soft">{t('flag.path-note')}</p>
        </>
      ) : null}
      <h2>{t('flag.guarantee')}</h2>
      <p>{guaranteeOf(flag.procedure, lang)}</p>
      {props.mayDecide ? (
        <DecisionForm
          lang={lang}
          action={fill(paths.flags.decide, { id: flag.id })}
          choices={FLAG_DECISIONS}
          again={flag.decisions.length > 0}
          faults={props.faults}
          kept={props.kept}
        />
      ) : null}
      <FlagHistory lang={lang} flag={flag} />
    </>
  );
}

/** The one-sided e-value after each discordant pair of the series. */
export function pointsOf(series: readonly string[]): EvidencePoint[] {
  const calledBack = series.flatMap((outcome): Arm[] =>
    outcome === 'control-only' ? ['control'] : outcome === 'treatment-only' ? ['treatment'] : [],
  );
  return [...evidencePath(calledBack)].map(({ controlOnly, treatmentOnly, logE }) => ({
    n: controlOnly + treatmentOnly,
    e: Math.exp(logE.oneSided),
  }));
}

interface NumberRow {
  readonly name: string;
  readonly of: (numbers: FlagNumbers) => string;
}

function rowsOf(procedure: FlagView['procedure'], lang: Lang): NumberRow[] {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const count = (name: string, of: (numbers: FlagNumbers) => number): NumberRow => ({
    name,
    of: (numbers) => f.number(of(numbers)),
  });
  const tests: NumberRow[] =
    procedure === 'standing'
      ? [{ name: t('flag.e'), of: (n) => eValueWords(n.logE, lang) }]
      : [
          { name: t('flag.midP'), of: (n) => f.pValue(n.midP ?? null) },
          { name: t('flag.adjustedP'), of: (n) => f.pValue(n.adjustedP ?? null) },
        ];
  return [
    count(t('flag.pairs'), (n) => n.both + n.controlOnly + n.treatmentOnly + n.neither),
    count(t('flag.controlOnly'), (n) => n.controlOnly),
    count(t('flag.treatmentOnly'), (n) => n.treatmentOnly),
    count(t('flag.both'), (n) => n.both),
    count(t('flag.neither'), (n) => n.neither),
    { name: t('flag.ratio'), of: (n) => ratioWords(n, lang) },
    ...tests,
    count(t('flag.k'), (n) => n.k),
    count(t('flag.family'), (n) => n.family),
  ];
}

/** The numbers of a flag: then and now while it may change, once when it is final. */
function Numbers({ lang, flag }: { readonly lang: Lang; readonly flag: FlagView }) {
  const t = wordsIn(lang);
  const final = flag.procedure === 'final';
  return (
    <DataTable<NumberRow>
      caption={t('flag.numbers')}
      captionHidden
      narrow="stack"
      rows={rowsOf(flag.procedure, lang)}
      keyOf={({ name }) => name}
      columns={[
        { head: t('flag.figure'), cell: ({ name }) => name, names: true },
        {
          head: t(final ? 'flag.value' : 'flag.then'),
          cell: ({ of }) => of(flag.raisedOn),
          align: 'right',
        },
        ...(final
          ? []
          : [
              {
                head: t('flag.now'),
                cell: ({ of }: NumberRow) => of(flag.latest),
                align: 'right' as const,
              },
            ]),
      ]}
    />
  );
}

function ratioWords({ ratio, low, high }: FlagNumbers, lang: Lang): string {
  const f = formatterFor(lang);
  const open = low !== null;
  return `${f.ratio(ratio ?? (open ? Infinity : null))} (${f.interval(low, high ?? (open ? Infinity : null))})`;
}
