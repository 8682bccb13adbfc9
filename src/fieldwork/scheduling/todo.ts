import { sql } from 'kysely';
import { holds } from '../../auth/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { fill, inEveryLang, paths, withQuery, type TodoCard } from '../../web/index.js';
import { wordsIn } from './words.js';

/** An application that is so long past its time waits for something a person must mend: a check, a basis, a server. */
const LATE_HOURS = 2;

/** Applications of the actor's own running campaigns that are past their time and did not leave, for who runs campaigns in the field. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'vacancy.check')) return [];
  const late = await ctx.read(async (ctx) => {
    const before = new Date(ctx.clock.now().getTime() - LATE_HOURS * 3_600_000);
    const found = await sql<{ count: number; oldest: Date | null; campaign: CampaignId | null }>`
      select count(*)::int as count, min(a.due_at) as oldest, (array_agg(a.campaign order by a.due_at))[1] as campaign
      from application a join campaign c on c.id = a.campaign and c.state = 'running'
      where a.state in ('planned', 'due') and a.due_at < ${before}`.execute(ctx.db);
    const row = found.rows[0];
    return row?.campaign == null ? undefined : { ...row, campaign: row.campaign };
  });
  if (late === undefined) return [];
  return [
    {
      id: 'late',
      title: inEveryLang((lang) => wordsIn(lang)('todo.late')),
      detail: inEveryLang((lang) => wordsIn(lang)('todo.late.do')),
      count: late.count,
      href: withQuery(fill(paths.campaigns.outbox, { id: late.campaign }), { stand: 'held' }),
      urgency: 'today',
      ...(late.oldest === null ? {} : { since: late.oldest }),
    },
  ];
}
