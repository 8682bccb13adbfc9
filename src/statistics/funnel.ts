/** Limits of a funnel plot: what chance alone lets one unit show among many of different size (Spiegelhalter 2005). */
import { binomialQuantile } from './distributions.js';

/** The counts at and beyond which a unit lies outside; null where even the most extreme count lies inside. */
export interface FunnelLimits {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Exact limits around one half: X ~ Bin(discordant, ½), and a count lies outside when P(X at least as far out on that
 * side) is at most (1 − level) / 2. By symmetry low + high = discordant.
 * @param level such as 0.95 or 0.998, in (0, 1)
 */
export function funnelLimits(discordant: number, level: number): FunnelLimits {
  if (!(level > 0 && level < 1)) throw new RangeError('funnelLimits: level must lie in (0, 1).');
  const high = binomialQuantile(1 - (1 - level) / 2, discordant, 0.5) + 1;
  return high > discordant ? { low: null, high: null } : { low: discordant - high, high };
}
