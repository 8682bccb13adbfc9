import { fault } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { findMatching } from './candidates.js';
import type { MatchDoubt, MatchReason, Scored } from './matching.js';
import { mayTakeBack, UNDO_MINUTES } from './rules.js';
import { readAnswer } from './reading.js';
import type { Channel, ResponseId, Trouble } from './schema.js';
import type { AnswerSeal } from './seal.js';

/** A message that matched no application. */
export interface Unmatched {
  readonly id: ResponseId;
  readonly receivedAt: Date;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly channel: Channel;
}

/** Unmatched messages, oldest first. */
export function listUnmatched(ctx: Ctx, limit = 100): Promise<Unmatched[]> {
  return ctx.read((ctx) =>
    ctx.db
      .selectFrom('response')
      .select([
        'id',
        'received_at as receivedAt',
        'envelope_from as from',
        'envelope_to as to',
        'bytes',
        'channel',
      ])
      .where('state', '=', 'unmatched')
      .orderBy('received_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}

export function countUnmatched(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('response')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('received_at').as('oldest')])
      .where('state', '=', 'unmatched')
      .executeTakeFirstOrThrow();
    return { count: row.count, oldest: row.oldest };
  });
}

/** Until when a message that was set aside can be taken back; null when it is not aside, or too long. */
export function findUndoEnd(ctx: Ctx, id: ResponseId): Promise<Date | null> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('response')
      .select('set_aside_at as at')
      .where('id', '=', id)
      .where('state', '=', 'set-aside')
      .executeTakeFirst();
    if (row?.at == null || !mayTakeBack(row.at, ctx.clock.now()).allowed) return null;
    return new Date(row.at.getTime() + UNDO_MINUTES * 60_000);
  });
}

/** An unmatched message opened: plain text only, nothing it points to is fetched; and the likeliest applications. */
export interface OpenedMessage extends Unmatched {
  readonly subject: string;
  readonly text: string;
  /** Why the rules did not match it. */
  readonly doubt: MatchDoubt | null;
  /** What stood in the way of reading it whole, or of handling it. */
  readonly trouble: Trouble | null;
  readonly candidates: readonly LikelyApplication[];
}

/** An application that a message may belong to, with what speaks for it. */
export interface LikelyApplication {
  readonly application: Id<'application'>;
  readonly address: string;
  readonly employerAddress: string;
  readonly points: number;
  readonly reasons: readonly MatchReason[];
}

/** One unmatched message with its three likeliest applications. Throws `not-found`. */
export function openUnmatched(ctx: Ctx, seal: AnswerSeal, id: ResponseId): Promise<OpenedMessage> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('response')
      .select([
        'id',
        'received_at as receivedAt',
        'envelope_from as from',
        'envelope_to as to',
        'bytes',
        'channel',
        'channel',
        'sealed',
        'sha256',
        'transcript',
        'trouble',
      ])
      .where('id', '=', id)
      .where('state', '=', 'unmatched')
      .executeTakeFirst();
    if (row === undefined) throw new Problem('not-found');
    const { sealed, sha256, transcript, ...shown } = row;
    const parsed = await readAnswer(seal, { id, channel: row.channel, sealed, sha256, transcript });
    const { doubt, ranked } = await findMatching(ctx, { envelopeTo: row.to, envelopeFrom: row.from }, parsed);
    return {
      ...shown,
      subject: parsed.subject,
      text: parsed.text,
      doubt,
      candidates: ranked.slice(0, 3).map(likely),
    };
  });
}

/** What is shown of a candidate. */
export const likely = ({ candidate, points, reasons }: Scored): LikelyApplication => ({
  application: candidate.application,
  address: candidate.address,
  employerAddress: candidate.toAddress,
  points,
  reasons,
});

/** The application that has this address. Throws `unknown-application`. */
export function findApplicationByAddress(ctx: Ctx, address: string): Promise<Id<'application'>> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('mailbox')
      .select('application')
      .where('address', '=', address.trim().toLowerCase())
      .executeTakeFirst();
    if (row === undefined)
      throw new Problem('unknown-application', undefined, [
        {
          field: 'address',
          message: fault({
            nl: 'Dit adres hoort bij geen sollicitatie. Kijk het adres na.',
            en: 'This address belongs to no application. Check the address.',
            fr: 'Cette adresse n’appartient à aucune candidature. Vérifiez l’adresse.',
          }),
        },
      ]);
    return row.application;
  });
}

/** Answers per stage, for the progress of a campaign. */
export interface AnswerProgress {
  readonly received: number;
  readonly matched: number;
  readonly toCode: number;
}

export function findAnswerProgress(ctx: Ctx, campaign: Id<'campaign'>): Promise<AnswerProgress> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('response as r')
      .innerJoin('mailbox as m', 'm.application', 'r.application')
      .select((eb) => [
        eb.fn.countAll<number>().as('matched'),
        eb.fn.countAll<number>().filterWhere('r.code', 'is', null).as('toCode'),
      ])
      .where('m.campaign', '=', campaign)
      .executeTakeFirstOrThrow();
    return { received: row.matched, matched: row.matched, toCode: row.toCode };
  });
}

/** The next instant at which a window ends without an outcome being final yet. */
export function findNextWindowEnd(ctx: Ctx): Promise<Date | null> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('mailbox as m')
      .leftJoin('outcome as o', 'o.application', 'm.application')
      .select((eb) => eb.fn.min('m.window_ends_at').as('next'))
      .where('m.state', '=', 'sent')
      .where('o.application', 'is', null)
      .executeTakeFirstOrThrow();
    return row.next;
  });
}

/** Everything that came in and what became of it, over the whole database. */
export function countMessages(ctx: Ctx): Promise<{ received: number; matched: number; outcomes: number }> {
  return ctx.read(async (ctx) => {
    const responses = await ctx.db
      .selectFrom('response')
      .select((eb) => [
        eb.fn.countAll<number>().as('received'),
        eb.fn.countAll<number>().filterWhere('state', '=', 'matched').as('matched'),
      ])
      .executeTakeFirstOrThrow();
    const outcomes = await ctx.db
      .selectFrom('outcome')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return { received: responses.received, matched: responses.matched, outcomes: outcomes.n };
  });
}
