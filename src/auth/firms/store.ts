import { sql } from 'kysely';
import type { Db, TxCtx } from '../../platform/context.js';
import type { FirmFacts, FirmId } from './schema.js';

export async function insertFirm(ctx: TxCtx, id: FirmId, facts: FirmFacts): Promise<void> {
  await ctx.db
    .insertInto('test_firm')
    .values({
      id,
      name: facts.firmName,
      contract: facts.contract,
      valid_from: facts.validFrom,
      valid_until: facts.validUntil,
      made_by: ctx.actor.id,
      made_at: ctx.clock.now(),
    })
    .execute();
}

/** @returns false when there is no such firm */
export async function changeFirm(db: Db, id: FirmId, facts: FirmFacts): Promise<boolean> {
  const done = await db
    .updateTable('test_firm')
    .set({
      name: facts.firmName,
      contract: facts.contract,
      valid_from: facts.validFrom,
      valid_until: facts.validUntil,
    })
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Ties an account to a firm in the actor's name, for good. */
export async function insertMember(ctx: TxCtx, account: string, firm: FirmId): Promise<void> {
  await ctx.db
    .insertInto('firm_member')
    .values({ account, firm, added_by: ctx.actor.id, added_at: ctx.clock.now() })
    .execute();
}

/** Shuts the door to a tester of the own firm. @returns the calls that went back to the firm */
export async function endOwnTester(db: Db, account: string): Promise<{ task: string; campaign: string }[]> {
  const found = await sql<{
    task: string;
    campaign: string;
  }>`select task, campaign from end_own_tester(${account}::uuid)`.execute(db);
  return found.rows;
}
