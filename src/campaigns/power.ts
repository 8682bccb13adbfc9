import { pairsNeeded, unpairedNeeded } from '../statistics/index.js';
import type { Campaign } from './schema.js';

/** Single applications come in blocks of so many, in which both arms have as many. */
const BLOCK = 8;

export type Stated = Pick<Campaign, 'controlOnly' | 'treatmentOnly' | 'alpha' | 'power'> &
  Partial<Pick<Campaign, 'design'>>;

/**
 * Tests that one cell needs for the difference the campaign states, two-sided; null when it states none against the treatment
 * arm. Pairs by Connor (1987). Single applications by the normal approximation with continuity correction (Fleiss, Levin and
 * Paik 2003, section 4.3), since Fisher's exact test is what decides: both arms together, in whole blocks.
 */
export function testsNeeded(campaign: Stated, alpha: number = campaign.alpha): number | null {
  const { controlOnly, treatmentOnly, power } = campaign;
  if (controlOnly <= treatmentOnly) return null;
  if (campaign.design === 'single') {
    const size = unpairedNeeded(controlOnly, treatmentOnly, { alpha, power });
    return size.kind === 'determined' ? Math.ceil((2 * size.correctedPerArm) / BLOCK) * BLOCK : null;
  }
  const needed = pairsNeeded(campaign, { alpha, power });
  return needed.kind === 'determined' ? needed.pairs : null;
}
