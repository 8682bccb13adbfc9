import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { holds, may } from '../permissions.js';
import type { Answer, Entry, RawRequest, RouteLine } from '../route.js';
import { answerOnce } from './once/service.js';

/** Throws `not-allowed` unless the actor may use a line, or `scope-missing` when only their token stands in the way. */
export function insistEntry(ctx: Ctx, can: Entry): void {
  if (can === 'public' || can === 'signed-in' || may(ctx.actor, can)) return;
  throw new Problem(holds(ctx.actor.roles, can) ? 'scope-missing' : 'not-allowed');
}

/** Lets a line answer; a post to the API that carries an Idempotency-Key acts once. `address` is path and search. */
export async function answerLine(
  ctx: Ctx,
  line: RouteLine,
  raw: RawRequest,
  address: string,
): Promise<Answer> {
  const key = raw.api.idempotencyKey;
  if (line.contract === undefined || line.method !== 'post' || key === undefined)
    return line.handle(ctx, raw);
  const asked = { method: line.method, address, body: raw.body };
  const { answer, again } = await answerOnce(ctx, key, asked, async (ctx) => {
    const given = await line.handle(ctx, raw);
    if (given.kind !== 'json') throw new Error('A line of the API answers with JSON.');
    return { status: given.status, headers: { ...given.headers }, value: z.json().parse(given.value) };
  });
  const headers = again ? { ...answer.headers, 'Idempotency-Replayed': 'true' } : answer.headers;
  return { ...answer, headers, kind: 'json' };
}
