import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countProposed } from './views.js';
import { wordsIn } from './words.js';

/** Voices that somebody else recorded and that wait for a second person. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'call.plan')) return [];
  const { count, oldest } = await countProposed(ctx);
  return [
    {
      id: 'voices',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count,
      href: paths.voices.list,
      urgency: 'soon',
      ...(oldest === null ? {} : { since: oldest }),
    },
  ];
}
