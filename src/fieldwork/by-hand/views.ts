import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { Calendar } from '../../register/index.js';
import { OUTGOING, type Outgoing } from '../dispatch/index.js';
import { holdOf } from '../outbox/list-source.js';
import { CV_AFTER, isOfficeTime, type ApplicationId } from '../scheduling/index.js';
import type { FormTask, Prepared } from './schema.js';

const FROM = sql`application a join test t on t.id = a.test join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer
  join campaign c on c.id = a.campaign
  left join lateral (select * from attempt where application = a.id order by number desc limit 1) x on true
  left join account w on w.id = x.taken_by`;

const holdNow = (now: Date, calendar: Calendar): RawBuilder<string | null> =>
  holdOf({
    now,
    office: isOfficeTime(now, calendar),
    refusal: sql`sending_refused_because(a.campaign)`,
    left: sql`authorisation_left(a.campaign)`,
  });

const columns = (
  hold: RawBuilder<string | null>,
) => sql`a.id, a.test, t.ordinal, a.position, a.campaign, c.name as "campaignName", c.purpose,
  t.vacancy, v.title as "vacancyTitle", e.name as employer, v.place, v.source || ' ' || v.reference as "where", a.form_url as "formUrl",
  a.due_at as "dueAt", a.state, coalesce(${hold}, case when a.state in ('cancelled', 'not-sent') then a.state_reason end) as why,
  x.id as attempt, x.taken_by as "takenBy", w.name as "takenByName", x.started_at as "takenAt", x.lease_until as "heldUntil",
  x.ended_at as "endedAt", x.result, x.reply as said, x.reference, a.sent_at as "sentAt",
  (select p.id from vacancy_snapshot p where p.attempt = x.id and p.erased_at is null) as proof`;

/** What there is to do for the fieldworkers of a team: forms that wait, and those that somebody is filling in. */
const OPEN = sql`a.form_url like 'https:%' and a.state in ('due', 'sending') and (a.state = 'sending' or c.state = 'running')
  and not has_own_interest(a.campaign)`;

/** A page of the forms to fill in of the actor's campaigns: the own first, then the first that is due. */
export function listForms(
  ctx: Ctx,
  calendar: Calendar,
  { size, page }: { readonly size: number; readonly page: number },
): Promise<FormTask[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<FormTask>`select ${columns(holdNow(ctx.clock.now(), calendar))} from ${FROM} where ${OPEN}
      order by a.state = 'sending' and x.taken_by = app_actor() desc, a.due_at, a.id limit ${size} offset ${(page - 1) * size}`.execute(
        ctx.db,
      );
    return found.rows;
  });
}

/** How many forms wait for somebody or are held by the actor, and since when the actor holds one past its hours. */
export function countForms(ctx: Ctx): Promise<{ open: number; count: number; overdue: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      open: number;
      count: number;
      overdue: Date | null;
    }>`select count(*)::int as open,
        (count(*) filter (where a.state = 'due' or x.taken_by = app_actor()))::int as count,
        min(x.lease_until) filter (where a.state = 'sending' and x.taken_by = app_actor() and x.lease_until <= ${ctx.clock.now()}::timestamptz) as overdue
      from ${FROM} where ${OPEN}`.execute(ctx.db);
    return found.rows[0] ?? { open: 0, count: 0, overdue: null };
  });
}

/** One application by web form of the actor's campaigns. Problems: not-found */
export async function findForm(ctx: ReadCtx, calendar: Calendar, id: string): Promise<FormTask> {
  const found = await sql<FormTask>`select ${columns(holdNow(ctx.clock.now(), calendar))} from ${FROM}
    where a.id = ${id} and (a.form_url is not null or x.taken_by is not null)`.execute(ctx.db);
  const [form] = found.rows;
  if (form === undefined) throw new Problem('not-found');
  return form;
}

/** What the message of an application is made of; for who locked or holds it. Problems: not-found */
export async function findOutgoingForm(ctx: ReadCtx, id: ApplicationId): Promise<Outgoing> {
  const found = await sql<Outgoing>`select ${OUTGOING} where a.id = ${id} and a.form_url is not null`.execute(
    ctx.db,
  );
  const [outgoing] = found.rows;
  if (outgoing === undefined) throw new Problem('not-found');
  return outgoing;
}

const Candidate = z.object({
  firstName: z.string(),
  familyName: z.string(),
  birthDate: z.string(),
  street: z.string(),
  houseNumber: z.number(),
  postcode: z.string(),
  municipality: z.string(),
  addressLine: z.string(),
  phone: z.string(),
});

/** The form that the actor holds, with its application and its candidate. Problems: not-found */
export async function findHeld(
  ctx: ReadCtx,
  id: string,
): Promise<{ outgoing: Outgoing; prepared: Prepared; addressLine: string }> {
  const held = await sql<{ id: ApplicationId; profile: unknown }>`select a.id, a.profile from application a
    where a.id = ${id} and a.state = 'sending' and exists (select from attempt x where x.application = a.id and x.ended_at is null
      and x.taken_by = app_actor())`.execute(ctx.db);
  const [row] = held.rows;
  if (row === undefined) throw new Problem('not-found');
  const outgoing = await findOutgoingForm(ctx, row.id);
  const { addressLine, houseNumber, ...candidate } = Candidate.parse(row.profile);
  const at = outgoing.body.indexOf(CV_AFTER);
  return {
    outgoing,
    addressLine,
    prepared: {
      ...candidate,
      houseNumber: String(houseNumber),
      mailAddress: outgoing.fromAddress,
      subject: outgoing.subject,
      letter: at < 0 ? outgoing.body : outgoing.body.slice(0, at),
    },
  };
}
