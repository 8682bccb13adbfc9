import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { Id } from '../../platform/ids.js';
import { parseMessage } from '../../platform/mail/index.js';
import { Problem } from '../../platform/problems.js';
import { insist, refuse } from '../../platform/verdict.js';
import { findMatching } from './candidates.js';
import { createCoding } from './coding.js';
import { createCorrection, type CorrectionMeans } from './correction.js';
import { byPerson, chosen, keepMatch } from './keeping.js';
import { mayMatch, mayTakeBack, outcomeOf } from './rules.js';
import type { OutcomeCode, ResponseId } from './schema.js';
import * as store from './store.js';

export interface ResponseMeans extends CorrectionMeans {
  /** An application's outcome became final; the pair may now count (findings). */
  readonly onOutcome: (ctx: TxCtx, application: Id<'application'>) => Promise<void>;
}

/** How many answers or windows one sweep takes at most. */
export const RESPONSE_BATCH = 100;

export type Responses = ReturnType<typeof createResponses>;

/** Receives answers, matches and redacts them, has them coded blind, and fixes outcomes when windows end. */
export function createResponses(means: ResponseMeans) {
  return {
    /** Keeps a raw message for each of its mailboxes; the same bytes twice are one answer. */
    receive: (
      ctx: Ctx,
      message: { envelope: { from: string; to: readonly string[] }; raw: Buffer },
    ): Promise<void> => ctx.inTx((ctx) => receive(ctx, message)),
    /** Matches new answers, redacts them and suggests a code. @returns how many */
    process: (ctx: Ctx): Promise<number> => ctx.inTx((ctx) => processNew(ctx, means)),
    /** A person says to which application an answer belongs. Problems: not-unmatched, unknown-application, own-interest */
    match: (ctx: Ctx, id: ResponseId, application: Id<'application'>): Promise<void> =>
      ctx.inTx((ctx) => matchByHand(ctx, means, id, application)),
    ...createCorrection(means),
    /** A person says that an answer belongs to no application. Problems: not-unmatched */
    setAside: (ctx: Ctx, id: ResponseId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        if ((await store.lockUnmatched(ctx.db, id)) === undefined) throw new Problem('not-unmatched');
        await store.setAside(ctx, id);
        record(ctx, {
          what: 'response.set-aside',
          campaign: null,
          response: id,
          application: null,
          by: 'person',
        });
      }),
    /** Puts a message that was set aside back in the mailbox. Problems: not-set-aside, too-late-to-undo */
    takeBack: (ctx: Ctx, id: ResponseId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const aside = await store.lockSetAside(ctx.db, id);
        if (aside === undefined) throw new Problem('not-set-aside');
        insist(aside.at === null ? refuse('too-late-to-undo') : mayTakeBack(aside.at, ctx.clock.now()));
        await store.setUnmatched(ctx.db, id);
        record(ctx, { what: 'response.taken-back', response: id });
      }),
    ...createCoding(means),
    /** Fixes the outcome of applications whose window is over. @returns how many */
    closeWindows: (ctx: Ctx): Promise<number> =>
      ctx.inTx(async (ctx) => {
        const closing = await store.claimClosing(ctx.db, ctx.clock.now(), RESPONSE_BATCH);
        for (const one of closing)
          await fixOutcome(ctx, means, one.application, one.campaign, outcomeOf(one.codes));
        return closing.length;
      }),
    /** Fixes the outcome of an application that never reached the employer. */
    endUnsent: async (ctx: TxCtx, application: Id<'application'>, code: 'BNC' | 'ERR'): Promise<void> => {
      const mailbox = await store.findMailbox(ctx.db, application);
      if (mailbox !== undefined) await fixOutcome(ctx, means, application, mailbox.campaign, code);
    },
  };
}

async function fixOutcome(
  ctx: TxCtx,
  means: ResponseMeans,
  application: Id<'application'>,
  campaign: Id<'campaign'>,
  code: OutcomeCode,
): Promise<void> {
  await store.insertOutcome(ctx, application, code);
  record(ctx, { what: 'outcome.final', campaign, application, code });
  await means.onOutcome(ctx, application);
}

async function receive(
  ctx: TxCtx,
  message: { envelope: { from: string; to: readonly string[] }; raw: Buffer },
): Promise<void> {
  const hash = sha256(message.raw);
  for (const to of new Set(message.envelope.to.map((address) => address.toLowerCase()))) {
    const id = await store.keepRaw(ctx, { from: message.envelope.from, to, raw: message.raw, sha256: hash });
    if (id !== undefined)
      record(ctx, { what: 'response.received', response: id, sha256: hash.toString('hex') });
  }
}

async function processNew(ctx: TxCtx, means: ResponseMeans): Promise<number> {
  const fresh = await store.claimNew(ctx.db, RESPONSE_BATCH);
  for (const response of fresh) {
    const parsed = await parseMessage(response.raw);
    const { match } = await findMatching(ctx, response, parsed);
    if (match === null) {
      await store.setUnmatched(ctx.db, response.id);
      record(ctx, {
        what: 'response.unmatched',
        campaign: null,
        response: response.id,
        application: null,
        by: 'rules',
      });
    } else {
      await keepMatch(ctx, means, response, parsed, await chosen(ctx, match));
    }
  }
  return fresh.length;
}

async function matchByHand(
  ctx: TxCtx,
  means: ResponseMeans,
  id: ResponseId,
  application: Id<'application'>,
): Promise<void> {
  const response = await store.lockUnmatched(ctx.db, id);
  if (response === undefined) throw new Problem('not-unmatched');
  const mailbox = await store.findMailbox(ctx.db, application);
  if (mailbox === undefined) throw new Problem('unknown-application');
  insist(mayMatch(await means.standing(ctx, mailbox.campaign)));
  await keepMatch(ctx, means, response, await parseMessage(response.raw), byPerson(mailbox));
}
