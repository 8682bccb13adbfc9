import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, ReadCtx } from '../platform/context.js';
import { linkHash } from './service.js';

/** What checking the chain found. `broken` names the first link that does not hold, and why. */
export interface ChainState {
  readonly links: number;
  readonly head: string;
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

const Body = z.looseObject({ seq: z.number(), at: z.string(), actor: z.string(), what: z.string() });
const BATCH = 5000;

/** Reads the whole chain in order and checks number, hash, and that the columns say what the hashed body says. */
export function verifyChain(ctx: Ctx): Promise<ChainState> {
  return ctx.read(async (ctx) => {
    const head = await ctx.db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
    let previous: Buffer = Buffer.alloc(32);
    let seq = 0;
    const broken = (at: number, why: string): ChainState => ({
      links: seq,
      head: head.hash.toString('hex'),
      broken: { seq: at, why },
    });
    for (;;) {
      const links = await nextLinks(ctx, seq);
      for (const link of links) {
        if (link.seq !== seq + 1) return broken(seq + 1, 'the link is missing');
        if (!linkHash(previous, link.body).equals(link.hash))
          return broken(link.seq, 'its hash does not follow from its text and the link before');
        if (!sameAsBody(link)) return broken(link.seq, 'its columns differ from its hashed text');
        previous = link.hash;
        seq = link.seq;
      }
      if (links.length < BATCH) break;
    }
    if (seq !== head.seq || !previous.equals(head.hash))
      return broken(head.seq, 'the chain does not end at its head');
    return { links: seq, head: head.hash.toString('hex'), broken: null };
  });
}

function nextLinks(ctx: ReadCtx, after: number) {
  return ctx.db
    .selectFrom('audit_link')
    .select(['seq', 'at', 'actor', 'what', 'campaign', 'body', 'hash'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(BATCH)
    .execute();
}

function sameAsBody(link: {
  seq: number;
  at: Date;
  actor: string;
  what: string;
  campaign: string | null;
  body: string;
}): boolean {
  try {
    const body = Body.parse(JSON.parse(link.body));
    const campaign = typeof body['campaign'] === 'string' ? body['campaign'] : null;
    return (
      body.seq === link.seq &&
      body.at === link.at.toISOString() &&
      body.actor === link.actor &&
      body.what === link.what &&
      campaign === link.campaign
    );
  } catch {
    return false;
  }
}

/** One line of the log as shown. */
export interface LogLine {
  readonly seq: number;
  readonly at: Date;
  readonly who: string;
  readonly what: string;
}

/** The latest links of one campaign, newest first; testers by number for all but the coordinator. */
export function campaignLog(ctx: Ctx, campaign: string, limit = 20): Promise<LogLine[]> {
  return ctx.read((ctx) =>
    ctx.db
      .selectFrom('audit_link as l')
      .select(['l.seq', 'l.at', 'l.what', sql<string>`coalesce(shown_name(l.actor), '?')`.as('who')])
      .where('l.campaign', '=', campaign)
      .orderBy('l.seq', 'desc')
      .limit(limit)
      .execute(),
  );
}

/** A link of one campaign, with the hash that the chain has for it. */
export interface CampaignAct extends LogLine {
  readonly hash: Buffer;
  /** The application or answer that the act was of, where it was of one. */
  readonly application: string | null;
  readonly response: string | null;
}

/** Every link of one campaign, oldest first; testers by number for all but the coordinator. */
export async function campaignActs(ctx: ReadCtx, campaign: string): Promise<readonly CampaignAct[]> {
  return ctx.db
    .selectFrom('audit_link as l')
    .select([
      'l.seq',
      'l.at',
      'l.what',
      'l.hash',
      sql<string>`coalesce(shown_name(l.actor), '?')`.as('who'),
      sql<string | null>`l.body::jsonb ->> 'application'`.as('application'),
      sql<string | null>`l.body::jsonb ->> 'response'`.as('response'),
    ])
    .where('l.campaign', '=', campaign)
    .orderBy('l.seq')
    .execute();
}

/** An act by its kind and its campaign, without anything else of it. */
export interface News {
  readonly what: string;
  readonly campaign: string | null;
}

/** The number of the last link, and the kinds of acts after `since`; none when `since` is left out. */
export function findNews(
  ctx: Ctx,
  since: number | undefined,
): Promise<{ readonly seq: number; readonly acts: readonly News[] }> {
  return ctx.read(async (ctx) => {
    const { seq } = await ctx.db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow();
    if (since === undefined || seq === since) return { seq, acts: [] };
    const acts = await ctx.db
      .selectFrom('audit_link')
      .select(['what', 'campaign'])
      .distinct()
      .where('seq', '>', since)
      .where('seq', '<=', seq)
      .execute();
    return { seq, acts };
  });
}
