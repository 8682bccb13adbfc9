/** Root finding on a bracket. */

const MAX_STEPS = 200;

/** Chandrupatla's (1997) method on a bracket whose ends are known, from a secant step. */
function solveBracket(
  f: (x: number) => number,
  from: number,
  atFrom: number,
  to: number,
  atTo: number,
  tolerance: number,
): number {
  let a = to;
  let fa = atTo;
  let b = from;
  let fb = atFrom;
  let fraction = fa / (fa - fb);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const x = a + fraction * (b - a);
    const fx = f(x);
    const stays = fx > 0 === fa > 0;
    const c = stays ? a : b;
    const fc = stays ? fa : fb;
    if (!stays) {
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    if (fa === 0) return a;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const nearest = (2e-16 * Math.abs(best) + tolerance / 2) / Math.abs(b - a);
    if (nearest > 0.5) return best;
    // Inverse quadratic interpolation where it is safe, else the middle.
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    fraction = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      fraction =
        (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
    }
    fraction = Math.min(1 - nearest, Math.max(nearest, fraction));
  }
  return a;
}

/**
 * A root of `f` between `from` and `to`, where f changes sign.
 * Ends when the bracket is at machine precision of the root, or narrower than `tolerance`.
 * @throws RangeError when f has the same sign at both ends
 */
export function findRoot(f: (x: number) => number, from: number, to: number, tolerance = 0): number {
  const [atFrom, atTo] = [f(from), f(to)];
  if (atFrom === 0) return from;
  if (atTo === 0) return to;
  if (atFrom > 0 === atTo > 0)
    throw new RangeError('findRoot: the function has the same sign at both ends of the bracket.');
  return solveBracket(f, from, atFrom, to, atTo, tolerance);
}

/**
 * Walk from `start` by doubling steps until `f` has the sign opposite to f(start), then solve.
 * Returns null when the sign has not changed `limit` away from the start.
 */
export function findRootFrom(
  f: (x: number) => number,
  start: number,
  firstStep: number,
  limit: number,
  tolerance = 0,
): number | null {
  let near = start;
  let atNear = f(start);
  if (atNear === 0) return start;
  for (let step = firstStep; Math.abs(step) <= limit; step *= 2) {
    const far = start + step;
    const atFar = f(far);
    if (atFar === 0) return far;
    if (atFar > 0 !== atNear > 0) return solveBracket(f, near, atNear, far, atFar, tolerance);
    near = far;
    atNear = atFar;
  }
  return null;
}
