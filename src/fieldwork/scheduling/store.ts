import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import { asId } from '../../platform/ids.js';
import { bodyOf, type PlannedTest } from './plan.js';
import type { TestId } from './schema.js';

/** Tests in one statement. */
const CHUNK = 100;
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
 * Stores a plan while it is drawn: the database writes one chunk while the next is being made, and between the tests
 * the process sees to others. What goes wrong while drawing or storing is thrown once nothing is under way any more.
 */
export async function insertPlan(
  ctx: TxCtx,
  campaign: CampaignId,
  tests: Iterable<PlannedTest>,
): Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  const insert = async (chunk: readonly NumberedTest[]): Promise<void> => {
    await insertTests(ctx.db, campaign, chunk);
    await insertApplications(ctx, campaign, chunk);
  };
  try {
    let chunk: NumberedTest[] = [];
    let drawn = 0;
    for (const test of tests) {
      chunk.push({ id: asId<'test'>(ctx.newId()), test });
      drawn += 1;
      if (chunk.length === CHUNK) {
        await underWay;
        underWay = insert(chunk);
        // Its failure is told when it is awaited; until then it is no loose end.
        underWay.catch(() => undefined);
        chunk = [];
      }
      if (drawn % BREATH === 0) await setImmediate();
    }
    await underWay;
    if (chunk.length > 0) await insert(chunk);
  } finally {
    await underWay.catch(() => undefined);
  }
}

interface NumberedTest {
  readonly id: TestId;
  readonly test: PlannedTest;
}

// One value holds a whole chunk: a text of thousands of values is slow to make, to send and to read.

async function insertTests(db: Db, campaign: CampaignId, chunk: readonly NumberedTest[]): Promise<void> {
  const rows = chunk.map(({ id, test }) => ({
    id,
    ordinal: test.ordinal,
    vacancy: test.vacancy.id,
    employer: test.vacancy.employer,
    employer_unit: test.employerUnit,
    sector: test.vacancy.sector,
    ground: test.ground,
    first_arm: test.assignment.firstArm,
    block: test.assignment.block,
    leaf: test.leaf.toString('hex'),
    increment: test.increment,
  }));
  await sql`${PREPARED} insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
    select id, ${campaign}, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, decode(leaf, 'hex'), increment
    from json_to_recordset(${JSON.stringify(rows)}::json) as x (id uuid, ordinal integer, vacancy uuid, employer uuid, employer_unit text,
      sector text, ground text, first_arm text, block integer, leaf text, increment integer)`.execute(db);
}

async function insertApplications(
  ctx: TxCtx,
  campaign: CampaignId,
  chunk: readonly NumberedTest[],
): Promise<void> {
  const rows = chunk.flatMap(({ id, test }) =>
    test.applications.map((application) => ({
      id: ctx.newId(),
      test: id,
      position: application.position,
      arm: application.arm,
      template: application.profile.documents.template,
      layout: application.profile.documents.layout,
      profile: { ...application.profile.identity, match: test.match },
      from_name: application.profile.identity.displayName,
      from_address: application.profile.identity.mailAddress,
      to_address: test.vacancy.contactAddress,
      to_name: test.vacancy.contactName,
      form_url: test.vacancy.formUrl,
      subject: application.profile.documents.subject,
      body: bodyOf(application.profile),
      hidden_words: application.hiddenWords,
      message_id: application.messageId,
      due_at: application.dueAt,
    })),
  );
  await sql`${PREPARED} insert into application (id, test, campaign, position, arm, template, layout, profile, from_name, from_address,
      to_address, to_name, form_url, subject, body, hidden_words, message_id, planned_at, due_at)
    select id, test, ${campaign}, position, arm, template, layout, profile, from_name, from_address,
      to_address, to_name, form_url, subject, body, hidden_words, message_id, due_at, due_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as x (id uuid, test uuid, position smallint, arm text, template smallint,
      layout smallint, profile jsonb, from_name text, from_address text, to_address text, to_name text, form_url text, subject text, body text,
      hidden_words text[], message_id text, due_at timestamptz)`.execute(ctx.db);
}
