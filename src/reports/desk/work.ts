import type { TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import type { DecisionKind } from '../schema.js';
import { sealIn, type Opened } from '../sealed.js';
import { openReport } from './open-report.js';
import type { Visitor } from './session.js';
import * as store from './store.js';

/** A report that an officer opened; until when, for who was let in for a while. */
type OpenedByOfficer = Opened & { readonly wrapped: Buffer; readonly until: DateOnly | null };

/**
 * Works on a report whose row is locked and which this officer can open. Who was let in for a while can read and take notes.
 * Problems: not-found, no-copy, officer-key, access-for-a-while
 */
export function changing<T>(
  channel: Channel,
  visitor: Visitor,
  id: string,
  use: (ctx: TxCtx, opened: OpenedByOfficer, kept: store.DeskReport) => Promise<T>,
  who: 'holders' | 'readers' = 'holders',
): Promise<T> {
  if (!isUuid(id)) throw new Problem('not-found');
  if (!visitor.counts) throw new Problem('officer-key');
  return channel.officer(visitor).inTx(async (ctx) => {
    const opened = await openReport(ctx, channel, visitor, id);
    if (who === 'holders' && opened.until !== null) throw new Problem('access-for-a-while');
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
