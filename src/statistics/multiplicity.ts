/** Many cells at once: false discovery rate and family-wise control. Indices refer to the order given. */

/** Which hypotheses are rejected, in the given order, and the adjusted p-value of each (reject when ≤ alpha). */
export interface Adjusted {
  readonly rejected: readonly number[];
  readonly adjusted: readonly number[];
}

function ascending(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0) || i - j);
}

function withRejections(adjusted: readonly number[], alpha: number): Adjusted {
  return { rejected: adjusted.flatMap((value, index) => (value <= alpha ? [index] : [])), adjusted };
}

/** Step-up adjustment: the running minimum, from the largest p down, of p · factor(rank), held at 1. */
function stepUp(p: readonly number[], factor: (rank: number) => number): number[] {
  const order = ascending(p);
  const adjusted = p.map(() => 1);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const index = order[rank - 1] ?? 0;
    least = Math.min(least, (p[index] ?? 1) * factor(rank));
    adjusted[index] = least;
  }
  return adjusted;
}

/** Benjamini and Hochberg (1995): expected share of false rejections at most alpha. */
export function benjaminiHochberg(p: readonly number[], alpha = 0.05): Adjusted {
  return withRejections(
    stepUp(p, (rank) => p.length / rank),
    alpha,
  );
}

/** Holm (1979): chance of any false rejection at most alpha, under any dependence. */
export function holm(p: readonly number[], alpha = 0.05): Adjusted {
  const adjusted = p.map(() => 1);
  let most = 0;
  for (const [rank, index] of ascending(p).entries()) {
    most = Math.min(1, Math.max(most, (p[index] ?? 1) * (p.length - rank)));
    adjusted[index] = most;
  }
  return withRejections(adjusted, alpha);
}

export interface StoreyOptions {
  readonly lambda?: number;
  /** false gives Storey's plain π₀, which can be 0: only to match published q-values. */
  readonly guarded?: boolean;
}

/** Storey's (2002) share of true nulls: min(1, (1 + #{p ≥ λ}) / (K(1 − λ))); the 1 is the guard. */
export function storeyNullShare(
  p: readonly number[],
  { lambda = 0.5, guarded = true }: StoreyOptions = {},
): number {
  const above = p.filter((value) => value >= lambda).length;
  return Math.min(1, (above + (guarded ? 1 : 0)) / (p.length * (1 - lambda)));
}

/** q-values for a given share of true nulls. */
export const qValues = (p: readonly number[], nullShare: number): number[] =>
  stepUp(p, (rank) => (nullShare * p.length) / rank);

const FEWEST_FOR_STOREY = 30;

export type Storey =
  | ({ readonly kind: 'determined'; readonly nullShare: number } & Adjusted)
  | { readonly kind: 'undetermined'; readonly why: 'fewer than 30 p-values' };

/** Storey q-values with their π₀: for continuous p-values, 30 or more, shown and never used for flags. */
export function storey(p: readonly number[], alpha = 0.05, options: StoreyOptions = {}): Storey {
  if (p.length < FEWEST_FOR_STOREY) return { kind: 'undetermined', why: 'fewer than 30 p-values' };
  const nullShare = storeyNullShare(p, options);
  return { kind: 'determined', nullShare, ...withRejections(qValues(p, nullShare), alpha) };
}

/**
 * e-BH of Wang and Ramdas (2022) on natural logs of e-values: FDR at most alpha under any dependence, at any
 * chosen look. `adjusted` are the levels at which each would be rejected.
 */
export function eBenjaminiHochberg(logE: readonly number[], alpha = 0.05): Adjusted {
  const inverse = logE.map((value) => Math.exp(-value));
  const adjusted = stepUp(inverse, (rank) => logE.length / rank);
  return withRejections(adjusted, alpha * (1 + 1e-12));
}
