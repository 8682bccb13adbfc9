import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countOpenRequests } from './views.js';
import { wordsIn } from './words.js';

/** The requests that wait for a magistrate's decision. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'request.decide')) return [];
  const { count, since } = await ctx.read(countOpenRequests);
  return [
    {
      id: 'requests.decide',
      title: inEveryLang((lang) => wordsIn(lang)('todo.title')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.detail')),
      count,
      href: paths.requests.list,
      urgency: 'soon',
      ...(since === null ? {} : { since }),
    },
  ];
}
