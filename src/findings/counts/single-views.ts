import { sql } from 'kysely';
import type { Campaign, Definition } from '../../campaigns/index.js';
import { compareCodeUnits } from '../../platform/canonical.js';
import type { ReadCtx } from '../../platform/context.js';
import type { Arm, UnpairedTable } from '../../statistics/index.js';

/** What the single applications of a cell came to, arm by arm; void ones are in neither. */
export interface SingleTable {
  readonly sector: string;
  readonly ground: string;
  readonly table: UnpairedTable;
  readonly voided: number;
}

/** The tables of a campaign's sealed cells, in their order; cells without a counted application are there with zeros. */
export async function findSingleTables(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
): Promise<SingleTable[]> {
  const rows = await ctx.db
    .selectFrom('cell_count')
    .select(['sector', 'ground'])
    .select((eb) => [
      eb.fn.sum<number>('control_called').as('controlCalled'),
      eb.fn.sum<number>('control_silent').as('controlSilent'),
      eb.fn.sum<number>('treatment_called').as('treatmentCalled'),
      eb.fn.sum<number>('treatment_silent').as('treatmentSilent'),
      eb.fn.sum<number>('void').as('voided'),
    ])
    .where('campaign', '=', campaign.id)
    .where('definition', '=', definition)
    .groupBy(['sector', 'ground'])
    .execute();
  return campaign.cells.map(({ sector, ground }) => {
    const row = rows.find((one) => one.sector === sector && one.ground === ground);
    const arm = (called = 0, silent = 0) => ({ n: called + silent, callbacks: called });
    return {
      sector,
      ground,
      table: {
        control: arm(row?.controlCalled, row?.controlSilent),
        treatment: arm(row?.treatmentCalled, row?.treatmentSilent),
      },
      voided: row?.voided ?? 0,
    };
  });
}

/** The counted applications of one arm in one sector: of whom, and how many of them were called back. */
export interface SingleAtom {
  readonly sector: string;
  readonly arm: Arm;
  /** Employer units; each has one application. */
  readonly units: readonly string[];
  readonly strict: number;
  readonly lenient: number;
}

/** Every sector and arm of a campaign that has an application which is not void, in canonical order. Reads every test. */
export async function findSingleAtoms(ctx: ReadCtx, campaign: Campaign): Promise<SingleAtom[]> {
  const called = (definition: Definition) =>
    sql<number>`count(*) filter (where ${sql.ref(definition)} in ('control-called', 'treatment-called'))`;
  const rows = await ctx.db
    .selectFrom('counted_test')
    .select([
      'sector',
      sql<Arm>`split_part(strict, '-', 1)`.as('arm'),
      sql<string[]>`array_agg(distinct employer_unit)`.as('units'),
      called('strict').as('strict'),
      called('lenient').as('lenient'),
    ])
    .where('campaign', '=', campaign.id)
    .where('strict', '<>', 'void')
    .groupBy(sql`1, 2`)
    .execute();
  return rows.sort((a, b) => compareCodeUnits(a.sector, b.sector) || compareCodeUnits(a.arm, b.arm));
}
