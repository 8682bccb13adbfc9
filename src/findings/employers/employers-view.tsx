import type { Campaign } from '../../campaigns/index.js';
import { funnelLimits, type PairTable } from '../../statistics/index.js';
import {
  Callout,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  FunnelPlot,
  Link,
  paths,
  type Beyond,
  type FunnelLimit,
  type FunnelPoint,
  type Lang,
} from '../../web/index.js';
import { eValueWords } from '../e-value-words.js';
import { Contradictions } from './contradictions.js';
import { wordsIn } from './page-words.js';
import type { NamedPattern } from './views.js';

const INNER = 0.95;
const OUTER = 0.998;

interface EmployersViewProps {
  readonly lang: Lang;
  readonly campaign: Campaign;
  readonly patterns: readonly NamedPattern[];
}

/** At which employer does a pattern stand out? */
export function EmployersView({ lang, campaign, patterns }: EmployersViewProps) {
  const t = wordsIn(lang);
  const primary = campaign.primaryDefinition;
  return (
    <>
      <p class="lead">{t('employers.lead')}</p>
      <Callout title={t('employers.team')} />
      {patterns.length === 0 ? (
        <EmptyState title={t('employers.none')}>
          <p>{t('employers.none-why')}</p>
        </EmptyState>
      ) : (
        <>
          <FunnelPlot
            id="werkgevers"
            title={t('employers.plot')}
            points={patterns.flatMap((pattern) => pointOf(pattern, pattern[primary]))}
            inner={limitOf(INNER, patterns)}
            outer={limitOf(OUTER, patterns)}
          />
          <p class="soft">{t('employers.plot-note')}</p>
          <h2>{t('employers.table')}</h2>
          <PatternTable lang={lang} patterns={patterns} />
          <p class="soft">
            {t('employers.four')} {t('employers.definitions', { definition: t(`employers.${primary}-word`) })}
          </p>
          <Contradictions
            lang={lang}
            facts={patterns.flatMap((pattern) =>
              pattern.contradictions.map((fact) => ({ ...fact, employer: nameOfUnit(pattern.names) })),
            )}
          />
        </>
      )}
      <p>
        <Link href={paths.flags.list}>{t('eflags.title')}</Link>
        {' · '}
        <Link href={fill(paths.campaigns.one, { id: campaign.id })}>{campaign.name}</Link>
      </p>
    </>
  );
}

/** The names behind a unit in one: an agency may stand behind many, of which the first says enough. */
export function nameOfUnit(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${names[0] ?? ''} (+\u00a0${names.length - 1})`;
}

function pointOf(pattern: NamedPattern, table: PairTable): FunnelPoint[] {
  const n = table.controlOnly + table.treatmentOnly;
  if (n === 0) return [];
  return [
    {
      id: pattern.unit,
      label: nameOfUnit(pattern.names),
      n,
      count: table.controlOnly,
      beyond: beyondOf(n, table.controlOnly),
    },
  ];
}

function beyondOf(n: number, count: number): Beyond {
  const isOutside = (level: number): boolean => {
    const { low, high } = funnelLimits(n, level);
    return high !== null && low !== null && (count >= high || count <= low);
  };
  if (isOutside(OUTER)) return 'outer';
  return isOutside(INNER) ? 'inner' : 'inside';
}

/** The line runs half a pair inside the first count that lies outside. */
function limitOf(level: number, patterns: readonly NamedPattern[]): FunnelLimit {
  const most = Math.max(8, ...patterns.map((pattern) => pattern.discordant));
  const edges = Array.from({ length: most }, (_, index) => index + 1).flatMap((n) => {
    const { low, high } = funnelLimits(n, level);
    return low === null || high === null ? [] : [{ n, low: (low + 0.5) / n, high: (high - 0.5) / n }];
  });
  return { level, edges };
}

function PatternTable({ lang, patterns }: Pick<EmployersViewProps, 'lang' | 'patterns'>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const counts = ({ both, controlOnly, treatmentOnly, neither }: PairTable): string =>
    [both, controlOnly, treatmentOnly, neither].map((n) => f.number(n)).join(' / ');
  return (
    <DataTable<NamedPattern>
      caption={t('employers.table')}
      captionHidden
      narrow="stack"
      rows={[...patterns].sort((a, b) => (b.logE ?? -1) - (a.logE ?? -1) || b.discordant - a.discordant)}
      keyOf={({ unit }) => unit}
      columns={[
        { head: t('employers.name'), cell: ({ names }) => nameOfUnit(names), names: true },
        { head: t('employers.strict'), cell: ({ strict }) => counts(strict), align: 'right' },
        { head: t('employers.lenient'), cell: ({ lenient }) => counts(lenient), align: 'right' },
        { head: t('employers.void'), cell: ({ voided }) => f.number(voided), align: 'right' },
        {
          head: t('employers.e'),
          cell: ({ logE }) => (logE === null ? t('employers.few') : eValueWords(logE, lang)),
          align: 'right',
        },
        {
          head: t('employers.shrunk'),
          cell: ({ shrunk }) => f.percent(shrunk?.mean ?? null),
          align: 'right',
        },
        {
          head: t('employers.recurrence'),
          cell: ({ recurrence }) =>
            recurrence.tests.length === 0
              ? '–'
              : t('employers.recurrence-words', {
                  tests: t('employers.tests', { count: recurrence.tests.length }),
                  days: t('employers.days', { count: recurrence.days.length }),
                }),
        },
        {
          head: t('employers.contradictions'),
          cell: ({ contradictions }) => f.number(contradictions.length),
          align: 'right',
        },
      ]}
    />
  );
}
