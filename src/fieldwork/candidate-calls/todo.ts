import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fill, inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countUnshared } from './views.js';
import { wordsIn } from './words.js';

/** Pairs to call that have no callers yet. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'call.plan')) return [];
  const { count, campaign, due } = await countUnshared(ctx);
  if (campaign === null) return [];
  return [
    {
      id: 'callers',
      title: inEveryLang((lang) => wordsIn(lang)('todo.title')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.detail')),
      count,
      href: fill(paths.campaigns.callers, { id: campaign }),
      urgency: 'soon',
      ...(due === null ? {} : { due }),
    },
  ];
}
