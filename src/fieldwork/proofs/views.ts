import { sql } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import type { Arm } from '../scheduling/index.js';
import type { LeafFacts } from '../scheduling/leaf.js';
import type { Provable } from './schema.js';

/** The employers of a plan that came by increments, by name, for the campaign's team. @param kbo of one of them alone */
export async function listProvable(ctx: ReadCtx, campaign: CampaignId, kbo?: string): Promise<Provable[]> {
  const found = await sql<Provable>`select e.kbo, e.name, count(*)::int as tests,
      (count(*) filter (where exists (select from counted_test c where c.test = t.id) or exists (select from voided_test v where v.test = t.id)))::int as closed
    from test t join employer e on e.id = t.employer
    where t.campaign = ${campaign} and t.increment is not null and (${kbo ?? null}::text is null or e.kbo = ${kbo ?? null})
    group by e.kbo, e.name order by e.name, e.kbo`.execute(ctx.db);
  return found.rows;
}

/** The leaves of an increment in the order of the plan. */
export async function findLeaves(
  ctx: ReadCtx,
  campaign: CampaignId,
  increment: number,
): Promise<{ ordinal: number; leaf: Buffer }[]> {
  return ctx.db
    .selectFrom('test')
    .select(['ordinal', 'leaf'])
    .where('campaign', '=', campaign)
    .where('increment', '=', increment)
    .orderBy('ordinal')
    .execute();
}

const Match = z.object({
  compared: z.number(),
  cue: z.array(z.string()),
  own: z.array(z.string()),
  balanced: z.array(z.string()),
});

interface Row {
  readonly ordinal: number;
  readonly increment: number;
  readonly leaf: Buffer;
  readonly ground: string;
  readonly sector: string;
  /** Null of an employer without a vacancy. */
  readonly source: string | null;
  readonly reference: string | null;
  readonly kbo: string;
  readonly block: number;
  readonly match: unknown;
  readonly position: number;
  readonly arm: Arm;
  readonly template: number;
  readonly layout: number;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly due: Date;
  readonly messageId: string;
  readonly formUrl: string | null;
}

/** A test of one employer as it was planned, with the leaf that was stored then. */
export interface PlannedFacts {
  readonly increment: number;
  readonly leaf: Buffer;
  readonly facts: LeafFacts;
}

/** The tests of one employer in the order of the plan, as their rows hold them. */
export async function findPlanned(ctx: ReadCtx, campaign: CampaignId, kbo: string): Promise<PlannedFacts[]> {
  const found =
    await sql<Row>`select t.ordinal, t.increment, t.leaf, t.ground, t.sector, v.source, v.reference, e.kbo, t.block,
      a.profile -> 'match' as match, a.position, a.arm, a.template, a.layout, a.from_name as name, a.from_address as address,
      a.subject, a.body, a.planned_at as due, a.message_id as "messageId", a.form_url as "formUrl"
    from test t left join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer join application a on a.test = t.id
    where t.campaign = ${campaign} and t.increment is not null and e.kbo = ${kbo} order by t.ordinal, a.position`.execute(
      ctx.db,
    );
  const tests = new Map<number, PlannedFacts>();
  for (const row of found.rows) {
    const { position, arm, template, layout, name, address, subject, body, due, messageId } = row;
    const { formUrl } = row;
    const application = {
      ...{ position, arm, template, layout, name, address, subject, body, due, messageId, formUrl },
    };
    const { ordinal, increment, leaf, ground, sector, source, reference, block } = row;
    const before = tests.get(ordinal);
    tests.set(ordinal, {
      increment,
      leaf,
      facts: {
        ordinal,
        match: Match.parse(row.match),
        ground,
        sector,
        vacancy: source === null || reference === null ? null : [source, reference],
        kbo: row.kbo,
        block,
        applications: [...(before?.facts.applications ?? []), application],
      },
    });
  }
  return [...tests.values()];
}
