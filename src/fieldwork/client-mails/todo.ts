import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fill, inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countAnswered, countInDoubt } from './views.js';
import { wordsIn } from './words.js';

/** The mails of clients that wait for a person: those that were answered, and those of which it is not sure that they left. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  return [...(await answered(ctx)), ...(await inDoubt(ctx))];
}

async function answered(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'employer.see')) return [];
  const { count, campaign } = await countAnswered(ctx);
  if (campaign === null) return [];
  return [
    {
      id: 'client-mails.answered',
      title: inEveryLang((lang) => wordsIn(lang)('todo.title')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.detail')),
      count,
      href: fill(paths.campaigns.calls, { id: campaign }),
      urgency: 'soon',
    },
  ];
}

async function inDoubt(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'call.plan')) return [];
  const { count, task, oldest } = await countInDoubt(ctx);
  if (task === null) return [];
  return [
    {
      id: 'client-mails.in-doubt',
      title: inEveryLang((lang) => wordsIn(lang)('todo.doubt')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.doubt.detail')),
      count,
      href: fill(paths.clientMails.one, { id: task }),
      urgency: 'overdue',
      ...(oldest === null ? {} : { since: oldest }),
    },
  ];
}
