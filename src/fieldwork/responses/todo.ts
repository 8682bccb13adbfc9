import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countToCode } from './coding-views.js';
import { countUnmatched } from './views.js';
import { wordsIn } from './words.js';

/**
 * Messages to match and answers to code, each for who may do it. The heap of a coder has no clock: when an answer came
 * in is not for a coder to know.
 */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  const { roles } = ctx.actor;
  return [
    ...(holds(roles, 'mail.match') ? [await unmatchedCard(ctx)] : []),
    ...(holds(roles, 'coding.see') ? [await codingCard(ctx)] : []),
  ];
}

async function unmatchedCard(ctx: Ctx): Promise<TodoCard> {
  const { count, oldest } = await countUnmatched(ctx);
  return {
    id: 'unmatched',
    title: inEveryLang((lang) => wordsIn(lang)('todo.match')),
    detail: inEveryLang((lang) => wordsIn(lang)('todo.match.do')),
    count,
    href: paths.inbox.queue,
    urgency: 'today',
    ...(oldest === null ? {} : { since: oldest }),
  };
}

async function codingCard(ctx: Ctx): Promise<TodoCard> {
  return {
    id: 'coding',
    title: inEveryLang((lang) => wordsIn(lang)('todo.code')),
    detail: inEveryLang((lang) => wordsIn(lang)('todo.code.do')),
    count: await countToCode(ctx),
    href: paths.coding.queue,
    urgency: 'today',
  };
}
