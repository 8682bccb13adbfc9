import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countInDoubt } from './views.js';
import { wordsIn } from './words.js';

/** Sendings in doubt, for who may settle them. The second application of the pair waits, hence the urgency. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'in-doubt.settle')) return [];
  const { count, oldest } = await countInDoubt(ctx);
  return [
    {
      id: 'in-doubt',
      title: inEveryLang((lang) => wordsIn(lang)('title')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo')),
      count,
      href: paths.dispatch.queue,
      urgency: 'overdue',
      ...(oldest === null ? {} : { since: oldest }),
    },
  ];
}
