import { sql, type RawBuilder } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { allOf, orderBy, type ListSource, type Listing, type Stretch } from '../../platform/listing.js';
import { FIRM_STATES, type FirmState, type FirmTask } from './hand-out.js';

/** What may order the calls of a firm. `stand` is its own order: to hand out, then handed out, by day; then what is over. */
export const FIRM_SORTS = ['stand', 'dag', 'nummer'] as const;
type FirmSort = (typeof FIRM_SORTS)[number];

/** What the filter asks for: a state, or what nobody makes yet. */
export const FIRM_STANDS = ['vrij', ...FIRM_STATES] as const;
type FirmStand = (typeof FIRM_STANDS)[number];

const FROM = sql`firm_task f`;
const ID = sql`f.id`;
const OPEN = sql`f.state = 'to-do'`;

function stretchesOf(sort: FirmSort, descending: boolean, where: RawBuilder<unknown>): Stretch[] {
  const one = (column: RawBuilder<unknown>): Stretch[] => [
    { from: FROM, id: ID, where, order: orderBy(column, ID, descending) },
  ];
  if (sort === 'dag') return one(sql`f.planned_on`);
  if (sort === 'nummer') return one(sql`f.number`);
  const way = descending ? sql`desc` : sql`asc`;
  const back = descending ? sql`asc` : sql`desc`;
  const open: Stretch = {
    from: FROM,
    id: ID,
    where: allOf([OPEN, where]),
    order: sql`(f.tester is not null) ${way}, f.planned_on ${way}, f.number ${way}`,
  };
  const over: Stretch = {
    from: FROM,
    id: ID,
    where: allOf([sql`not ${OPEN}`, where]),
    order: sql`f.planned_on ${back}, f.number ${back}`,
  };
  return descending ? [over, open] : [open, over];
}

/** The calls of the own firm as a list; `tester` is a number of one of its testers. */
export function firmSource(
  { sort, descending }: Listing<FirmSort>,
  { stand, tester }: { readonly stand?: FirmStand | undefined; readonly tester?: number | undefined },
): ListSource<FirmTask> {
  const where = allOf([
    stand === undefined
      ? undefined
      : stand === 'vrij'
        ? sql`${OPEN} and f.tester is null`
        : sql`f.state = ${stand}`,
    tester === undefined
      ? undefined
      : sql`f.tester in (select t.account from tester t where t.number = ${tester})`,
  ]);
  return {
    stretches: stretchesOf(sort, descending, where),
    counted: { from: FROM, where },
    idOf: ({ id }) => id,
    read: findFirmTasks,
  };
}

const read = (ctx: ReadCtx, where: RawBuilder<unknown>) =>
  sql<FirmTask>`select f.id, f.number, f.planned_on as "plannedOn", f.language, f.state, f.begun,
      t.number as "testerNumber", a.name as "testerName"
    from firm_task f left join tester t on t.account = f.tester left join account a on a.id = f.tester
    where ${where} order by f.number`.execute(ctx.db);

/** Calls of the own firm by their ids, by number. */
export async function findFirmTasks(ctx: ReadCtx, ids: readonly string[]): Promise<FirmTask[]> {
  return (await read(ctx, sql`f.id = any(${[...ids]}::uuid[])`)).rows;
}

/** Every call of the own firm, by number. */
export async function listFirmTasks(ctx: ReadCtx): Promise<FirmTask[]> {
  return (await read(ctx, sql`true`)).rows;
}

/** How many calls of the own firm stand how. */
export async function countFirmTasks(ctx: ReadCtx): Promise<ReadonlyMap<FirmState, number>> {
  const found = await sql<{
    state: FirmState;
    n: number;
  }>`select state, count(*)::int as n from firm_task group by state`.execute(ctx.db);
  return new Map(found.rows.map(({ state, n }) => [state, n]));
}

/** Whether the own firm was given a call of a campaign. */
export async function hasCallsOf(ctx: ReadCtx, campaign: CampaignId): Promise<boolean> {
  const found = await sql<{ has: boolean }>`select app_firm_calls_in(${campaign}) as has`.execute(ctx.db);
  return found.rows[0]?.has === true;
}
