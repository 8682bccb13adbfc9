import { z } from 'zod';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { STATES, type CampaignId } from '../schema.js';
import { countByCell } from './rules.js';
import type { Amendment } from './schema.js';
import { signedOf, whyUnsigned } from './signing.js';

/** What an amendment's hashed text says. */
const Body = z.looseObject({
  stateThen: z.enum(STATES),
  tests: z.array(
    z.object({
      ordinal: z.number(),
      sector: z.string(),
      /** Where it tells the contrasts of a sector apart. */
      ground: z.string().optional(),
      leaf: z.string(),
    }),
  ),
  text: z.string().nullable(),
});

/** The amendments of a campaign in their order. */
export async function findAmendments(ctx: ReadCtx, campaign: CampaignId): Promise<Amendment[]> {
  const rows = await ctx.db
    .selectFrom('amendment as a')
    .leftJoin('account as p', 'p.id', 'a.made_by')
    .select([
      'a.id',
      'a.number',
      'a.kind',
      'a.body',
      'a.previous',
      'a.hash',
      'a.signature',
      'a.signed_with as signedWith',
      'a.reason',
      'a.made_at as madeAt',
      'p.name as madeBy',
    ])
    .where('a.campaign', '=', campaign)
    .orderBy('a.number')
    .execute();
  return rows.map(({ signature, signedWith, ...row }) => {
    const { stateThen, tests, text } = Body.parse(JSON.parse(row.body));
    return {
      ...row,
      signed: signedOf(signature, signedWith),
      madeBy: row.madeBy ?? '?',
      stateThen,
      text,
      voided: countByCell(tests.map(({ sector, ground = null }) => ({ sector, ground }))),
    };
  });
}

/** What checking the seals found; `broken` names the first campaign whose seal or amendments do not hold, and why. */
export interface SealState {
  readonly seals: number;
  readonly amendments: number;
  readonly broken: { readonly campaign: string; readonly why: string } | null;
}

/** The hash of a sealed plan's canonical JSON. */
export const sealHash = (body: string): Buffer => sha256('praktijktest/seal/1', body);

/** The hash of an amendment over its text and the hash before it: the seal's, or that of the amendment before. */
export const amendmentHash = (previous: Uint8Array, body: string): Buffer =>
  sha256('praktijktest/amendment/1', previous, body);

const Link = z.looseObject({
  what: z.string(),
  sealHash: z.string().optional(),
  amendmentHash: z.string().optional(),
  signature: z.string().optional(),
});

/**
 * Checks every seal and its amendments: each hash follows from its text and the one before, this server signed it, and the
 * log holds both.
 * @param publicKey of the signer of seals, 32 bytes
 */
export function verifySeals(ctx: Ctx, publicKey: Buffer): Promise<SealState> {
  return ctx.read(async (ctx) => {
    const seals = await ctx.db
      .selectFrom('seal')
      .select(['campaign', 'body', 'hash', 'signature', 'signed_with as signedWith'])
      .execute();
    const amendments = await ctx.db
      .selectFrom('amendment')
      .select([
        'campaign',
        'number',
        'body',
        'previous',
        'hash',
        'reason',
        'signature',
        'signed_with as signedWith',
      ])
      .orderBy('number')
      .execute();
    const links = await ctx.db
      .selectFrom('audit_link')
      .select(['campaign', 'body'])
      .where('what', 'in', ['campaign.sealed', 'campaign.amended'])
      .execute();
    const logged = new Map<string, string | undefined>(
      links.map(({ campaign, body }) => {
        const said = Link.parse(JSON.parse(body));
        return [`${campaign ?? ''} ${said.sealHash ?? said.amendmentHash ?? ''}`, said.signature] as const;
      }),
    );
    const found = { seals: seals.length, amendments: amendments.length };
    for (const { campaign, body, hash, ...sign } of seals) {
      const broken = (why: string) => ({ ...found, broken: { campaign, why } });
      const keyOf = (one: Buffer): string => `${campaign} ${one.toString('hex')}`;
      const isLogged = (one: Buffer) => logged.has(keyOf(one));
      if (!sealHash(body).equals(hash)) return broken('the hash of its seal does not follow from its text');
      if (!isLogged(hash)) return broken('the log does not hold its seal');
      const unsigned = whyUnsigned(publicKey, hash, sign, logged.get(keyOf(hash)));
      if (unsigned !== null) return broken(`the signature of its seal ${unsigned}`);
      let before = hash;
      for (const [place, one] of amendments.filter((one) => one.campaign === campaign).entries()) {
        const name = `amendment ${one.number}`;
        if (one.number !== place + 1) return broken(`an amendment before ${name} is missing`);
        if (!one.previous.equals(before) || !amendmentHash(before, one.body).equals(one.hash))
          return broken(`the hash of ${name} does not follow from its text and the one before`);
        if (!one.body.includes(sha256(one.reason).toString('hex')))
          return broken(`the reason of ${name} is not the one that it holds the hash of`);
        if (!isLogged(one.hash)) return broken(`the log does not hold ${name}`);
        const why = whyUnsigned(publicKey, one.hash, one, logged.get(keyOf(one.hash)));
        if (why !== null) return broken(`the signature of ${name} ${why}`);
        before = one.hash;
      }
    }
    return { ...found, broken: null };
  });
}
