/** Maximising a smooth function of a few parameters, and the small linear algebra that goes with it. */

export type Vector = readonly number[];
export type Matrix = readonly Vector[];

export interface Objective {
  readonly value: number;
  readonly gradient: Vector;
}

export interface Optimum {
  readonly at: Vector;
  readonly value: number;
  readonly gradient: Vector;
  readonly converged: boolean;
}

const dot = (x: Vector, y: Vector): number => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
const combine = (x: Vector, y: Vector, times: number): number[] =>
  x.map((value, i) => value + times * (y[i] ?? 0));

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

/** Solve A X = B for a square A by elimination with row exchange; null when A is singular to working precision. */
export function solveLinear(a: Matrix, b: Matrix): number[][] | null {
  const rows = a.map((row, i) => [...row, ...(b[i] ?? [])]);
  const size = a.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    }
    const [chosen, other] = [rows[pivot], rows[column]];
    const lead = chosen?.[column] ?? 0;
    if (chosen === undefined || other === undefined || Math.abs(lead) < 1e-300) return null;
    rows[pivot] = other;
    rows[column] = chosen.map((value) => value / lead);
    for (let i = 0; i < size; i += 1) {
      const row = rows[i];
      if (i !== column && row !== undefined) rows[i] = combine(row, rows[column] ?? [], -(row[column] ?? 0));
    }
  }
  return rows.map((row) => row.slice(size));
}

/** The inverse of a square matrix, or null. */
export const invert = (a: Matrix): number[][] | null => solveLinear(a, identity(a.length));

/** BFGS update of the inverse curvature from a step and the change of gradient. */
function updateCurvature(inverse: Matrix, step: Vector, change: Vector): number[][] {
  const scale = dot(step, change);
  const turned = inverse.map((row) => dot(row, change));
  const factor = (1 + dot(change, turned) / scale) / scale;
  return inverse.map((row, i) =>
    row.map((value, j) => {
      const cross = (turned[i] ?? 0) * (step[j] ?? 0) + (step[i] ?? 0) * (turned[j] ?? 0);
      return value + factor * (step[i] ?? 0) * (step[j] ?? 0) - cross / scale;
    }),
  );
}

/**
 * A local maximum by BFGS with step halving (Nocedal and Wright 2006, chapter 6).
 * @param f value and gradient; a value that is not finite is a step too far
 * @param tolerance on the largest element of the gradient, each scaled by max(1, |parameter|)
 */
export function maximise(
  f: (at: Vector) => Objective,
  start: Vector,
  tolerance = 1e-8,
  maxSteps = 500,
): Optimum {
  let at = start;
  let here = f(at);
  let inverse: Matrix = identity(start.length);
  const isFlat = (): boolean =>
    here.gradient.every(
      (slope, i) =>
        Math.abs(slope) * Math.max(1, Math.abs(at[i] ?? 0)) <= tolerance * Math.max(1, Math.abs(here.value)),
    );
  for (let round = 0; round < maxSteps && !isFlat(); round += 1) {
    let direction = inverse.map((row) => dot(row, here.gradient));
    if (dot(direction, here.gradient) <= 0) {
      inverse = identity(start.length);
      direction = [...here.gradient];
    }
    const rise = dot(direction, here.gradient);
    const longest = Math.max(...direction.map(Math.abs));
    // Near the top the value no longer shows progress that the gradient still does.
    const slack = 4e-15 * Math.max(1, Math.abs(here.value));
    let length = round === 0 ? Math.min(1, 0.5 / longest) : 1;
    let next = f(combine(at, direction, length));
    while (!(next.value + slack >= here.value + 1e-4 * length * rise) && length > 1e-14) {
      length /= 2;
      next = f(combine(at, direction, length));
    }
    if (!(next.value + slack >= here.value)) break;
    const step = direction.map((value) => value * length);
    const change = here.gradient.map((slope, i) => slope - (next.gradient[i] ?? 0));
    if (dot(step, change) > 0) inverse = updateCurvature(inverse, step, change);
    at = combine(at, step, 1);
    here = next;
  }
  return { at, value: here.value, gradient: here.gradient, converged: isFlat() };
}

/** Minus the second derivatives at a point, from central differences of the gradient. */
export function observedInformation(f: (at: Vector) => Objective, at: Vector): number[][] {
  const rows = at.map((value, i) => {
    const step = 1e-5 * Math.max(1, Math.abs(value));
    const moved = (by: number): Vector => f(at.map((x, j) => (j === i ? x + by : x))).gradient;
    const [up, down] = [moved(step), moved(-step)];
    return up.map((slope, j) => -(slope - (down[j] ?? 0)) / (2 * step));
  });
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] ?? value)) / 2));
}
