import type { Definition } from '../campaigns/index.js';
import type { OutcomeCode } from '../fieldwork/index.js';
import { eBenjaminiHochberg, FEWEST_DISCORDANT, logEValues, type PairTable } from '../statistics/index.js';
import type { PairOutcome } from './schema.js';

const VOID: ReadonlySet<OutcomeCode> = new Set<OutcomeCode>(['BNC', 'DET', 'ERR']);
const CALLBACK: Readonly<Record<Definition, ReadonlySet<OutcomeCode>>> = {
  strict: new Set<OutcomeCode>(['INV', 'TST']),
  lenient: new Set<OutcomeCode>(['INV', 'TST', 'ALT', 'CTC', 'INF']),
};

/** Whether a code voids the pair. */
export function isVoid(code: OutcomeCode): boolean {
  return VOID.has(code);
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

/** One cell of a sealed family with its sequential series. */
export interface FamilyCell {
  readonly sector: string;
  readonly ground: string;
  readonly evidence: PairTable;
}

/** A cell at a look: its evidence in natural log, and whether e-BH rejects it. */
export interface LookedAt extends FamilyCell {
  readonly logE: number;
  readonly flagged: boolean;
}

/**
 * One look at a family: one-sided e-values against the treatment arm, then e-BH at `alpha` over all K cells (a cell
 * without data has E = 1 and stays in). Never flagged below six discordant pairs or when the direction is not against
 * the treatment arm. Source: Wang and Ramdas 2022; STATISTICS.md section 3.
 */
export function lookAt(family: readonly FamilyCell[], alpha: number): LookedAt[] {
  const logE = family.map((cell) => logEValues(cell.evidence).oneSided);
  const rejected = new Set(eBenjaminiHochberg(logE, alpha).rejected);
  return family.map((cell, index) => {
    const { controlOnly, treatmentOnly } = cell.evidence;
    const flagged =
      rejected.has(index) && controlOnly > treatmentOnly && controlOnly + treatmentOnly >= FEWEST_DISCORDANT;
    return { ...cell, logE: logE[index] ?? 0, flagged };
  });
}

/** What a look does to a flag: raised once; weakened when no longer rejected; standing again when it is. */
export function flagChange(
  known: 'standing' | 'weakened' | null,
  flagged: boolean,
): 'raise' | 'weaken' | 'stand-again' | 'keep' | 'none' {
  if (known === null) return flagged ? 'raise' : 'none';
  if (flagged) return known === 'standing' ? 'keep' : 'stand-again';
  return known === 'standing' ? 'weaken' : 'keep';
}
