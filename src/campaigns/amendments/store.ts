import type { TxCtx } from '../../platform/context.js';
import type { CampaignId } from '../schema.js';
import type { AmendmentId, AmendmentKind, LiveTest } from './schema.js';
import type { Signature } from './signing.js';

const CHUNK = 5000;

/** Keeps an amendment beside the seal. */
export async function insertAmendment(
  ctx: TxCtx,
  amendment: {
    readonly id: AmendmentId;
    readonly campaign: CampaignId;
    readonly number: number;
    readonly kind: AmendmentKind;
    readonly body: string;
    readonly previous: Buffer;
    readonly hash: Buffer;
    readonly signed: Signature;
    readonly reason: string;
  },
): Promise<void> {
  const { signed, ...said } = amendment;
  await ctx.db
    .insertInto('amendment')
    .values({
      ...said,
      signature: signed.signature,
      signed_with: signed.signedWith,
      made_by: ctx.actor.id,
      made_at: ctx.clock.now(),
    })
    .execute();
}

/** Takes tests out of the plan, for good. */
export async function insertVoided(
  ctx: TxCtx,
  campaign: CampaignId,
  amendment: AmendmentId,
  tests: readonly LiveTest[],
): Promise<void> {
  for (let from = 0; from < tests.length; from += CHUNK)
    await ctx.db
      .insertInto('voided_test')
      .values(tests.slice(from, from + CHUNK).map(({ id }) => ({ test: id, campaign, amendment })))
      .execute();
}
