import { record } from '../../audit/index.js';
import {
  findCampaign,
  findIncrements,
  findSeal,
  insistMayAct,
  insistMember,
  portable,
  type CampaignId,
} from '../../campaigns/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { merklePaths } from '../../platform/merkle.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { leafOf, leafText, saltOf } from '../scheduling/leaf.js';
import { mayProve } from './rules.js';
import { findLeaves, findPlanned, listProvable, type PlannedFacts } from './views.js';

/** The seed of a sealed campaign (campaigns). */
export type OpenSeed = (ctx: TxCtx, campaign: CampaignId) => Promise<Buffer>;

/**
 * Makes the proof of one employer's tests: each as planned, with its salt and its way to the root of its increment, and the
 * chain from there to the seal. Of other tests it holds hashes alone. It is logged that it was made.
 * @returns canonical JSON. Problems: not-found, own-interest, proof-purpose, proof-open, proof-impossible
 */
export function proveEmployer(ctx: Ctx, openSeed: OpenSeed, id: CampaignId, kbo: string): Promise<string> {
  return ctx.inTx(async (ctx) => {
    await insistMember(ctx, id);
    await insistMayAct(ctx, id);
    const { purpose } = await findCampaign(ctx, id);
    const [employer] = await listProvable(ctx, id, kbo);
    const seal = await findSeal(ctx, id);
    if (employer === undefined || seal === null) throw new Problem('not-found');
    insist(mayProve(purpose, employer));
    const planned = await findPlanned(ctx, id, kbo);
    const last = Math.max(...planned.map(({ increment }) => increment));
    const increments = (await findIncrements(ctx, id)).filter(({ number }) => number >= 1 && number <= last);
    const seed = await openSeed(ctx, id);
    const tests = await showTests(ctx, id, planned, seed);
    record(ctx, { what: 'evidence.proven', campaign: id, tests: planned.length });
    return canonicalJson({
      format: 'praktijktest/proof/1',
      campaign: id,
      kbo,
      seal: { body: seal.body, hash: seal.hash.toString('hex'), signature: portable(seal.signed) },
      increments: increments.map((one) => ({
        number: one.number,
        body: one.body,
        previous: one.previous?.toString('hex') ?? null,
        hash: one.hash.toString('hex'),
        signature: portable({ signature: one.signature, signedWith: one.signedWith }),
      })),
      tests,
    });
  });
}

async function showTests(ctx: ReadCtx, id: CampaignId, planned: readonly PlannedFacts[], seed: Uint8Array) {
  const shown = planned.map(({ increment, leaf, facts }) => {
    const text = leafText(facts);
    const salt = saltOf(seed, facts.ordinal);
    // What was erased since is not what was planned.
    if (!leafOf(salt, text).equals(leaf)) throw new Problem('proof-impossible');
    return { increment, ordinal: facts.ordinal, text, salt, leaf };
  });
  const tests = [];
  for (const increment of new Set(shown.map((one) => one.increment))) {
    const leaves = await findLeaves(ctx, id, increment);
    const places = new Map(leaves.map(({ ordinal }, place) => [ordinal, place]));
    const own = shown.filter((one) => one.increment === increment);
    const paths = merklePaths(
      leaves.map(({ leaf }) => leaf),
      own.map(({ ordinal }) => places.get(ordinal) ?? 0),
    );
    for (const [at, { text, salt, leaf }] of own.entries())
      tests.push({
        increment,
        text,
        salt: salt.toString('hex'),
        leaf: leaf.toString('hex'),
        path: (paths[at] ?? []).map(({ side, hash }) => ({ side, hash: hash.toString('hex') })),
      });
  }
  return tests;
}
