import { z } from 'zod';
import { canonicalJson } from '../../../platform/canonical.js';
import type { Ctx, TxCtx } from '../../../platform/context.js';
import { sha256 } from '../../../platform/crypto.js';
import { Problem } from '../../../platform/problems.js';
import { IdempotencyKey, KeptAnswer } from './schema.js';
import * as store from './store.js';

const KEPT_FOR = 24 * 3_600_000;

/** What makes two requests the same. */
export interface Asked {
  readonly method: string;
  /** Path and search. */
  readonly address: string;
  readonly body: unknown;
}

/**
 * Acts once per account and key: key, act and answer stand in one transaction, so that none is there without the
 * others, and a second request that comes meanwhile waits for the first. A problem undoes all three: nothing happened,
 * so the same key may try again. Answers are kept for 24 hours.
 * @returns the answer, and whether it is that of an earlier request
 * Problems: key-unreadable, key-reused, those of the act
 */
export async function answerOnce(
  ctx: Ctx,
  key: string,
  asked: Asked,
  act: (ctx: TxCtx) => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; again: boolean }> {
  if (!IdempotencyKey.safeParse(key).success) throw new Problem('key-unreadable');
  const requestHash = hashOf(asked);
  return ctx.inTx(async (ctx) => {
    await store.freeKey(ctx, key, new Date(ctx.clock.now().getTime() - KEPT_FOR));
    if (!(await store.takeKey(ctx, key, requestHash))) {
      const kept = await store.findKept(ctx, key);
      if (!kept.requestHash.equals(requestHash)) throw new Problem('key-reused');
      return { answer: KeptAnswer.parse(JSON.parse(kept.answer ?? 'null')), again: true };
    }
    const answer = await act(ctx);
    await store.keepAnswer(ctx, key, JSON.stringify(answer));
    return { answer, again: false };
  });
}

/** Forgets the answers that are older than 24 hours. */
export function sweepAnswers(ctx: Ctx): Promise<number> {
  return ctx.inTx((ctx) => store.sweepKept(ctx.db, new Date(ctx.clock.now().getTime() - KEPT_FOR)));
}

function hashOf({ method, address, body }: Asked): Buffer {
  const text = canonicalJson([method, address, z.json().parse(body ?? null)]);
  return sha256('praktijktest/request/1', text);
}
