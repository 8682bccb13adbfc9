/** Reference values (R, and 40-digit arithmetic for score limits); see meta.calls in the file. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { pairTable, type PairTable } from '../../../src/statistics/index.js';

export const golden: any = JSON.parse(
  readFileSync(new URL('../../golden/golden.json', import.meta.url), 'utf8'),
);

export interface PairedVector {
  name: string;
  table: PairTable;
  value: any;
}

function isPaired(value: any): boolean {
  return typeof value === 'object' && value !== null && 'control_only' in value && 'mcnemar' in value;
}

function* walk(value: any, name: string): Generator<PairedVector> {
  if (typeof value !== 'object' || value === null) return;
  if (isPaired(value)) {
    const table = pairTable(value.both, value.control_only, value.test_only, value.neither);
    yield { name, table, value };
  }
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, name === '' ? key : `${name}/${key}`);
}

/** Every pair table with reference values: 16 comparisons, their strata, and the worked vectors. */
export const pairedVectors: PairedVector[] = [...walk({ ...golden.comparisons, worked: golden.worked }, '')];

/** Closeness on the relative scale; a reference of null or "Infinity" asks for null. */
export function agrees(actual: number | null | undefined, reference: unknown, tolerance: number): boolean {
  if (reference === null || reference === 'Infinity' || reference === undefined) return actual === null;
  if (typeof reference !== 'number' || typeof actual !== 'number' || !Number.isFinite(actual)) return false;
  if (reference === 0) return Math.abs(actual) <= Math.min(tolerance, 1e-12);
  return Math.abs(actual - reference) <= tolerance * Math.abs(reference);
}

export function expectClose(
  actual: number | null | undefined,
  reference: unknown,
  tolerance: number,
  at = '',
): void {
  expect(
    agrees(actual, reference, tolerance),
    `${at}: got ${String(actual)}, reference ${String(reference)}`,
  ).toBe(true);
}

export function expectInterval(
  actual: readonly (number | null)[],
  reference: readonly unknown[],
  tolerance: number,
  at = '',
): void {
  expectClose(actual[0], reference[0], tolerance, `${at} lower`);
  expectClose(actual[1], reference[1], tolerance, `${at} upper`);
}
