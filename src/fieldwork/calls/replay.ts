import { z } from 'zod';
import {
  ALGORITHM,
  findSeal,
  hashOfFrame,
  type Campaign,
  type CampaignId,
  type PlanOrder,
} from '../../campaigns/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { createCalendar, type Calendar } from '../../register/index.js';
import {
  isCommitted,
  paperOf,
  replayHash,
  withoutPerson,
  type Inputs,
  type KeptInput,
  type Replay,
  type ReplayMeans,
} from '../scheduling/index.js';
import {
  drawFirstWave,
  drawLaterWave,
  type CalledCampaign,
  type LaterWave,
  type PlannedCall,
} from './plan.js';

interface Means {
  readonly calendar: Calendar;
  readonly inputs: Inputs;
}

/** What a wave was drawn from, as it is kept: the frame of the first, the agencies of a later one. */
interface KeptWave {
  readonly algorithm: string;
  readonly campaign: CalledCampaign;
  readonly holidays: Calendar['rules'];
  /** Hash of the script. */
  readonly script: string;
  readonly drawn: Pick<PlanOrder, 'frame'> | LaterWave;
}

const keep = (
  ctx: TxCtx,
  { calendar, inputs }: Means,
  campaign: Campaign,
  wave: number,
  { script, drawn }: { readonly script: Buffer; readonly drawn: KeptWave['drawn'] },
): Promise<Buffer | null> => {
  const { cells, sendFrom, pairsPerDay, ground } = campaign;
  const kept: KeptWave = {
    algorithm: ALGORITHM,
    campaign: { cells, sendFrom, pairsPerDay, ground },
    holidays: calendar.rules,
    script: script.toString('hex'),
    drawn,
  };
  return inputs.keep(ctx, campaign.id, wave - 1, kept);
};

/** Keeps what the first wave of a baseline is drawn from. @returns its hash; null for any other purpose */
export const keepFirstWave = async (
  ctx: TxCtx,
  means: Means,
  { campaign, frame }: PlanOrder,
  script: Buffer,
): Promise<Buffer | null> =>
  campaign.purpose === 'baseline'
    ? keep(ctx, means, campaign, 1, { script, drawn: { frame: frame.map(withoutPerson) } })
    : null;

/** Keeps what a later wave of a baseline is drawn from. */
export async function keepLaterWave(
  ctx: TxCtx,
  means: Means,
  campaign: Campaign,
  wave: LaterWave,
  script: Buffer,
): Promise<void> {
  if (campaign.purpose === 'baseline') await keep(ctx, means, campaign, wave.number, { script, drawn: wave });
}

// The hash of its text was checked: it is as this program wrote it.
const Kept = z.custom<KeptWave>((value) => typeof value === 'object' && value !== null);

/** Draws the waves of a plan again, as replayPlan does for letters, and lays each call beside the one that is stored. */
export async function replayCalls(
  ctx: ReadCtx,
  { inputs, openSeed }: ReplayMeans,
  campaign: CampaignId,
): Promise<Replay | null> {
  const seal = await findSeal(ctx, campaign);
  if (seal === null) throw new Problem('not-sealed');
  const said = paperOf(seal.body);
  const kept = await inputs.open(ctx, campaign);
  if (kept.length === 0 && said.input === undefined) return null;
  const seed = await openSeed();
  if (
    kept[0]?.hash.toString('hex') !== said.input ||
    !isCommitted(seed, said.frame.hash, seal.seedCommitment)
  )
    return { drawing: 0 };
  const stored = await findStoredCalls(ctx, campaign);
  const leaves: Buffer[] = [];
  for (const [place, wave] of kept.entries()) {
    const drawn = drawAgain(wave, seed, said.frame.hash);
    if (drawn === null || wave.drawing !== place) return { drawing: place };
    for (const call of drawn.calls)
      if (stored.get(call.ordinal) !== storedAs(call, drawn)) return { test: call.ordinal };
    leaves.push(...drawn.calls.map(({ leaf }) => leaf));
    if (place === 0 && sha256(...leaves).toString('hex') !== said.planHash) return { drawing: 0 };
  }
  const extra = [...stored.keys()].find((ordinal) => ordinal >= leaves.length);
  return extra === undefined ? { hash: replayHash(leaves) } : { test: extra };
}

interface DrawnAgain {
  readonly calls: readonly PlannedCall[];
  readonly ground: string;
  readonly script: string;
}

/** Problems: approval-algorithm */
function drawAgain({ value }: KeptInput, seed: Uint8Array, frameHash: string): DrawnAgain | null {
  const { algorithm, campaign, holidays, script, drawn } = Kept.parse(value);
  if (algorithm !== ALGORITHM) throw new Problem('approval-algorithm', algorithm);
  const means = { calendar: createCalendar(holidays), scriptHash: Buffer.from(script, 'hex') };
  const { ground } = campaign;
  if ('number' in drawn) return { calls: drawLaterWave(campaign, drawn, { ...means, seed }), ground, script };
  if (hashOfFrame(drawn.frame).toString('hex') !== frameHash) return null;
  const first = drawFirstWave({ campaign, seed, frame: drawn.frame }, means);
  return 'tooSmall' in first ? null : { calls: first.calls, ground, script };
}

const storedAs = (call: PlannedCall, { ground, script }: Omit<DrawnAgain, 'calls'>): string =>
  canonicalJson({
    wave: call.wave,
    turn: call.turn,
    unit: call.unit,
    employer: call.employer,
    sector: call.sector,
    ground,
    script,
    leaf: call.leaf.toString('hex'),
  });

/** The calls as they are stored, by ordinal and in its order; their day and number may have moved since. */
async function findStoredCalls(ctx: ReadCtx, campaign: CampaignId): Promise<ReadonlyMap<number, string>> {
  const found = await ctx.db
    .selectFrom('call_task')
    .select(['ordinal', 'wave', 'turn', 'employer_unit', 'employer', 'sector', 'ground', 'script', 'leaf'])
    .where('campaign', '=', campaign)
    .orderBy('ordinal')
    .execute();
  return new Map(
    found.map(({ ordinal, employer_unit: unit, script, leaf, ...one }) => [
      ordinal,
      canonicalJson({ ...one, unit, script: script.toString('hex'), leaf: leaf.toString('hex') }),
    ]),
  );
}
