import { sql } from 'kysely';
import { addDays, type DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { boxFor } from '../crypto/keys.js';
import { employersIn, findInterested } from '../interests.js';
import { findRecipients } from '../recipients.js';
import { answersIn } from './written.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { changing, decide } from './work.js';

/** For how many days a colleague can be let in. */
export const LENT_DAYS = [7, 30, 90] as const;

/** Whom to let in, for how many days, and why. */
export interface Lending {
  readonly colleague: string;
  readonly days: number;
  readonly reason: string;
}

/** The last day of access that begins on a day and has so many days. */
export const lentUntil = (from: DateOnly, days: number): DateOnly => addDays(from, days - 1);

/**
 * Lets a colleague read a report until a day: the report's key is sealed to that colleague's key. Who has an interest in the
 * employer gets none, nor does a key that does not count. Problems: colleague-unfit, not-found, no-copy
 */
export function lend(channel: Channel, visitor: Visitor, id: string, lending: Lending): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const today = ctx.clock.today();
    const recipients = await findRecipients(ctx, channel.custodians, today);
    const colleague = recipients.find((one) => one.id === lending.colleague && one.id !== visitor.id);
    const { answers } = await store.findContent(ctx, opened.report);
    const interested = await findInterested(ctx, employersIn(answersIn(opened, answers)));
    const holders = await store.listHolders(ctx, opened.report);
    if (colleague === undefined || interested.has(colleague.id) || holders.includes(colleague.id))
      throw new Problem('colleague-unfit');
    await decide(ctx, opened, visitor, 'lent', colleague.id, lending.reason);
    const box = boxFor(colleague, opened.report, opened.wrapped);
    await sql`select lend_copy(${ctx.newId()}, ${opened.report}, ${colleague.id}, ${box},
      ${lentUntil(today, lending.days)})`.execute(ctx.db);
    ctx.happenings.push({ what: 'report.lent', report: opened.report, officer: colleague.id });
  });
}

/** Ends a colleague's access before its day. Problems: report-not-now where there is none, not-found, no-copy */
export function endLending(
  channel: Channel,
  visitor: Visitor,
  id: string,
  colleague: string,
  reason: string,
): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    await decide(ctx, opened, visitor, 'lent-back', colleague, reason);
    const { rows } = await sql<{
      ended: boolean;
    }>`select end_lending(${opened.report}, ${colleague}) as ended`.execute(ctx.db);
    if (rows[0]?.ended !== true) throw new Problem('report-not-now');
    ctx.happenings.push({ what: 'report.lent-back', report: opened.report, officer: colleague });
  });
}
