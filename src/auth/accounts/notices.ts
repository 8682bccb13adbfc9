import type { Ctx, TxCtx } from '../../platform/context.js';
import { seal, unseal } from '../../platform/crypto.js';
import { composeMessage, type Delivery, type MailRoutes } from '../../platform/mail/index.js';
import type { Letter } from './letters.js';
import type { AccountId, NoticeKind, NoticeState } from './schema.js';
import * as store from './store.js';

const BATCH = 20;
const MOST_ATTEMPTS = 6;
const MINUTE = 60_000;

/** Mail of the service itself. */
export interface Notices {
  /** False where no sender address is set: links are then shown to who makes them. */
  readonly canSend: boolean;
  /** Queues a letter in the transaction of the act that it tells of. */
  queue(ctx: TxCtx, account: AccountId, address: string, letter: Letter, kind: NoticeKind): Promise<void>;
  /** Tells the magistrate to whom a request was addressed that something waits; nothing goes where it went on paper. */
  tellMagistrate(ctx: TxCtx, authorisation: string, letter: Letter): Promise<void>;
  /** Sends what is due. @returns how many were tried */
  send(ctx: Ctx): Promise<number>;
}

export interface NoticeMeans {
  readonly key: Uint8Array;
  readonly from: string | undefined;
  readonly sender: Pick<MailRoutes, 'send' | 'sign'>;
}

const purposeOf = (id: string): string => `notice-mail/1/${id}`;

export function createNotices({ key, from, sender }: NoticeMeans): Notices {
  const deliver = async (notice: store.Notice, from: string, now: Date): Promise<Delivery['kind']> => {
    const raw = await composeMessage({
      from: { name: 'Praktijktest', address: from },
      to: { address: notice.address },
      subject: notice.subject,
      text: unseal(key, purposeOf(notice.id), notice.body).toString('utf8'),
      date: now,
      messageId: `${notice.id}@${from.slice(from.indexOf('@') + 1)}`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    }).catch(() => undefined);
    // An address that cannot stand in a header never will: one bad row must not hold up the others.
    if (raw === undefined) return 'refused';
    const signed = await sender.sign(from, raw);
    return (await sender.send({ envelope: { from, to: notice.address }, raw: signed })).kind;
  };
  return {
    canSend: from !== undefined,
    queue: async (ctx, account, address, letter, kind) => {
      const id = ctx.newId();
      const body = seal(key, purposeOf(id), Buffer.from(letter.text, 'utf8'));
      await store.insertNotice(ctx.db, {
        id,
        account,
        kind,
        address,
        subject: letter.subject,
        body,
        at: ctx.clock.now(),
      });
    },
    tellMagistrate: async (ctx, authorisation, letter) => {
      if (from === undefined) return;
      const id = ctx.newId();
      const body = seal(key, purposeOf(id), Buffer.from(letter.text, 'utf8'));
      await store.insertRequestNotice(ctx.db, { id, authorisation, subject: letter.subject, body });
    },
    send: async (ctx) => {
      if (from === undefined) return 0;
      const claimed = await ctx.inTx(async (ctx) => {
        await store.settleCutOff(ctx.db, ctx.clock.now());
        return store.claimNotices(ctx.db, ctx.clock.now(), BATCH);
      });
      for (const notice of claimed) {
        const state = stateAfter(await deliver(notice, from, ctx.clock.now()), notice.attempts);
        const nextAt = new Date(ctx.clock.now().getTime() + MINUTE * 2 ** notice.attempts);
        await ctx.inTx((ctx) =>
          store.finishNotice(ctx.db, notice.id, state === 'queued' ? { state, nextAt } : { state }),
        );
      }
      return claimed.length;
    },
  };
}

/** A server that took nothing is tried again, an hour or so in all; what may have left is never sent twice. */
function stateAfter(kind: Delivery['kind'], attempts: number): NoticeState {
  if (kind === 'sent' || kind === 'in-doubt') return kind;
  return kind === 'refused' || attempts >= MOST_ATTEMPTS ? 'failed' : 'queued';
}
