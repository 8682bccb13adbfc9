import {
  DataTable,
  formatterFor,
  type Column,
  type Figure,
  type Formatter,
  type Lang,
} from '../../web/index.js';
import type { Cut } from '../counts/index.js';
import { eValueWords } from '../e-value-words.js';
import { limits, ratioOf, verdictOf } from './finding-words.js';
import { wordsIn } from './page-words.js';
import { FEWEST_UNITS } from './suppression.js';
import type { Finding } from './views.js';

/** A finding with the name of its value. */
export interface NamedFinding {
  readonly finding: Finding;
  readonly name: string;
}

interface FindingTablesProps {
  readonly lang: Lang;
  readonly cut: Cut;
  readonly findings: readonly NamedFinding[];
  /** Cells that the correction runs over. */
  readonly k: number;
}

const keyOf = ({ finding }: NamedFinding): string => `${finding.value} ${finding.ground}`;
const tooFew = ({ finding }: NamedFinding): boolean => finding.analysis.verdict.kind === 'undetermined';

/** Everything computed per value of a cut, in three tables of one question each. */
export function FindingTables(props: FindingTablesProps) {
  return (
    <>
      <EffectTable {...props} />
      <TestTable {...props} />
      <PairsTable {...props} />
    </>
  );
}

function nameColumn(cut: Cut, lang: Lang): Column<NamedFinding> {
  return { head: wordsIn(lang)(`head.${cut}`), cell: ({ name }) => name, names: true };
}

function figure(head: string, cell: (finding: Finding) => string): Column<NamedFinding> {
  return { head, cell: ({ finding }) => cell(finding), align: 'right' };
}

function PairsTable({ lang, cut, findings }: FindingTablesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const count = (head: string, of: (finding: Finding) => number) =>
    figure(head, (finding) => f.number(of(finding)));
  const forTeam = findings.some(({ finding }) => finding.units !== null);
  const employers = ({ units }: Finding): string =>
    units !== null && units < FEWEST_UNITS ? t('table.few-units', { n: f.number(units) }) : f.number(units);
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
          nameColumn(cut, lang),
          ...(forTeam ? [figure(t('table.units'), employers)] : []),
          count(t('table.valid'), ({ analysis }) => analysis.pairs.total),
          count(t('table.controlOnly'), ({ table }) => table.controlOnly),
          count(t('table.treatmentOnly'), ({ table }) => table.treatmentOnly),
          count(t('table.both'), ({ table }) => table.both),
          count(t('table.neither'), ({ table }) => table.neither),
          ...(forTeam ? [figure(t('table.void'), ({ voided }) => f.number(voided))] : []),
          figure(t('table.net'), ({ analysis }) => percentOf(f, analysis.netDiscrimination.net)),
        ]}
      />
      <p class="soft">{t('table.net-note')}</p>
    </>
  );
}

/** `0,31 (0,22 tot 0,42)`, times 100: the unit stands in the head. */
export function shareOf(f: Formatter, value: Figure, [low, high]: readonly [Figure, Figure]): string {
  if (value === null) return f.number(null);
  const points = (one: Figure): Figure => (one === null ? null : one * 100);
  return `${f.number(points(value), 1)} (${f.interval(points(low), points(high), 1)})`;
}

function EffectTable({ lang, cut, findings }: FindingTablesProps) {
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
          nameColumn(cut, lang),
          figure(t('table.control'), ({ analysis }) =>
            shareOf(f, analysis.control.rate, analysis.control.ci),
          ),
          figure(t('table.treatment'), ({ analysis }) =>
            shareOf(f, analysis.treatment.rate, analysis.treatment.ci),
          ),
          figure(
            t('table.ratio'),
            (finding) => `${f.ratio(ratioOf(finding))} (${f.interval(...limits(finding))})`,
          ),
          figure(t('table.difference'), ({ analysis }) =>
            shareOf(f, analysis.difference.estimate, analysis.difference.ci),
          ),
        ]}
      />
      <p class="soft">{t('table.notes')}</p>
    </>
  );
}

const percentOf = (f: Formatter, value: Figure): string => f.number(value === null ? null : value * 100, 1);

function TestTable({ lang, cut, findings, k }: FindingTablesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const withEvidence = findings.some(({ finding }) => finding.evidence !== null);
  const evidence = ({ evidence: e }: Finding): string =>
    e === null ? f.number(null) : eValueWords(e.log10.oneSided * Math.LN10, lang);
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
          nameColumn(cut, lang),
          figure(t('table.discordant'), ({ analysis }) => f.number(analysis.pairs.discordant)),
          figure(t('table.exact'), ({ analysis }) => f.pValue(analysis.mcnemar.exactP)),
          figure(t('table.mid'), ({ analysis }) => f.pValue(analysis.mcnemar.midP)),
          figure(t('table.bh'), ({ analysis, adjustedP }) =>
            f.pValue(analysis.mcnemar.midP === null ? null : adjustedP),
          ),
          ...(withEvidence ? [figure(t('table.e'), evidence)] : []),
          { head: t('table.verdict'), cell: ({ finding }) => verdictOf(finding, lang) },
        ]}
      />
      <p class="soft">{t(withEvidence ? 'table.test-notes' : 'table.test-notes-cut', { k })}</p>
    </>
  );
}
