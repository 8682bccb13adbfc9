import { sql } from 'kysely';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
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
 * that what came in before answers were sealed does not stay in clear. What does not open (its key is not here, or its
 * bytes were changed) stays as it is, says so where it is read, and holds up no other. @returns how many were sealed
 */
export function resealSome(ctx: Ctx, seal: AnswerSeal): Promise<number> {
  const { current } = seal;
  if (current === undefined) return Promise.resolve(0);
  return ctx.inTx(async (ctx) => {
    let after: string = NOBODY;
    for (;;) {
      const stale = await findStale(ctx, current, after);
      let done = 0;
      for (const one of stale) if (await reseal(ctx, seal, one)) done += 1;
      const last = stale.at(-1);
      if (done > 0 || last === undefined) return done;
      after = last.id;
    }
  });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

interface Stale {
  readonly id: ResponseId;
  readonly sha256: Buffer;
  readonly sealed: Buffer;
  readonly transcript: Buffer | null;
}

async function findStale(ctx: TxCtx, current: Buffer, after: string): Promise<Stale[]> {
  const found = await sql<Stale>`select id, sha256, sealed, transcript from response
    where (answer_key < ${current} or answer_key > ${current}) and file_erased_at is null and id > ${after}
    order by id limit ${BATCH} for update skip locked`.execute(ctx.db);
  return found.rows;
}

async function reseal(ctx: TxCtx, seal: AnswerSeal, one: Stale): Promise<boolean> {
  const again = openedAnew(seal, one);
  if (again === undefined) return false;
  await ctx.db.updateTable('response').set(again).where('id', '=', one.id).execute();
  return true;
}

function openedAnew(seal: AnswerSeal, one: Stale): { sealed: Buffer; transcript: Buffer | null } | undefined {
  try {
    return {
      sealed: seal.seal(one.id, one.sha256, seal.open(one)),
      transcript:
        one.transcript === null ? null : seal.sealWords(one.id, seal.openWords(one.id, one.transcript)),
    };
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
