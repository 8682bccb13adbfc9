import { z } from 'zod';
import { get, holds, post, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { AssignBody, OutcomeBody, WaveBody } from './schema.js';
import type { Calls } from './service.js';
import { findSheet, listCalls, listOwnTasks } from './views.js';

const CancelBody = z.strictObject({ reason: z.string().trim().min(10).max(2000) });

/** The JSON API of calls: planning for who plans, the own tasks for a tester. */
export function callRoutes(calls: Calls): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'call-task'>(params.id);
  return [
    get('/api/v1/campaigns/:id/calls', { can: 'call.plan' }, (ctx, { params }) =>
      ctx.read(async (ctx) => {
        const { id } = await findCampaign(ctx, asId<'campaign'>(params.id));
        return listCalls(ctx, { campaign: id }, { seeEmployer: holds(ctx.actor.roles, 'employer.see') });
      }),
    ),
    post('/api/v1/campaigns/:id/plan-calls', { can: 'call.plan', body: WaveBody }, (ctx, { params, body }) =>
      calls.planCalls(ctx, asId<'campaign'>(params.id), body),
    ),
    post('/api/v1/calls/:id/assign', { can: 'call.plan', body: AssignBody }, (ctx, { params, body }) =>
      calls.assign(ctx, idOf(params), body),
    ),
    post('/api/v1/calls/:id/cancel', { can: 'call.plan', body: CancelBody }, (ctx, { params, body }) =>
      calls.cancel(ctx, idOf(params), body.reason),
    ),
    get('/api/v1/tasks', { can: 'task.read-own' }, (ctx) => listOwnTasks(ctx)),
    get('/api/v1/tasks/:id', { can: 'task.read-own' }, (ctx, { params }) => findSheet(ctx, idOf(params))),
    post('/api/v1/tasks/:id/start', { can: 'call.record' }, (ctx, { params }) =>
      calls.start(ctx, idOf(params)),
    ),
    post('/api/v1/tasks/:id/record', { can: 'call.record', body: OutcomeBody }, (ctx, { params, body }) =>
      calls.record(ctx, idOf(params), body),
    ),
  ];
}
