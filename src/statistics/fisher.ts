/** Fisher's exact test of two unpaired arms, with the conditional odds ratio and its exact interval. */
import { pFromLog } from './distributions.js';
import type { Interval } from './pair-table.js';
import { findRootFrom } from './solve.js';
import { log1mExp, logAddExp, logBinomialTerm } from './special-functions.js';

interface Counts {
  readonly control: { readonly n: number; readonly callbacks: number };
  readonly treatment: { readonly n: number; readonly callbacks: number };
}

export type Fisher =
  | {
      readonly kind: 'tested';
      readonly p: number;
      /** Conditional maximum likelihood, not the cross product. Null when infinite. */
      readonly oddsRatio: number | null;
      readonly ci: Interval['ci'];
    }
  | { readonly kind: 'undetermined'; readonly why: 'an arm is empty' | 'all answers equal' };

/** The margins: control callbacks X given all of them follow a noncentral hypergeometric law. */
interface Margins {
  readonly control: number;
  readonly treatment: number;
  readonly callbacks: number;
  readonly least: number;
  readonly most: number;
}

type Side = 1 | -1;

function marginsOf({ control, treatment }: Counts): Margins {
  const callbacks = control.callbacks + treatment.callbacks;
  return {
    control: control.n,
    treatment: treatment.n,
    callbacks,
    least: Math.max(0, callbacks - treatment.n),
    most: Math.min(control.n, callbacks),
  };
}

/** P(X = k + 1) / P(X = k) at odds ratio 1. */
const stepUp = (m: Margins, k: number): number =>
  ((m.control - k) / (k + 1)) * ((m.callbacks - k) / (m.treatment - m.callbacks + k + 1));

/** log P(X = k) at odds ratio 1, but for a constant: two binomials of the common rate. */
function logPoint(m: Margins, k: number): number {
  const share = m.callbacks / (m.control + m.treatment);
  const other = logBinomialTerm(m.callbacks - k, m.treatment, share, 1 - share);
  return logBinomialTerm(k, m.control, share, 1 - share) + other;
}

/** The most likely count: the first k whose successor is no likelier. */
function modeOf(m: Margins, odds: number): number {
  let [low, high] = [m.least, m.most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (stepUp(m, middle) * odds > 1) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Σ P(X = j) / P(X = k), and Σ |j − k| of the same, over j from k outwards; k lies on that side of the mode. */
function outwards(m: Margins, odds: number, k: number, side: Side): { sum: number; moment: number } {
  let [term, sum, moment] = [1, 1, 0];
  const last = side === 1 ? m.most : m.least;
  for (let j = k; j !== last && term > sum * 1e-18; j += side) {
    term *= side === 1 ? stepUp(m, j) * odds : 1 / (stepUp(m, j - 1) * odds);
    sum += term;
    moment += term * Math.abs(j + side - k);
  }
  return { sum, moment };
}

/** The law at one odds ratio. */
interface Law {
  readonly mean: number;
  /** log P(X = k). */
  readonly logAt: (k: number) => number;
  /** log P(X ≥ k) for side 1, log P(X ≤ k) for side −1. */
  readonly logTail: (k: number, side: Side) => number;
}

function lawAt(m: Margins, logOdds: number): Law {
  const odds = Math.exp(logOdds);
  const mode = modeOf(m, odds);
  const [above, below] = [outwards(m, odds, mode, 1), outwards(m, odds, mode, -1)];
  const total = above.sum + below.sum - 1;
  const logMode = logPoint(m, mode);
  const logAt = (k: number): number => logPoint(m, k) - logMode + logOdds * (k - mode) - Math.log(total);
  const logTail = (k: number, side: Side): number => {
    if (side === 1 ? k <= m.least : k >= m.most) return 0;
    if (side * (k - mode) >= 0) return Math.min(0, logAt(k) + Math.log(outwards(m, odds, k, side).sum));
    return log1mExp(
      Math.min(0, logAt(k - side) + Math.log(outwards(m, odds, k - side, side === 1 ? -1 : 1).sum)),
    );
  };
  return { mean: mode + (above.moment - below.moment) / total, logAt, logTail };
}

/** R's two-sided p: all tables no more likely than the one seen, with R's slack of 1e-7. */
function logTwoSided(m: Margins, x: number): number {
  const law = lawAt(m, 0);
  const mode = modeOf(m, 1);
  const side: Side = x >= mode ? 1 : -1;
  const limit = law.logAt(x) + 1e-7;
  // On the far side of the mode the law falls outwards: the nearest count that is unlikely enough.
  const end = side === 1 ? m.least : m.most;
  if (mode === end || law.logAt(end) > limit) return law.logTail(x, side);
  let [inside, outside] = [mode, end];
  while (Math.abs(inside - outside) > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (law.logAt(middle) <= limit) outside = middle;
    else inside = middle;
  }
  return Math.min(0, logAddExp(law.logTail(x, side), law.logTail(outside, side === 1 ? -1 : 1)));
}

/** Fisher's exact test, two-sided; undetermined when the margins leave one possible table. */
export function fisherExact(t: Counts, alpha = 0.05): Fisher {
  const { control, treatment } = t;
  if (control.n === 0 || treatment.n === 0) return { kind: 'undetermined', why: 'an arm is empty' };
  const m = marginsOf(t);
  if (m.least === m.most) return { kind: 'undetermined', why: 'all answers equal' };
  const x = control.callbacks;
  const half = (k: number, n: number): number => Math.log((k + 0.5) / (n - k + 0.5));
  const start = half(x, control.n) - half(treatment.callbacks, treatment.n);
  const solve = (rising: (logOdds: number) => number): number | null => {
    const found = findRootFrom(rising, start, rising(start) > 0 ? -0.1 : 0.1, 200);
    return found === null ? null : Math.exp(found);
  };
  const target = Math.log(alpha / 2);
  const low = x === m.least ? 0 : solve((logOdds) => lawAt(m, logOdds).logTail(x, 1) - target);
  const high = x === m.most ? null : solve((logOdds) => target - lawAt(m, logOdds).logTail(x, -1));
  const middle = (): number | null => solve((logOdds) => lawAt(m, logOdds).mean - x);
  return {
    kind: 'tested',
    p: pFromLog(logTwoSided(m, x)),
    oddsRatio: x === m.least ? 0 : x === m.most ? null : middle(),
    ci: [low, high],
  };
}
