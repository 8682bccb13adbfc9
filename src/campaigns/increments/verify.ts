import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { isSigned } from '../../platform/crypto/signing.js';
import { merkleRoot } from '../../platform/merkle.js';
import { SIGNATURE_CONTEXT } from '../amendments/signing.js';
import type { CampaignId } from '../schema.js';
import { findSeal } from '../views.js';
import type { Increment } from './schema.js';
import { findIncrements, incrementHash } from './views.js';

/** What checking the increments found; `broken` names the first campaign of which one does not hold, and why. */
export interface IncrementState {
  readonly papers: number;
  readonly broken: { readonly campaign: string; readonly why: string } | null;
}

const Rooted = z.looseObject({ root: z.string().nullish() });
const Logged = z.looseObject({ incrementHash: z.string().optional() });

/**
 * Checks every increment: its hash follows from its text and the one before (the first from the seal, which names the root of
 * what was sealed), this server signed it, the log holds it, and its tests lead to its root. None is missing: a seal that names
 * a root has its first, the log tells of no other than there are, and every test stands in one.
 * @param publicKey of the signer of seals, 32 bytes
 */
export function verifyIncrements(ctx: Ctx, publicKey: Buffer): Promise<IncrementState> {
  return ctx.read(async (ctx) => {
    let papers = 0;
    for (const campaign of await drawnCampaigns(ctx)) {
      const increments = await findIncrements(ctx, campaign);
      papers += increments.length;
      const why = await faultIn(ctx, campaign, increments, publicKey);
      if (why !== null) return { papers, broken: { campaign, why } };
    }
    return { papers, broken: null };
  });
}

async function faultIn(
  ctx: ReadCtx,
  campaign: CampaignId,
  increments: readonly Increment[],
  publicKey: Buffer,
): Promise<string | null> {
  const seal = await findSeal(ctx, campaign);
  if (seal === null) return 'its seal is missing';
  const logged = await loggedHashes(ctx, campaign);
  if (increments.length === 0) return 'the increment that its seal names is missing';
  let before: Buffer | null = null;
  for (const [place, { number, previous, body, hash, root, signature }] of increments.entries()) {
    if (number !== place || Buffer.compare(previous ?? Buffer.alloc(0), before ?? Buffer.alloc(0)) !== 0)
      return `increment ${number} does not follow the one before it`;
    if (
      !incrementHash(previous, body).equals(hash) ||
      Rooted.parse(JSON.parse(body)).root !== root.toString('hex')
    )
      return `the hash of increment ${number} does not follow from its text`;
    if (!isSigned(publicKey, SIGNATURE_CONTEXT, hash, signature))
      return `the signature of increment ${number} does not fit its hash`;
    if (number === 0 && Rooted.parse(JSON.parse(seal.body)).root !== root.toString('hex'))
      return 'the seal names another root than that of its tests';
    if (number > 0 && !logged.has(hash.toString('hex'))) return `the log does not hold increment ${number}`;
    if (!merkleRoot(await leavesOf(ctx, campaign, number)).equals(root))
      return `the tests of increment ${number} do not lead to its root`;
    before = number === 0 ? seal.hash : hash;
  }
  // Each that is there was logged: the log holds more only of what is there no longer.
  if (logged.size !== increments.length - 1) return 'an increment that the log holds is missing';
  return (await hasLooseTests(ctx, campaign, increments.length))
    ? 'a test stands in an increment that is missing'
    : null;
}

/** The campaigns that have increments, or whose seal says that they do. */
async function drawnCampaigns(ctx: ReadCtx): Promise<CampaignId[]> {
  const found = await sql<{ campaign: CampaignId }>`select campaign from plan_increment
    union select campaign from seal where body::jsonb ->> 'root' is not null order by campaign`.execute(
    ctx.db,
  );
  return found.rows.map(({ campaign }) => campaign);
}

/** Whether any test of a campaign is of none of its increments, which are numbered from 0 without a gap. */
async function hasLooseTests(ctx: ReadCtx, campaign: CampaignId, increments: number): Promise<boolean> {
  const found = await sql<{ loose: boolean }>`select exists (select from test
    where campaign = ${campaign} and (increment is null or increment >= ${increments})) as loose`.execute(
    ctx.db,
  );
  return found.rows[0]?.loose ?? false;
}

async function loggedHashes(ctx: ReadCtx, campaign: CampaignId): Promise<Set<string>> {
  const links = await ctx.db
    .selectFrom('audit_link')
    .select('body')
    .where('what', '=', 'campaign.grown')
    .where('campaign', '=', campaign)
    .execute();
  return new Set(links.flatMap(({ body }) => Logged.parse(JSON.parse(body)).incrementHash ?? []));
}

async function leavesOf(ctx: ReadCtx, campaign: CampaignId, increment: number): Promise<Buffer[]> {
  const found = await sql<{
    leaf: Buffer;
  }>`select leaf from test where campaign = ${campaign} and increment = ${increment} order by ordinal`.execute(
    ctx.db,
  );
  return found.rows.map(({ leaf }) => leaf);
}
