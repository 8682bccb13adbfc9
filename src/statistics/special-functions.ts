/** Γ, B and their regularised incomplete forms, in logarithms, so that tails below 1e-300 keep their digits. */

const HALF_LOG_TWO_PI = 0.9189385332046727;
const STIRLING_FROM = 16;
const EPSILON = 1e-17;
const TINY = 1e-300;
const MAX_ITERATIONS = 200_000;

/** Both tails of a distribution at one point, as natural logarithms (−Infinity for an empty tail). */
export interface LogTails {
  readonly lower: number;
  readonly upper: number;
}

/** log(1 − e^x) for x ≤ 0, without cancellation at either end (Mächler 2012). */
export function log1mExp(x: number): number {
  if (x >= 0) return -Infinity;
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** log(e^x + e^y). */
export function logAddExp(x: number, y: number): number {
  const high = Math.max(x, y);
  return high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(x, y) - high));
}

function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  const tail = 1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156));
  return inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * tail)));
}

function stirlingErrorByRecurrence(x: number): number {
  let sum = 0;
  let y = x;
  for (; y < STIRLING_FROM; y += 1) sum += (y + 0.5) * Math.log1p(1 / y) - 1;
  return sum + stirlingSeries(y);
}

// Counts and half counts are what the engine asks for; they are looked up.
const smallStirlingErrors = Float64Array.from({ length: 2 * STIRLING_FROM }, (_, twice) =>
  twice === 0 ? Infinity : stirlingErrorByRecurrence(twice / 2),
);

/** log Γ(x) − [(x − ½) log x − x + ½ log 2π], x > 0: what Stirling's formula leaves out (Loader 2000). */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM) return stirlingSeries(x);
  const twice = 2 * x;
  if (Number.isInteger(twice)) return smallStirlingErrors[twice] ?? Infinity;
  return stirlingErrorByRecurrence(x);
}

/** log Γ(x) for x > 0; −log of a pole is +Infinity at 0. */
export function logGamma(x: number): number {
  if (x <= 0) return Infinity;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
}

/** log of 2^(a+b) B(a, b) for a, b > 0. The power of two is folded in before terms of size a + b cancel. */
export function logScaledBeta(a: number, b: number): number {
  const tilt = (a - b) / (a + b);
  const smooth = a * Math.log1p(tilt) + b * Math.log1p(-tilt);
  const rest = stirlingError(a) + stirlingError(b) - stirlingError(a + b);
  return HALF_LOG_TWO_PI + smooth + 0.5 * (Math.log(a + b) - Math.log(a) - Math.log(b)) + rest;
}

/** ψ(x) = d log Γ(x)/dx, x > 0. */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  for (; y < 10; y += 1) shift += 1 / y;
  const square = 1 / (y * y);
  const tail = 1 / 252 - square * (1 / 240 - square * (1 / 132 - (square * 691) / 32760));
  return Math.log(y) - 0.5 / y - square * (1 / 12 - square * (1 / 120 - square * tail)) - shift;
}

/** log B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logScaledBeta(a, b) - (a + b) * Math.LN2;
}

/** x log(x/m) + m − x, the deviance of Loader (2000), without cancellation when x is near m. */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return next;
    sum = next;
  }
}

/**
 * log of Γ(n+1)/(Γ(x+1)Γ(n−x+1)) p^x q^(n−x), 0 ≤ x ≤ n real, q = 1 − p (Loader's saddle point form).
 * @param rest n − x, given apart where it is known and the difference would round
 */
export function logBinomialTerm(x: number, n: number, p: number, q: number, rest: number = n - x): number {
  if (p <= 0) return x === 0 ? 0 : -Infinity;
  if (q <= 0) return rest === 0 ? 0 : -Infinity;
  if (x === 0) return n * (p < q ? Math.log1p(-p) : Math.log(q));
  if (rest === 0) return n * (q < p ? Math.log1p(-q) : Math.log(p));
  const corrections = stirlingError(n) - stirlingError(x) - stirlingError(rest);
  const exponent = corrections - deviance(x, n * p) - deviance(rest, n * q);
  return exponent + 0.5 * (Math.log(n / x) - Math.log(rest)) - HALF_LOG_TWO_PI;
}

/**
 * I_x(a, b) B(a, b) / (x^a y^b) for x below about a/(a + b), y = 1 − x: the even part of the continued fraction
 * DLMF 8.17.22 in the form of DiDonato and Morris (1992), whose terms do not cancel when a or b is large.
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  const below = x < y ? a - (a + b) * x : (a + b) * y - b;
  let f = (a / (a + 1)) * (below + 1);
  let c = f;
  let d = 0;
  for (let n = 1; n <= MAX_ITERATIONS; n += 1) {
    const odd = a + 2 * n - 1;
    const w = (n * (b - n) * x) / odd;
    const numerator = ((a + n - 1) * ((a + b + n - 1) * x) * w) / odd;
    const denominator = n + w + ((a + n) / (odd + 2)) * (below + 1 + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return 1 / f;
}

/**
 * The logarithm of the tail of Beta(a, b) that the continued fraction gives directly: I_x(a, b) when `isLower`.
 * @param y 1 − x, given apart so that x near 1 keeps its digits
 */
function logNearTail(a: number, b: number, x: number, y: number, isLower: boolean): number {
  const term = logBinomialTerm(a, a + b, x, y, b);
  const fraction = isLower ? betaFraction(a, b, x, y) : betaFraction(b, a, y, x);
  return Math.min(0, term + Math.log((a / (a + b)) * b * fraction));
}

const isLowerTail = (a: number, b: number, x: number): boolean => x < (a + 1) / (a + b + 2);

/** log I_x(a, b), a, b > 0; y = 1 − x. */
export function logLowerBeta(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return -Infinity;
  if (y <= 0) return 0;
  const isLower = isLowerTail(a, b, x);
  const tail = logNearTail(a, b, x, y, isLower);
  return isLower ? tail : log1mExp(tail);
}

/** Logarithms of I_x(a, b) and 1 − I_x(a, b), a, b > 0; y = 1 − x may be given apart, to keep its digits. */
export function logIncompleteBeta(a: number, b: number, x: number, y: number = 1 - x): LogTails {
  if (x <= 0) return { lower: -Infinity, upper: 0 };
  if (y <= 0) return { lower: 0, upper: -Infinity };
  const isLower = isLowerTail(a, b, x);
  const tail = logNearTail(a, b, x, y, isLower);
  const other = log1mExp(tail);
  return isLower ? { lower: tail, upper: other } : { lower: other, upper: tail };
}

function lowerGammaSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= MAX_ITERATIONS && term > sum * EPSILON; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** Lentz evaluation of the continued fraction of Γ(a, x) (DLMF 8.9.2), scaled by x^−a e^x. */
function upperGammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k <= MAX_ITERATIONS; k += 1) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) return h;
  }
  return h;
}

/** Logarithms of P(a, x) and Q(a, x), the regularised incomplete gamma functions, a > 0. */
export function logIncompleteGamma(a: number, x: number): LogTails {
  if (x <= 0) return { lower: -Infinity, upper: 0 };
  const poisson = -stirlingError(a) - deviance(a, x) - 0.5 * Math.log(a) - HALF_LOG_TWO_PI;
  if (x < a + 1) {
    const lower = Math.min(0, poisson + Math.log(lowerGammaSeries(a, x)));
    return { lower, upper: log1mExp(lower) };
  }
  const upper = Math.min(0, poisson + Math.log(a * upperGammaFraction(a, x)));
  return { lower: log1mExp(upper), upper };
}
