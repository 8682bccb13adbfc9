import type { Analysis, Figures } from './analyse.js';

type Value = string | number | null;

/** Every figure of an answer as `name, value`, nested names joined by points, intervals as .low and .high. */
function* flatten(value: unknown, name: string): Generator<readonly [string, Value]> {
  if (value === null || typeof value === 'string' || typeof value === 'number') yield [name, value];
  else if (Array.isArray(value)) {
    for (const [index, part] of value.entries())
      yield* flatten(part, `${name}.${index === 0 ? 'low' : 'high'}`);
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value))
      yield* flatten(part, name === '' ? key : `${name}.${key}`);
  }
}

const quoted = (value: Value): string => {
  const text = value === null ? '' : String(value);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line for all pairs and one per stratum; numbers at full precision, undefined is empty. */
export function asCsv(analysis: Analysis, by: readonly string[]): string {
  const figuresOf = (figures: Figures): Map<string, Value> =>
    new Map(flatten({ ...figures, by: undefined }, ''));
  const overall = figuresOf(analysis.overall);
  const head = ['part', ...by, ...overall.keys(), 'rejectedByBh'];
  const rejected = new Set(analysis.multiplicity.rejected);
  const line = (part: string, names: readonly string[], figures: Figures, isRejected: string): string => {
    const values = figuresOf(figures);
    const cells = [part, ...names, ...[...overall.keys()].map((key) => values.get(key) ?? null), isRejected];
    return cells.map(quoted).join(',');
  };
  const lines = [
    head.map(quoted).join(','),
    line(
      'overall',
      by.map(() => ''),
      analysis.overall,
      '',
    ),
    ...analysis.strata.map((stratum) =>
      line(
        'stratum',
        by.map((column) => stratum.by[column] ?? ''),
        stratum,
        rejected.has(stratum.by) ? 'yes' : 'no',
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
