import type { Definition } from '../../campaigns/index.js';
import type { CompleteTest, OutcomeCode } from '../../fieldwork/index.js';
import type { Id } from '../../platform/ids.js';
import type { Arm } from '../../statistics/index.js';
import type { PairOutcome, SingleOutcome, TestOutcome } from './schema.js';

const VOID: ReadonlySet<OutcomeCode> = new Set<OutcomeCode>(['BNC', 'DET', 'ERR']);
const CALLBACK: Readonly<Record<Definition, ReadonlySet<OutcomeCode>>> = {
  strict: new Set<OutcomeCode>(['INV', 'TST']),
  lenient: new Set<OutcomeCode>(['INV', 'TST', 'ALT', 'CTC', 'SEND-CV', 'INF']),
};

/** Whether a code voids the pair. */
export function isVoid(code: OutcomeCode): boolean {
  return VOID.has(code);
}

/** The codes that are a callback under a definition. */
export function callbackCodes(definition: Definition): OutcomeCode[] {
  return [...CALLBACK[definition]];
}

/** Whether a code is a callback under a definition (DOMAIN.md 2.4: strict = invitation or test). */
export function isCallback(code: OutcomeCode, definition: Definition): boolean {
  return CALLBACK[definition].has(code);
}

/** The outcome of a pair from the two final codes. */
export function pairOutcome(
  control: OutcomeCode,
  treatment: OutcomeCode,
  definition: Definition,
): PairOutcome {
  if (isVoid(control) || isVoid(treatment)) return 'void';
  const [c, t] = [isCallback(control, definition), isCallback(treatment, definition)];
  if (c && t) return 'both';
  if (c) return 'control-only';
  return t ? 'treatment-only' : 'neither';
}

/** The outcome of a single application of an arm from its final code. */
export function singleOutcome(arm: Arm, code: OutcomeCode, definition: Definition): SingleOutcome {
  return isVoid(code) ? 'void' : `${arm}-${isCallback(code, definition) ? 'called' : 'silent'}`;
}

const OF_PAIRS: ReadonlySet<TestOutcome> = new Set<PairOutcome>([
  'both',
  'control-only',
  'treatment-only',
  'neither',
  'void',
]);
/** Whether an outcome is one that a pair can have. */
export const isOfPair = (outcome: TestOutcome): outcome is PairOutcome => OF_PAIRS.has(outcome);

/** The outcome of a test from the final codes of its arms; of a single application the other arm has none. */
export function testOutcome(
  { control, treatment }: Pick<CompleteTest, 'control' | 'treatment'>,
  definition: Definition,
): TestOutcome {
  if (control !== null && treatment !== null) return pairOutcome(control, treatment, definition);
  if (control !== null) return singleOutcome('control', control, definition);
  if (treatment !== null) return singleOutcome('treatment', treatment, definition);
  throw new RangeError('A test that counts has an outcome.');
}

/**
 * Which test of an employer unit speaks for it in a cell: the first planned one that counts and is not void. A later one
 * waits until every earlier one counts, so that neither the order in which windows close nor what came out chooses.
 * @param planned the unit's tests in plan order, with their outcome once they count
 * @returns null while that is not known, and for good when every test is void. Source: STATISTICS.md section 3, Sequential
 */
export function speaksForUnit(
  planned: readonly { readonly test: Id<'test'>; readonly outcome: PairOutcome | null }[],
): { readonly test: Id<'test'>; readonly outcome: Exclude<PairOutcome, 'void'> } | null {
  for (const { test, outcome } of planned) {
    if (outcome === null) return null;
    if (outcome !== 'void') return { test, outcome };
  }
  return null;
}
