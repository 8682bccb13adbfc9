import { readStudyText } from '../../support/shared-data.js';
import type { PairTable, UnpairedTable } from '../../../src/statistics/index.js';

export { haveStudies } from '../../support/shared-data.js';

export type Row = Record<string, string>;

/** The rows of one file by column name. No field of these files holds a comma or a quote. */
export function readStudy(name: string): Row[] {
  const [head = '', ...lines] = readStudyText(name).trim().split('\n');
  const split = (line: string): string[] =>
    line
      .trim()
      .split(',')
      .map((cell) => cell.replaceAll('"', ''));
  const names = split(head);
  return lines.map((line) => Object.fromEntries(split(line).map((cell, i) => [names[i] ?? '', cell])));
}

export interface Spec {
  file: string;
  arm: string;
  control: string;
  test: string;
  pair_key: string | string[];
  cluster: string;
  outcome: string;
}

export interface Study {
  table: PairTable;
  clusters: UnpairedTable[];
}

/** The complete pairs of a comparison, and the counts of its clusters over the rows of those pairs. */
export function loadStudy(spec: Spec, keep: (row: Row) => boolean = () => true): Study {
  const pairs = new Map<string, { cluster: string; control?: boolean; test?: boolean }>();
  for (const row of readStudy(spec.file.replace('data/raw/', ''))) {
    const side = row[spec.arm] === spec.control ? 'control' : row[spec.arm] === spec.test ? 'test' : null;
    if (side === null || !keep(row)) continue;
    const key = [spec.pair_key]
      .flat()
      .map((name) => row[name])
      .join('|');
    const pair = pairs.get(key) ?? { cluster: row[spec.cluster] ?? '' };
    pair[side] = row[spec.outcome] === '1';
    pairs.set(key, pair);
  }
  const table = { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 };
  const clusters = new Map<
    string,
    { control: { n: number; callbacks: number }; treatment: { n: number; callbacks: number } }
  >();
  for (const { cluster, control, test } of pairs.values()) {
    if (control === undefined || test === undefined) continue;
    table[control ? (test ? 'both' : 'controlOnly') : test ? 'treatmentOnly' : 'neither'] += 1;
    const counts = clusters.get(cluster) ?? {
      control: { n: 0, callbacks: 0 },
      treatment: { n: 0, callbacks: 0 },
    };
    counts.control.n += 1;
    counts.treatment.n += 1;
    counts.control.callbacks += Number(control);
    counts.treatment.callbacks += Number(test);
    clusters.set(cluster, counts);
  }
  return { table, clusters: [...clusters.values()] };
}
