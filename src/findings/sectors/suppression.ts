import { findExposure, findTelling, type Group } from './exposure.js';

/** A combination of cut values that holds pairs: one cell of every cut, whose pairs they are, and how many. */
export interface Atom {
  /** The cells it lies in, one per cut, each with a name of its own. */
  readonly cells: readonly string[];
  /** Employer units. */
  readonly units: readonly string[];
  readonly pairs: number;
}

/** Fewer employer units than this are never shown outside the campaign's own team. */
export const FEWEST_UNITS = 10;

/** The name of the cell that holds every pair. */
export const TOTAL = 'total';

interface Cell {
  readonly name: string;
  readonly cut: number;
  readonly units: ReadonlySet<string>;
  readonly pairs: number;
}

/**
 * Which cells of a set of published tables are hidden, so that no group of fewer than `fewest` employer units can be told
 * from it. First every cell with fewer units; then, fewest pairs first and sectors last, others: until no cut hides one cell alone or cells
 * of fewer units together, and until no sum or difference of visible cells (of all cuts at once, with any factors) is the
 * figure of so small a group. Where that cannot be decided, the last cut that still shows anything is hidden whole.
 *
 * The mask depends on who was tested where, never on an outcome, and is the same for both outcome definitions.
 *
 * What it does not guard against: bounds (figures are not negative, so a sum of 0 tells that every part is 0); a cell of
 * enough employers who all did the same; knowledge from elsewhere; and a second set of tables about the same pairs.
 *
 * Method: linear audit of tables (Cox 1980; Hundepool and others, Statistical Disclosure Control, 2012, chapter 4).
 * @param atoms in canonical order; each names its cells in the order of the cuts
 * @returns names of the hidden cells; with `total` when not even the total may be shown
 */
export function chooseHidden(atoms: readonly Atom[], fewest = FEWEST_UNITS): ReadonlySet<string> {
  const cells = cellsOf(atoms);
  const all = new Set(atoms.flatMap(({ units }) => units));
  if (all.size < fewest) return new Set([TOTAL, ...cells.map(({ name }) => name)]);
  const hidden = new Set(cells.filter(({ units }) => units.size < fewest).map(({ name }) => name));
  for (;;) {
    const more = nextToHide(cells, atoms, hidden, fewest);
    if (more.length === 0) return hidden;
    for (const name of more) hidden.add(name);
  }
}

// The order of hiding: fewest pairs first, the first cut (sectors: what the plan is about) after all others.
function cellsOf(atoms: readonly Atom[]): Cell[] {
  const found = new Map<string, { name: string; cut: number; units: Set<string>; pairs: number }>();
  for (const atom of atoms) {
    for (const [cut, name] of atom.cells.entries()) {
      const cell = found.get(name) ?? { name, cut, units: new Set<string>(), pairs: 0 };
      for (const unit of atom.units) cell.units.add(unit);
      cell.pairs += atom.pairs;
      found.set(name, cell);
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(a.cut === 0) - Number(b.cut === 0) || a.pairs - b.pairs || (a.name < b.name ? -1 : 1),
  );
}

/** What must be hidden next, given what is hidden; nothing when the rest may stand. */
function nextToHide(
  cells: readonly Cell[],
  atoms: readonly Atom[],
  hidden: ReadonlySet<string>,
  fewest: number,
): string[] {
  const visible = cells.filter(({ name }) => !hidden.has(name));
  const partner = findPartner(cells, visible, hidden, fewest);
  if (partner !== undefined) return [partner.name];
  const names = new Set(visible.map(({ name }) => name));
  const groups = groupsOf(atoms, names);
  const exposure = findExposure([TOTAL, ...names], groups, fewest);
  if (exposure.kind === 'none') return [];
  if (exposure.kind === 'unknown') {
    const last = Math.max(...visible.map(({ cut }) => cut));
    return visible.filter(({ cut }) => cut === last).map(({ name }) => name);
  }
  return [chooseBreaker(visible, groups, exposure.groups).name];
}

/**
 * The cell whose hiding ends the exposure: among the cells that tell it, the first in the order of hiding without which
 * nothing else tells it; failing that the first.
 */
function chooseBreaker(visible: readonly Cell[], groups: readonly Group[], told: readonly Group[]): Cell {
  const names = [TOTAL, ...visible.map(({ name }) => name)];
  const telling = findTelling(names, groups, told) ?? names;
  const candidates = visible.filter(({ name }) => telling.includes(name));
  const breaker = candidates.find(
    (cell) =>
      findTelling(
        names.filter((name) => name !== cell.name),
        groups,
        told,
      ) === null,
  );
  const chosen = breaker ?? candidates[0] ?? visible[0];
  if (chosen === undefined) throw new Error('The total alone tells of no group of too few.');
  return chosen;
}

/** The least cell of a cut that hides one cell alone, or cells of too few units together: the total would tell them. */
function findPartner(
  cells: readonly Cell[],
  visible: readonly Cell[],
  hidden: ReadonlySet<string>,
  fewest: number,
): Cell | undefined {
  return visible.find(({ cut }) => {
    const beside = cells.filter((cell) => cell.cut === cut && hidden.has(cell.name));
    const units = new Set(beside.flatMap((cell) => [...cell.units]));
    return beside.length === 1 || (beside.length > 1 && units.size < fewest);
  });
}

/** Atoms that lie in the same visible cells are one group: no visible figure tells them apart. */
function groupsOf(atoms: readonly Atom[], visible: ReadonlySet<string>): Group[] {
  const found = new Map<string, { cells: string[]; units: Set<string> }>();
  for (const atom of atoms) {
    const cells = [TOTAL, ...atom.cells.filter((name) => visible.has(name))];
    const key = JSON.stringify(cells);
    const group = found.get(key) ?? { cells, units: new Set<string>() };
    for (const unit of atom.units) group.units.add(unit);
    found.set(key, group);
  }
  return [...found.values()];
}
