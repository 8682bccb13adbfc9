import type { Campaign, Definition } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { findSingleTables } from '../counts/index.js';
import { analyseSingles, type SingleCell, type SingleFinding } from './rules.js';
import type { SinglePublication } from './schema.js';

/** Every sector of a campaign under a definition, with the correction over its family. For the campaign's own team. */
export async function findSingles(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
): Promise<SingleFinding[]> {
  return byFamily(campaign, await findSingleTables(ctx, campaign, definition));
}

/** The sectors that everybody may see. Hidden ones count in the correction with p = 1, so that it tells nothing of them. */
export function publishedSingles(
  campaign: Pick<Campaign, 'cells' | 'alpha'>,
  { cells }: SinglePublication,
  definition: Definition,
): SingleFinding[] {
  return byFamily(
    campaign,
    cells
      .filter(({ cut }) => cut === 'sector')
      .map((cell) => ({ sector: cell.value, table: cell[definition], voided: null })),
  );
}

function byFamily(
  { cells, alpha }: Pick<Campaign, 'cells' | 'alpha'>,
  tables: readonly SingleCell[],
): SingleFinding[] {
  const familyOf = new Map(cells.map(({ sector, family }) => [sector, family]));
  const found = [...new Set(familyOf.values())].flatMap((family) =>
    analyseSingles(
      tables.filter(({ sector }) => familyOf.get(sector) === family),
      cells.filter((cell) => cell.family === family).length,
      alpha,
    ),
  );
  return tables.flatMap(({ sector }) => found.find((one) => one.sector === sector) ?? []);
}
