import type { Campaign, Definition } from '../../campaigns/index.js';
import { addTables, totalPairs, type PairTable } from '../../statistics/index.js';
import { CUTS, type CountedAtom, type Cut } from '../counts/index.js';
import type { Publication, PublishedCell } from './schema.js';
import { chooseHidden, TOTAL } from './suppression.js';

const cellOf = (cut: Cut, value: string): string => `${cut}:${value}`;

/** Composes what everybody may see of a campaign from its atoms: one mask over all cuts, for both definitions. */
export function composePublication(
  campaign: Pick<Campaign, 'id' | 'ground' | 'primaryDefinition'>,
  seal: string,
  atoms: readonly CountedAtom[],
): Publication {
  const hidden = chooseHidden(
    atoms.map(({ values, units, strict }) => ({
      cells: CUTS.map((cut) => cellOf(cut, values[cut])),
      units,
      pairs: totalPairs(strict),
    })),
  );
  const valuesOf = (cut: Cut): string[] => [...new Set(atoms.map(({ values }) => values[cut]))];
  const visible = CUTS.flatMap((cut) =>
    valuesOf(cut)
      .filter((value) => !hidden.has(cellOf(cut, value)))
      .map((value) =>
        cellFrom(
          cut,
          value,
          atoms.filter(({ values }) => values[cut] === value),
        ),
      ),
  );
  const hiddenIn = (cut: Cut): number =>
    valuesOf(cut).filter((value) => hidden.has(cellOf(cut, value))).length;
  return {
    version: 'praktijktest/publication/1',
    campaign: campaign.id,
    ground: campaign.ground,
    primaryDefinition: campaign.primaryDefinition,
    seal,
    cells: hidden.has(TOTAL) ? [] : [cellFrom('total', '', atoms), ...visible],
    hidden: {
      sector: hiddenIn('sector'),
      occupation: hiddenIn('occupation'),
      bottleneck: hiddenIn('bottleneck'),
      province: hiddenIn('province'),
      wave: hiddenIn('wave'),
    },
  };
}

function cellFrom(cut: PublishedCell['cut'], value: string, atoms: readonly CountedAtom[]): PublishedCell {
  const sum = (definition: Definition): PairTable => addTables(atoms.map((atom) => atom[definition]));
  return { cut, value, strict: sum('strict'), lenient: sum('lenient') };
}
