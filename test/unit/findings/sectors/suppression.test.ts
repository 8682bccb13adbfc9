import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseHidden, TOTAL, type Atom } from '../../../../src/findings/sectors/suppression.js';

/** An atom of pairs of these units, one each, in a cell of every cut. */
const atom = (cells: readonly string[], ...units: readonly string[]): Atom => ({
  cells,
  units,
  pairs: units.length,
});
const people = (from: number, n: number): string[] =>
  Array.from({ length: n }, (_, index) => `unit ${from + index}`);

const sorted = (hidden: ReadonlySet<string>): string[] => [...hidden].sort();

describe('cells of a set of tables', () => {
  test('all stand when each has enough employers', () => {
    const atoms = [atom(['s:a'], ...people(0, 10)), atom(['s:b'], ...people(20, 10))];
    expect(sorted(chooseHidden(atoms))).toEqual([]);
  });

  test('with nine employers are hidden, and the least of the others with them', () => {
    const atoms = [
      atom(['s:a'], ...people(0, 9)),
      atom(['s:b'], ...people(20, 30)),
      atom(['s:c'], ...people(60, 20)),
    ];
    expect(sorted(chooseHidden(atoms))).toEqual(['s:a', 's:c']);
  });

  test('count employers, not pairs', () => {
    const twice = { ...atom(['s:a'], ...people(0, 9)), pairs: 90 };
    expect(chooseHidden([twice, atom(['s:b'], ...people(20, 30))]).has('s:a')).toBe(true);
  });

  test('are all hidden, the total too, when all together are fewer than ten employers', () => {
    const atoms = [atom(['s:a'], ...people(0, 5)), atom(['s:b'], ...people(0, 9))];
    expect(sorted(chooseHidden(atoms))).toEqual(['s:a', 's:b', TOTAL]);
  });

  test('that differ from a cell of another cut by a few employers are not both shown', () => {
    // Every pair of sector a is in wave 1; wave 1 holds three employers more.
    const atoms = [
      atom(['s:a', 'w:1'], ...people(0, 20)),
      atom(['s:b', 'w:1'], ...people(20, 3)),
      atom(['s:b', 'w:2'], ...people(30, 20)),
    ];
    expect(sorted(chooseHidden(atoms))).toEqual(['w:1', 'w:2']);
  });

  test('of which two together leave a rest of a third are not all shown', () => {
    // Occupations x and y lie wholly in sector a; what is left of it is three employers in two occupations that are large elsewhere.
    const atoms = [
      atom(['s:a', 'o:x'], ...people(0, 20)),
      atom(['s:a', 'o:y'], ...people(20, 20)),
      atom(['s:a', 'o:z'], ...people(40, 2)),
      atom(['s:a', 'o:q'], ...people(42, 1)),
      atom(['s:b', 'o:z'], ...people(50, 20)),
      atom(['s:b', 'o:q'], ...people(70, 20)),
    ];
    // Sectors, what the plan is about, are hidden last.
    expect(sorted(chooseHidden(atoms))).toEqual(['o:q', 'o:x', 'o:y']);
  });

  test('are the same whatever the order of the atoms', () => {
    fc.assert(
      fc.property(worlds(), fc.integer(), ({ atoms, fewest }, turn) => {
        const turned = atoms.map((_, index) => atoms[(index + Math.abs(turn)) % atoms.length]!);
        expect(sorted(chooseHidden(turned, fewest))).toEqual(sorted(chooseHidden(atoms, fewest)));
      }),
      { numRuns: 100 },
    );
  });
});

/** Small tables: two or three cuts of two or three values, a few units in each combination. */
function worlds(): fc.Arbitrary<{ atoms: Atom[]; fewest: number }> {
  const place = fc.tuple(
    fc.constantFrom('s:a', 's:b', 's:c'),
    fc.constantFrom('o:x', 'o:y', 'o:z'),
    fc.constantFrom('w:1', 'w:2'),
  );
  const units = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 });
  return fc
    .tuple(
      fc.uniqueArray(fc.tuple(place, units), {
        minLength: 1,
        maxLength: 10,
        selector: ([cells]) => cells.join(),
      }),
      fc.integer({ min: 2, max: 5 }),
    )
    .map(([found, fewest]) => ({
      atoms: found.map(([cells, own]) => atom(cells, ...own.map((unit) => `unit ${unit}`))),
      fewest,
    }));
}

/** Every sum of visible cells with factors −1, 0, 1 (and 2 where they are few) that is the figure of a set of atoms. */
function* tellableSets(atoms: readonly Atom[], hidden: ReadonlySet<string>): Generator<Atom[]> {
  const cells = [TOTAL, ...new Set(atoms.flatMap((one) => one.cells))].filter((name) => !hidden.has(name));
  const factors = cells.length <= 5 ? [-2, -1, 0, 1, 2] : [-1, 0, 1];
  const rows = cells.map((name) => atoms.map((one) => Number(name === TOTAL || one.cells.includes(name))));
  const sums = function* (at: number, sum: readonly number[]): Generator<readonly number[]> {
    const row = rows[at];
    if (row === undefined) yield sum;
    else
      for (const factor of factors)
        yield* sums(
          at + 1,
          sum.map((value, j) => value + factor * row[j]!),
        );
  };
  for (const sum of sums(
    0,
    atoms.map(() => 0),
  ))
    if (sum.every((value) => value === 0 || value === 1) && sum.includes(1))
      yield atoms.filter((_, j) => sum[j] === 1);
}

describe('what stands', () => {
  test('tells of no group of too few employers, by any small sum or difference of its cells', () => {
    fc.assert(
      fc.property(worlds(), ({ atoms, fewest }) => {
        const hidden = chooseHidden(atoms, fewest);
        for (const set of tellableSets(atoms, hidden))
          expect(new Set(set.flatMap((one) => one.units)).size).toBeGreaterThanOrEqual(fewest);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test('is more than the total where the table allows it', () => {
    let shown = 0;
    fc.assert(
      fc.property(worlds(), ({ atoms, fewest }) => {
        const cells = new Set(atoms.flatMap((one) => one.cells));
        if ([...cells].some((name) => !chooseHidden(atoms, fewest).has(name))) shown += 1;
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(shown).toBeGreaterThan(20);
  });

  test('leaves something to see in a campaign of four hundred groups of two employers', () => {
    const atoms = Array.from({ length: 400 }, (_, n) =>
      atom(
        [`s:${n % 12}`, `o:${n % 60}`, `b:${n % 2}`, `p:${(n * 7) % 11}`, `w:${Math.floor(n / 200)}`],
        ...people(n * 2, 2),
      ),
    );
    const hidden = chooseHidden(atoms);
    expect(Array.from({ length: 12 }, (_, n) => hidden.has(`s:${n}`))).toContain(false);
  });
});
