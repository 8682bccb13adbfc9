import { cellKey, cellNameOf, type Definition } from '../../campaigns/index.js';
import { ratioScoreInterval, totalPairs, type PairTable } from '../../statistics/index.js';
import { DataTable, EmptyState, formatterFor, type Formatter, type Lang } from '../../web/index.js';
import type { Names } from '../names.js';
import type { Conclusion } from './rules.js';
import { RUNS, type Sensitivity } from './sensitivity.js';
import { wordsIn } from './words.js';

interface SensitivityProps {
  readonly lang: Lang;
  readonly definition: Definition;
  readonly names: Names;
  /** Null before the close. */
  readonly sectors: readonly Sensitivity[] | null;
}

interface Line {
  readonly label: string;
  readonly figure: string;
  readonly pairs: number;
  readonly conclusion: Conclusion;
}

/** Per sector the main count, each other way of counting, and whether the conclusion changes. */
export function SensitivityTables({ lang, definition, names, sectors }: SensitivityProps) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('sensitivity.title')}</h2>
      {sectors === null ? (
        <EmptyState title={t('sensitivity.later')}>
          <p>{t('sensitivity.later-why')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t('sensitivity.why', { definition: t(`definition.${definition}`) })}</p>
          {sectors.map((sector) => (
            <SectorTable
              key={cellKey(sector)}
              lang={lang}
              sector={sector}
              name={cellNameOf(names.sectors, sector, lang)}
            />
          ))}
          <p class="soft">{t('sensitivity.note')}</p>
        </>
      )}
    </>
  );
}

function SectorTable({
  lang,
  sector,
  name,
}: {
  readonly lang: Lang;
  readonly sector: Sensitivity;
  readonly name: string;
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { main } = sector;
  const says = ({ label, conclusion }: Line): string => {
    const said = t(`conclusion.${conclusion}`);
    if (label === t('run.main') || conclusion === 'not-computed') return said;
    return `${said} (${conclusion === main.conclusion ? t('sensitivity.same') : t('sensitivity.changed')})`;
  };
  return (
    <DataTable<Line>
      caption={t('sensitivity.caption', { sector: name })}
      rows={linesOf(sector, lang)}
      keyOf={({ label }) => label}
      columns={[
        { head: t('sensitivity.count'), cell: ({ label }) => label, names: true },
        { head: t('sensitivity.pairs'), cell: ({ pairs }) => f.number(pairs), align: 'right' },
        { head: t('sensitivity.ratio'), cell: ({ figure }) => figure, align: 'right' },
        { head: t('sensitivity.conclusion'), cell: says },
      ]}
    />
  );
}

function linesOf({ main, runs, clustered }: Sensitivity, lang: Lang): Line[] {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { result, conclusion } = clustered;
  const line = (label: string, counted: Sensitivity['main']): Line => ({
    label,
    figure: ratioWords(f, counted.table),
    pairs: totalPairs(counted.table),
    conclusion: counted.conclusion,
  });
  return [
    line(t('run.main'), main),
    ...RUNS.map((run) => line(t(`run.${run}`), runs[run])),
    {
      label: t('run.clustered'),
      figure:
        result.kind === 'undetermined'
          ? f.number(null)
          : `${f.number(result.difference * 100, 1)} (${f.interval(result.ci[0] * 100, result.ci[1] * 100, 1)})`,
      pairs: totalPairs(main.table),
      conclusion,
    },
  ];
}

function ratioWords(f: Formatter, table: PairTable): string {
  const { estimate, ci } = ratioScoreInterval(table, 0.05);
  const [low, high] = ci;
  // A limit that is null beside a finite one is unbounded.
  const ratio = estimate === null && low !== null ? Infinity : estimate;
  return `${f.ratio(ratio)} (${f.interval(low, high === null && low !== null ? Infinity : high)})`;
}
