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
import type { ClientCallScenario } from '../../materials/index.js';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { toLocal, type DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { redact } from '../../platform/redact.js';
import { insist } from '../../platform/verdict.js';
import type { Calendar } from '../../register/index.js';
import type { KeepName } from '../called-names/index.js';
import type { Inputs, Replay, ReplayMeans } from '../scheduling/index.js';
import { drawFirstWave, drawLaterWave, type PlannedCall } from './plan.js';
import { keepFirstWave, keepLaterWave, replayCalls } from './replay.js';
import {
  inTurn,
  isAttempt,
  isHeard,
  mayPlanWave,
  mayRecordCall,
  mayStartCall,
  mayTry,
  nextAttempt,
  opensOn,
  overHalf,
  saysTheSame,
  voidReason,
  wordsOfAgency,
} from './rules.js';
import type { AssignBody, AttemptBody, CallTaskId, OutcomeBody, RecordBody, WaveBody } from './schema.js';
import * as store from './store.js';
import { findWaveStand } from './counting-views.js';
import {
  findAgency,
  findCallHours,
  findCallRefusal,
  findOutcome,
  findTask,
  listFreeTesters,
  listGivableFirms,
  listTried,
  type TaskFacts,
} from './views.js';
import { attemptFault } from './attempt-words.js';

export interface CallsMeans {
  readonly calendar: Calendar;
  /** A script by its scenario's id, with the hash of its text. */
  readonly script: (id: string) => { scenario: ClientCallScenario; hash: Buffer } | undefined;
  /** The seed of a sealed campaign. */
  readonly openSeed: (ctx: TxCtx, id: CampaignId) => Promise<Buffer>;
  /** Keeps the name of who was spoken to (called-names). */
  readonly keepName: KeepName;
  /** Where it is kept what the waves of a baseline are drawn from. */
  readonly inputs: Inputs;
}

export type Calls = ReturnType<typeof createCalls>;

/** The use cases of client calls: plan, assign, call, record. */
export function createCalls(means: CallsMeans) {
  return {
    /** Draws and stores the first wave inside the transaction that seals a campaign. Problems: frame-too-small, script-changed */
    draw: (ctx: TxCtx, order: PlanOrder): Promise<PlanResult> => drawFirst(ctx, means, order),
    /** Draws the waves of a plan again, and lays them beside the calls. Problems: as replayPlan */
    replay: (ctx: ReadCtx, id: CampaignId, openSeed: ReplayMeans['openSeed']): Promise<Replay | null> =>
      replayCalls(ctx, { inputs: means.inputs, openSeed }, id),
    /** Plans the next wave. @returns its number and how many calls. Problems: wave-open, wave-uncoded, nobody-to-call, authorisation-used-up */
    planCalls: (ctx: Ctx, id: CampaignId, body: WaveBody): Promise<{ wave: number; calls: number }> =>
      ctx.inTx((ctx) => planNext(ctx, means, id, body)),
    /** Gives a call its tester (by number), phone number and day. Problems: call-over, unknown-tester */
    assign: (ctx: Ctx, id: CallTaskId, body: AssignBody): Promise<void> =>
      ctx.inTx((ctx) => assign(ctx, id, body)),
    /** Gives so many open calls of a campaign to a test firm. @returns how many. Problems: not-in-team, own-interest, unknown-firm */
    give: (ctx: Ctx, id: CampaignId, { firm, count }: { firm: string; count: number }): Promise<number> =>
      ctx.inTx(async (ctx) => {
        await findCampaign(ctx, id);
        await insistMayAct(ctx, id);
        await insistTeam(ctx, id);
        await insistGivable(ctx, id, firm);
        const given = await store.giveToFirm(ctx.db, id, firm, count);
        for (const task of given) record(ctx, { what: 'call.given-to-firm', campaign: id, task, firm });
        return given.length;
      }),
    /** Takes one call out of the plan. Problems: call-over */
    cancel: (ctx: Ctx, id: CallTaskId, reason: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const { campaign } = await lock(ctx, id);
        await store.cancelTask(ctx.db, id, reason);
        recordCancelled(ctx, campaign, id, reason);
      }),
    /** Ends the calls that a campaign did not make. */
    cancelOpen: async (ctx: TxCtx, campaign: CampaignId, reason: string): Promise<void> => {
      for (const task of await store.cancelOpen(ctx.db, campaign, reason))
        recordCancelled(ctx, campaign, task, reason);
    },
    /** The tester begins to call; pressed again it begins anew. Problems: those of the gate, call-over, call-without-number, call-outside-hours */
    start: (ctx: Ctx, id: CallTaskId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const task = await lockOwn(ctx, id);
        const triedToday = (await listTried(ctx, id)).at(-1)?.onDay === ctx.clock.today();
        const hours = await findCallHours(ctx, task.campaign);
        insist(mayStartCall(task, await findCallRefusal(ctx, task.campaign), { triedToday, hours }));
        await store.setStarted(ctx.db, id, ctx.clock.now());
        record(ctx, { what: 'call.started', campaign: task.campaign, task: id });
      }),
    /** The day on which one may begin to call again, from 9 o'clock. */
    opensOn: (ctx: Ctx): DateOnly => opensOn(toLocal(ctx.clock.now()), means.calendar),
    /**
     * Writes down what was heard, once, or an attempt that reached nobody; the same again changes nothing.
     * @returns when it is tried again, or null when the call is over
     * Problems: those of the gate, call-recorded, call-over, call-tried-today, bad-input (backOn)
     */
    record: (ctx: Ctx, id: CallTaskId, body: RecordBody): Promise<DateOnly | null> =>
      ctx.inTx(async (ctx) => {
        if (isAttempt(body)) return recordAttempt(ctx, means.calendar, id, body);
        await recordOutcome(ctx, means, id, body);
        return null;
      }),
  };
}

async function lock(ctx: TxCtx, id: CallTaskId) {
  if (!(await store.lockTask(ctx.db, id))) throw new Problem('not-found');
  const task = await findTask(ctx, id);
  await insistMayAct(ctx, task.campaign);
  return task;
}

/** Another tester's call is not there, whoever else the actor is. */
async function lockOwn(ctx: TxCtx, id: CallTaskId) {
  const task = await lock(ctx, id);
  if (task.tester !== ctx.actor.id) throw new Problem('not-found');
  return task;
}

function recordCancelled(ctx: TxCtx, campaign: CampaignId, task: CallTaskId, reason: string): void {
  record(ctx, { what: 'call.cancelled', campaign, task, reasonHash: sha256(reason).toString('hex') });
}

async function drawFirst(ctx: TxCtx, means: CallsMeans, order: PlanOrder): Promise<PlanResult> {
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
  return { ...(await storeWave(ctx, of, 1, drawn.calls)), input };
}

async function storeWave(
  ctx: TxCtx,
  of: { campaign: CampaignId; ground: string; script: Buffer },
  wave: number,
  calls: readonly PlannedCall[],
): Promise<Omit<PlanResult, 'input'>> {
  const testers = await listFreeTesters(ctx, of.campaign);
  // A wave begins with another tester than the one before, so that a unit rarely hears one voice twice.
  await store.insertCalls(ctx, of, calls, (place) => inTurn(testers, place + wave - 1)?.account ?? null);
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

async function planNext(ctx: TxCtx, means: CallsMeans, id: CampaignId, body: WaveBody) {
  const campaign = await findCampaign(ctx, id);
  await insistMayAct(ctx, id);
  await insistTeam(ctx, id);
  const stand = await findWaveStand(ctx, id);
  // Whom one calls again hangs on what stands of every answer.
  if (stand.openTasks === 0 && stand.toCode > 0)
    throw new Problem('wave-uncoded', `${stand.toCode} answers of wave ${stand.lastWave} wait for a coder`);
  const again = overHalf(stand.heard);
  const units = body.whom === 'all' ? stand.units : stand.units.filter(({ unit }) => again.has(unit));
  const authorisation = await findAuthorisation(ctx, id);
  insist(
    mayPlanWave({
      state: campaign.state,
      lastWave: stand.lastWave,
      openTasks: stand.openTasks,
      planned: stand.planned,
      adding: units.length * body.callsPerUnit,
      maxTests: authorisation !== null && stands(authorisation.state) ? authorisation.maxTests : null,
    }),
  );
  const wave = stand.lastWave + 1;
  const { callsPerUnit, from } = body;
  const asked = { number: wave, units, callsPerUnit, from, firstOrdinal: stand.lastOrdinal + 1 };
  const calls = drawLaterWave(campaign, asked, {
    calendar: means.calendar,
    seed: await means.openSeed(ctx, id),
    scriptHash: stand.script,
  });
  await keepLaterWave(ctx, means, campaign, asked, stand.script);
  await storeWave(ctx, { campaign: id, ground: campaign.ground, script: stand.script }, wave, calls);
  return { wave, calls: calls.length };
}

async function assign(ctx: TxCtx, id: CallTaskId, body: AssignBody): Promise<void> {
  const { campaign, state, phone, ...known } = await lock(ctx, id);
  if (state !== 'planned') throw new Problem('call-over');
  const { firm = null } = body;
  if (firm !== null && body.tester !== null) throw new Problem('unknown-tester');
  // A call that stays with its firm stays with the tester whom the firm chose.
  const stays = firm !== null && firm === known.firm;
  if (firm !== null && !stays) await insistGivable(ctx, campaign, firm);
  const tester = stays
    ? known.tester
    : body.tester === null
      ? null
      : await testerOf(ctx, campaign, body.tester);
  await store.assignTask(ctx.db, id, {
    tester,
    firm,
    phone: body.phone === undefined ? phone : body.phone,
    plannedOn: body.plannedOn,
  });
  record(
    ctx,
    firm === null || stays
      ? { what: 'call.assigned', campaign, task: id, tester }
      : { what: 'call.given-to-firm', campaign, task: id, firm },
  );
}

async function insistGivable(ctx: TxCtx, campaign: CampaignId, firm: string): Promise<void> {
  if (!(await listGivableFirms(ctx, campaign)).some(({ id }) => id === firm))
    throw new Problem('unknown-firm');
}

async function testerOf(ctx: TxCtx, campaign: CampaignId, number: number): Promise<string> {
  const found = (await listFreeTesters(ctx, campaign)).find((tester) => tester.number === number);
  if (found === undefined) throw new Problem('unknown-tester');
  return found.account;
}

async function recordAttempt(
  ctx: TxCtx,
  calendar: Calendar,
  id: CallTaskId,
  { code: how, backOn }: AttemptBody,
): Promise<DateOnly | null> {
  const task = await lockOwn(ctx, id);
  const tried = await listTried(ctx, id);
  const today = ctx.clock.today();
  const last = tried.at(-1);
  if (last?.onDay === today && last.how === how) return last.nextOn;
  insist(mayTry(task.state, tried, today));
  const n = tried.length + 1;
  const nextOn = nextAttempt(n, backOn, today, calendar);
  if (nextOn === undefined)
    throw new Problem('bad-input', undefined, [{ field: 'backOn', message: attemptFault('fault.back-on') }]);
  const { campaign, startedAt } = task;
  await store.insertAttempt(ctx, { id, campaign, startedAt }, { n, how, onDay: today, nextOn });
  record(ctx, { what: 'call.tried', campaign, task: id, n, how });
  if (nextOn === null)
    await endCall(ctx, id, task, {
      code: 'not-reached',
      timesSaid: null,
      askedReason: null,
      namedBan: null,
      deviations: [],
      note: '',
    });
  return nextOn;
}

async function recordOutcome(
  ctx: TxCtx,
  { keepName }: Pick<CallsMeans, 'keepName'>,
  id: CallTaskId,
  { spokeWith = '', ...body }: OutcomeBody & { readonly spokeWith?: string | undefined },
): Promise<void> {
  const task = await lockOwn(ctx, id);
  const known = await findOutcome(ctx, id);
  if (known !== undefined) {
    if (saysTheSame(known, body)) return;
    throw new Problem('call-recorded');
  }
  insist(mayRecordCall(task, body.code, await findCallRefusal(ctx, task.campaign)));
  await endCall(ctx, id, task, body);
  await keepName(ctx, id, task.campaign, spokeWith);
}

async function endCall(ctx: TxCtx, id: CallTaskId, task: TaskFacts, body: OutcomeBody): Promise<void> {
  const reason = voidReason(body);
  await store.insertOutcome(ctx, id, body, {
    told: isHeard(body.code) ? redact(body.note, wordsOfAgency(await findAgency(ctx, id))) : null,
    voidReason: reason,
    startedAt: task.startedAt,
    endedAt: ctx.clock.now(),
  });
  // A call cancelled while somebody was on the phone stays cancelled; that it broke off is on record.
  if (task.state === 'planned') await store.setDone(ctx.db, id);
  record(ctx, { what: 'call.recorded', campaign: task.campaign, task: id, code: body.code, void: reason });
}
