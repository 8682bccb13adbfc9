import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { ApplicationId, TestId } from '../scheduling/index.js';
import { CandidateScript, Persona, type CallState, type Tried } from './schema.js';

/** A call as the tester who makes it knows it. The employer is named while it is open, and then no more. */
export interface OwnCall {
  readonly id: ApplicationId;
  /** The number of its test in its campaign. */
  readonly number: number;
  readonly position: number;
  readonly campaign: CampaignId;
  readonly state: CallState;
  readonly dueAt: Date;
  /** Since when the tester is calling; null while they are not. */
  readonly beganAt: Date | null;
  readonly employer: string | null;
  readonly place: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  /** How one is to sound. */
  readonly voice: string | null;
  readonly persona: Persona | null;
  readonly script: CandidateScript;
  /** Why no call may be made now, as the gate says; null when one may. */
  readonly refusal: string | null;
  /** Whether nobody looked in the last 24 hours whether the vacancy is still open. */
  readonly unchecked: boolean;
  readonly tried: readonly Tried[];
  /** Whether the name of who was spoken to may be noted: in enforcement alone. */
  readonly mayName: boolean;
}

/** The calls that the actor has to make as a candidate: those of today first; the latest that are over last. */
export function listOwnCalls(ctx: Ctx): Promise<OwnCall[]> {
  return ctx.read((ctx) => readOwn(ctx, sql`true`));
}

/** One of them. Problems: not-found, for another tester's too */
export async function findOwnCall(ctx: ReadCtx, id: string): Promise<OwnCall> {
  const [call] = await readOwn(ctx, sql`o.id = ${id}`);
  if (call === undefined) throw new Problem('not-found');
  return call;
}

async function readOwn(ctx: ReadCtx, which: ReturnType<typeof sql>): Promise<OwnCall[]> {
  const found = await sql<
    Omit<OwnCall, 'persona' | 'script'> & { profile: unknown; script: unknown }
  >`select o.id, o.number, o.position, o.campaign, o.state, o.due_at as "dueAt", o.began_at as "beganAt", o.employer, o.place, o.title, o.phone,
      o.voice, o.profile, o.script, o.refusal, o.unchecked, o.tried,
      may_name_called(o.id) as "mayName"
    from own_candidate_calls() o where ${which}
    order by o.state not in ('planned', 'due', 'sending'), case when o.state in ('planned', 'due', 'sending') then o.due_at end, o.due_at desc, o.id
    limit 200`.execute(ctx.db);
  return found.rows.map(({ profile, script, ...call }) => ({
    ...call,
    persona: profile === null ? null : Persona.parse(profile),
    script: CandidateScript.parse(script),
  }));
}

/** A pair of a plan of calls, with what its two candidates need of a voice, and who calls for it. */
export interface CalledPair {
  readonly test: TestId;
  readonly ordinal: number;
  readonly sex: 'f' | 'm';
  readonly controlOrigin: string;
  readonly treatmentOrigin: string;
  readonly firstArm: 'control' | 'treatment';
  readonly control: string | null;
  readonly treatment: string | null;
  /** By number. */
  readonly controlNumber: number | null;
  readonly treatmentNumber: number | null;
  readonly controlBegan: boolean;
  readonly treatmentBegan: boolean;
  /** Whether anything of it is still to be called. */
  readonly open: boolean;
}

/** Every pair of a plan of calls, in the order of the plan; none for any other plan. */
export async function listCalledPairs(ctx: ReadCtx, campaign: CampaignId): Promise<CalledPair[]> {
  const found =
    await sql<CalledPair>`select t.id as test, t.ordinal, c.profile ->> 'sex' as sex, c.profile ->> 'nameOrigin' as "controlOrigin",
      x.profile ->> 'nameOrigin' as "treatmentOrigin", t.first_arm as "firstArm", p.control, p.treatment,
      kc.number as "controlNumber", kx.number as "treatmentNumber", c.attempts > 0 as "controlBegan", x.attempts > 0 as "treatmentBegan",
      c.state in ('planned', 'due', 'sending') or x.state in ('planned', 'due', 'sending') as open
    from test t join application c on c.test = t.id and c.arm = 'control' join application x on x.test = t.id and x.arm = 'treatment'
      left join pair_callers p on p.test = t.id left join tester kc on kc.account = p.control left join tester kx on kx.account = p.treatment
    where t.campaign = ${campaign} and c.form_url like 'tel:%' order by t.ordinal`.execute(ctx.db);
  return found.rows;
}

/** The language in which a campaign's script is said; null for a campaign without calls of candidates. */
export async function findSpokenLanguage(
  ctx: ReadCtx,
  campaign: CampaignId,
): Promise<CandidateScript['language'] | null> {
  const found = await sql<{
    language: CandidateScript['language'];
  }>`select s.body ->> 'language' as language from campaign c join call_script s on s.hash = c.scenario_hash
    where c.id = ${campaign} and s.body ->> 'kind' = 'candidate-call'`.execute(ctx.db);
  return found.rows[0]?.language ?? null;
}

/** Campaigns of the actor with pairs that are still to be called by nobody: how many pairs, and of which campaign first. */
export function countUnshared(
  ctx: Ctx,
): Promise<{ count: number; campaign: CampaignId | null; due: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      campaign: CampaignId | null;
      due: Date | null;
    }>`select count(distinct a.test)::int as count, (array_agg(a.campaign order by a.due_at))[1] as campaign, min(a.due_at) as due
      from application a join campaign c on c.id = a.campaign
      where a.form_url like 'tel:%' and a.state in ('planned', 'due') and c.state in ('sealed', 'ready', 'running', 'paused')
        and not exists (select from pair_callers p where p.test = a.test) and not has_own_interest(a.campaign)`.execute(
      ctx.db,
    );
    return found.rows[0] ?? { count: 0, campaign: null, due: null };
  });
}

/** Calls that were begun and of which nothing was recorded by the end of office hours, in the actor's campaigns. */
export function countLeft(
  ctx: Ctx,
): Promise<{ count: number; campaign: CampaignId | null; since: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      campaign: CampaignId | null;
      since: Date | null;
    }>`select count(*)::int as count, (array_agg(a.campaign order by x.lease_until))[1] as campaign, min(x.lease_until) as since
      from application a join attempt x on x.application = a.id and x.ended_at is null
      where a.state = 'sending' and a.form_url like 'tel:%' and x.lease_until <= ${ctx.clock.now()}::timestamptz
        and not has_own_interest(a.campaign)`.execute(ctx.db);
    return found.rows[0] ?? { count: 0, campaign: null, since: null };
  });
}
