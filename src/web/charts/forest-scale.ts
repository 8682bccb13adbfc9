import { scaleLog } from 'd3-scale';

const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const;

/** Where a value falls on the axis; `off` tells on which side it runs out of it. */
export interface Place {
  readonly x: number;
  readonly off: 'left' | 'right' | null;
}

export interface RatioAxis {
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
  readonly place: (value: number) => Place;
}

/**
 * A logarithmic axis for ratios, between the round values that hold all finite limits, at least 0.5 to 2 and at most
 * 0.05 to 20. What lies outside (0 and infinity always do) is placed on the edge, with the side it runs off to.
 */
export function ratioAxis(values: readonly number[], from: number, to: number): RatioAxis {
  const inside = values.filter((value) => Number.isFinite(value) && value > 0);
  const least = Math.min(0.5, ...inside);
  const most = Math.max(2, ...inside);
  // An arrow needs room beyond the last point.
  const [openLeft, openRight] = [
    values.some((value) => value <= 0),
    values.some((value) => value === Infinity),
  ];
  const low = STEPS.findLast((step) => (openLeft ? step < least : step <= least)) ?? STEPS[0];
  const high = STEPS.find((step) => (openRight ? step > most : step >= most)) ?? 20;
  const scale = scaleLog([low, high], [from, to]);
  return {
    ticks: STEPS.filter((step) => step >= low && step <= high).map((value) => ({ value, x: scale(value) })),
    place: (value) => {
      if (value < low) return { x: from, off: 'left' };
      if (value > high) return { x: to, off: 'right' };
      return { x: scale(value), off: null };
    },
  };
}
