import type { TxCtx } from '../../platform/context.js';
import { isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import type { DecisionKind } from '../schema.js';
import { sealIn, type Opened } from '../sealed.js';
import { openReport } from './open-report.js';
import type { Visitor } from './session.js';
import * as store from './store.js';

/** Works on a report whose row is locked and which this officer can open. */
export function changing<T>(
  channel: Channel,
  visitor: Visitor,
  id: string,
  use: (ctx: TxCtx, opened: Opened & { readonly wrapped: Buffer }, kept: store.DeskReport) => Promise<T>,
): Promise<T> {
  if (!isUuid(id)) throw new Problem('not-found');
  if (!visitor.counts) throw new Problem('officer-key');
  return channel.officer(visitor).inTx(async (ctx) => {
    const opened = await openReport(ctx, channel, visitor, id);
    return use(ctx, opened, await store.lockReport(ctx, opened.report));
  });
}

/** Keeps what an officer decided, with its sub-status and reason sealed. */
export async function decide(
  ctx: TxCtx,
  opened: Opened,
  visitor: Visitor,
  what: DecisionKind,
  stage: string,
  reason: string,
): Promise<void> {
  const id = ctx.newId();
  const n = (await store.listDecisions(ctx, opened.report)).length;
  const body = sealIn(opened, 'decision', 'body', id, { n, stage, reason });
  await store.insertDecision(ctx.db, { id, report: opened.report, officer: visitor.id, what, body });
}
