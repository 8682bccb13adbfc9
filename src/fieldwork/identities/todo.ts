import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fill, inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countUnreleased } from './views.js';
import { wordsIn } from './words.js';

/** Made-up candidates that somebody else had drawn and that wait for the actor's look. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'identity.release')) return [];
  const { count, oldest, campaign } = await countUnreleased(ctx);
  return [
    {
      id: 'identities',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count,
      href: campaign === null ? paths.campaigns.list : fill(paths.campaigns.identities, { id: campaign }),
      urgency: 'soon',
      ...(oldest === null ? {} : { since: oldest }),
    },
  ];
}
