import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.js';
import type { ResponseId } from './schema.js';
import type { AnswerSeal } from './seal.js';

const BATCH = 100;

/** The numbers (hexadecimal) of keys that answers are sealed under and that are not here; one step through the index a key. */
export function findMissingKeys(ctx: Ctx, seal: AnswerSeal): Promise<string[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ key: Buffer }>`with recursive k (key) as (
        select (select answer_key from response where answer_key > ''::bytea order by answer_key limit 1)
        union all select (select r.answer_key from response r where r.answer_key > k.key order by r.answer_key limit 1) from k where k.key is not null)
      select key from k where key is not null`.execute(ctx.db);
    return found.rows.filter(({ key }) => !seal.holds(key)).map(({ key }) => key.toString('hex'));
  });
}

/**
 * Seals a batch of answers under the key that seals now, so that an older key can be put away once none is left, and so
 * that what came in before answers were sealed does not stay in clear. @returns how many
 */
export function resealSome(ctx: Ctx, seal: AnswerSeal): Promise<number> {
  const { current } = seal;
  if (current === undefined) return Promise.resolve(0);
  return ctx.inTx(async (ctx) => {
    const stale = await sql<{
      id: ResponseId;
      sha256: Buffer;
      sealed: Buffer;
      transcript: Buffer | null;
    }>`select id, sha256, sealed, transcript from response where answer_key < ${current} or answer_key > ${current}
      order by id limit ${BATCH} for update skip locked`.execute(ctx.db);
    for (const one of stale.rows) {
      const sealed = seal.seal(one.id, one.sha256, seal.open(one));
      const transcript =
        one.transcript === null ? null : seal.sealWords(one.id, seal.openWords(one.id, one.transcript));
      await ctx.db.updateTable('response').set({ sealed, transcript }).where('id', '=', one.id).execute();
    }
    return stale.rows.length;
  });
}
