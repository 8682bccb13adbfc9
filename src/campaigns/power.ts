import { pairsNeeded } from '../statistics/index.js';
import type { Campaign } from './schema.js';

/** Pairs that one cell needs for the difference the campaign states (Connor 1987, two-sided); null when it states none against the treatment arm. */
export function connorPairs(
  campaign: Pick<Campaign, 'controlOnly' | 'treatmentOnly' | 'alpha' | 'power'>,
): number | null {
  if (campaign.controlOnly <= campaign.treatmentOnly) return null;
  const needed = pairsNeeded(campaign, { alpha: campaign.alpha, power: campaign.power });
  return needed.kind === 'determined' ? needed.pairs : null;
}
