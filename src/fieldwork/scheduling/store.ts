import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { bodyOf, type PlannedTest } from './plan.js';
import type { TestId } from './schema.js';

const CHUNK = 200;

/** Establishments (or enterprises without one) that any campaign, of whatever team, tests since `since`. For who seals. */
export async function findTestedPlaces(db: ReadDb, since: Date): Promise<Set<string>> {
  const found = await sql<{ place: string }>`select place from places_tested_since(${since}) place`.execute(
    db,
  );
  return new Set(found.rows.map((row) => row.place));
}

/** Every address that an application ever had, of whatever team: none is used twice. For who seals. */
export async function findTakenAddresses(db: Db): Promise<Set<string>> {
  const found = await sql<{ address: string }>`select address from addresses_taken() address`.execute(db);
  return new Set(found.rows.map((row) => row.address));
}

/** Stores a drawn plan. */
export async function insertPlan(
  ctx: TxCtx,
  campaign: CampaignId,
  ground: string,
  tests: readonly PlannedTest[],
): Promise<void> {
  for (let from = 0; from < tests.length; from += CHUNK) {
    const chunk = tests.slice(from, from + CHUNK).map((test) => ({ id: asId<'test'>(ctx.newId()), test }));
    await insertTests(ctx.db, campaign, ground, chunk);
    await insertApplications(ctx, campaign, chunk);
  }
}

async function insertTests(
  db: Db,
  campaign: CampaignId,
  ground: string,
  chunk: readonly { id: TestId; test: PlannedTest }[],
): Promise<void> {
  await db
    .insertInto('test')
    .values(
      chunk.map(({ id, test }) => ({
        id,
        campaign,
        ordinal: test.ordinal,
        vacancy: test.vacancy.id,
        employer: test.vacancy.employer,
        employer_unit: test.employerUnit,
        sector: test.vacancy.sector,
        ground,
        first_arm: test.assignment.firstArm,
        block: test.assignment.block,
        leaf: test.leaf,
      })),
    )
    .execute();
}

async function insertApplications(
  ctx: TxCtx,
  campaign: CampaignId,
  chunk: readonly { id: TestId; test: PlannedTest }[],
): Promise<void> {
  const rows = chunk.flatMap(({ id, test }) =>
    test.applications.map((application) => ({
      id: asId<'application'>(ctx.newId()),
      test: id,
      campaign,
      position: application.position,
      arm: application.arm,
      template: application.profile.documents.template,
      layout: application.profile.documents.layout,
      profile: JSON.stringify({ ...application.profile.identity, match: test.match }),
      from_name: application.profile.identity.displayName,
      from_address: application.profile.identity.mailAddress,
      to_address: test.vacancy.contactAddress,
      to_name: test.vacancy.contactName,
      subject: application.profile.documents.subject,
      body: bodyOf(application.profile),
      hidden_words: [...application.hiddenWords],
      message_id: application.messageId,
      planned_at: application.dueAt,
      due_at: application.dueAt,
      state_reason: null,
      next_attempt_at: null,
      sent_at: null,
      window_ends_at: null,
    })),
  );
  await ctx.db.insertInto('application').values(rows).execute();
}
