import { sql } from 'kysely';
import type { CompletePair } from '../../fieldwork/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { Definition } from '../../campaigns/index.js';
import type { Id } from '../../platform/ids.js';
import { provinceOf } from '../../register/index.js';
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
      occupation: pair.occupation,
      bottleneck: pair.bottleneck,
      province: provinceOf(pair.postcode),
      strict: outcomes.strict,
      lenient: outcomes.lenient,
      void_reason: outcomes.voidReason,
      counted_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

const OUTCOMES = ['both', 'control-only', 'treatment-only', 'neither', 'void'] as const;
const COLUMNS = ['both_arms', 'control_only', 'treatment_only', 'neither', 'void'] as const;
const columns = sql.raw(COLUMNS.join(', '));
const cellKey = sql.raw('campaign, sector, ground, wave, definition');
const employerKey = sql.raw('campaign, employer, ground, definition');

/** Adds one to the cell's and the employer's count under both definitions, in one statement. */
export async function addOne(
  db: Db,
  pair: CompletePair,
  outcomes: Readonly<Record<Definition, PairOutcome>>,
): Promise<void> {
  const one = (definition: Definition) =>
    sql`(${sql.lit(definition)}, ${sql.join(OUTCOMES.map((outcome) => sql.lit(Number(outcomes[definition] === outcome))))})`;
  const plus = (table: 'cell_count' | 'employer_count') =>
    sql.raw(COLUMNS.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', '));
  await sql`with one (definition, ${columns}) as (values ${one('lenient')}, ${one('strict')}),
    cells as (
      insert into cell_count (${cellKey}, ${columns})
        select ${pair.campaign}::uuid, ${pair.sector}, ${pair.ground}, ${pair.wave}::integer, definition, ${columns} from one
      on conflict (${cellKey}) do update set ${plus('cell_count')})
    insert into employer_count (${employerKey}, ${columns})
      select ${pair.campaign}::uuid, ${pair.employer}::uuid, ${pair.ground}, definition, ${columns} from one
    on conflict (${employerKey}) do update set ${plus('employer_count')}`.execute(db);
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

/**
 * Empties and refills both count tables from the counted tests. One scan groups by everything either table and either
 * definition needs; both tables are then sums over its few thousand groups.
 */
export async function rebuildCounts(db: Db): Promise<void> {
  // Deleting first, in statements of their own: a pair that is being counted is waited for here, and seen by the scan.
  await db.deleteFrom('cell_count').execute();
  await db.deleteFrom('employer_count').execute();
  // The groups fit in memory; without this a large scan would sort on disk.
  await sql`select set_config('work_mem', '64MB', true)`.execute(db);
  const sums = sql.join(
    OUTCOMES.map((outcome) => sql`coalesce(sum(n) filter (where outcome = ${sql.lit(outcome)}), 0)`),
  );
  // A table of its own and not a part of the insert, because only so may the scan use more than one processor.
  await sql`create temporary table scanned on commit drop as
    select campaign, sector, ground, wave, employer, strict, lenient, count(*) as n from counted_test
    group by campaign, sector, ground, wave, employer, strict, lenient`.execute(db);
  await sql`with told as materialized (
      select campaign, sector, ground, wave, employer, definition, case definition when 'strict' then strict else lenient end as outcome, n
      from scanned cross join (values ('strict'), ('lenient')) as d (definition)),
    filled as (
      insert into cell_count (${cellKey}, ${columns}) select ${cellKey}, ${sums} from told group by ${cellKey})
    insert into employer_count (${employerKey}, ${columns}) select ${employerKey}, ${sums} from told group by ${employerKey}`.execute(
    db,
  );
}
