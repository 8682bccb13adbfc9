import type { RanDemo } from './demo.js';

/** Prints the end of a demo: a table per sector, and the flags in words. */
export function printReport(
  { result, findings }: Pick<RanDemo, 'result' | 'findings'>,
  print: (line: string) => void,
): void {
  const number = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits));
  const head = [
    'sector',
    'both',
    'control only',
    'treatment only',
    'neither',
    'void',
    'ratio [95 % interval]',
    'net discr.',
    'mid-p',
    'e-value',
  ];
  const rows = findings.map(({ sector, table, voided, analysis, evidence }) => [
    sector,
    String(table.both),
    String(table.controlOnly),
    String(table.treatmentOnly),
    String(table.neither),
    String(voided),
    `${number(analysis.ratio.estimate)} [${number(analysis.ratio.ci[0])}; ${number(analysis.ratio.ci[1])}]`,
    number(analysis.netDiscrimination.net),
    analysis.mcnemar.midP === null
      ? '–'
      : analysis.mcnemar.midP < 0.001
        ? '< 0.001'
        : number(analysis.mcnemar.midP, 3),
    evidence.oneSided >= 1000 ? evidence.oneSided.toExponential(1) : number(evidence.oneSided, 1),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  print('');
  print(line(head));
  for (const row of rows) print(line(row));
  print('');
  print(
    `${result.planned} pairs planned, ${result.sent} applications sent, ${result.received} messages received, ${result.matched} matched, ${result.coded} applications coded, ${result.withdrawn} withdrawn, ${result.voided} pairs void`,
  );
  print(result.flags.length === 0 ? 'No standing flag.' : 'Standing flags:');
  for (const flag of result.flags) print(`  - ${flag.reason}`);
  const { clients, candidates } = result.calls;
  print(
    `${clients.coded} of ${clients.planned} client calls coded by two, ${clients.granted} granted the wish; ${candidates.called} calls by candidates, ${candidates.counted} of ${candidates.planned} pairs counted`,
  );
  print(`audit chain ${result.auditVerified ? 'verified' : 'BROKEN'}; ${result.seconds} s`);
}
