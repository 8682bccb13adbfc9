import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countOnClock } from './views.js';
import { wordsIn } from './words.js';

/** Answers and withdrawals on their clock, for who handles them; red once a clock has run out. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'withdrawal.handle')) return [];
  const { count, late, due } = await countOnClock(ctx);
  return [
    {
      id: 'withdrawals',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) =>
        late === 0 ? wordsIn(lang)('todo.do') : wordsIn(lang)('todo.late', { n: late }),
      ),
      count,
      href: paths.withdrawals.queue,
      urgency: late > 0 ? 'overdue' : 'today',
      ...(due === null ? {} : { due }),
    },
  ];
}
