import { sql } from 'kysely';
import {
  findAuthorisation,
  findCampaign,
  findSendingRefusal,
  insistMember,
  type Authorisation,
  type Campaign,
  type CampaignId,
} from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { addDays, toInstant, toLocal } from '../../platform/dates.js';
import { allOf, type ListSource } from '../../platform/listing.js';
import { Problem } from '../../platform/problems.js';
import type { Calendar } from '../../register/index.js';
import { VACANCY_TITLE } from '../about.js';
import { GROUNDLESS, OUTGOING, RELEASED, RETIRED, type Outgoing } from '../dispatch/index.js';
import type { ApplicationId } from '../scheduling/index.js';
import type { Rehearsed } from './schema.js';

export interface Rehearsal {
  readonly campaign: Campaign;
  readonly authorisation: Authorisation | null;
  /** Why nothing of it would leave at this moment, or null. */
  readonly refusal: string | null;
  /** The dry run looks as far as this instant. */
  readonly until: Date;
}

/** A campaign of the own team with the end of its next `days` working days. Problems: not-found */
export function findRehearsal(
  ctx: Ctx,
  calendar: Calendar,
  campaign: CampaignId,
  days: number,
): Promise<Rehearsal> {
  return ctx.read(async (ctx) => {
    await insistMember(ctx, campaign);
    const last = calendar.addWorkingDays(toLocal(ctx.clock.now()).date, days);
    return {
      campaign: await findCampaign(ctx, campaign),
      authorisation: await findAuthorisation(ctx, campaign),
      refusal: await findSendingRefusal(ctx, campaign),
      until: toInstant(addDays(last, 1), 0),
    };
  });
}

const FROM = sql`application a join test t on t.id = a.test left join vacancy v on v.id = t.vacancy
  left join application f on a.position = 2 and f.test = a.test and f.position = 1
  left join lateral (select verdict, at from vacancy_check k where k.vacancy = t.vacancy order by k.at desc limit 1) last on true`;

/** What of a campaign is to leave before an instant, the first in front; empty to those outside its team. */
export function rehearsalSource(campaign: CampaignId, until: Date): ListSource<Rehearsed> {
  return {
    stretches: [
      {
        from: sql`application a`,
        id: sql`a.id`,
        where: allOf([
          sql`a.campaign = ${campaign} and a.state in ('planned', 'due') and a.due_at < ${until}::timestamptz`,
          sql`exists (select from campaign_member m where m.campaign = ${campaign} and m.account = app_actor())`,
        ]),
        order: sql`a.due_at, a.id`,
      },
    ],
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<Rehearsed>`select a.id, a.test, t.ordinal, a.position, not exists (select from application o where o.test = a.test and o.id <> a.id) as alone, ${VACANCY_TITLE} as "vacancyTitle", a.from_name as "fromName",
            a.from_address as "fromAddress", a.to_address as "toAddress", a.due_at as "dueAt",
            authorisation_covers(a.campaign, t.employer, t.vacancy) as covered, ${RELEASED} as released, ${RETIRED} as retired, ${GROUNDLESS} as groundless,
            cooled_because(a.id) as cooled, v.exclusion is not null as excluded, v.open_until::text as "openUntil",
            t.vacancy is null as "withoutVacancy", last.verdict, last.at as "checkedAt", f.state as "firstState",
            a.form_url is not null as "byHand",
            (select count(*)::integer from application b where b.state in ('planned', 'due') and b.form_url is null
              and b.due_at > a.due_at - interval '1 hour' and b.due_at <= a.due_at
              and lower(substring(b.from_address from '[^@]*$')) = lower(substring(a.from_address from '[^@]*$'))) as "inHour"
          from ${FROM} where a.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
      ).rows,
  };
}

/** One application that is to leave, with all that its message is made of; for its own team. Problems: not-found */
export function findOutgoing(ctx: Ctx, id: ApplicationId): Promise<Outgoing> {
  return ctx.read(async (ctx) => {
    const found = await sql<Outgoing>`select ${OUTGOING} where a.id = ${id} and a.state in ('planned', 'due')
      and exists (select from campaign_member m where m.campaign = a.campaign and m.account = app_actor())`.execute(
      ctx.db,
    );
    const [row] = found.rows;
    if (row === undefined) throw new Problem('not-found');
    return row;
  });
}
