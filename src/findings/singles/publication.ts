import type { Campaign, Definition } from '../../campaigns/index.js';
import type { UnpairedTable } from '../../statistics/index.js';
import type { SingleAtom } from '../counts/index.js';
import { chooseHidden, TOTAL } from '../sectors/suppression.js';
import type { SinglePublication, SinglePublishedCell } from './schema.js';

/**
 * Composes what everybody may see of single applications. An employer knows which application it got, so that the figures of
 * each arm are those of a group of its own: a sector is shown only where the rule of pairs would show both its arms apart.
 */
export function composeSingles(
  campaign: Pick<Campaign, 'id' | 'ground' | 'primaryDefinition'>,
  seal: string,
  atoms: readonly SingleAtom[],
): SinglePublication {
  const hidden = new Set(
    (['control', 'treatment'] as const).flatMap((arm) => [
      ...chooseHidden(
        atoms
          .filter((one) => one.arm === arm)
          .map(({ sector, units }) => ({ cells: [cellOf(sector)], units, pairs: units.length })),
      ),
    ]),
  );
  const sectors = [...new Set(atoms.map(({ sector }) => sector))];
  const visible = hidden.has(TOTAL)
    ? []
    : sectors.filter(
        (sector) => !hidden.has(cellOf(sector)) && atoms.filter((one) => one.sector === sector).length === 2,
      );
  return {
    version: 'praktijktest/publication/3',
    campaign: campaign.id,
    ground: campaign.ground,
    primaryDefinition: campaign.primaryDefinition,
    seal,
    cells: hidden.has(TOTAL)
      ? []
      : [
          cellFrom('total', '', atoms),
          ...visible.map((sector) =>
            cellFrom(
              'sector',
              sector,
              atoms.filter((one) => one.sector === sector),
            ),
          ),
        ],
    hidden: { sector: sectors.length - visible.length },
  };
}

const cellOf = (sector: string): string => `sector:${sector}`;

function cellFrom(
  cut: SinglePublishedCell['cut'],
  value: string,
  atoms: readonly SingleAtom[],
): SinglePublishedCell {
  const table = (definition: Definition): UnpairedTable => {
    const arm = (which: SingleAtom['arm']) => {
      const own = atoms.filter((one) => one.arm === which);
      return {
        n: own.reduce((sum, { units }) => sum + units.length, 0),
        callbacks: own.reduce((sum, one) => sum + one[definition], 0),
      };
    };
    return { control: arm('control'), treatment: arm('treatment') };
  };
  return { cut, value, strict: table('strict'), lenient: table('lenient') };
}
