import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countSources } from './views.js';
import { wordsIn } from './words.js';

/** Mailboxes that cannot be read: nothing is lost, but nothing comes in either. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'mail.match')) return [];
  const { ill, since } = await countSources(ctx);
  return [
    {
      id: 'mail-sources',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count: ill,
      href: paths.inbox.queue,
      urgency: 'today',
      ...(since === null ? {} : { since }),
    },
  ];
}
