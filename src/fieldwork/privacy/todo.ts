import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { toInstant } from '../../platform/dates.js';
import { inEveryLang, paths, type TodoCard } from '../../web/index.js';
import { clockOf, needOf } from './rules.js';
import { listRequests, listTerms } from './views.js';
import { wordsIn as termsIn } from './term-words.js';
import { wordsIn } from './words.js';

const DAY_END = 24 * 60 - 1;

/** Requests about data that run on their clock, for who answers for data. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'data-request.handle')) return [];
  const open = (await listRequests(ctx)).filter(({ answered }) => !answered);
  const today = ctx.clock.today();
  const first = open[0];
  const late = open.filter((request) => needOf(request, today) === 'late').length;
  const unconfirmed = (await listTerms(ctx)).filter(({ confirmedAt }) => confirmedAt === null).length;
  return [
    {
      id: 'retention-terms',
      title: inEveryLang((lang) => termsIn(lang)('todo')),
      detail: inEveryLang((lang) => termsIn(lang)('todo.do')),
      count: unconfirmed,
      href: `${paths.protection.page}#register`,
      urgency: 'soon',
    },
    {
      id: 'data-requests',
      title: inEveryLang((lang) => wordsIn(lang)('todo')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.do')),
      count: open.length,
      href: paths.protection.requests,
      urgency: late > 0 ? 'overdue' : 'soon',
      ...(first === undefined ? {} : { due: toInstant(clockOf(first), DAY_END) }),
    },
  ];
}
