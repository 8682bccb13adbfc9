import { sql } from 'kysely';
import type { CompletePair } from '../../fieldwork/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { Definition } from '../../campaigns/index.js';
import type { Id } from '../../platform/ids.js';
import type { PairOutcome } from './schema.js';

/** Writes that a test counts, once. @returns false when it counted already */
export async function insertCounted(
  ctx: TxCtx,
  pair: CompletePair,
  outcomes: { strict: PairOutcome; lenient: PairOutcome; voidReason: string | null },
): Promise<boolean> {
  const done = await ctx.db
    .insertInto('counted_test')
    .values({
      test: pair.test,
      campaign: pair.campaign,
      ordinal: pair.ordinal,
      sector: pair.sector,
      ground: pair.ground,
      wave: pair.wave,
      employer: pair.employer,
      employer_unit: pair.employerUnit,
      strict: outcomes.strict,
      lenient: outcomes.lenient,
      void_reason: outcomes.voidReason,
      counted_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

const COLUMN = {
  both: 'both_arms',
  'control-only': 'control_only',
  'treatment-only': 'treatment_only',
  neither: 'neither',
  void: 'void',
} as const satisfies Record<PairOutcome, string>;

/** Adds one to the cell's and the employer's count under a definition. */
export async function addOne(
  db: Db,
  pair: CompletePair,
  definition: Definition,
  outcome: PairOutcome,
): Promise<void> {
  const column = sql.ref(COLUMN[outcome]);
  await sql`insert into cell_count (campaign, sector, ground, wave, definition, ${column}) values (${pair.campaign}, ${pair.sector}, ${pair.ground}, ${pair.wave}, ${definition}, 1)
    on conflict (campaign, sector, ground, wave, definition) do update set ${column} = cell_count.${column} + 1`.execute(
    db,
  );
  await sql`insert into employer_count (campaign, employer, ground, definition, ${column}) values (${pair.campaign}, ${pair.employer}, ${pair.ground}, ${definition}, 1)
    on conflict (campaign, employer, ground, definition) do update set ${column} = employer_count.${column} + 1`.execute(
    db,
  );
}

/** Adds a test to the end of its cell's sequential series unless its employer unit is in it; callers count one after another. */
export async function appendEvidence(
  db: Db,
  pair: Pick<CompletePair, 'campaign' | 'sector' | 'ground' | 'employerUnit'>,
  test: Id<'test'>,
  outcome: Exclude<PairOutcome, 'void'>,
): Promise<boolean> {
  const done = await sql`insert into evidence (campaign, sector, ground, place, employer_unit, test, outcome)
    select ${pair.campaign}, ${pair.sector}, ${pair.ground}, coalesce(max(place), 0) + 1, ${pair.employerUnit}, ${test}, ${outcome}
      from evidence where campaign = ${pair.campaign} and sector = ${pair.sector} and ground = ${pair.ground}
    on conflict (campaign, sector, ground, employer_unit) do nothing`.execute(db);
  return done.numAffectedRows === 1n;
}

/** Empties and refills both count tables from the counted tests. */
export async function rebuildCounts(db: Db): Promise<void> {
  await db.deleteFrom('cell_count').execute();
  await db.deleteFrom('employer_count').execute();
  const tallies = sql`count(*) filter (where outcome = 'both'), count(*) filter (where outcome = 'control-only'), count(*) filter (where outcome = 'treatment-only'),
    count(*) filter (where outcome = 'neither'), count(*) filter (where outcome = 'void')`;
  const both = sql`(select c.*, d.definition, case d.definition when 'strict' then c.strict else c.lenient end as outcome
    from counted_test c cross join (values ('strict'), ('lenient')) as d (definition)) as c`;
  await sql`insert into cell_count (campaign, sector, ground, wave, definition, both_arms, control_only, treatment_only, neither, void)
    select campaign, sector, ground, wave, definition, ${tallies} from ${both} group by campaign, sector, ground, wave, definition`.execute(
    db,
  );
  await sql`insert into employer_count (campaign, employer, ground, definition, both_arms, control_only, treatment_only, neither, void)
    select campaign, employer, ground, definition, ${tallies} from ${both} group by campaign, employer, ground, definition`.execute(
    db,
  );
}
