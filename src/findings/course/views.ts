import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import type { MailFigures } from './rules.js';

/** What happened on one day in Brussels: applications that left, answers that came in, answers coded for good. */
export interface CourseDay {
  /** `2026-09-07` */
  readonly date: string;
  readonly sent: number;
  readonly answered: number;
  readonly coded: number;
}

/** The days on which something happened in a campaign, in order. */
export async function findCourse(ctx: ReadCtx, campaign: CampaignId): Promise<CourseDay[]> {
  const day = (instant: string) => sql.raw(`(${instant} at time zone 'Europe/Brussels')::date`);
  const found = await sql<CourseDay>`
    select to_char(date, 'YYYY-MM-DD') as date, sum(sent)::int as sent, sum(answered)::int as answered, sum(coded)::int as coded from (
      select ${day('sent_at')} as date, count(*) as sent, 0 as answered, 0 as coded from application
        where campaign = ${campaign} and sent_at is not null group by 1
      union all select ${day('received_at')}, 0, count(*), 0 from response where campaign = ${campaign} group by 1
      union all select ${day('coded_at')}, 0, 0, count(*) from response
        where campaign = ${campaign} and coded_at is not null group by 1) one
    group by 1 order by 1`.execute(ctx.db);
  return found.rows;
}

/** How the mail of a campaign fares at an instant. */
export async function findMail(ctx: ReadCtx, campaign: CampaignId, now: Date): Promise<MailFigures> {
  const found = await sql<MailFigures>`
    select count(*) filter (where a.state = 'sent')::int as sent,
      count(*) filter (where a.state = 'refused')::int as refused,
      count(*) filter (where a.state = 'due' and attempts > 0 and a.form_url is null)::int as waiting,
      count(*) filter (where a.state = 'in-doubt')::int as "inDoubt",
      count(*) filter (where c.state = 'running' and a.state = 'planned' and due_at < ${now}::timestamptz - interval '1 hour'
        or c.state = 'running' and a.state = 'due' and a.form_url is null and next_attempt_at < ${now}::timestamptz - interval '1 hour')::int as late,
      (select count(distinct r.application)::int from response r where r.campaign = ${campaign}
        and coalesce(r.code, r.suggestion) = 'BNC') as bounced,
      (select count(*)::int from attempt t where t.campaign = ${campaign} and t.result = 'deferred'
        and t.started_at > ${now}::timestamptz - interval '7 days') as deferred
    from application a join campaign c on c.id = a.campaign where a.campaign = ${campaign}`.execute(ctx.db);
  return found.rows[0] ?? { sent: 0, refused: 0, bounced: 0, deferred: 0, waiting: 0, inDoubt: 0, late: 0 };
}
