import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { holds } from '../permissions.js';
import { mayDecide } from './rules.js';
import { listProposals } from './views.js';
import { wordsIn } from './words.js';

/** What waits for this actor in accounts: roles that another administrator proposed. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'account.manage')) return [];
  const waiting = (await listProposals(ctx)).filter(
    (proposal) => mayDecide(proposal, ctx.actor.id, 'granted').allowed,
  );
  const [oldest] = waiting;
  return [
    {
      id: 'auth.proposals',
      title: inEveryLang((lang) => wordsIn(lang)('todo.title')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.what')),
      count: waiting.length,
      href: paths.users.list,
      urgency: 'today',
      ...(oldest === undefined ? {} : { since: oldest.proposedAt }),
    },
  ];
}
