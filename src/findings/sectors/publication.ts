import { hasContrasts, type Campaign, type Definition } from '../../campaigns/index.js';
import { addTables, totalPairs, type PairTable } from '../../statistics/index.js';
import { CUTS, type CountedAtom, type Cut } from '../counts/index.js';
import type { Publication, PublishedCell } from './schema.js';
import { chooseHidden, TOTAL } from './suppression.js';

const cellOf = (cut: Cut, value: string): string => `${cut}:${value}`;

/** Composes what everybody may see of a campaign from its atoms: one mask over all cuts, for both definitions. */
export function composePublication(
  campaign: Pick<Campaign, 'id' | 'ground' | 'primaryDefinition' | 'cells'>,
  seal: string,
  atoms: readonly CountedAtom[],
): Publication {
  const several = hasContrasts(campaign);
  // No pair stands in two contrasts, so that a sum over cells of both tells of each only what its own cells tell.
  const parts = several
    ? [...new Set(campaign.cells.map(({ ground }) => ground))].map((contrast) =>
        composePart(
          atoms.filter(({ ground }) => ground === contrast),
          contrast,
        ),
      )
    : [composePart(atoms)];
  const hiddenIn = (cut: Cut): number => parts.reduce((sum, { hidden }) => sum + hidden[cut], 0);
  return {
    version: several ? 'praktijktest/publication/2' : 'praktijktest/publication/1',
    campaign: campaign.id,
    ground: campaign.ground,
    primaryDefinition: campaign.primaryDefinition,
    seal,
    cells: parts.flatMap(({ cells }) => cells),
    hidden: perCut(hiddenIn),
  };
}

const perCut = (count: (cut: Cut) => number): Publication['hidden'] => ({
  sector: count('sector'),
  occupation: count('occupation'),
  bottleneck: count('bottleneck'),
  province: count('province'),
  wave: count('wave'),
});

/** What may be seen of pairs that compare the same. */
function composePart(
  atoms: readonly CountedAtom[],
  contrast?: string,
): Pick<Publication, 'cells' | 'hidden'> {
  const hidden = chooseHidden(
    atoms.map(({ values, units, strict }) => ({
      cells: CUTS.map((cut) => cellOf(cut, values[cut])),
      units,
      pairs: totalPairs(strict),
    })),
  );
  const valuesOf = (cut: Cut): string[] => [...new Set(atoms.map(({ values }) => values[cut]))];
  const cell = (cut: PublishedCell['cut'], value: string, own: readonly CountedAtom[]): PublishedCell => ({
    ...cellFrom(cut, value, own),
    ...(contrast === undefined ? {} : { contrast }),
  });
  const visible = CUTS.flatMap((cut) =>
    valuesOf(cut)
      .filter((value) => !hidden.has(cellOf(cut, value)))
      .map((value) =>
        cell(
          cut,
          value,
          atoms.filter(({ values }) => values[cut] === value),
        ),
      ),
  );
  const hiddenIn = (cut: Cut): number =>
    valuesOf(cut).filter((value) => hidden.has(cellOf(cut, value))).length;
  return {
    cells: hidden.has(TOTAL) ? [] : [cell('total', '', atoms), ...visible],
    hidden: perCut(hiddenIn),
  };
}

function cellFrom(cut: PublishedCell['cut'], value: string, atoms: readonly CountedAtom[]): PublishedCell {
  const sum = (definition: Definition): PairTable => addTables(atoms.map((atom) => atom[definition]));
  return { cut, value, strict: sum('strict'), lenient: sum('lenient') };
}
