/** Exact linear algebra on small whole numbers, by elimination modulo a prime. Pure. */

/** The two largest primes below 2^26: a product of two remainders is still an exact double. */
export const AUDIT_PRIMES = [67_108_859, 67_108_837] as const;

/** A row of the reduced row echelon form, and the column of its leading 1. */
export interface EchelonRow {
  readonly pivot: number;
  readonly values: Float64Array;
}

/**
 * The reduced row echelon form of rows of whole numbers modulo a prime; zero rows are left out.
 * @param width only the first so many columns lead; the others go along
 */
export function echelonForm(
  rows: readonly (readonly number[])[],
  prime: number,
  width = rows[0]?.length ?? 0,
): EchelonRow[] {
  const left = rows.map((row) => Float64Array.from(row));
  const done: { pivot: number; values: Float64Array }[] = [];
  for (let column = 0; column < width && left.length > 0; column += 1) {
    const at = left.findIndex((row) => row[column] !== 0);
    if (at < 0) continue;
    const [lead] = left.splice(at, 1);
    if (lead === undefined) continue;
    scale(lead, invert(lead[column] ?? 1, prime), prime);
    for (const other of [...left, ...done.map(({ values }) => values)])
      subtract(other, lead, other[column] ?? 0, prime);
    done.push({ pivot: column, values: lead });
  }
  return done;
}

/** The factors by which rows add up to a target, modulo a prime: one way of several; null when they do not. */
export function solveSum(
  rows: readonly (readonly number[])[],
  target: readonly number[],
  prime: number,
): number[] | null {
  const width = target.length;
  const tagged = rows.map((row, index) => [...row, ...rows.map((_, other) => Number(other === index))]);
  const left = Float64Array.from([...target, ...rows.map(() => 0)]);
  for (const { pivot, values } of echelonForm(tagged, prime, width))
    subtract(left, values, left[pivot] ?? 0, prime);
  if (left.subarray(0, width).some((value) => value !== 0)) return null;
  return [...left.subarray(width)].map((value) => (prime - value) % prime);
}

function scale(row: Float64Array, factor: number, prime: number): void {
  for (let j = 0; j < row.length; j += 1) row[j] = ((row[j] ?? 0) * factor) % prime;
}

function subtract(row: Float64Array, lead: Float64Array, factor: number, prime: number): void {
  if (factor === 0) return;
  const minus = prime - factor;
  for (let j = 0; j < row.length; j += 1) {
    const value = lead[j] ?? 0;
    if (value !== 0) row[j] = ((row[j] ?? 0) + value * minus) % prime;
  }
}

// Fermat: a^(p − 2) is the inverse of a modulo a prime p.
function invert(value: number, prime: number): number {
  let [result, base, power] = [1, value % prime, prime - 2];
  while (power > 0) {
    if (power % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
    power = Math.floor(power / 2);
  }
  return result;
}
