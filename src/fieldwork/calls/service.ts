import { record } from '../../audit/index.js';
import {
  findCampaign,
  insistMayAct,
  insistTeam,
  type CampaignId,
  type PlanOrder,
  type PlanResult,
} from '../../campaigns/index.js';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { toLocal, type DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { redact } from '../../platform/redact.js';
import { insist } from '../../platform/verdict.js';
import type { Calendar } from '../../register/index.js';
import type { Replay, ReplayMeans } from '../scheduling/index.js';
import { replayCalls } from './replay.js';
import {
  isAttempt,
  isHeard,
  mayRecordCall,
  mayStartCall,
  mayTry,
  nextAttempt,
  opensOn,
  saysTheSame,
  voidReason,
  wordsOfAgency,
} from './rules.js';
import type { AssignBody, AttemptBody, CallTaskId, OutcomeBody, RecordBody, WaveBody } from './schema.js';
import * as store from './store.js';
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
import { drawFirst, planNext, type CallsMeans } from './waves.js';

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
