import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countToCheck } from './views.js';
import { wordsIn } from './words.js';

/** Vacancies to look at before their application leaves. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'vacancy.check')) return [];
  const { count, due } = await countToCheck(ctx);
  return [
    {
      id: 'vacancies',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count,
      href: paths.vacancies.list,
      urgency: 'today',
      ...(due === null ? {} : { due }),
    },
  ];
}
