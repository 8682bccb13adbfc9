/** A count below this is not shown: it could tell of one report. */
export const FEWEST_SHOWN = 5;

/** A count as it may be shown; null where it is too small, or would give a small one away. */
export type Shown = number | null;

export interface Counted<Code extends string = string> {
  readonly code: Code;
  readonly count: number;
}
export interface ShownCount {
  readonly code: string;
  readonly count: Shown;
}

/** A single count: shown from five on, and when it is none. */
export const shownAlone = (count: number): Shown => (count === 0 || count >= FEWEST_SHOWN ? count : null);

/** A part of a total that is shown too: hidden when it, or what is left of the total, is small. */
export const shownPart = (count: number, total: number): Shown =>
  shownAlone(total) === null || shownAlone(total - count) === null ? null : shownAlone(count);

/**
 * Counts that add up to a total that is shown too. Small ones are hidden; where that hides one alone, or fewer than five
 * reports together, the smallest of the others go along, and of a small total nothing is shown, so that no subtraction
 * brings a small count back.
 */
export function shownTogether(counts: readonly Counted[]): ShownCount[] {
  const hidden = new Set(counts.filter(({ count }) => shownAlone(count) === null).map(({ code }) => code));
  const others = counts
    .filter(({ code, count }) => !hidden.has(code) && count > 0)
    .sort((one, other) => one.count - other.count || (one.code < other.code ? -1 : 1));
  const sum = (): number =>
    counts.filter(({ code }) => hidden.has(code)).reduce((all, { count }) => all + count, 0);
  const tells = (): boolean => hidden.size > 0 && (hidden.size < 2 || sum() < FEWEST_SHOWN);
  while (tells()) {
    const next = others.shift();
    if (next === undefined) break;
    hidden.add(next.code);
  }
  // A few reports in all: a nought beside what is hidden would tell what they are.
  if (tells()) return counts.map(({ code }) => ({ code, count: null }));
  return counts.map(({ code, count }) => ({ code, count: hidden.has(code) ? null : count }));
}

/** A share of what is due, in per cent; null where fewer than five are due, or the few on one side would show. */
export function shownShare(inTime: number, due: number): Shown {
  if (due < FEWEST_SHOWN || shownAlone(inTime) === null || shownAlone(due - inTime) === null) return null;
  return Math.round((inTime / due) * 100);
}

/**
 * Counts of which one report can be in several, beside a total that is shown too. Hidden as counts that add up, and also
 * where the reports that are not in it are few.
 */
export function shownOverlapping(counts: readonly Counted[], total: number): ShownCount[] {
  return shownTogether(counts).map(({ code, count }) => ({
    code,
    count: count === null ? null : shownPart(count, total),
  }));
}
