import { z } from 'zod';
import { act, get, may, type RouteLine } from '../../auth/index.js';
import { findCampaign, GATE_REASONS, insistMember } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { CallRow, Done, FirmCallRow, PlannedWave, Recorded, SheetAnswer, TaskRow } from './answers.js';
import { handOut } from './hand-out.js';
import { listFirmTasks } from './hand-out-list.js';
import { AssignBody, HandOutBody, RecordBody, WaveBody } from './schema.js';
import type { Calls } from './service.js';
import { findSheet, listCalls, listOwnTasks } from './views.js';

const CancelBody = z.strictObject({ reason: z.string().trim().min(10).max(2000) });
/** The JSON API of calls: planning for who plans, the own tasks for a tester. */
export function callRoutes(calls: Calls): RouteLine[] {
  return [...planRoutes(calls), ...taskRoutes(calls), ...firmRoutes()];
}

const idOf = (params: { id: string }) => asId<'call-task'>(params.id);

function planRoutes(calls: Calls): RouteLine[] {
  return [
    get(
      '/api/v1/campaigns/:id/calls',
      {
        can: 'call.plan',
        summary: 'Read the calls of a campaign in plan order',
        answer: z.object({ calls: z.array(CallRow).readonly() }),
      },
      (ctx, { params }) =>
        ctx.read(async (ctx) => {
          const { id } = await findCampaign(ctx, asId<'campaign'>(params.id));
          await insistMember(ctx, id);
          return {
            calls: await listCalls(ctx, { campaign: id }, { seeEmployer: may(ctx.actor, 'employer.see') }),
          };
        }),
    ),
    act(
      '/api/v1/campaigns/:id/plan-calls',
      {
        can: 'call.plan',
        summary: 'Plan the next wave of calls',
        body: WaveBody,
        answer: PlannedWave,
        problems: [
          'own-interest',
          'not-in-team',
          'campaign-life',
          'calls-not-drawn',
          'wave-open',
          'wave-uncoded',
          'nobody-to-call',
          'authorisation-used-up',
        ],
      },
      (ctx, { params, body }) => calls.planCalls(ctx, asId<'campaign'>(params.id), body),
    ),
    act(
      '/api/v1/calls/:id/assign',
      {
        can: 'call.plan',
        summary: 'Give a call its tester, number and day',
        body: AssignBody,
        answer: Done,
        problems: ['own-interest', 'call-over', 'unknown-tester', 'unknown-firm'],
      },
      async (ctx, { params, body }) => {
        await calls.assign(ctx, idOf(params), body);
        return {};
      },
    ),
    act(
      '/api/v1/calls/:id/cancel',
      {
        can: 'call.plan',
        summary: 'Take a call out of the plan',
        body: CancelBody,
        answer: Done,
        problems: ['own-interest', 'call-over'],
      },
      async (ctx, { params, body }) => {
        await calls.cancel(ctx, idOf(params), body.reason);
        return {};
      },
    ),
  ];
}

function taskRoutes(calls: Calls): RouteLine[] {
  return [
    get(
      '/api/v1/tasks',
      {
        can: 'task.read-own',
        summary: 'Read your own calls, open ones first',
        answer: z.object({ tasks: z.array(TaskRow).readonly() }),
      },
      async (ctx) => ({ tasks: await listOwnTasks(ctx) }),
    ),
    get(
      '/api/v1/tasks/:id',
      { can: 'task.read-own', summary: 'Read one of your own calls with its script', answer: SheetAnswer },
      (ctx, { params }) => findSheet(ctx, idOf(params)),
    ),
    act(
      '/api/v1/tasks/:id/start',
      {
        can: 'call.record',
        summary: 'Begin to call',
        answer: Done,
        problems: [
          'own-interest',
          'call-over',
          'call-tried-today',
          'call-without-number',
          'call-outside-hours',
          ...GATE_REASONS,
        ],
      },
      async (ctx, { params }) => {
        await calls.start(ctx, idOf(params));
        return {};
      },
    ),
    act(
      '/api/v1/tasks/:id/record',
      {
        can: 'call.record',
        summary: 'Record what was heard, or an attempt that reached nobody; the same again changes nothing',
        body: RecordBody,
        answer: Recorded,
        problems: ['own-interest', 'call-over', 'call-recorded', 'call-tried-today', ...GATE_REASONS],
      },
      async (ctx, { params, body }) => ({ nextOn: await calls.record(ctx, idOf(params), body) }),
    ),
  ];
}

/** What a test firm was given: read part by part, and handed out all or none. */
function firmRoutes(): RouteLine[] {
  return [
    get(
      '/api/v1/firm-calls',
      {
        can: 'task.hand-out',
        summary: 'Read the calls that your firm was given',
        answer: z.object({ calls: z.array(FirmCallRow) }),
      },
      async (ctx) => ({ calls: await ctx.read(listFirmTasks) }),
    ),
    act(
      '/api/v1/firm-calls/hand-out',
      {
        can: 'task.hand-out',
        summary: 'Give calls to one of your testers, or take them back: all of them, or none',
        body: HandOutBody,
        answer: z.object({
          refused: z.array(z.object({ call: z.uuid(), why: z.string() })).meta({
            description: 'Those that could not be handed out; then none was.',
          }),
        }),
        problems: ['unknown-tester'],
      },
      async (ctx, { body }) => ({
        refused: (await handOut(ctx, body.calls, body.tester)).map(({ task, why }) => ({ call: task, why })),
      }),
    ),
  ];
}
