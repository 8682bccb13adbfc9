import type { Ctx } from '../platform/context.js';
import { addDays } from '../platform/dates.js';
import { newUuid } from '../platform/crypto.js';
import { composeMessage, type MailSender } from '../platform/mail/index.js';
import type { Job } from '../platform/jobs.js';
import type { Channel } from './channel.js';

/** Where the digest goes, and how. */
export interface DigestMeans {
  readonly sender: MailSender;
  readonly from: string;
  readonly to: readonly string[];
}

const SUBJECT = 'Meldpunt: dagelijks bericht';
// The same every day, whatever came in: traffic and content tell nothing. What there is to do stands behind the sign-in.
const TEXT = `Goedemorgen,

Dit bericht komt elke dag op hetzelfde uur, ook als er niets nieuws is.
Meld u aan op het meldpunt om te zien wat er te doen is.
`;

/** The digest of every day, at one fixed minute. A server that was off then sends none for that day. */
export function digestJobs(channel: Channel, means: DigestMeans): Job[] {
  return [{ name: 'reports.digest', when: '0 0 7 * * *', run: () => sendDigest(channel.system(), means) }];
}

/** Sends the digest of today to each address, once: the day is claimed before the first byte leaves. */
async function sendDigest(ctx: Ctx, { sender, from, to }: DigestMeans): Promise<number> {
  const today = ctx.clock.today();
  const claimed = await ctx.inTx(async (ctx) => {
    await ctx.db.deleteFrom('digest').where('on_day', '<', addDays(today, -7)).execute();
    const made = await ctx.db
      .insertInto('digest')
      .values({ on_day: today })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  });
  if (!claimed) return 0;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  let sent = 0;
  for (const address of to) {
    const raw = await composeMessage({
      from: { address: from, name: 'Meldpunt' },
      to: { address },
      subject: SUBJECT,
      text: TEXT,
      date: ctx.clock.now(),
      messageId: `${newUuid()}@${domain}`,
    });
    const { kind } = await sender.send({ envelope: { from, to: address }, raw });
    if (kind === 'sent') sent += 1;
    else ctx.log.warn('reports.digest-not-sent');
  }
  return sent;
}
