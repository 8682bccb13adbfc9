/** The frozen counts of one cell of matched tests. */

/** Numbers of tests (pairs) by outcome: whole, not negative. */
export interface PairTable {
  readonly both: number;
  readonly controlOnly: number;
  readonly treatmentOnly: number;
  readonly neither: number;
}

export type Arm = 'control' | 'treatment';

/** An estimate with its interval. Undefined is null; an infinite limit is null beside a finite one. */
export interface Interval {
  readonly estimate: number | null;
  readonly ci: readonly [number | null, number | null];
}

export const NO_INTERVAL: Interval = { estimate: null, ci: [null, null] };

/**
 * A checked pair table.
 * @throws RangeError naming the count that is not a whole number ≥ 0
 */
export function pairTable(
  both: number,
  controlOnly: number,
  treatmentOnly: number,
  neither: number,
): PairTable {
  const table = { both, controlOnly, treatmentOnly, neither };
  for (const [name, count] of Object.entries(table)) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`pair table: "${name}" is ${count}; give a whole number of pairs, 0 or more.`);
    }
  }
  return table;
}

/** Every closed test of the cell. */
export const totalPairs = (t: PairTable): number => t.both + t.controlOnly + t.treatmentOnly + t.neither;

/** Tests in which exactly one arm was called back: the only ones that speak about unequal treatment. */
export const discordantPairs = (t: PairTable): number => t.controlOnly + t.treatmentOnly;

export const callbacksOf = (t: PairTable, arm: Arm): number =>
  t.both + (arm === 'control' ? t.controlOnly : t.treatmentOnly);

/** The same tests with the two arms exchanged. */
export const swapArms = (t: PairTable): PairTable => ({
  both: t.both,
  controlOnly: t.treatmentOnly,
  treatmentOnly: t.controlOnly,
  neither: t.neither,
});

/** Cell by cell sum. */
export function addTables(tables: Iterable<PairTable>): PairTable {
  let [both, controlOnly, treatmentOnly, neither] = [0, 0, 0, 0];
  for (const t of tables) {
    both += t.both;
    controlOnly += t.controlOnly;
    treatmentOnly += t.treatmentOnly;
    neither += t.neither;
  }
  return { both, controlOnly, treatmentOnly, neither };
}

/** Count tests from (control called back, treatment called back). */
export function countPairs(outcomes: Iterable<readonly [control: boolean, treatment: boolean]>): PairTable {
  let [both, controlOnly, treatmentOnly, neither] = [0, 0, 0, 0];
  for (const [control, treatment] of outcomes) {
    if (control && treatment) both += 1;
    else if (control) controlOnly += 1;
    else if (treatment) treatmentOnly += 1;
    else neither += 1;
  }
  return { both, controlOnly, treatmentOnly, neither };
}

export type Direction = 'against-treatment' | 'against-control' | 'none';

/** Which arm the discordant tests go against. Equal counts: none. */
export function directionOf(t: PairTable): Direction {
  if (t.controlOnly > t.treatmentOnly) return 'against-treatment';
  return t.controlOnly < t.treatmentOnly ? 'against-control' : 'none';
}

/** With five discordant tests or fewer an exact two-sided p can never be below .05. */
export const FEWEST_DISCORDANT = 6;

export type Verdict =
  | { readonly kind: 'tested'; readonly why: null }
  | {
      readonly kind: 'undetermined';
      readonly why: 'no pairs' | 'no discordant pairs' | 'too few discordant pairs';
    };

/** Whether the cell carries enough evidence for a conclusion. */
export function verdictOf(t: PairTable): Verdict {
  const discordant = discordantPairs(t);
  if (discordant >= FEWEST_DISCORDANT) return { kind: 'tested', why: null };
  if (totalPairs(t) === 0) return { kind: 'undetermined', why: 'no pairs' };
  return { kind: 'undetermined', why: discordant === 0 ? 'no discordant pairs' : 'too few discordant pairs' };
}
