import { z } from 'zod';
import { act, get, Instant, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { SwitchBody } from './schema.js';
import { releaseSwitch, throwSwitch } from './service.js';
import { findThrown } from './views.js';

const SwitchAnswer = z.object({
  on: z.boolean(),
  thrownAt: Instant.nullable(),
  reason: z.string().nullable(),
});

const stand = async (ctx: Ctx) => {
  const open = await ctx.read(findThrown);
  return { on: open !== null, thrownAt: open?.thrownAt ?? null, reason: open?.reason ?? null };
};

/** The JSON API of the kill switch. */
export function killSwitchRoutes(): RouteLine[] {
  return [
    get(
      '/api/v1/kill-switch',
      { can: 'campaign.read', summary: 'Whether the kill switch is on', answer: SwitchAnswer },
      (ctx) => stand(ctx),
    ),
    act(
      '/api/v1/kill-switch/throw',
      {
        can: 'kill-switch.use',
        summary: 'Stop everything that would leave, at once',
        body: SwitchBody,
        answer: SwitchAnswer,
        problems: ['kill-switch-thrown'],
      },
      async (ctx, { body }) => {
        await throwSwitch(ctx, body.reason);
        return stand(ctx);
      },
    ),
    act(
      '/api/v1/kill-switch/release',
      {
        can: 'kill-switch.use',
        summary: 'Let things leave again, as a second person',
        body: SwitchBody,
        answer: SwitchAnswer,
        problems: ['kill-switch-off', 'kill-switch-two-persons'],
      },
      async (ctx, { body }) => {
        await releaseSwitch(ctx, body.reason);
        return stand(ctx);
      },
    ),
  ];
}
