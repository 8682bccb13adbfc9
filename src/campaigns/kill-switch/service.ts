import { record } from '../../audit/index.js';
import type { Ctx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { mayRelease, mayThrow } from './rules.js';
import * as store from './store.js';
import { findThrown } from './views.js';

const hashOf = (text: string): string => sha256(text).toString('hex');

/** Stops everything that would leave, on every server, from the commit on. Problems: kill-switch-thrown */
export function throwSwitch(ctx: Ctx, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    insist(mayThrow(await findThrown(ctx)));
    const id = ctx.newId();
    await store.insertThrown(ctx, id, reason);
    record(ctx, { what: 'kill-switch.thrown', thrown: id, reasonHash: hashOf(reason) });
  });
}

/** Lets things leave again. Problems: kill-switch-off, kill-switch-two-persons */
export function releaseSwitch(ctx: Ctx, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const open = await findThrown(ctx);
    insist(mayRelease(open, ctx.actor.id));
    if (open === null || !(await store.setReleased(ctx, open.id, reason)))
      throw new Problem('kill-switch-off');
    record(ctx, { what: 'kill-switch.released', thrown: open.id, reasonHash: hashOf(reason) });
  });
}
