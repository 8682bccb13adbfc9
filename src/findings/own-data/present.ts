import { isPaired, type Analysis, type Figures, type PairedFigures } from './analyse.js';
import { plotScale, type PlotScale } from './plot.js';
import { armDoubts, spellingDoubts, stratumName } from './names.js';
import { count, eText, fixed, interval, percent, pText } from './numbers.js';
import type { AnalyseOptions } from './options.js';
import type { Counted } from './read.js';

const MOST_LISTED = 20;
const LONGEST_NAME = 36;

/** What the reader must know beside the figures: rows left out, pairs without partner, doubtful spellings. */
export function remarks(counted: Counted, analysis: Analysis, { form }: AnalyseOptions): string[] {
  const { rejected, unmatched, unmatchedPairs } = counted;
  const listed = rejected.slice(0, MOST_LISTED).map(({ line, reason }) => `line ${line}: ${reason}`);
  const more = rejected.length - listed.length;
  const lone = unmatched.map(({ key, line }) => `line ${line}: pair ${key} has a row of one arm only`);
  const moreLone = unmatchedPairs - lone.length;
  return [
    ...listed,
    ...(more > 0 ? [`… and ${count(more)} more rows left out; --format json lists them all`] : []),
    ...lone,
    ...(moreLone > 0 ? [`… and ${count(moreLone)} more pairs with one arm only`] : []),
    ...counted.torn.map(({ line, reason }) => `line ${line}: ${reason}`),
    ...(counted.tornPairs > counted.torn.length
      ? [`… and ${count(counted.tornPairs - counted.torn.length)} more such pairs`]
      : []),
    ...armDoubts(counted.otherArmValues.keys(), form.kind === 'long' ? [form.control, form.treatment] : []),
    ...spellingDoubts(analysis.strata.map(({ by }) => by)),
    ...(counted.used === 0 ? ['No row could be used: there is nothing to analyse.'] : []),
  ];
}

/** The whole answer as text, with a forest plot, one line per stratum. */
export function asTable(counted: Counted, analysis: Analysis, options: AnalyseOptions, file: string): string {
  const rows: { readonly name: string; readonly figures: Figures }[] = [
    { name: 'all', figures: analysis.overall },
    ...analysis.strata.map((stratum) => ({ name: stratumName(stratum.by), figures: stratum })),
  ];
  const sections = [
    [file, intake(counted, options)],
    forest(rows, options.alpha),
    isPaired(analysis.overall) ? pairedDetails(analysis.overall) : unpairedDetails(analysis.overall),
    clusterDetails(analysis.overall, options),
    family(analysis, options),
    reportCard(analysis),
    probitDetails(analysis),
    remarks(counted, analysis, options).map((remark) => `Note: ${remark}`),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

/** What became of the rows of the file, in one line. */
export function intake(counted: Counted, { unpaired }: AnalyseOptions): string {
  const others = [...counted.otherArmValues].map(([value, rows]) => `${value} ${count(rows)}`).join(', ');
  return [
    `${count(counted.rows)} rows`,
    `${count(counted.used)} counted`,
    `${count(counted.otherArms)} of other arms${others === '' ? '' : ` (${others})`}`,
    ...(unpaired ? [] : [`${count(counted.unmatchedPairs)} pairs with one arm only`]),
    `${count(counted.rejected.length)} left out`,
  ].join(', ');
}

function forest(
  rows: readonly { readonly name: string; readonly figures: Figures }[],
  alpha: number,
): string[] {
  const scale = plotScale(rows.map(({ figures }) => figures.ratio));
  const level = `${String(Number((100 * (1 - alpha)).toFixed(3)))} % interval`;
  const heads = ['', 'n', 'control', 'treatment', 'ratio', level];
  const cells = rows.map(({ name, figures }) => [
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
    count(isPaired(figures) ? figures.pairs.total : figures.control.n + figures.treatment.n),
    percent(figures.control.rate),
    percent(figures.treatment.rate),
    fixed(figures.ratio.estimate),
    interval(figures.ratio.ci),
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const plotted = (figures: Figures): string => scale.draw(figures.ratio);
  return [
    `${line(heads)}  ${scale.head}`,
    ...rows.map(({ figures }, index) =>
      `${line(cells[index] ?? [])}  ${plotted(figures)}${doubt(figures)}`.trimEnd(),
    ),
    `${line(heads.map(() => ''))}  ${scale.foot}`.trimEnd(),
    axisNote(scale),
  ];
}

const axisNote = (scale: PlotScale): string =>
  `ratio = control rate / treatment rate, on a logarithmic axis from ${fixed(scale.low)} to ${fixed(scale.high)}; above 1 the control profile was called back more often`;

const doubt = (figures: Figures): string =>
  isPaired(figures) && figures.verdict.kind === 'undetermined' ? `  ${figures.verdict.why}` : '';

const DIRECTION: Readonly<Record<PairedFigures['direction'], string>> = {
  'against-treatment': 'the discordant pairs go against the treatment arm',
  'against-control': 'the discordant pairs go against the control arm, not against the treatment arm',
  none: 'the discordant pairs go neither way',
};

function pairedDetails(f: PairedFigures): string[] {
  const { pairs, mcnemar: test, eValue, conditionalOdds: odds, netDiscrimination: net } = f;
  const crossing =
    eValue.firstCrossing20 === null
      ? 'never 20 or more'
      : `20 or more from discordant pair ${count(eValue.firstCrossing20)} on`;
  return [
    'All pairs',
    `  outcomes            both ${count(pairs.both)}, control only ${count(pairs.controlOnly)}, treatment only ${count(pairs.treatmentOnly)}, neither ${count(pairs.neither)}`,
    `  callback ratio      ${fixed(f.ratio.estimate, 3)}, ${interval(f.ratio.ci, (x) => fixed(x, 3))} (Nam-Blackwelder)`,
    `  difference          ${percent(f.difference.estimate)}, ${interval(f.difference.ci, percent)} (Tango)`,
    `  net discrimination  ${percent(net.net)} of ${count(net.usable)} usable pairs, ${percent(net.netAll)} of all`,
    `  McNemar             mid-p ${pText(test.midP)}, exact p ${pText(test.exactP)}, chi-squared ${fixed(test.chi2)} (p ${pText(test.p)})`,
    `  conditional odds    ${fixed(odds.estimate)}, ${interval(odds.ci)} (exact)`,
    `  e-value             ${eText(eValue.log10.uniform)} (uniform), ${eText(eValue.log10.oneSided)} (against treatment); ${crossing}`,
    `  verdict             ${f.verdict.kind === 'tested' ? 'tested' : `undetermined: ${f.verdict.why}`}; ${DIRECTION[f.direction]}`,
  ];
}

function unpairedDetails(f: Figures): string[] {
  if (isPaired(f)) return [];
  return [
    'All applications (unpaired)',
    `  callback ratio  ${fixed(f.ratio.estimate, 3)}, ${interval(f.ratio.ci, (x) => fixed(x, 3))} (Koopman)`,
    `  difference      ${percent(f.difference.estimate)}, ${interval(f.difference.ci, percent)} (Newcombe)`,
    `  Fisher          p ${pText(f.fisher.p)}, odds ratio ${fixed(f.fisher.oddsRatio)}, ${interval(f.fisher.ci)}`,
  ];
}

function clusterDetails({ clusterRobust: robust }: Figures, { cluster }: AnalyseOptions): string[] {
  if (robust === null) return [];
  const se =
    robust.se === null
      ? 'undetermined'
      : `standard error ${robust.se.toFixed(5)}, ${interval(robust.ci, percent)}, p ${pText(robust.p)}`;
  return [`Difference with ${count(robust.clusters)} clusters of ${cluster ?? ''} (CR1, t): ${se}`];
}

function family({ strata, pooled, multiplicity }: Analysis, { by }: AnalyseOptions): string[] {
  if (by.length === 0) return [];
  const names = multiplicity.rejected.map(stratumName);
  const { homogeneity } = pooled ?? { homogeneity: null };
  return [
    ...(pooled === null
      ? []
      : [
          `Pooled over ${count(strata.length)} strata of ${by.join(', ')}: ratio ${fixed(pooled.ratio.estimate, 3)}, ${interval(pooled.ratio.ci, (x) => fixed(x, 3))}`,
        ]),
    ...(homogeneity === null
      ? []
      : [
          `Same odds in each stratum? ${homogeneity.chi2 === null ? 'undetermined' : `chi-squared ${fixed(homogeneity.chi2)} with ${homogeneity.df ?? 0} degrees of freedom, p ${pText(homogeneity.p)}`}`,
        ]),
    `Benjamini-Hochberg at ${multiplicity.alpha} over ${count(strata.length)} strata rejects ${count(names.length)}${names.length === 0 ? '' : `: ${names.join(', ')}`}`,
    ...(names.length === 0
      ? []
      : [
          'A stratum in this list is a computation, not yet a finding: see its direction and its number of discordant pairs.',
        ]),
  ];
}

function reportCard({ grades: card }: Analysis): string[] {
  if (card === undefined) return [];
  const byGrade = [...card.units].sort((a, b) => a.grade - b.grade || b.posterior.mean - a.posterior.mean);
  return [
    `Report card (Kline, Rose and Walters; lambda ${card.lambda}): ${count(card.count)} ${card.count === 1 ? 'grade' : 'grades'}; strata differ by ${percent(card.sd)} around ${percent(card.mean)}`,
    ...byGrade.map(
      ({ by, grade, estimate, se, posterior }) =>
        `  grade ${grade}  ${stratumName(by)}: difference ${percent(estimate)} (standard error ${percent(se)}), drawn to ${percent(posterior.mean)}`,
    ),
    ...card.left.map(({ by, why }) => `  no grade  ${stratumName(by)}: ${why}`),
    '  Grades rank the strata of this file; they prove nothing about any one of them.',
  ];
}

function probitDetails({ probit }: Analysis): string[] {
  if (probit === undefined) return [];
  const head = `Heteroskedastic probit (Neumark) on ${count(probit.applications)} applications`;
  if (probit.kind === 'undetermined') return [`${head}: undetermined: ${probit.why}`];
  const { terms, logSdRatio, sdRatio, equalVariances, effect, logLikelihood } = probit;
  return [
    `${head}, log-likelihood ${fixed(logLikelihood)}`,
    `  effect of treatment  ${percent(effect.total)}: level ${percent(effect.level)}, spread ${percent(effect.spread)}`,
    `  spread of the unseen ${fixed(sdRatio)} times that of control (log ${fixed(logSdRatio.estimate)}, standard error ${fixed(logSdRatio.se)}); equal spreads: p ${pText(equalVariances.p)}`,
    ...terms.map(
      ({ name, estimate, se }) => `  ${name}: ${fixed(estimate, 4)} (standard error ${fixed(se, 4)})`,
    ),
  ];
}
