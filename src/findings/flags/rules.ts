import { eBenjaminiHochberg, FEWEST_DISCORDANT, logEValues } from '../../statistics/index.js';
import type { FamilyCell } from '../counts/index.js';

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
