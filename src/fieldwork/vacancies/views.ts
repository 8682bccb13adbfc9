import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { VacancyId } from '../../register/index.js';
import { KeptText } from './schema.js';
import type { VacancyText } from './rules.js';

/** A vacancy to look at, with when its next application leaves; nothing by arm, and no outcome. */
export interface ToCheck {
  readonly id: VacancyId;
  readonly title: string;
  readonly employer: string;
  readonly place: string;
  readonly source: string;
  readonly reference: string;
  readonly contact: string;
  readonly closing: string | null;
  readonly dueAt: Date;
  readonly checkedAt: Date | null;
  /** What stood in it at the last look; null when only the register knows it. */
  readonly kept: VacancyText | null;
}

interface Row extends Omit<ToCheck, 'kept'> {
  readonly fields: unknown;
}

// A check made now still counts when the application leaves within a day.
const DUE = sql`from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
    join vacancy v on v.id = t.vacancy join employer e on e.id = v.employer
    left join lateral (select at, verdict from vacancy_check k where k.vacancy = v.id order by at desc limit 1) last on true
  where a.state in ('planned', 'due') and c.state in ('running', 'paused')
    and not exists (select from own_interest o where o.campaign = c.id and o.account = app_actor() and o.withdrawn_at is null)
    and coalesce(last.verdict, 'open') = 'open' and (last.at is null or last.at < a.due_at - interval '24 hours')`;

const COLUMNS = sql`v.id, v.title, e.name as employer, v.place, v.source, v.reference,
  concat_ws(', ', v.contact_name, v.contact_address) as contact, (v.open_until - 1)::text as closing,
  min(a.due_at) as "dueAt", max(last.at) as "checkedAt",
  (select k.fields from vacancy_check k where k.vacancy = v.id and k.fields is not null order by k.at desc limit 1) as fields`;

const viewOf = ({ fields, ...row }: Row): ToCheck => ({
  ...row,
  kept: fields === null ? null : KeptText.parse(fields),
});

/** A page of the vacancies that somebody must look at within the day, of the actor's campaigns; the first to leave in front. */
export function listToCheck(ctx: Ctx, { size, page }: { size: number; page: number }): Promise<ToCheck[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<Row>`select ${COLUMNS} ${DUE} and a.due_at < ${ctx.clock.now()}::timestamptz + interval '24 hours'
      group by v.id, e.name order by min(a.due_at), v.id limit ${size} offset ${(page - 1) * size}`.execute(
        ctx.db,
      );
    return found.rows.map(viewOf);
  });
}

export function countToCheck(ctx: Ctx): Promise<{ count: number; due: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      due: Date | null;
    }>`select count(distinct v.id)::int as count, min(a.due_at) as due ${DUE} and a.due_at < ${ctx.clock.now()}::timestamptz + interval '24 hours'`.execute(
      ctx.db,
    );
    return found.rows[0] ?? { count: 0, due: null };
  });
}

/** One vacancy of which an application of the actor's campaigns has still to leave. Problems: not-found */
export async function findToCheck(ctx: ReadCtx, id: string): Promise<ToCheck> {
  const found = await findOpenToCheck(ctx, id);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** The same; undefined when nothing has to leave any more. */
export async function findOpenToCheck(ctx: ReadCtx, id: string): Promise<ToCheck | undefined> {
  const found =
    await sql<Row>`select ${COLUMNS} from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
      join vacancy v on v.id = t.vacancy join employer e on e.id = v.employer
      left join lateral (select at from vacancy_check k where k.vacancy = v.id order by at desc limit 1) last on true
    where v.id = ${id} and a.state in ('planned', 'due') and c.state in ('running', 'paused')
      and not exists (select from own_interest o where o.campaign = c.id and o.account = app_actor() and o.withdrawn_at is null)
    group by v.id, e.name`.execute(ctx.db);
  const row = found.rows[0];
  return row === undefined ? undefined : viewOf(row);
}
