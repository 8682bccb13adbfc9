import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { KNOWN_TEST, VACANCY_TITLE } from '../about.js';
import type { ApplicationId, ApplicationState, Arm, TestId } from '../scheduling/index.js';
import {
  Kept,
  type Candidate,
  type CandidatePair,
  type Checked,
  type Overview,
  type Retirement,
} from './schema.js';

/** The increments of a plan with who had them drawn and who released them, in their order. */
export async function findChecked(ctx: ReadCtx, campaign: CampaignId): Promise<Checked[]> {
  const found =
    await sql<Checked>`select p.number, p.tests as pairs, p.root, p.drawn_by as "drawnBy", coalesce(d.name, '?') as "drawnByName",
      p.drawn_at as "drawnAt", x.name as "releasedBy", r.released_at as "releasedAt"
    from plan_increment p left join account d on d.id = p.drawn_by
      left join identity_release r on r.campaign = p.campaign and r.increment = p.number left join account x on x.id = r.released_by
    where p.campaign = ${campaign} order by p.number`.execute(ctx.db);
  return found.rows;
}

interface Row {
  readonly test: TestId;
  readonly ordinal: number;
  readonly increment: number;
  readonly vacancyTitle: string;
  readonly released: boolean;
  readonly application: ApplicationId;
  readonly arm: Arm;
  readonly state: ApplicationState;
  readonly profile: unknown;
  readonly retired: Retirement | null;
  readonly note: string | null;
}

/** Pairs of an increment from a place on, in the order of the plan, for the campaign's team. @param most how many pairs */
export async function findPairs(
  ctx: ReadCtx,
  campaign: CampaignId,
  { increment, skip, most }: { readonly increment: number; readonly skip: number; readonly most: number },
): Promise<CandidatePair[]> {
  return pairsOf(
    ctx,
    sql`select t.id from test t where t.campaign = ${campaign} and t.increment = ${increment} order by t.ordinal offset ${skip} limit ${most}`,
  );
}

/** One pair by its number as people count, from 1; none where the plan has no such pair that came by an increment. */
export async function findPair(
  ctx: ReadCtx,
  campaign: CampaignId,
  number: number,
): Promise<CandidatePair | undefined> {
  const pairs = await pairsOf(
    ctx,
    sql`select t.id from test t where t.campaign = ${campaign} and t.ordinal = ${number - 1} and t.increment is not null`,
  );
  return pairs[0];
}

async function pairsOf(ctx: ReadCtx, tests: ReturnType<typeof sql>): Promise<CandidatePair[]> {
  const found =
    await sql<Row>`select t.id as test, t.ordinal, t.increment, ${VACANCY_TITLE} as "vacancyTitle", a.id as application, a.arm, a.state, a.profile,
      exists (select from identity_release r where r.campaign = t.campaign and r.increment = t.increment) as released,
      x.reason as retired, x.note
    from test t left join vacancy v on v.id = t.vacancy join application a on a.test = t.id
      left join identity_retirement x on x.application = a.id
    where ${KNOWN_TEST} and t.id in (${tests}) order by t.ordinal, a.arm`.execute(ctx.db);
  const pairs = new Map<TestId, CandidatePair & { readonly candidates: Candidate[] }>();
  // Both arms of a pair stand side by side: control comes first by its name.
  for (const row of found.rows) {
    const { test, ordinal, increment, vacancyTitle, released } = row;
    const known = pairs.get(test) ?? { test, ordinal, increment, vacancyTitle, released, candidates: [] };
    known.candidates.push(candidateOf(row));
    pairs.set(test, known);
  }
  return [...pairs.values()];
}

function candidateOf({ application, arm, state, profile, retired, note }: Row): Candidate {
  return { application, arm, state, kept: Kept.parse(profile), retired, note };
}

/** What all candidates of an increment have in common, in counts. */
export async function findOverview(ctx: ReadCtx, campaign: CampaignId, increment: number): Promise<Overview> {
  const cues = await sql<{ cue: string[]; pairs: number }>`
    select array(select jsonb_array_elements_text(m.cue)) as cue, m.pairs from (
      select a.profile -> 'match' -> 'cue' as cue, count(*)::int as pairs
      from test t join application a on a.test = t.id and a.position = 1 where t.campaign = ${campaign} and t.increment = ${increment} group by 1) m
    order by m.pairs desc, m.cue::text`.execute(ctx.db);
  const origins = await sql<{ origin: string; control: number; treatment: number }>`
    select a.profile ->> 'nameOrigin' as origin, (count(*) filter (where a.arm = 'control'))::int as control,
      (count(*) filter (where a.arm = 'treatment'))::int as treatment
    from test t join application a on a.test = t.id where t.campaign = ${campaign} and t.increment = ${increment} group by 1 order by 1`.execute(
    ctx.db,
  );
  const names = await sql<{ names: number; most: number }>`
    select count(*)::int as names, coalesce(max(n), 0)::int as most from (
      select count(*) as n from test t join application a on a.test = t.id where t.campaign = ${campaign} and t.increment = ${increment}
      group by a.from_name) one`.execute(ctx.db);
  return {
    pairs: cues.rows.reduce((sum, { pairs }) => sum + pairs, 0),
    names: names.rows[0]?.names ?? 0,
    mostOfOne: names.rows[0]?.most ?? 0,
    cues: cues.rows,
    origins: origins.rows,
  };
}

/** Increments of the actor's campaigns that wait for a release, the oldest first; none where the actor had any drawn. */
export function countUnreleased(
  ctx: Ctx,
): Promise<{ count: number; oldest: Date | null; campaign: CampaignId | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ count: number; oldest: Date | null; campaign: CampaignId | null }>`
      select count(*)::int as count, min(p.drawn_at) as oldest, (array_agg(p.campaign order by p.drawn_at))[1] as campaign
      from plan_increment p join campaign c on c.id = p.campaign and c.state in ('sealed', 'ready', 'running', 'paused')
        join campaign_member m on m.campaign = c.id and m.account = app_actor()
      where not exists (select from plan_increment d where d.campaign = p.campaign and d.drawn_by = app_actor())
        and not exists (select from identity_release r where r.campaign = p.campaign and r.increment = p.number)`.execute(
      ctx.db,
    );
    return found.rows[0] ?? { count: 0, oldest: null, campaign: null };
  });
}
