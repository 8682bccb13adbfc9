import type { Interval } from '../../statistics/index.js';

const WIDTH = 41;
const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const;

/** One logarithmic axis for the lines of a forest plot in the terminal. */
export interface PlotScale {
  readonly low: number;
  readonly high: number;
  /** Above and below the lines. */
  readonly head: string;
  readonly foot: string;
  readonly draw: (ratio: Interval) => string;
}

/** The axis that holds the finite limits, at least 0.5 to 2 and at most 0.05 to 20. */
export function plotScale(ratios: readonly Interval[]): PlotScale {
  const finite = ratios.flatMap(({ ci }) => ci).filter((limit) => limit !== null && limit > 0);
  const least = finite.reduce<number>((min, limit) => Math.min(min, limit ?? min), 0.5);
  const most = finite.reduce<number>((max, limit) => Math.max(max, limit ?? max), 2);
  const low = STEPS.findLast((step) => step <= least) ?? STEPS[0];
  const high = STEPS.find((step) => step >= most) ?? 20;
  const place = (value: number): number =>
    Math.round(((Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))) * (WIDTH - 1));
  return {
    low,
    high,
    head: '1'.padStart(place(1) + 1),
    foot: ticks(
      STEPS.filter((step) => step >= low && step <= high),
      place,
    ),
    draw: (ratio) => drawLine(ratio, place),
  };
}

function ticks(steps: readonly number[], place: (value: number) => number): string {
  return steps.reduce((line, step) => {
    const label = String(step);
    const from = Math.max(0, Math.min(WIDTH - label.length, place(step) - Math.floor(label.length / 2)));
    return from <= line.length && line !== '' ? line : line.padEnd(from) + label;
  }, '');
}

/** `│` is the line at 1, `├` and `┤` limits, `◄` and `►` limits beyond the axis, `●` the estimate. */
function drawLine({ estimate, ci: [low, high] }: Interval, place: (value: number) => number): string {
  const cells = Array.from({ length: WIDTH }, () => ' ');
  cells[place(1)] = '│';
  if (low === null && high === null) return cells.join('');
  const from = low === null || low <= 0 ? -1 : place(low);
  const to = high === null ? WIDTH : place(high);
  const [first, last] = [Math.min(WIDTH - 1, Math.max(0, from)), Math.min(WIDTH - 1, Math.max(0, to))];
  for (let at = first; at <= last; at += 1) cells[at] = cells[at] === '│' ? '┼' : '─';
  cells[first] = from < 0 ? '◄' : '├';
  cells[last] = to >= WIDTH ? '►' : '┤';
  const middle = estimate === null || estimate <= 0 ? -1 : place(estimate);
  if (middle >= 0 && middle < WIDTH) cells[middle] = '●';
  return cells.join('');
}
