import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fill, inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countLeft, countUnshared } from './views.js';
import { wordsIn } from './words.js';

/** Pairs to call that have no callers yet, and calls that were begun and left. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  return [...(await unshared(ctx)), ...(await left(ctx))];
}

async function unshared(ctx: Ctx): Promise<TodoCard[]> {
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

/** A coordinator frees them, from the outbox of their campaign. */
async function left(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'form.free')) return [];
  const { count, campaign, since } = await countLeft(ctx);
  if (campaign === null) return [];
  return [
    {
      id: 'calls.left',
      title: inEveryLang((lang) => wordsIn(lang)('todo.left')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.left-detail')),
      count,
      href: fill(paths.campaigns.outbox, { id: campaign }),
      urgency: 'overdue',
      ...(since === null ? {} : { since }),
    },
  ];
}
