import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Standby, Weekend } from './schema.js';

/** Who can stand by; who was blocked or left fieldwork since is planned for nothing. */
const CAN = sql.raw(`a.kind = 'person' and a.state <> 'blocked' and 'fieldworker' = any (a.roles)`);

/** The given weekends in order, with who stands by. */
export function listWeekends(ctx: Ctx, saturdays: readonly DateOnly[]): Promise<Weekend[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<Weekend>`select s.saturday::text as saturday, a.id as account, a.name,
        case when a.id is null then 0 else (select count(*)::int from campaign c where c.state in ('running', 'paused', 'closing')
          and not exists (select from campaign_member m where m.campaign = c.id and m.account = a.id)) end as unseen
      from unnest(${[...saturdays]}::date[]) s (saturday) left join weekend_duty d on d.saturday = s.saturday left join account a on a.id = d.account and ${CAN}
      order by s.saturday`.execute(ctx.db);
    return found.rows;
  });
}

/** Who may stand by, by name. */
export function listStandbys(ctx: Ctx): Promise<Standby[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<Standby>`select a.id as account, a.name from account a
      where ${CAN} order by a.name collate "C", a.id`.execute(ctx.db);
    return found.rows;
  });
}

/** Who stands by in the weekend of a Saturday; null: nobody. */
export function findStandby(ctx: Ctx, saturday: DateOnly): Promise<string | null> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      account: string;
    }>`select a.id as account from weekend_duty d join account a on a.id = d.account
      where d.saturday = ${saturday} and ${CAN}`.execute(ctx.db);
    return found.rows[0]?.account ?? null;
  });
}

/** Whether an employer may expect something: a campaign has sent, and its answers still come. */
export function hasClocks(ctx: Ctx): Promise<boolean> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      any: boolean;
    }>`select exists (select from campaign where state in ('running', 'paused', 'closing')) as any`.execute(
      ctx.db,
    );
    return found.rows[0]?.any === true;
  });
}
