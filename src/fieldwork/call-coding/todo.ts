import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { countCallsToCode } from './views.js';
import { wordsIn } from './words.js';

/** Calls to code, for who codes. The heap has no clock: when a call was made is not for a coder to know. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'coding.see')) return [];
  return [
    {
      id: 'coding.calls',
      title: inEveryLang((lang) => wordsIn(lang)('todo.code')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.code.do')),
      count: await countCallsToCode(ctx),
      href: paths.callCoding.queue,
      urgency: 'today',
    },
  ];
}
