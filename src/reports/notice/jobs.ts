import type { Ctx } from '../../platform/context.js';
import { newUuid } from '../../platform/crypto.js';
import { composeMessage, type MailSender } from '../../platform/mail/index.js';
import type { Job } from '../../platform/jobs.js';
import type { Channel } from '../channel.js';
import { channelPaths } from '../paths.js';
import { openAddress } from './address.js';
import { isRound } from './rounds.js';
import { letterOf, SUBJECT } from './letter.js';

/** How the fortnightly message leaves: by the mail server of the digest. */
export interface NoticeMeans {
  readonly sender: MailSender;
  readonly from: string;
  /** Where browsers find the channel, with a slash at the end. */
  readonly address: string;
}

const PER_RUN = 50;

/** The message of every second Tuesday, at one fixed minute, news or not. A server that was off then sends none of that round. */
export function noticeJobs(channel: Channel, means: NoticeMeans): Job[] {
  return [
    { name: 'reports.notice-end', when: '0 25 0 * * *', run: () => forget(channel.system()) },
    { name: 'reports.notice-round', when: '0 0 6 * * *', run: () => beginRound(channel.system()) },
    { name: 'reports.notices', when: '20 * * * * *', run: () => sendSome(channel, means) },
  ];
}

/** Forgets addresses after their last round, and what of an earlier day could not be sent. */
async function forget(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const today = ctx.clock.today();
    const gone = await ctx.db.deleteFrom('notice_address').where('last_on', '<', today).executeTakeFirst();
    if (!isRound(today)) await ctx.db.deleteFrom('notice_outbox').execute();
    await ctx.db.deleteFrom('notice_round').where('on_day', '<', today).execute();
    return Number(gone.numDeletedRows);
  });
}

/** On the day of a round the ids of all addresses go to the outbox, once. */
async function beginRound(ctx: Ctx): Promise<number> {
  const today = ctx.clock.today();
  if (!isRound(today)) return 0;
  return ctx.inTx(async (ctx) => {
    const claimed = await ctx.db
      .insertInto('notice_round')
      .values({ on_day: today })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows !== 1n) return 0;
    await ctx.db.deleteFrom('notice_outbox').execute();
    const queued = await ctx.db
      .insertInto('notice_outbox')
      .columns(['notice'])
      .expression(ctx.db.selectFrom('notice_address').select('id').where('last_on', '>=', today))
      .executeTakeFirst();
    return Number(queued.numInsertedOrUpdatedRows ?? 0n);
  });
}

/**
 * Sends some of what waits, in the order of random ids. A row leaves the outbox before the first byte of its message does, so
 * that nothing goes twice; it comes back only where the server certainly took nothing, and until the day is over.
 */
async function sendSome(channel: Channel, means: NoticeMeans): Promise<number> {
  const ctx = channel.system();
  const taken = await ctx.inTx(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('notice_outbox')
      .select('notice')
      .orderBy('notice')
      .limit(PER_RUN)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = rows.map(({ notice }) => notice);
    if (ids.length === 0) return [];
    await ctx.db.deleteFrom('notice_outbox').where('notice', 'in', ids).execute();
    return ctx.db.selectFrom('notice_address').select(['id', 'body']).where('id', 'in', ids).execute();
  });
  const back: string[] = [];
  for (const { id, body } of taken) if ((await sendOne(channel, means, body)) === 'again') back.push(id);
  if (back.length > 0) await putBack(ctx, back);
  return taken.length - back.length;
}

/** Sends one message. What cannot be opened any more, or was refused, is left: the log tells that, and of nobody. */
async function sendOne(channel: Channel, means: NoticeMeans, body: Buffer): Promise<'done' | 'again'> {
  const { sender, from, address } = means;
  const { clock, log } = channel.system();
  const to = openedIn(channel, body);
  if (to === null) {
    log.warn('reports.notice-not-opened');
    return 'done';
  }
  const raw = await composeMessage({
    from: { address: from, name: 'Praktijktest' },
    to: { address: to },
    subject: SUBJECT,
    text: letterOf(`${address.replace(/\/$/, '')}${channelPaths.notice}`),
    date: clock.now(),
    messageId: `${newUuid()}@${from.slice(from.lastIndexOf('@') + 1)}`,
  });
  const { kind } = await sender.send({ envelope: { from, to }, raw });
  if (kind === 'sent') return 'done';
  log.warn('reports.notice-not-sent');
  return kind === 'not-taken' || kind === 'deferred' ? 'again' : 'done';
}

/** The address of a row; null where it was sealed under a key that is no more. */
function openedIn({ secretKey }: Channel, body: Buffer): string | null {
  try {
    return openAddress(secretKey, body);
  } catch {
    return null;
  }
}

/** Puts back what the server did not take; one that was stopped meanwhile stays away. */
async function putBack(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (!isRound(ctx.clock.today())) return;
  await ctx.inTx((ctx) =>
    ctx.db
      .insertInto('notice_outbox')
      .columns(['notice'])
      .expression(ctx.db.selectFrom('notice_address').select('id').where('id', 'in', ids))
      .onConflict((on) => on.doNothing())
      .execute(),
  );
}
