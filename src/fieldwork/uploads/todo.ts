import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countToRelease } from './views.js';
import { wordsIn } from './words.js';

/** Letters, messages and recordings whose words coders wait for. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'answer.upload')) return [];
  const { count, oldest } = await countToRelease(ctx);
  return [
    {
      id: 'uploads',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count,
      href: paths.uploads.list,
      urgency: 'today',
      ...(oldest === null ? {} : { since: oldest }),
    },
  ];
}
