import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countForms } from './views.js';
import { wordsIn } from './words.js';

/** Web forms to fill in, or to say of what became of them. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'form.fill')) return [];
  const { count, overdue } = await countForms(ctx);
  return [
    {
      id: 'forms',
      title: inEveryLang((lang) => wordsIn(lang)('title')),
      detail: inEveryLang((lang) => wordsIn(lang)(overdue === null ? 'todo' : 'todo.overdue')),
      count,
      href: paths.forms.list,
      urgency: overdue === null ? 'today' : 'overdue',
      ...(overdue === null ? {} : { since: overdue }),
    },
  ];
}
