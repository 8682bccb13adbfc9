/**
 * What two signals do together beyond what each does alone (a 2 × 2 design): the joint contrast less, or over, the two
 * single ones. Each contrast has vacancies of its own, so that the three tables are independent.
 * Interval: MOVER, the method of variance estimates recovery (Zou and Donner 2008; on the log scale for ratios, Donner and
 * Zou 2012), from the score interval of each contrast: it keeps their asymmetry with small counts. It takes no account of
 * an employer with pairs in more than one contrast; the caps keep those rare.
 */
import { differenceTangoInterval } from './paired-difference.js';
import { ratioScoreInterval } from './paired-ratio.js';
import { NO_INTERVAL, verdictOf, type Interval, type PairTable } from './pair-table.js';

/** The tables of the three contrasts of a 2 × 2 design. */
export interface InteractionTables {
  readonly joint: PairTable;
  readonly alone: readonly [PairTable, PairTable];
}

export type Interaction =
  | {
      readonly kind: 'estimated';
      /** Difference of rates (control − treatment) of the joint contrast less those of both others; above 0: more together. */
      readonly difference: Interval;
      /** Callback ratio of the joint contrast over the product of both others; above 1: more together. Null without a ratio of each. */
      readonly ratio: Interval;
    }
  /** A contrast has too few discordant pairs to say anything of. */
  | { readonly kind: 'undetermined' };

/** The interaction of two signals, on the scale of differences and on that of ratios. Exploratory: no flag follows from it. */
export function interactionOf({ joint, alone }: InteractionTables, alpha = 0.05): Interaction {
  const tables = [joint, ...alone];
  if (tables.some((table) => verdictOf(table).kind === 'undetermined')) return { kind: 'undetermined' };
  const logs = combine(tables.map((table) => mapInterval(ratioScoreInterval(table, alpha), logOf)));
  return {
    kind: 'estimated',
    difference: combine(tables.map((table) => differenceTangoInterval(table, alpha))),
    ratio: mapInterval(logs, Math.exp),
  };
}

/** MOVER for the first of independent estimates less the others; null where one has no estimate, or no limit on a side that counts. */
function combine([first = NO_INTERVAL, ...others]: readonly Interval[]): Interval {
  if (first.estimate === null) return NO_INTERVAL;
  let estimate = first.estimate;
  let [below, above] = reaches(first);
  for (const other of others) {
    if (other.estimate === null) return NO_INTERVAL;
    const [under, over] = reaches(other);
    estimate -= other.estimate;
    [below, above] = [below + over, above + under];
  }
  const limit = (sign: 1 | -1, squares: number): number | null =>
    Number.isFinite(squares) ? estimate + sign * Math.sqrt(squares) : null;
  return { estimate, ci: [limit(-1, below), limit(1, above)] };
}

/** Squares of how far an interval reaches below and above its estimate. */
function reaches({ estimate, ci: [low, high] }: Interval): [below: number, above: number] {
  const square = (limit: number | null): number =>
    limit === null || estimate === null ? Infinity : (limit - estimate) ** 2;
  return [square(low), square(high)];
}

const logOf = (value: number): number | null => (value > 0 ? Math.log(value) : null);

function mapInterval({ estimate, ci }: Interval, of: (value: number) => number | null): Interval {
  const one = (value: number | null): number | null => (value === null ? null : of(value));
  return { estimate: one(estimate), ci: [one(ci[0]), one(ci[1])] };
}
