import { setImmediate } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { PlannedTest } from './plan.js';

/** Tests in one statement. */
const CHUNK = 100;
/** Chunks that may wait for the database while more is drawn: now the one is slower, now the other. */
const AHEAD = 2;
/** Tests drawn between two looks at what else the process has to do. */
const BREATH = 5;

/** Establishments (or enterprises without one) that any campaign, of whatever team, tests since `since`. For who seals. */
export async function findTestedPlaces(db: ReadDb, since: Date): Promise<Set<string>> {
  const found = await sql<{ place: string }>`select place from places_tested_since(${since}) place`.execute(
    db,
  );
  return new Set(found.rows.map((row) => row.place));
}

/** How many tests each group of enterprises has since `since`, in any campaign. For who seals. */
export async function findTestedGroups(db: ReadDb, since: Date): Promise<Map<string, number>> {
  const found = await sql<{
    group: string;
    tests: number;
  }>`select enterprise_group as "group", tests from groups_tested_since(${since})`.execute(db);
  return new Map(found.rows.map(({ group, tests }) => [group, tests]));
}

/** Tests per recruiter's domain that stand in a plan already: an increment counts on from them. */
export async function findDomains(db: Db, campaign: CampaignId): Promise<Map<string, number>> {
  const found = await sql<{
    domain: string;
    tests: number;
  }>`select lower(substring(v.contact_address from '[^@]*$')) as domain, count(*)::int as tests
    from test t join vacancy v on v.id = t.vacancy where t.campaign = ${campaign} group by 1`.execute(db);
  return new Map(found.rows.map(({ domain, tests }) => [domain, tests]));
}

/** The employers in a plan already, as they are counted: of single applications each gets one. */
export async function findUnits(db: Db, campaign: CampaignId): Promise<Set<string>> {
  const found = await sql<{
    unit: string;
  }>`select employer_unit as unit from test where campaign = ${campaign}`.execute(db);
  return new Set(found.rows.map(({ unit }) => unit));
}

/** Every address that an application ever had, of whatever team: none is used twice. For who seals. */
export async function findTakenAddresses(db: Db): Promise<Set<string>> {
  const found = await sql<{ address: string }>`select address from addresses_taken() address`.execute(db);
  return new Set(found.rows.map((row) => row.address));
}

/** People who were retired, as a name and the municipality they lived in: nobody of that name is drawn there. For who seals. */
export async function findRetired(db: Db): Promise<Set<string>> {
  const found = await sql<{
    name: string;
    municipality: string | null;
  }>`select name, municipality from identities_retired()`.execute(db);
  return new Set(found.rows.map((row) => personKey(row.name, row.municipality ?? '')));
}

/** The key of a person by name and municipality. */
export const personKey = (name: string, municipality: string): string =>
  `${name}, ${municipality}`.toLowerCase();

/**
 * Stores a plan while it is drawn: the database writes one chunk while the next are being made, and between the tests the
 * process sees to others. What goes wrong while drawing or storing is thrown once nothing is under way any more.
 */
export async function insertPlan(
  ctx: TxCtx,
  campaign: CampaignId,
  tests: Iterable<PlannedTest>,
): Promise<void> {
  const underWay: Promise<void>[] = [];
  const insert = async (chunk: Chunk, before: Promise<void> | undefined): Promise<void> => {
    await before;
    await insertRows(ctx.db, TEST, chunk.tests);
    await insertRows(ctx.db, APPLICATION, chunk.applications);
  };
  const send = (chunk: Chunk): void => {
    const sent = insert(chunk, underWay.at(-1));
    // Its failure is told when it is awaited; until then it is no loose end.
    sent.catch(() => undefined);
    underWay.push(sent);
  };
  try {
    let chunk: Chunk = { tests: [], applications: [] };
    let drawn = 0;
    for (const test of tests) {
      addTo(chunk, campaign, test, ctx.newId);
      drawn += 1;
      if (drawn % CHUNK === 0) {
        send(chunk);
        if (underWay.length > AHEAD) await underWay.shift();
        chunk = { tests: [], applications: [] };
      }
      if (drawn % BREATH === 0) await setImmediate();
    }
    if (chunk.tests.length > 0) send(chunk);
    await underWay.at(-1);
  } finally {
    await Promise.allSettled(underWay);
  }
}

/** The values of rows on their way to the database, one after another. */
interface Chunk {
  readonly tests: unknown[];
  readonly applications: unknown[];
}

/** A table with the columns that are filled, in the order of their values. */
interface Filled {
  readonly table: string;
  readonly columns: readonly string[];
}

const filled = (table: string, columns: string): Filled => ({ table, columns: columns.split(' ') });
const TEST = filled(
  'test',
  'id campaign ordinal vacancy employer employer_unit sector ground first_arm block leaf increment',
);
const APPLICATION = filled(
  'application',
  'id test campaign position arm template layout profile from_name from_address to_address to_name form_url subject body hidden_words message_id planned_at due_at',
);

/** Adds the values of a test and its applications, each in the order of the columns above: change the two together. */
function addTo(
  { tests, applications }: Chunk,
  campaign: CampaignId,
  planned: PlannedTest,
  newId: TxCtx['newId'],
): void {
  const { vacancy, assignment, match } = planned;
  const id = newId();
  tests.push(
    ...[id, campaign, planned.ordinal, vacancy.id, vacancy.employer, planned.employerUnit, vacancy.sector],
    ...[planned.ground, assignment.firstArm, assignment.block, planned.leaf, planned.increment],
  );
  for (const { position, arm, profile, body, hiddenWords, messageId, dueAt } of planned.applications) {
    const { identity, documents } = profile;
    applications.push(
      ...[newId(), id, campaign, position, arm, documents.template, documents.layout],
      ...[JSON.stringify({ ...identity, match }), identity.displayName, identity.mailAddress],
      ...[vacancy.contactAddress, vacancy.contactName, vacancy.formUrl, documents.subject, body],
      ...[hiddenWords, messageId, dueAt, dueAt],
    );
  }
}

/** Stores rows of values. */
async function insertRows(db: Db, into: Filled, values: unknown[]): Promise<void> {
  const text = insertText(db, into, values.length / into.columns.length);
  await db.executeQuery(CompiledQuery.raw(text, values));
}

const wholeTexts = new Map<string, string>();

/** The statement for so many rows. Whole chunks share one, written once, which a connection reads and plans once. */
function insertText(db: Db, { table, columns }: Filled, rows: number): string {
  const isWhole = rows % CHUNK === 0;
  const key = `${table} ${rows}`;
  const known = wholeTexts.get(key);
  if (known !== undefined) return known;
  const row = sql`(${sql.join(columns.map(() => null))})`;
  const text =
    sql`${isWhole ? PREPARED : sql``}insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(Array<typeof row>(rows).fill(row))}`.compile(db).sql;
  if (isWhole) wholeTexts.set(key, text);
  return text;
}
