import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, Db, TxCtx } from '../../platform/context.js';
import type { CallTaskId } from '../calls/schema.js';
import type { KeptAnswer, ResponseId } from '../responses/index.js';

/** An answer that came to the address of a client and was not read yet. */
export interface FreshAnswer extends KeptAnswer {
  readonly task: CallTaskId;
  readonly campaign: CampaignId;
  readonly receivedAt: Date;
  /** Whether who wrote to whom was erased: then of the answer stays only that it came. */
  readonly erased: boolean;
}

/** Answers that came to the address of a client and were not read yet, oldest first. */
export function listFresh(ctx: Ctx, limit: number): Promise<ResponseId[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ id: ResponseId }>`select r.id from response r
      where r.state = 'new' and client_mail_of(r.envelope_to) is not null order by r.received_at, r.id limit ${limit}`.execute(
      ctx.db,
    );
    return found.rows.map(({ id }) => id);
  });
}

/** Locks one of them; undefined when another server has it. */
export async function claimAnswer(db: Db, id: ResponseId): Promise<FreshAnswer | undefined> {
  const found = await sql<FreshAnswer>`
    select r.id, r.sealed, r.sha256, r.channel, r.transcript, r.received_at as "receivedAt", m.task, m.campaign, m.erased_at is not null as erased
    from response r join client_mail m on m.task = client_mail_of(r.envelope_to)
    where r.state = 'new' and r.id = ${id} for update of r skip locked`.execute(db);
  return found.rows[0];
}

export async function keepAnswer(
  db: Db,
  answer: {
    response: ResponseId;
    task: CallTaskId;
    campaign: CampaignId;
    receivedAt: Date;
    automatic: boolean;
    bounced: boolean;
    unreadable: boolean;
  },
): Promise<void> {
  const { receivedAt, ...rest } = answer;
  await db.updateTable('response').set({ state: 'client' }).where('id', '=', answer.response).execute();
  await db
    .insertInto('client_answer')
    .values({ ...rest, received_at: receivedAt })
    .execute();
}

/** Keeps whether somebody answered, as the actor says. @returns whether that was not kept already; undefined when there is no such answer */
export async function judgeAnswer(
  ctx: TxCtx,
  task: CallTaskId,
  response: ResponseId,
  real: boolean,
): Promise<boolean | undefined> {
  const answer = await ctx.db
    .selectFrom('client_answer')
    .select('judged_real as judged')
    .where('response', '=', response)
    .where('task', '=', task)
    .executeTakeFirst();
  if (answer === undefined) return undefined;
  if (answer.judged === real) return false;
  await ctx.db
    .updateTable('client_answer')
    .set({ judged_real: real, judged_by: ctx.actor.id, judged_at: ctx.clock.now() })
    .where('response', '=', response)
    .execute();
  return true;
}
