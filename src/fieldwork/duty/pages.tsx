import { z } from 'zod';
import { form, holds, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { isDateOnly, toLocal } from '../../platform/dates.js';
import { fault } from '../../platform/faults.js';
import { isUuid } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { DutyView } from './duty-view.js';
import { weekendsFrom } from './rules.js';
import { planWeekend } from './service.js';
import { listStandbys, listWeekends } from './views.js';
import { wordsIn } from './words.js';

const chosen = (key: 'fault.weekend' | 'fault.who') =>
  fault({ nl: wordsIn('nl')(key), en: wordsIn('en')(key), fr: wordsIn('fr')(key) });
const PlanBody = z.object({
  weekend: z.string({ error: chosen('fault.weekend') }).refine(isDateOnly, chosen('fault.weekend')),
  account: z.string({ error: chosen('fault.who') }).refine(isUuid, chosen('fault.who')),
});
const Query = z.object({ gedaan: z.enum(['vast']).optional().catch(undefined) });
interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** The weekends to come and who stands by; a coordinator plans them. */
export function dutyPages(): RouteLine[] {
  return [
    page(paths.duty.weekends, { can: 'campaign.read', query: Query }, (ctx, { query, lang }) =>
      show(ctx, lang, query.gedaan !== undefined, { faults: [], kept: {} }),
    ),
    form(
      paths.duty.plan,
      {
        can: 'campaign.team',
        body: PlanBody,
        again: (ctx, { body, lang }, faults) => show(ctx, lang, false, { faults, kept: body }),
      },
      async (ctx, { body }) => {
        if (!isDateOnly(body.weekend)) throw new Error('The schema let through what is no day.');
        await planWeekend(ctx, body.weekend, body.account);
        return withQuery(paths.duty.weekends, { gedaan: 'vast' });
      },
    ),
  ];
}

async function show(ctx: Ctx, lang: Lang, done: boolean, sent: Sent) {
  const { date } = toLocal(ctx.clock.now());
  return {
    title: wordsIn(lang)('title'),
    content: (
      <DutyView
        lang={lang}
        weekends={await listWeekends(ctx, weekendsFrom(date))}
        standbys={await listStandbys(ctx)}
        plans={holds(ctx.actor.roles, 'campaign.team')}
        done={done}
        {...sent}
      />
    ),
  };
}
