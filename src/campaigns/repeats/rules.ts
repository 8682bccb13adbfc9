import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Purpose } from '../schema.js';
import type { Repeats } from './schema.js';

/** A test is done again in enforcement alone: statistics draw by chance and never come back to somebody. The database refuses it too. */
export function mayRepeat(purpose: Purpose, repeats: Repeats | null): Verdict<'repeat-enforcement'> {
  return repeats === null || purpose === 'enforcement' ? ALLOW : refuse('repeat-enforcement');
}

/** A request to test again names whom. The database refuses it too. */
export function mayAskFor(repeats: Repeats | null, employers: readonly string[]): Verdict<'repeat-unnamed'> {
  return repeats === null || employers.length > 0 ? ALLOW : refuse('repeat-unnamed');
}
