import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { CampaignId, CampaignState } from '../schema.js';
import {
  ConditionWords,
  TEST_TYPES,
  type Authorisation,
  type AuthorisationRequest,
  type AuthorisationState,
  type Condition,
  type Extension,
  type RequestLanguage,
  type SentLine,
  type SentRequest,
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
    signals: row.signals,
    language: row.language,
  };
}

/** The language of who decides, in which papers to them are printed; Dutch where no request was written. */
export async function findRequestLanguage(ctx: ReadCtx, authorisation: string): Promise<RequestLanguage> {
  return (await findRequest(ctx, authorisation))?.language ?? 'nl';
}

const sentLine = ['version', 'html_hash as htmlHash', 'pdf_hash as pdfHash', 'sent_at as sentAt'] as const;

/** That a request was sent, for who of the team reads signals; null where none was. */
export async function findSentLine(ctx: ReadCtx, authorisation: string): Promise<SentLine | null> {
  const row = await ctx.db
    .selectFrom('sent_request')
    .select(sentLine)
    .where('authorisation', '=', authorisation)
    .executeTakeFirst();
  return row ?? null;
}

/** A campaign's request as it was sent, whole, for who of the team reads signals. Throws `not-found`. */
export async function findSent(ctx: ReadCtx, campaign: CampaignId): Promise<SentRequest> {
  const row = await ctx.db
    .selectFrom('sent_request')
    .select([...sentLine, 'body', 'html', 'pdf'])
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** The names of employers by KBO or establishment number, where the register knows them. */
export async function findEmployerNames(
  ctx: ReadCtx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const own = await ctx.db
    .selectFrom('employer')
    .select(['kbo as number', 'name'])
    .where('kbo', 'in', numbers)
    .execute();
  const places = await ctx.db
    .selectFrom('establishment as p')
    .innerJoin('employer as e', 'e.id', 'p.employer')
    .select(['p.number', 'e.name'])
    .where('p.number', 'in', numbers)
    .execute();
  return new Map([...own, ...places].map(({ number, name }) => [number, name]));
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
      'x.max_tests as maxTests',
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
