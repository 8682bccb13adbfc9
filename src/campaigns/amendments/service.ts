import { record } from '../../audit/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { Signer } from '../../platform/crypto/signing.js';
import { asId, type Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { testsNeeded } from '../power.js';
import { needsPower } from '../rules.js';
import type { CampaignId, ScenarioKind } from '../schema.js';
import { lockCampaign } from '../store.js';
import { findCampaign, findSeal, insistTeam } from '../views.js';
import { mayAmend, mayVoid, placeOf, testsOut } from './rules.js';
import type { AmendmentId, Change, LiveTest } from './schema.js';
import { signHash } from './signing.js';
import { insertAmendment, insertVoided } from './store.js';
import { amendmentHash, findAmendments } from './views.js';

/** What amending does in the rooms above. */
export interface AmendMeans {
  /** The signer of seals and amendments. */
  readonly signer: Signer;
  readonly kindOf: (scenario: string) => ScenarioKind;
  /** The tests that are still in a campaign's plan (fieldwork). */
  readonly liveTests: (ctx: TxCtx, campaign: CampaignId) => Promise<LiveTest[]>;
  /** Ends the applications of tests, with the reason (fieldwork). */
  readonly cancelTests: (
    ctx: TxCtx,
    campaign: CampaignId,
    tests: readonly Id<'test'>[],
    reason: string,
  ) => Promise<void>;
}

/** Writes a change beside the seal and carries it out. Problems: those of the rules, not-sealed, not-in-team */
export async function amendCampaign(
  ctx: TxCtx,
  means: AmendMeans,
  id: CampaignId,
  change: Change,
): Promise<AmendmentId> {
  await lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  await insistTeam(ctx, id);
  insist(mayAmend(campaign, change.kind, ctx.actor.id));
  const live = change.kind === 'statement' ? [] : await means.liveTests(ctx, id);
  const out = testsOut(live, change);
  const powered = needsPower(campaign.purpose, means.kindOf(campaign.scenario));
  const before = await findAmendments(ctx, id);
  insist(
    mayVoid(live, out, change, {
      cells: campaign.cells,
      rolling: campaign.rolling,
      voided: before.flatMap(({ voided }) => voided),
      pairsNeeded: powered ? testsNeeded(campaign) : null,
    }),
  );
  const seal = await findSeal(ctx, id);
  if (seal === null) throw new Problem('not-sealed');
  const number = before.length + 1;
  const previous = before.at(-1)?.hash ?? seal.hash;
  const reasonHash = sha256(change.reason).toString('hex');
  const body = canonicalJson({
    number,
    kind: change.kind,
    seal: seal.hash.toString('hex'),
    stateThen: campaign.state,
    madeAt: ctx.clock.now().toISOString(),
    reasonHash,
    tests: out.map((test) => {
      const { sector, ground } = placeOf(test);
      const leaf = test.leaf.toString('hex');
      return { ordinal: test.ordinal, sector, ...(ground === null ? {} : { ground }), leaf };
    }),
    text: change.kind === 'statement' ? change.text : null,
  });
  const amendment = asId<'amendment'>(ctx.newId());
  const hash = amendmentHash(previous, body);
  const signed = signHash(means.signer, hash);
  await insertAmendment(ctx, {
    id: amendment,
    campaign: id,
    number,
    kind: change.kind,
    body,
    previous,
    hash,
    signed,
    reason: change.reason,
  });
  if (out.length > 0) {
    await means.cancelTests(
      ctx,
      id,
      out.map((test) => test.id),
      'amended',
    );
    await insertVoided(ctx, id, amendment, out);
  }
  record(ctx, {
    what: 'campaign.amended',
    campaign: id,
    amendment,
    number,
    kind: change.kind,
    amendmentHash: hash.toString('hex'),
    signature: signed.signature.toString('hex'),
    reasonHash,
    tests: out.length,
  });
  return amendment;
}
