import type { TxCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { findRecovery } from '../custody/recovery.js';
import { boxFor, wrapReportKey } from '../crypto/keys.js';
import { employersIn, findInterested } from '../interests.js';
import { findRecipients } from '../recipients.js';
import { FEWEST_OFFICERS, mayTakeReports } from '../rules.js';
import type { Answers } from './answers.js';
import type { Entered } from './entered.js';
import * as store from './store.js';

/** Seals the key of a report to the officers who may read it, and to the recovery key. Problems: channel-closed, too-few-unbiased */
export async function sealToOfficers(
  channel: Channel,
  ctx: TxCtx,
  entered: Entered,
  answers: Answers,
): Promise<void> {
  const counting = await findRecipients(ctx, channel.custodians, ctx.clock.today());
  insist(mayTakeReports(counting.length));
  const interested = await findInterested(ctx, employersIn(answers));
  const recipients = counting.filter(({ id }) => !interested.has(id));
  if (recipients.length < FEWEST_OFFICERS) throw new Problem('too-few-unbiased');
  const { slot } = await store.lockReport(ctx, entered.report);
  const wrapped = wrapReportKey(channel.pool.read(slot), entered.report, entered.key);
  for (const recipient of recipients) {
    const body = boxFor(recipient, entered.report, wrapped);
    await store.insertBox(ctx.db, {
      id: ctx.newId(),
      report: entered.report,
      officer: recipient.id,
      body,
    });
  }
  const recovery = await findRecovery(ctx, channel.custodians, ctx.clock.today());
  if (recovery === null) return;
  const body = boxFor(recovery, entered.report, wrapped);
  await ctx.db
    .insertInto('recovery_copy')
    .values({ report: entered.report, recovery: recovery.id, body })
    .execute();
}
