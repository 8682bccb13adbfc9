import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { seal, sha256, unseal } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';

/** What one drawing of a plan looked at, opened again. */
export interface KeptInput {
  readonly drawing: number;
  readonly hash: Buffer;
  readonly value: unknown;
}

/** Keeps what plans are drawn from, so that a plan can be drawn again when the register has moved on. */
export interface Inputs {
  /**
   * Keeps what a drawing looked at, before what closes it. @returns the hash of its text; null for a later drawing of a plan
   * whose first was not kept: it began before any was
   */
  keep(ctx: TxCtx, campaign: CampaignId, drawing: number, value: object): Promise<Buffer | null>;
  /** What was kept of a campaign, in order. Problems: approval-unreadable */
  open(ctx: ReadCtx, campaign: CampaignId): Promise<KeptInput[]>;
}

const purposeOf = (campaign: CampaignId, drawing: number): string =>
  `campaign/plan-input/${campaign}/${drawing}`;

/** @param key the secret of the server, under which inputs lie in the database */
export function createInputs(key: Uint8Array): Inputs {
  return {
    keep: async (ctx, campaign, drawing, value) => {
      if (drawing > 0 && !(await isKept(ctx, campaign))) return null;
      const text = JSON.stringify(value);
      const hash = sha256('praktijktest/input/1', text);
      const sealed = seal(key, purposeOf(campaign, drawing), await promisify(gzip)(text));
      await ctx.db.insertInto('plan_input').values({ campaign, drawing, hash, sealed }).execute();
      return hash;
    },
    open: async (ctx, campaign) => {
      const rows = await ctx.db
        .selectFrom('plan_input')
        .select(['drawing', 'hash', 'sealed'])
        .where('campaign', '=', campaign)
        .orderBy('drawing')
        .execute();
      return Promise.all(
        rows.map(async ({ drawing, hash, sealed }): Promise<KeptInput> => {
          const text = String(await promisify(gunzip)(openSealed(key, purposeOf(campaign, drawing), sealed)));
          if (!sha256('praktijktest/input/1', text).equals(hash)) throw new Problem('approval-unreadable');
          const value: unknown = JSON.parse(text);
          return { drawing, hash, value };
        }),
      );
    },
  };
}

async function isKept(ctx: TxCtx, campaign: CampaignId): Promise<boolean> {
  const first = await ctx.db
    .selectFrom('plan_input')
    .select('drawing')
    .where('campaign', '=', campaign)
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}

/** Another secret than the one it was sealed under, or a byte that was changed, opens nothing. */
function openSealed(key: Uint8Array, purpose: string, sealed: Buffer): Buffer {
  try {
    return unseal(key, purpose, sealed);
  } catch {
    throw new Problem('approval-unreadable');
  }
}

/** Keeps a scenario and its pools as they are now; the same twice is one row. @returns the hash of their text */
export async function keepMaterial(ctx: TxCtx, value: object): Promise<string> {
  const body = JSON.stringify(value);
  const hash = sha256(body);
  await ctx.db
    .insertInto('drawn_material')
    .values({ hash, body })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
  return hash.toString('hex');
}

/** A scenario and its pools as they were; undefined where that text is not there. @param hash of their text, in hex */
export async function openMaterial(ctx: ReadCtx, hash: string): Promise<unknown> {
  const found = await sql<{
    body: string;
  }>`select body from drawn_material where hash = decode(${hash}, 'hex')`.execute(ctx.db);
  const body = found.rows[0]?.body;
  if (body === undefined || sha256(body).toString('hex') !== hash) return undefined;
  const value: unknown = JSON.parse(body);
  return value;
}
