import { record } from '../../audit/index.js';
import {
  findAuthorisation,
  findCampaign,
  insistMayAct,
  insistTeam,
  stands,
  type CampaignId,
  type PlanOrder,
  type PlanResult,
} from '../../campaigns/index.js';
import type { ClientCallScenario, ClientMailScenario } from '../../materials/index.js';
import type { TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Calendar } from '../../register/index.js';
import type { KeepName } from '../called-names/index.js';
import type { Inputs } from '../scheduling/index.js';
import { findWaveStand } from './counting-views.js';
import { drawFirstWave, drawLaterWave, type PlannedCall } from './plan.js';
import { keepFirstWave, keepLaterWave } from './replay.js';
import { inTurn, mayPlanWave, overHalf } from './rules.js';
import type { WaveBody } from './schema.js';
import * as store from './store.js';
import { isWritten, listFreeTesters } from './views.js';
import { callFault } from './words.js';

export interface CallsMeans {
  readonly calendar: Calendar;
  /** A script by its scenario's id, with the hash of its text. */
  readonly script: (
    id: string,
  ) => { scenario: ClientCallScenario | ClientMailScenario; hash: Buffer } | undefined;
  /** The seed of a sealed campaign. */
  readonly openSeed: (ctx: TxCtx, id: CampaignId) => Promise<Buffer>;
  /** Keeps the name of who was spoken to (called-names). */
  readonly keepName: KeepName;
  /** Gives the mails of a wave their made-up clients (client-mails). */
  readonly planMails: (ctx: TxCtx, wave: PlannedWave) => Promise<void>;
  /** Where it is kept what the waves of a baseline are drawn from. */
  readonly inputs: Inputs;
}

/** A wave that was stored just now. */
export interface PlannedWave {
  readonly campaign: CampaignId;
  readonly wave: number;
  readonly seed: Uint8Array;
}

/** Draws and stores the first wave of a plan. Problems: frame-too-small, script-changed */
export async function drawFirst(ctx: TxCtx, means: CallsMeans, order: PlanOrder): Promise<PlanResult> {
  const { campaign } = order;
  const script = means.script(campaign.scenario);
  if (script === undefined) throw new Problem('unknown-reference', campaign.scenario);
  if (!script.hash.equals(campaign.scenarioHash)) throw new Problem('script-changed');
  const drawn = drawFirstWave(order, { calendar: means.calendar, scriptHash: script.hash });
  if ('tooSmall' in drawn) throw new Problem('frame-too-small', drawn.tooSmall);
  const { scenario, hash } = script;
  await store.keepScript(ctx.db, {
    hash,
    scenario: scenario.id,
    version: scenario.version,
    body: scenario,
  });
  const input = await keepFirstWave(ctx, means, order, hash);
  const of = { campaign: campaign.id, ground: campaign.ground, script: hash };
  return { ...(await storeWave(ctx, means, { ...of, seed: order.seed }, 1, drawn.calls)), input };
}

async function storeWave(
  ctx: TxCtx,
  { planMails }: CallsMeans,
  of: { campaign: CampaignId; ground: string; script: Buffer; seed: Uint8Array },
  wave: number,
  calls: readonly PlannedCall[],
): Promise<Omit<PlanResult, 'input'>> {
  const written = await isWritten(ctx, of.script);
  const testers = written ? [] : await listFreeTesters(ctx, of.campaign);
  // A wave begins with another tester than the one before, so that a unit rarely hears one voice twice.
  const dialled = { ...of, withPhone: !written };
  await store.insertCalls(ctx, dialled, calls, (place) => inTurn(testers, place + wave - 1)?.account ?? null);
  if (written) await planMails(ctx, { campaign: of.campaign, wave, seed: of.seed });
  const planHash = sha256(...calls.map(({ leaf }) => leaf));
  record(ctx, {
    what: 'calls.planned',
    campaign: of.campaign,
    wave,
    tasks: calls.length,
    planHash: planHash.toString('hex'),
  });
  return { tests: calls.length, planHash, root: null, caps: null };
}

/** Plans the next wave. Problems: wave-open, wave-uncoded, nobody-to-call, authorisation-used-up */
export async function planNext(ctx: TxCtx, means: CallsMeans, id: CampaignId, body: WaveBody) {
  const campaign = await findCampaign(ctx, id);
  await insistMayAct(ctx, id);
  await insistTeam(ctx, id);
  const stand = await findWaveStand(ctx, id);
  // Whom one calls again hangs on what stands of every answer.
  if (stand.openTasks === 0 && stand.toCode > 0)
    throw new Problem('wave-uncoded', `${stand.toCode} answers of wave ${stand.lastWave} wait for a coder`);
  const { callsPerUnit, from } = body;
  if ((await isWritten(ctx, stand.script)) && (body.whom === 'all' || callsPerUnit > 1))
    throw new Problem('bad-input', undefined, [{ field: 'whom', message: callFault('wave.mails') }]);
  const again = overHalf(stand.heard);
  const units = body.whom === 'all' ? stand.units : stand.units.filter(({ unit }) => again.has(unit));
  const authorisation = await findAuthorisation(ctx, id);
  insist(
    mayPlanWave({
      state: campaign.state,
      lastWave: stand.lastWave,
      openTasks: stand.openTasks,
      planned: stand.planned,
      adding: units.length * callsPerUnit,
      maxTests: authorisation !== null && stands(authorisation.state) ? authorisation.maxTests : null,
    }),
  );
  const wave = stand.lastWave + 1;
  const asked = { number: wave, units, callsPerUnit, from, firstOrdinal: stand.lastOrdinal + 1 };
  const seed = await means.openSeed(ctx, id);
  const calls = drawLaterWave(campaign, asked, {
    calendar: means.calendar,
    seed,
    scriptHash: stand.script,
  });
  await keepLaterWave(ctx, means, campaign, asked, stand.script);
  const of = { campaign: id, ground: campaign.ground, script: stand.script, seed };
  await storeWave(ctx, means, of, wave, calls);
  return { wave, calls: calls.length };
}
