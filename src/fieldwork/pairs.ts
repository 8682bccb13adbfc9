import { sql } from 'kysely';
import type { CampaignId } from '../campaigns/index.js';
import type { ReadCtx, TxCtx } from '../platform/context.js';
import type { Id } from '../platform/ids.js';
import type { OutcomeCode } from './responses/index.js';

/** A test of which both applications have their final code. */
export interface CompletePair {
  readonly test: Id<'test'>;
  readonly campaign: CampaignId;
  readonly ordinal: number;
  readonly sector: string;
  readonly ground: string;
  readonly wave: number;
  readonly employer: Id<'employer'>;
  readonly employerUnit: string;
  readonly control: OutcomeCode;
  readonly treatment: OutcomeCode;
}

/** The pair of this application when both outcomes are final. */
export async function findCompletePair(
  ctx: ReadCtx,
  application: Id<'application'>,
): Promise<CompletePair | undefined> {
  const found =
    await sql<CompletePair>`select t.id as test, t.campaign, t.ordinal, t.sector, t.ground, t.wave, t.employer, t.employer_unit as "employerUnit",
      oc.code as control, ot.code as treatment
    from application x join test t on t.id = x.test
      join application c on c.test = t.id and c.arm = 'control' join outcome oc on oc.application = c.id
      join application r on r.test = t.id and r.arm = 'treatment' join outcome ot on ot.application = r.id
    where x.id = ${application}`.execute(ctx.db);
  return found.rows[0];
}

/** Waits until no other transaction counts pairs of this application's campaign: pairs come to count one after another. */
export async function awaitCounting(ctx: TxCtx, application: Id<'application'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('count/' || campaign, 0)) from application where id = ${application}`.execute(
    ctx.db,
  );
}

/** The tests that the plan has for an employer unit in a cell, in plan order. */
export async function findTestsOfUnit(
  ctx: ReadCtx,
  pair: Pick<CompletePair, 'campaign' | 'sector' | 'ground' | 'employerUnit'>,
): Promise<Id<'test'>[]> {
  const rows = await ctx.db
    .selectFrom('test')
    .select('id')
    .where('campaign', '=', pair.campaign)
    .where('sector', '=', pair.sector)
    .where('ground', '=', pair.ground)
    .where('employer_unit', '=', pair.employerUnit)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ id }) => id);
}

/** Why a pair is void, in one word: the earlier arm's reason first. */
export async function findVoidReason(ctx: ReadCtx, pair: Pick<CompletePair, 'test'>): Promise<string> {
  const found = await sql<{
    reason: string;
  }>`select coalesce(case a.state when 'cancelled' then a.state_reason when 'refused' then 'refused' when 'not-sent' then 'not-sent' end,
      case o.code when 'BNC' then 'bounced' when 'DET' then 'detected' else 'error' end) as reason
    from application a join outcome o on o.application = a.id where a.test = ${pair.test} and o.code in ('BNC', 'DET', 'ERR') order by a.position limit 1`.execute(
    ctx.db,
  );
  return found.rows[0]?.reason ?? 'error';
}
