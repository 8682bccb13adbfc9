import { sql } from 'kysely';
import type { Db, ReadCtx, TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { OrganisationId, OrganisationKind } from '../schema.js';
import { MOST_WRONG_CODES } from '../second-step.js';

export interface KeptOrganisation {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly kind: OrganisationKind;
  readonly number: string;
  readonly blocked: boolean;
  readonly codeSignedOn: DateOnly | null;
  readonly clause: string | null;
  readonly addedOn: DateOnly;
}

const columns = [
  'id',
  'name',
  'login',
  'kind',
  'number',
  'blocked',
  'code_signed_on as codeSignedOn',
  'clause',
  'added_on as addedOn',
] as const;

/** Every organisation that the actor may see, by name. */
export function listOrganisations(ctx: ReadCtx): Promise<KeptOrganisation[]> {
  return ctx.db.selectFrom('organisation').select(columns).orderBy('name').orderBy('id').execute();
}

export function findOrganisation(ctx: ReadCtx, id: string): Promise<KeptOrganisation | undefined> {
  return ctx.db.selectFrom('organisation').select(columns).where('id', '=', id).executeTakeFirst();
}

export function findByLogin(ctx: ReadCtx, login: string): Promise<KeptOrganisation | undefined> {
  return ctx.db.selectFrom('organisation').select(columns).where('login', '=', login).executeTakeFirst();
}

/** Years with at least one report, by organisation, the newest first. */
export async function listDutyYears(ctx: ReadCtx): Promise<Map<string, number[]>> {
  const rows = await ctx.db
    .selectFrom('duty_year')
    .select(['organisation', 'year'])
    .orderBy('year', 'desc')
    .execute();
  const years = new Map<string, number[]>();
  for (const { organisation, year } of rows)
    years.set(organisation, [...(years.get(organisation) ?? []), year]);
  return years;
}

export interface Credential {
  readonly salt: Buffer | null;
  readonly verifier: Buffer | null;
  readonly secondStep: Buffer | null;
  readonly lastStep: number | null;
  readonly apiKey: Buffer | null;
}

export async function findCredential(ctx: ReadCtx, organisation: string): Promise<Credential | undefined> {
  const row = await ctx.db
    .selectFrom('organisation_credential')
    .select(['salt', 'verifier', 'second_step as secondStep', 'last_step', 'api_key as apiKey'])
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { last_step: lastStep, ...rest } = row;
  return { ...rest, lastStep: lastStep === null ? null : Number(lastStep) };
}

/** The organisation that this name and start code may set up today; its row is locked. */
export async function findStart(
  ctx: TxCtx,
  login: string,
  hash: Buffer,
  today: DateOnly,
): Promise<string | undefined> {
  const found = await ctx.db
    .selectFrom('organisation_credential')
    .innerJoin('organisation', 'organisation.id', 'organisation_credential.organisation')
    .select('organisation.id')
    .where('login', '=', login)
    .where('blocked', '=', false)
    .where('setup_hash', '=', hash)
    .where('setup_until', '>=', today)
    .forUpdate('organisation_credential')
    .executeTakeFirst();
  return found?.id;
}

export async function keepCredential(
  db: Db,
  organisation: string,
  { salt, verifier, secondStep }: { salt: Buffer; verifier: Buffer; secondStep: Buffer },
): Promise<void> {
  await db
    .updateTable('organisation_credential')
    .set({
      salt,
      verifier,
      second_step: secondStep,
      last_step: null,
      wrong_codes: 0,
      api_key: null,
      setup_hash: null,
      setup_until: null,
    })
    .where('organisation', '=', organisation)
    .execute();
  await db.deleteFrom('organisation_session').where('organisation', '=', organisation).execute();
}

/** Keeps what an organisation did, without time, to be linked to the chain by night. */
export async function insertAct(ctx: TxCtx, organisation: string, what: string): Promise<void> {
  await ctx.db
    .insertInto('pending_act')
    .values({ id: ctx.newId(), what, report: null, organisation })
    .execute();
}

/** Counts a one-time code as wrong before it is judged; false where too many were wrong today. The row is locked then. */
export async function countCode(db: Db, organisation: string): Promise<boolean> {
  const counted = await db
    .updateTable('organisation_credential')
    .set((of) => ({ wrong_codes: of('wrong_codes', '+', 1) }))
    .where('organisation', '=', organisation)
    .where('wrong_codes', '<', MOST_WRONG_CODES)
    .executeTakeFirst();
  return counted.numUpdatedRows === 1n;
}

/** Uses up a step of one-time codes, which was right; false when a later one was used meanwhile. */
export async function useStep(db: Db, organisation: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('organisation_credential')
    .set({ last_step: step, wrong_codes: 0 })
    .where('organisation', '=', organisation)
    .where((of) => of.or([of('last_step', 'is', null), of('last_step', '<', step)]))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

export async function keepApiKey(db: Db, organisation: string, key: Buffer | null): Promise<void> {
  await db
    .updateTable('organisation_credential')
    .set({ api_key: key })
    .where('organisation', '=', organisation)
    .execute();
}

export interface NewSession {
  readonly lookup: Buffer;
  readonly organisation: string;
  readonly whole: boolean;
  readonly idle_until: Date;
  readonly ends_at: Date;
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db.insertInto('organisation_session').values(session).execute();
}

/** Prolongs the session of a lookup that still runs at an instant; undefined when there is none. */
export function prolongSession(
  db: Db,
  lookup: Buffer,
  now: Date,
  idleUntil: Date,
): Promise<{ organisation: string; whole: boolean } | undefined> {
  return db
    .updateTable('organisation_session')
    .set({ idle_until: idleUntil })
    .where('lookup', '=', lookup)
    .where('idle_until', '>', now)
    .where('ends_at', '>', now)
    .returning(['organisation', 'whole'])
    .executeTakeFirst();
}

export async function makeWhole(db: Db, lookup: Buffer): Promise<void> {
  await db.updateTable('organisation_session').set({ whole: true }).where('lookup', '=', lookup).execute();
}

export async function endSession(db: Db, lookup: Buffer): Promise<void> {
  await db.deleteFrom('organisation_session').where('lookup', '=', lookup).execute();
}

/** What the actor's organisation filed under a reference. */
export function findFiling(
  ctx: ReadCtx,
  reference: Buffer,
): Promise<{ report: string | null; onDay: DateOnly } | undefined> {
  return ctx.db
    .selectFrom('filing')
    .select(['report', 'on_day as onDay'])
    .where('reference', '=', reference)
    .executeTakeFirst();
}

export interface NewOrganisation {
  readonly name: string;
  readonly login: string;
  readonly kind: OrganisationKind;
  readonly number: string;
}

export async function insertOrganisation(db: Db, id: string, given: NewOrganisation): Promise<void> {
  await db
    .insertInto('organisation')
    .values({ id, ...given, code_signed_on: null, clause: null })
    .execute();
}

export async function changeOrganisation(
  db: Db,
  id: string,
  set: {
    name?: string;
    number?: string;
    code_signed_on?: DateOnly | null;
    clause?: string | null;
    blocked?: boolean;
  },
): Promise<void> {
  await db.updateTable('organisation').set(set).where('id', '=', id).execute();
}

/** Lets an organisation begin with a start code until a day. */
export async function allowStart(db: Db, id: string, hash: Buffer, until: DateOnly): Promise<void> {
  await sql`select allow_organisation(${id}, ${hash}, ${until})`.execute(db);
}

/** Ends the sessions of an organisation and its start code. */
export async function shutOut(db: Db, id: OrganisationId): Promise<void> {
  await sql`select shut_organisation(${id})`.execute(db);
}
