import { sql } from 'kysely';
import { holds } from '../auth/index.js';
import { isPast, microseconds, PREPARED } from '../platform/db/index.js';
import type { Ctx, ReadCtx } from '../platform/context.js';
import { isDateOnly, type DateOnly } from '../platform/dates.js';
import { Problem } from '../platform/problems.js';
import { insist } from '../platform/verdict.js';
import { signedOf, type Signature } from './amendments/signing.js';
import type { Authorisation } from './authorisations/schema.js';
import { basisStatus } from './legal-bases/rules.js';
import { mayAct } from './rules.js';
import {
  ContrastTitle,
  BasisDocument,
  TriggerKinds,
  type Basis,
  type Campaign,
  type CampaignEnd,
  type CampaignId,
  type CampaignState,
  type Purpose,
} from './schema.js';

// Named one by one: a kept plan of `select *` would fail once a newer version has added a column.
const CAMPAIGN_COLUMNS = [
  'id',
  'name',
  'purpose',
  'service',
  'ground',
  'scenario',
  'scenario_version',
  'scenario_hash',
  'design',
  'basis_code',
  'basis_version',
  'employer_type',
  'relation',
  'place',
  'state',
  'state_reason',
  'hypothesis',
  'primary_definition',
  'stop_rule',
  'alpha',
  'power',
  'control_only',
  'treatment_only',
  'send_from',
  'pairs_per_day',
  'rolling',
  'without_vacancy',
  'repeats',
  'repeat_days',
  'created_by',
] as const;

/** One campaign with its cells in their order. Throws `not-found`. */
export async function findCampaign(ctx: ReadCtx, id: CampaignId): Promise<Campaign> {
  const row = await ctx.db
    .selectFrom('campaign')
    .modifyFront(PREPARED)
    .select(CAMPAIGN_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  const cells = await ctx.db
    .selectFrom('campaign_cell')
    .modifyFront(PREPARED)
    .select(['sector', 'ground', 'contrast', 'quota', 'family'])
    .where('campaign', '=', id)
    .orderBy('position')
    .execute();
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    service: row.service,
    ground: row.ground,
    scenario: row.scenario,
    scenarioVersion: row.scenario_version,
    scenarioHash: row.scenario_hash,
    design: row.design,
    basis: { code: row.basis_code, version: row.basis_version },
    matter: { employerType: row.employer_type, relation: row.relation, place: row.place },
    state: row.state,
    stateReason: row.state_reason,
    hypothesis: row.hypothesis,
    primaryDefinition: row.primary_definition,
    stopRule: row.stop_rule,
    alpha: row.alpha,
    power: row.power,
    controlOnly: row.control_only,
    treatmentOnly: row.treatment_only,
    sendFrom: dateOf(row.send_from),
    pairsPerDay: row.pairs_per_day,
    rolling: row.rolling,
    withoutVacancy: row.without_vacancy,
    repeats:
      row.repeats === null || row.repeat_days === null
        ? null
        : { scenario: row.repeats, days: row.repeat_days },
    cells: cells.map((cell) => ({ ...cell, contrast: ContrastTitle.nullable().parse(cell.contrast) })),
    createdBy: row.created_by,
  };
}

function dateOf(text: string): DateOnly {
  if (!isDateOnly(text)) throw new RangeError(`Not a date in the database: ${text}`);
  return text;
}

/** The legal basis of a campaign, with the status of its present text. */
export async function findBasis(ctx: ReadCtx, key: { code: string; version: string }): Promise<Basis> {
  const row = await ctx.db
    .selectFrom('legal_basis')
    .selectAll()
    .where('code', '=', key.code)
    .where('version', '=', key.version)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('unknown-reference');
  const acts = await ctx.db
    .selectFrom('legal_basis_confirmation')
    .select(['text_hash as textHash', 'confirmed_at as confirmedAt', 'withdrawn_at as withdrawnAt'])
    .where('code', '=', key.code)
    .where('version', '=', key.version)
    .execute();
  return {
    name: BasisDocument.parse(row.document).name,
    exercise: row.exercise,
    purposes: row.purposes,
    services: row.services,
    actsFor: row.acts_for,
    authorisationKinds: row.authorisation_kinds,
    triggersNeeded: row.triggers_needed,
    triggerKinds: TriggerKinds.parse(row.trigger_kinds),
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    status: basisStatus(row.text_hash, acts),
  };
}

/** The authorisation of a campaign, from its draft on; null while there is none. */
export async function findAuthorisation(ctx: ReadCtx, campaign: CampaignId): Promise<Authorisation | null> {
  const row = await ctx.db
    .selectFrom('authorisation as a')
    .select([
      'a.id',
      'a.kind',
      'a.state',
      'a.number',
      'a.decided_on as decidedOn',
      'a.valid_from as validFrom',
      'a.valid_until as validUntil',
      'a.max_tests as maxTests',
      'a.grounds',
      'a.test_types as testTypes',
      'a.third_persons as thirdPersons',
      'a.requested_by as requestedBy',
      'a.sent_by as sentBy',
    ])
    .select((eb) =>
      eb
        .selectFrom('authorisation_condition as k')
        .whereRef('k.authorisation', '=', 'a.id')
        .where('k.met_at', 'is', null)
        .select((open) => open.fn.countAll<number>().as('n'))
        .as('openConditions'),
    )
    .where('a.campaign', '=', campaign)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, openConditions: row.openConditions ?? 0 };
}

/** The places in the plan of what waits to be done at employers whom the authorisation does not cover. */
export async function findOutside(ctx: ReadCtx, campaign: CampaignId): Promise<number[]> {
  const found = await sql<{
    place: number;
  }>`select outside_authorisation(${campaign}) as place order by 1`.execute(ctx.db);
  return found.rows.map(({ place }) => place);
}

/** How a campaign ended; null while nobody and nothing ended it. */
export async function findEnd(ctx: ReadCtx, campaign: CampaignId): Promise<CampaignEnd | null> {
  const acts = await ctx.db
    .selectFrom('campaign_end')
    .select(['early', 'used_outcomes'])
    .where('campaign', '=', campaign)
    .execute();
  if (acts.length === 0) return null;
  return {
    early: acts.some((act) => act.early),
    usedOutcomes: acts.some((act) => act.early && act.used_outcomes),
  };
}

/** Whether the actor belongs to the campaign's own team: only the team sees what is hidden for others. */
export async function isMember(ctx: ReadCtx, campaign: CampaignId): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('campaign_member')
    .modifyFront(PREPARED)
    .select('account')
    .where('campaign', '=', campaign)
    .where('account', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets nobody on but the campaign's own team: to others, what is inside does not exist. Throws `not-found`. */
export async function insistMember(ctx: ReadCtx, campaign: CampaignId): Promise<void> {
  if (!(await isMember(ctx, campaign))) throw new Problem('not-found');
}

/** Lets only the campaign's own team act, and the system. Throws `not-in-team`: that the campaign is there is no secret to who reads campaigns. */
export async function insistTeam(ctx: ReadCtx, campaign: CampaignId): Promise<void> {
  insist(mayAct(holds(ctx.actor.roles, 'test.see-any') || (await isMember(ctx, campaign))));
}

/** Whether what somebody did for another purpose in one of its sectors bars them from a campaign (the table `purpose_wall`). */
export async function isWalled(ctx: ReadCtx, account: string, campaign: CampaignId): Promise<boolean> {
  const answer = await sql<{
    bars: boolean;
  }>`select purpose_wall_bars(${account}, ${campaign}) as bars`.execute(ctx.db);
  return answer.rows[0]?.bars ?? false;
}

/**
 * For how many months after a campaign ended who acted in it takes no other capacity for its other purpose in the same sector:
 * the longest of the table `purpose_wall` that touches this purpose; null where no row does.
 */
export async function findWallMonths(ctx: ReadCtx, purpose: Purpose): Promise<number | null> {
  const found = await sql<{
    months: number | null;
  }>`select max(months) as months from purpose_wall where ${purpose} in (purpose, other_purpose)`.execute(
    ctx.db,
  );
  return found.rows[0]?.months ?? null;
}

/** Somebody of a campaign's own team. */
export interface TeamMember {
  readonly account: string;
  readonly name: string;
}

/** The campaign's own team, in order of joining. */
export function findTeam(ctx: ReadCtx, campaign: CampaignId): Promise<TeamMember[]> {
  return ctx.db
    .selectFrom('campaign_member as m')
    .innerJoin('account as a', 'a.id', 'm.account')
    .select(['m.account', 'a.name'])
    .where('m.campaign', '=', campaign)
    .orderBy('m.added_at')
    .orderBy('a.id')
    .execute();
}

/** The campaigns to whose team the actor belongs. */
export function findMemberships(ctx: Ctx): Promise<Set<CampaignId>> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('campaign_member')
      .modifyFront(PREPARED)
      .select('campaign')
      .where('account', '=', ctx.actor.id)
      .execute();
    return new Set(rows.map((row) => row.campaign));
  });
}

/** `live` or `demo`, as written when the database was made. */
export async function findClockMode(ctx: ReadCtx): Promise<'live' | 'demo'> {
  const row = await ctx.db.selectFrom('clock').select('mode').executeTakeFirst();
  return row?.mode ?? 'live';
}

/** The database's own answer: why this campaign may not send now, or null. */
export async function findSendingRefusal(ctx: ReadCtx, id: CampaignId): Promise<string | null> {
  const answer = await sql<{
    reason: string | null;
  }>`select sending_refused_because(${id}) as reason`.execute(ctx.db);
  return answer.rows[0]?.reason ?? null;
}

export interface SealView {
  readonly body: string;
  readonly hash: Buffer;
  /** Over the hash; null for a seal from before seals were signed. */
  readonly signed: Signature | null;
  readonly seedCommitment: Buffer;
  readonly seedSealed: Buffer;
  readonly sealedAt: Date;
  readonly sealedBy: string;
}

export async function findSeal(ctx: ReadCtx, campaign: CampaignId): Promise<SealView | null> {
  const row = await ctx.db
    .selectFrom('seal as s')
    .leftJoin('account as a', 'a.id', 's.sealed_by')
    .select((eb) => [
      's.body',
      's.hash',
      's.signature',
      's.signed_with as signedWith',
      's.seed_commitment as seedCommitment',
      's.seed_sealed as seedSealed',
      's.sealed_at as sealedAt',
      eb.fn.coalesce('a.name', eb.val('?')).as('sealedBy'),
    ])
    .where('s.campaign', '=', campaign)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { signature, signedWith, ...seal } = row;
  return { ...seal, signed: signedOf(signature, signedWith) };
}

/** A line of the list of campaigns. */
export interface CampaignLine {
  readonly id: CampaignId;
  readonly name: string;
  readonly ground: string;
  readonly purpose: Purpose;
  readonly state: CampaignState;
  readonly planned: number;
  /** Whether its plan fills up later: then it may have fewer tests than planned. */
  readonly rolling: boolean;
  readonly authorisedUntil: Date | null;
}

interface CampaignFilter {
  readonly state?: CampaignState | undefined;
  readonly ground?: string | undefined;
}

/** The newest campaigns after a place in the list, by instant of making and id, which never change. */
export function pageOfCampaigns(
  ctx: Ctx,
  filter: CampaignFilter,
  { after, limit }: { readonly after: readonly string[] | null; readonly limit: number },
): Promise<{ rows: CampaignLine[]; next: string[] | null }> {
  return ctx.read(async (ctx) => {
    let query = campaignLines(ctx, filter).select(microseconds('c.created_at').as('made'));
    if (after !== null) query = query.where(isPast('c.created_at', 'c.id', after));
    const rows = await query
      .orderBy('c.created_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      rows: shown.map((row) => ({ ...row, planned: row.planned ?? 0 })),
      next: last === undefined ? null : [last.made, last.id],
    };
  });
}

/** All campaigns, the running ones first, then by age. `planned` is the number of pairs that the plan asks for. */
export function listCampaigns(ctx: Ctx, filter: CampaignFilter = {}): Promise<CampaignLine[]> {
  return ctx.read(async (ctx) => {
    const rows = await campaignLines(ctx, filter)
      .orderBy(sql`c.state not in ('running', 'paused', 'closing')`)
      .orderBy('c.created_at')
      .orderBy('c.id')
      .execute();
    return rows.map((row) => ({ ...row, planned: row.planned ?? 0 }));
  });
}

function campaignLines(ctx: ReadCtx, filter: CampaignFilter) {
  let query = ctx.db
    .selectFrom('campaign as c')
    .leftJoin('authorisation as a', 'a.campaign', 'c.id')
    .select([
      'c.id',
      'c.name',
      'c.ground',
      'c.purpose',
      'c.state',
      'c.rolling',
      'a.valid_until as authorisedUntil',
    ])
    .select((eb) =>
      eb
        .selectFrom('campaign_cell as k')
        .whereRef('k.campaign', '=', 'c.id')
        .select((cell) => cell.fn.sum<number>('k.quota').as('quota'))
        .as('planned'),
    );
  if (filter.state !== undefined) query = query.where('c.state', '=', filter.state);
  if (filter.ground !== undefined) query = query.where('c.ground', '=', filter.ground);
  return query;
}
