import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { addDays, toInstant, toLocal } from '../../platform/dates.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countOnClock } from '../withdrawals/index.js';
import { isStandby, isToPlan, saturdayOf } from './rules.js';
import { findStandby, hasClocks } from './views.js';
import { wordsIn } from './words.js';

/** From Friday on, what runs out before Monday, for who stands by; from Wednesday on, a weekend without anybody, for who plans. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  const { date } = toLocal(ctx.clock.now());
  return [...(await mine(ctx, date)), ...(await toPlan(ctx, date))];
}

async function mine(ctx: Ctx, today: ReturnType<typeof saturdayOf>): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'withdrawal.handle') || !isStandby(today)) return [];
  const saturday = saturdayOf(today);
  if ((await findStandby(ctx, saturday)) !== ctx.actor.id) return [];
  const { count, late, due } = await countOnClock(ctx, toInstant(addDays(saturday, 2), 0));
  return [
    {
      id: 'weekend-duty',
      title: inEveryLang((lang) => wordsIn(lang)('todo.mine')),
      detail: inEveryLang((lang) =>
        late === 0 ? wordsIn(lang)('todo.mine.do') : wordsIn(lang)('todo.mine.late', { n: late }),
      ),
      count,
      href: paths.withdrawals.queue,
      urgency: late > 0 ? 'overdue' : 'today',
      ...(due === null ? {} : { due }),
    },
  ];
}

async function toPlan(ctx: Ctx, today: ReturnType<typeof saturdayOf>): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'campaign.team') || !isToPlan(today)) return [];
  const open = (await findStandby(ctx, saturdayOf(today))) === null && (await hasClocks(ctx));
  return [
    {
      id: 'weekend-plan',
      title: inEveryLang((lang) => wordsIn(lang)('todo.plan')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.plan.do')),
      count: open ? 1 : 0,
      href: paths.duty.weekends,
      urgency: 'today',
    },
  ];
}
