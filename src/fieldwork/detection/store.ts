import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import type { TestId } from '../scheduling/index.js';
import type { SuspicionId } from './schema.js';

/** What a suspicion about a test keeps of it. */
export interface OfTest {
  readonly campaign: CampaignId;
  readonly employer: string;
  readonly scenario: string;
}

export async function findTest(db: ReadDb, test: TestId): Promise<OfTest | undefined> {
  const found =
    await sql<OfTest>`select t.campaign, t.employer, c.scenario from test t join campaign c on c.id = t.campaign
    where t.id = ${test} and t.employer is not null`.execute(db);
  return found.rows[0];
}

/** Writes what a person suspects; it is in the log by the same act. */
export async function insertSuspicion(
  ctx: TxCtx,
  id: SuspicionId,
  { campaign, test, employer, scenario }: OfTest & { readonly test: TestId },
  note: string,
): Promise<void> {
  await sql`insert into suspicion (id, campaign, test, employer, scenario, note, raised_by, raised_at, logged)
    values (${id}, ${campaign}, ${test}, ${employer}, ${scenario}, ${note}, ${ctx.actor.id}, ${ctx.clock.now()}, true)`.execute(
    ctx.db,
  );
}

export async function lockSuspicion(
  db: Db,
  id: SuspicionId,
): Promise<{ campaign: CampaignId; clearedAt: Date | null } | undefined> {
  return db
    .selectFrom('suspicion')
    .select(['campaign', 'cleared_at as clearedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function setCleared(ctx: TxCtx, id: SuspicionId, reason: string): Promise<void> {
  await ctx.db
    .updateTable('suspicion')
    .set({ cleared_by: ctx.actor.id, cleared_at: ctx.clock.now(), cleared_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** Marks what answers raised and the log does not know yet. */
export async function claimUnlogged(db: Db): Promise<{ id: SuspicionId; campaign: CampaignId }[]> {
  const found = await sql<{
    id: SuspicionId;
    campaign: CampaignId;
  }>`update suspicion set logged = true where not logged returning id, campaign`.execute(db);
  return found.rows;
}
