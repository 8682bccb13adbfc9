import { sql, type RawBuilder } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import type { Arrangement } from './rules.js';

/**
 * The joint order × template × layout table of a campaign, in a fixed order. Template and layout are the control profile's; of a
 * single application they are its own, and its arm stands for the order.
 */
export async function findArrangements(ctx: ReadCtx, campaign: CampaignId): Promise<Arrangement[]> {
  const found =
    await sql<Arrangement>`select t.first_arm as "firstArm", a.template, a.layout, count(*) as planned,
      count(*) filter (where a.sent_at is not null and (b.id is null or b.sent_at is not null)) as sent,
      count(*) filter (where c.strict <> 'void') as counted, count(*) filter (where c.strict = 'void') as voided
    from test t join campaign d on d.id = t.campaign
      join application a on a.test = t.id and case d.design when 'single' then a.position = 1 else a.arm = 'control' end
      left join application b on b.test = t.id and b.arm = 'treatment' and d.design = 'pair'
      left join counted_test c on c.test = t.id
    where t.campaign = ${campaign} group by t.first_arm, a.template, a.layout order by t.first_arm, a.template, a.layout`.execute(
      ctx.db,
    );
  return found.rows;
}

const wentWrong = sql`o.code in ('BNC', 'DET', 'ERR')`;

/** Void pairs by reason, by which profile was sent first, and by the application (1 or 2) where it first went wrong. */
export interface VoidLine {
  readonly reason: string;
  readonly firstArm: 'control' | 'treatment';
  readonly position: number;
  readonly count: number;
}

/** The void table of a campaign. */
export function findVoids(ctx: ReadCtx, campaign: CampaignId): Promise<VoidLine[]> {
  return rowsOf(
    ctx,
    sql<VoidLine>`select c.void_reason as reason, t.first_arm as "firstArm", p.position, count(*) as count
    from counted_test c join test t on t.id = c.test cross join lateral
      (select min(a.position) as position from application a join outcome o on o.application = a.id where a.test = t.id and ${wentWrong}) p
    where c.campaign = ${campaign} and c.strict = 'void' group by 1, 2, 3 order by 1, 2, 3`,
  );
}

/** Counted pairs by which of the two applications never reached the employer. */
export interface MissingLine {
  readonly control: boolean;
  readonly treatment: boolean;
  readonly count: number;
}

/** The missing-arm table: not sent, refused by the server, cancelled, or bounced. */
export function findMissing(ctx: ReadCtx, campaign: CampaignId): Promise<MissingLine[]> {
  const missing = (arm: 'control' | 'treatment'): RawBuilder<unknown> =>
    sql`bool_or(a.arm = ${arm} and (a.state in ('refused', 'not-sent', 'cancelled') or o.code = 'BNC'))`;
  return rowsOf(
    ctx,
    sql<MissingLine>`select control, treatment, count(*) as count from (
      select ${missing('control')} as control, ${missing('treatment')} as treatment
      from counted_test c join application a on a.test = c.test join outcome o on o.application = a.id
      where c.campaign = ${campaign} group by c.test) pair
    where control or treatment group by 1, 2 order by 1 desc, 2`,
  );
}

async function rowsOf<Row>(ctx: ReadCtx, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(ctx.db)).rows;
}
