import {
  benjaminiHochberg,
  fisherExact,
  mantelHaenszel,
  rateOf,
  unpairedDifferenceNewcombe,
  unpairedRatioKatz,
  type Interval,
  type MantelHaenszel,
  type Rate,
  type UnpairedTable,
} from '../../statistics/index.js';

/** A cell with its table; what is not for everybody is null outside the team. */
export interface SingleCell {
  readonly sector: string;
  readonly table: UnpairedTable;
  readonly voided: number | null;
}

/** The figures of one sector, and everything computed from them. */
export interface SingleFinding extends SingleCell {
  /** Wilson. */
  readonly control: Rate;
  readonly treatment: Rate;
  /** Control over treatment; Katz (1978). */
  readonly ratio: Interval;
  /** Control minus treatment; Newcombe (1998), method 10. */
  readonly difference: Interval;
  /** Fisher's exact test, two-sided as R has it: all tables that are not likelier. Null while an arm is empty or nothing varies. */
  readonly p: number | null;
  /** Benjamini–Hochberg over the K cells of the family; a cell without p, or that is hidden, counts with p = 1. */
  readonly adjustedP: number;
  readonly rejectedByBh: boolean;
}

/** Which way a difference goes. */
export type Direction = 'against-treatment' | 'against-control' | 'none';

export function directionOf({ difference }: Pick<SingleFinding, 'difference'>): Direction {
  const { estimate } = difference;
  if (estimate === null || estimate === 0) return 'none';
  return estimate > 0 ? 'against-treatment' : 'against-control';
}

/** Analyses the sectors of one family. @param k its cells, those that are not shown among them */
export function analyseSingles(cells: readonly SingleCell[], k: number, alpha: number): SingleFinding[] {
  const tested = cells.map((cell) => {
    const fisher = fisherExact(cell.table);
    return { ...cell, p: fisher.kind === 'undetermined' ? null : fisher.p };
  });
  const absent = Array.from({ length: Math.max(0, k - cells.length) }, () => 1);
  const { adjusted, rejected } = benjaminiHochberg([...tested.map(({ p }) => p ?? 1), ...absent], alpha);
  return tested.map((cell, index) => ({
    ...cell,
    control: rateOf(cell.table.control.callbacks, cell.table.control.n),
    treatment: rateOf(cell.table.treatment.callbacks, cell.table.treatment.n),
    ratio: unpairedRatioKatz(cell.table),
    difference: unpairedDifferenceNewcombe(cell.table),
    adjustedP: adjusted[index] ?? 1,
    rejectedByBh: rejected.includes(index),
  }));
}

/** All sectors together, each compared within itself (Mantel and Haenszel 1959; ratio Greenland and Robins 1985). */
export const poolSingles = (cells: readonly SingleCell[]): MantelHaenszel =>
  mantelHaenszel(cells.map(({ table }) => table));
