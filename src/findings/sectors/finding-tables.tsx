import { DataTable, formatterFor, type Figure, type Formatter, type Lang } from '../../web/index.js';
import { eValueWords } from '../e-value-words.js';
import { limits, ratioOf, verdictOf } from './finding-words.js';
import { wordsIn } from './page-words.js';
import type { CellFinding } from './views.js';

/** A finding with the name of its sector. */
interface NamedFinding {
  readonly finding: CellFinding;
  readonly name: string;
}

interface FindingTablesProps {
  readonly lang: Lang;
  readonly findings: readonly NamedFinding[];
}

const keyOf = ({ finding }: NamedFinding): string => finding.sector;
const tooFew = ({ finding }: NamedFinding): boolean => finding.analysis.verdict.kind === 'undetermined';

/** Everything computed per sector, in three tables of one question each. */
export function FindingTables(props: FindingTablesProps) {
  return (
    <>
      <EffectTable {...props} />
      <TestTable {...props} />
      <PairsTable {...props} />
    </>
  );
}

function PairsTable({ lang, findings }: FindingTablesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const count = (head: string, of: (finding: CellFinding) => number) => ({
    head,
    cell: ({ finding }: NamedFinding) => f.number(of(finding)),
    align: 'right' as const,
  });
  return (
    <>
      <h2>{t('table.pairs')}</h2>
      <DataTable<NamedFinding>
        caption={t('table.pairs')}
        captionHidden
        rows={findings}
        keyOf={keyOf}
        muted={tooFew}
        columns={[
          { head: t('table.sector'), cell: ({ name }) => name, names: true },
          count(t('table.valid'), ({ analysis }) => analysis.pairs.total),
          count(t('table.controlOnly'), ({ table }) => table.controlOnly),
          count(t('table.treatmentOnly'), ({ table }) => table.treatmentOnly),
          count(t('table.both'), ({ table }) => table.both),
          count(t('table.neither'), ({ table }) => table.neither),
          count(t('table.void'), ({ voided }) => voided),
          {
            head: t('table.net'),
            cell: ({ finding: { analysis } }) => percentOf(f, analysis.netDiscrimination.net),
            align: 'right',
          },
        ]}
      />
      <p class="soft">{t('table.net-note')}</p>
    </>
  );
}

/** `0,31 (0,22 tot 0,42)`, times 100: the unit stands in the head. */
function share(f: Formatter, value: Figure, [low, high]: readonly [Figure, Figure]): string {
  if (value === null) return f.number(null);
  const points = (one: Figure): Figure => (one === null ? null : one * 100);
  return `${f.number(points(value), 1)} (${f.interval(points(low), points(high), 1)})`;
}

function EffectTable({ lang, findings }: FindingTablesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('table.effect')}</h2>
      <DataTable<NamedFinding>
        caption={t('table.effect')}
        captionHidden
        rows={findings}
        keyOf={keyOf}
        muted={tooFew}
        columns={[
          { head: t('table.sector'), cell: ({ name }) => name, names: true },
          {
            head: t('table.control'),
            cell: ({ finding: { analysis } }) => share(f, analysis.control.rate, analysis.control.ci),
            align: 'right',
          },
          {
            head: t('table.treatment'),
            cell: ({ finding: { analysis } }) => share(f, analysis.treatment.rate, analysis.treatment.ci),
            align: 'right',
          },
          {
            head: t('table.ratio'),
            cell: ({ finding }) => `${f.ratio(ratioOf(finding))} (${f.interval(...limits(finding))})`,
            align: 'right',
          },
          {
            head: t('table.difference'),
            cell: ({ finding: { analysis } }) =>
              share(f, analysis.difference.estimate, analysis.difference.ci),
            align: 'right',
          },
        ]}
      />
      <p class="soft">{t('table.notes')}</p>
    </>
  );
}

const percentOf = (f: Formatter, value: Figure): string => f.number(value === null ? null : value * 100, 1);

function TestTable({ lang, findings }: FindingTablesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('table.test')}</h2>
      <DataTable<NamedFinding>
        caption={t('table.test')}
        captionHidden
        rows={findings}
        keyOf={keyOf}
        muted={tooFew}
        columns={[
          { head: t('table.sector'), cell: ({ name }) => name, names: true },
          {
            head: t('table.discordant'),
            cell: ({ finding: { analysis } }) => f.number(analysis.pairs.discordant),
            align: 'right',
          },
          {
            head: t('table.exact'),
            cell: ({ finding: { analysis } }) => f.pValue(analysis.mcnemar.exactP),
            align: 'right',
          },
          {
            head: t('table.mid'),
            cell: ({ finding: { analysis } }) => f.pValue(analysis.mcnemar.midP),
            align: 'right',
          },
          {
            head: t('table.bh'),
            cell: ({ finding }) =>
              f.pValue(finding.analysis.mcnemar.midP === null ? null : finding.adjustedP),
            align: 'right',
          },
          {
            head: t('table.e'),
            cell: ({ finding }) => eValueWords(finding.evidence.log10.oneSided * Math.LN10, lang),
            align: 'right',
          },
          { head: t('table.verdict'), cell: ({ finding }) => verdictOf(finding, lang) },
        ]}
      />
      <p class="soft">{t('table.test-notes', { k: findings.length })}</p>
    </>
  );
}
