/** Figures as the terminal shows them; null is a dash. */
const DASH = '–';

export const count = (value: number): string => value.toLocaleString('en-GB');

export const fixed = (value: number | null, digits = 2): string =>
  value === null ? DASH : value.toFixed(digits).replace('-', '−');

export const percent = (share: number | null): string =>
  share === null ? DASH : `${fixed(100 * share, 1)} %`;

const SMALLEST_P = 1e-300;

/** A p-value: three decimals, below that a power of ten; what is below 1e-300 is not told apart. */
export function pText(p: number | null): string {
  if (p === null) return DASH;
  if (p <= SMALLEST_P) return '< 1e-300';
  return p < 0.001 ? p.toExponential(1) : p.toFixed(3);
}

/** An e-value from its common logarithm, so that the largest are told apart. */
export function eText(log10: number): string {
  if (log10 < 6) return (10 ** log10).toLocaleString('en-GB', { maximumSignificantDigits: 4 });
  const power = Math.floor(log10);
  return `${(10 ** (log10 - power)).toFixed(1)}e+${power}`;
}

/** `1.35 to 1.93`; a missing limit beside a finite one has no bound. */
export function interval([low, high]: readonly [number | null, number | null], show = fixed): string {
  if (low === null && high === null) return DASH;
  return `${low === null ? 'no limit' : show(low)} to ${high === null ? 'no limit' : show(high)}`;
}
