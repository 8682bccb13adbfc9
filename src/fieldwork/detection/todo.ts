import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countOpen } from './views.js';
import { wordsIn } from './words.js';

/** Suspicions to decide on: what is sent there rests meanwhile. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'detection.handle')) return [];
  const { count, oldest } = await countOpen(ctx);
  return [
    {
      id: 'detection',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count,
      href: paths.suspicions.list,
      urgency: 'today',
      ...(oldest === null ? {} : { since: oldest }),
    },
  ];
}
