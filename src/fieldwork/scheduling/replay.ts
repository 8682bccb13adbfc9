import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { findIncrements, findSeal, hashOfFrame, type CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { merkleRoot } from '../../platform/merkle.js';
import { Problem } from '../../platform/problems.js';
import { openDrawings, type OpenedDrawing } from './drawing.js';
import type { Inputs } from './inputs.js';
import { drawPlan } from './plan.js';
import { findExtraTest, findStored, isAsDrawn, type Stored } from './stored.js';

/** What drawing a plan again came to: one hash over all of it, or the first place where what is stored is something else. */
export type Replay =
  | { readonly hash: Buffer }
  /** By ordinal. */
  | { readonly test: number }
  /** An increment or a wave of which the paper is something else, from 0. */
  | { readonly drawing: number };

export interface ReplayMeans {
  readonly inputs: Inputs;
  /** The seed that was sealed; asked for once what was drawn from has opened. */
  readonly openSeed: () => Promise<Uint8Array>;
}

/** The hash of a plan that was drawn again, over its leaves. The database works out the same of what it stores. */
export const replayHash = (leaves: readonly Buffer[]): Buffer => sha256('praktijktest/replay/1', ...leaves);

/** Tests that are read and drawn between two looks at what else the process has to do. */
const CHUNK = 100;
const BREATH = 5;

const Paper = z.looseObject({
  input: z.string().optional(),
  frame: z.looseObject({ hash: z.string() }),
  planHash: z.string().optional(),
});
/** What a seal or the paper of an increment names of its drawing. */
export const paperOf = (body: string) => Paper.parse(JSON.parse(body));

/** Whether a seed and a frame are those that a seal commits to. */
export const isCommitted = (seed: Uint8Array, frameHash: string, commitment: Uint8Array): boolean =>
  sha256('praktijktest/seed/1', seed, Buffer.from(frameHash, 'hex')).equals(commitment);

/**
 * Draws the letters of a plan again from its seed and what was kept of each drawing, and lays them beside what is stored: every
 * test, the root of every increment, and the seal. @returns null for a plan from before that was kept
 * Problems: not-sealed, approval-unreadable, approval-algorithm
 */
export async function replayPlan(
  ctx: ReadCtx,
  means: ReplayMeans,
  campaign: CampaignId,
): Promise<Replay | null> {
  const seal = await findSeal(ctx, campaign);
  if (seal === null) throw new Problem('not-sealed');
  const said = paperOf(seal.body);
  const drawings = await openDrawings(ctx, means.inputs, campaign);
  const increments = await findIncrements(ctx, campaign);
  const papers = [seal, ...increments].map(({ body }) => paperOf(body));
  if (drawings.length === 0 && papers.every(({ input }) => input === undefined)) return null;
  const seed = await means.openSeed();
  if (!isCommitted(seed, said.frame.hash, seal.seedCommitment)) return { drawing: 0 };
  const leaves: Buffer[] = [];
  for (const [number, { body, root }] of increments.entries()) {
    const drawing = drawings[number];
    if (drawing === undefined || !isOf(drawing, number, body)) return { drawing: number };
    const own = await drawAgain(ctx, campaign, seed, drawing);
    if ('test' in own) return own;
    if (!merkleRoot(own.leaves).equals(root)) return { drawing: number };
    if (
      number === 0 &&
      (!isOf(drawing, 0, seal.body) || sha256(...own.leaves).toString('hex') !== said.planHash)
    )
      return { drawing: 0 };
    leaves.push(...own.leaves);
  }
  if (drawings.length !== increments.length) return { drawing: increments.length };
  const extra = await findExtraTest(ctx, campaign, leaves.length);
  return extra === null ? { hash: replayHash(leaves) } : { test: extra };
}

/** Whether what was kept is what a paper names. */
function isOf({ number, hash, order }: OpenedDrawing, expected: number, body: string): boolean {
  const { input, frame } = paperOf(body);
  return (
    number === expected &&
    order.place.increment === expected &&
    input === hash.toString('hex') &&
    frame.hash === hashOfFrame(order.frame).toString('hex')
  );
}

async function drawAgain(
  ctx: ReadCtx,
  campaign: CampaignId,
  seed: Uint8Array,
  { order, scenario, means, past }: OpenedDrawing,
): Promise<{ leaves: Buffer[] } | { test: number }> {
  const leaves: Buffer[] = [];
  let stored: ReadonlyMap<number, Stored> = new Map();
  for (const test of drawPlan({ ...order, seed }, scenario, means, past)) {
    const { ordinal } = test;
    if (leaves.length % CHUNK === 0) stored = await findStored(ctx, campaign, ordinal, ordinal + CHUNK);
    if (!isAsDrawn(test, stored.get(ordinal))) return { test: ordinal };
    leaves.push(test.leaf);
    if (leaves.length % BREATH === 0) await setImmediate();
  }
  return { leaves };
}
