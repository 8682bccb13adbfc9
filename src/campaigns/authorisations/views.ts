import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { CampaignId, CampaignState } from '../schema.js';
import {
  ConditionWords,
  TEST_TYPES,
  type Authorisation,
  type AuthorisationRequest,
  type AuthorisationState,
  type Condition,
  type Extension,
} from './schema.js';

/** What is asked for and why; null where there is none, or it is not the reader's. */
export async function findRequest(ctx: ReadCtx, authorisation: string): Promise<AuthorisationRequest | null> {
  const row = await ctx.db
    .selectFrom('authorisation_request')
    .selectAll()
    .where('authorisation', '=', authorisation)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    version: row.version,
    addressee: row.addressee,
    motivation: row.motivation,
    necessity: row.necessity,
    maxTests: row.max_tests,
    wantedFrom: row.wanted_from,
    wantedUntil: row.wanted_until,
    testTypes: TEST_TYPES.filter((type) => row.test_types.includes(type)),
    employers: row.employers,
    thirdPersons: row.third_persons,
    excusedActs: row.excused_acts,
    remark: row.remark,
  };
}

/** What must be met before anything leaves, those of the decision first. */
export async function findConditions(ctx: ReadCtx, authorisation: string): Promise<Condition[]> {
  const rows = await ctx.db
    .selectFrom('authorisation_condition as k')
    .leftJoin('account as a', 'a.id', 'k.met_by')
    .select(['k.position', 'k.of_basis', 'k.words', 'a.name', 'k.met_at', 'k.note'])
    .where('k.authorisation', '=', authorisation)
    .orderBy('k.position')
    .execute();
  return rows.map((row) => ({
    position: row.position,
    ofBasis: row.of_basis,
    words: ConditionWords.parse(row.words),
    metBy: row.name,
    metAt: row.met_at,
    note: row.note,
  }));
}

/** The employers that the decision names, for its own team; empty where it names none. */
export async function findScope(ctx: ReadCtx, authorisation: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('authorisation_employer')
    .select('number')
    .where('authorisation', '=', authorisation)
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

/** The later ends that were decided, in their order. */
export function findExtensions(ctx: ReadCtx, authorisation: string): Promise<Extension[]> {
  return ctx.db
    .selectFrom('authorisation_extension as x')
    .innerJoin('account as a', 'a.id', 'x.recorded_by')
    .select([
      'x.id',
      'x.number',
      'x.decided_on as decidedOn',
      'x.valid_until as validUntil',
      'a.name as recorder',
    ])
    .where('x.authorisation', '=', authorisation)
    .orderBy('x.valid_until')
    .execute();
}

/** Who wrote, checked, sent and recorded, by name. */
export interface Hands {
  readonly requester: string | null;
  readonly checker: string | null;
  readonly sender: string | null;
  readonly recorder: string | null;
}

export async function findHands(ctx: ReadCtx, authorisation: string): Promise<Hands> {
  const row = await ctx.db
    .selectFrom('authorisation as x')
    .leftJoin('account as r', 'r.id', 'x.requested_by')
    .leftJoin('account as c', 'c.id', 'x.checked_by')
    .leftJoin('account as s', 's.id', 'x.sent_by')
    .leftJoin('account as w', 'w.id', 'x.recorded_by')
    .select(['r.name as requester', 'c.name as checker', 's.name as sender', 'w.name as recorder'])
    .where('x.id', '=', authorisation)
    .executeTakeFirst();
  return row ?? { requester: null, checker: null, sender: null, recorder: null };
}

/** A line of the list of authorisations. */
export interface AuthorisationLine extends Pick<
  Authorisation,
  'id' | 'kind' | 'state' | 'number' | 'validFrom' | 'validUntil' | 'maxTests'
> {
  readonly campaign: CampaignId;
  readonly name: string;
  readonly campaignState: CampaignState;
}

/** The most lines that the list shows. */
export const MOST_LINES = 500;

/** Every authorisation: what stands first, by its end; then what is asked for; then what is over. */
export function listAuthorisations(ctx: Ctx): Promise<AuthorisationLine[]> {
  const over: AuthorisationState[] = ['refused', 'withdrawn'];
  return ctx.read((ctx) =>
    ctx.db
      .selectFrom('authorisation as a')
      .innerJoin('campaign as c', 'c.id', 'a.campaign')
      .select([
        'a.id',
        'a.kind',
        'a.state',
        'a.number',
        'a.valid_from as validFrom',
        'a.valid_until as validUntil',
        'a.max_tests as maxTests',
        'a.campaign',
        'c.name',
        'c.state as campaignState',
      ])
      .orderBy((eb) => eb('a.state', 'in', over))
      .orderBy((eb) => eb('a.valid_until', 'is', null))
      .orderBy('a.valid_until', 'desc')
      .orderBy('a.id')
      .limit(MOST_LINES)
      .execute(),
  );
}
