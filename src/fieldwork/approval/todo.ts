import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fill, inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { listToApprove } from './views.js';
import { wordsIn } from './words.js';

/** Baselines of the own team of which the figures can be approved now, for who approves; the card leads to the first. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'figures.approve')) return [];
  const waiting = await ctx.read(listToApprove);
  const [first] = waiting;
  return [
    {
      id: 'approval',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count: waiting.length,
      href: first === undefined ? paths.campaigns.list : fill(paths.campaigns.approval, { id: first }),
      urgency: 'calm',
    },
  ];
}
