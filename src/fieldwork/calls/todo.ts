import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { toInstant } from '../../platform/dates.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countToHandOut } from './hand-out.js';
import { handOutWordsIn } from './hand-out-words.js';

/** The calls that a test firm has still to hand out. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'task.hand-out')) return [];
  const { count, first } = await ctx.read(countToHandOut);
  return [
    {
      id: 'calls.hand-out',
      title: inEveryLang((lang) => handOutWordsIn(lang)('todo.title')),
      detail: inEveryLang((lang) => handOutWordsIn(lang)('todo.detail')),
      count,
      href: paths.firm.tasks,
      urgency: 'soon',
      ...(first === null ? {} : { due: toInstant(first, 0) }),
    },
  ];
}
