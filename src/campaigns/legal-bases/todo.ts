import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countProposals } from './views.js';
import { wordsIn } from './words.js';

/** What waits for a coordinator: texts that another proposed. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'legal-basis.confirm')) return [];
  return [
    {
      id: 'legal-bases.confirm',
      title: inEveryLang((lang) => wordsIn(lang)('todo.title')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.detail')),
      count: await countProposals(ctx),
      href: paths.legalBases.list,
      urgency: 'soon',
    },
  ];
}
