import { sql } from 'kysely';
import type { CompleteTest } from '../../fieldwork/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { Definition } from '../../campaigns/index.js';
import type { Id } from '../../platform/ids.js';
import { provinceOf } from '../../register/index.js';
import type { PairOutcome, TestOutcome } from './schema.js';

const OUTCOMES = [
  'both',
  'control-only',
  'treatment-only',
  'neither',
  'void',
  'control-called',
  'control-silent',
  'treatment-called',
  'treatment-silent',
] as const satisfies readonly TestOutcome[];
const COLUMNS = [
  'both_arms',
  'control_only',
  'treatment_only',
  'neither',
  'void',
  'control_called',
  'control_silent',
  'treatment_called',
  'treatment_silent',
] as const;
const columns = sql.raw(COLUMNS.join(', '));
const cellKey = sql.raw('campaign, sector, ground, wave, definition');
const employerKey = sql.raw('campaign, employer, ground, definition');

/** What a test counts as, and why it is void if it is. */
export type Counted = Readonly<Record<Definition, TestOutcome>> & { readonly voidReason: string | null };

/**
 * Writes that a test counts, and adds one to its cell's and its employer's count under both definitions, in one
 * statement. Who calls holds the lock of counting.
 * @returns false when it counted already
 */
export async function countOnce(ctx: TxCtx, pair: CompleteTest, outcomes: Counted): Promise<boolean> {
  const one = (definition: Definition) =>
    sql`(${sql.lit(definition)}, ${sql.join(OUTCOMES.map((outcome) => sql`${Number(outcomes[definition] === outcome)}::integer`))})`;
  const plus = (table: 'cell_count' | 'employer_count') =>
    sql.raw(COLUMNS.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', '));
  const done =
    await sql`${PREPARED} with fresh as (select where not exists (select from counted_test where test = ${pair.test})),
    counted as (
      insert into counted_test (test, campaign, ordinal, sector, ground, wave, employer, employer_unit, occupation, bottleneck, province, strict, lenient, void_reason, counted_at)
        select ${pair.test}::uuid, ${pair.campaign}::uuid, ${pair.ordinal}::integer, ${pair.sector}, ${pair.ground}, ${pair.wave}::integer, ${pair.employer}::uuid,
          ${pair.employerUnit}, ${pair.occupation}, ${pair.bottleneck}::boolean, ${provinceOf(pair.postcode)}, ${outcomes.strict}, ${outcomes.lenient},
          ${outcomes.voidReason}, ${ctx.clock.now()}::timestamptz from fresh),
    one (definition, ${columns}) as (values ${one('lenient')}, ${one('strict')}),
    cells as (
      insert into cell_count (${cellKey}, ${columns})
        select ${pair.campaign}::uuid, ${pair.sector}, ${pair.ground}, ${pair.wave}::integer, definition, ${columns} from one, fresh
      on conflict (${cellKey}) do update set ${plus('cell_count')})
    insert into employer_count (${employerKey}, ${columns})
      select ${pair.campaign}::uuid, ${pair.employer}::uuid, ${pair.ground}, definition, ${columns} from one, fresh
    on conflict (${employerKey}) do update set ${plus('employer_count')}`.execute(ctx.db);
  return (done.numAffectedRows ?? 0n) > 0n;
}

/**
 * Writes that a counted test counts as something else: one less and one more in its cell's and its employer's count, under
 * each definition, in one statement. Who calls holds the lock of counting.
 * @returns false when it did not count, or counts so already
 */
export async function recount(
  db: Db,
  pair: Pick<CompleteTest, 'test' | 'campaign' | 'sector' | 'ground' | 'wave' | 'employer'>,
  { strict, lenient, voidReason }: Counted,
): Promise<boolean> {
  const moved = (definition: Definition, now: TestOutcome) =>
    sql`select ${sql.lit(definition)} as definition, ${sql.join(
      OUTCOMES.map(
        (outcome, at) =>
          sql`${Number(now === outcome)}::integer - (${sql.ref(`was_${definition}`)} = ${sql.lit(outcome)})::integer as ${sql.ref(COLUMNS[at] ?? '')}`,
      ),
    )} from changed`;
  const plus = sql.raw(COLUMNS.map((column) => `${column} = k.${column} + m.${column}`).join(', '));
  const done =
    await sql`with was as (select test, strict as was_strict, lenient as was_lenient from counted_test
      where test = ${pair.test} and (strict, lenient, void_reason) is distinct from (${strict}, ${lenient}, ${voidReason}::text)),
    changed as (update counted_test c set strict = ${strict}, lenient = ${lenient}, void_reason = ${voidReason}
      from was where c.test = was.test returning was.was_strict, was.was_lenient),
    moved as (${moved('lenient', lenient)} union all ${moved('strict', strict)}),
    cells as (update cell_count k set ${plus} from moved m where k.campaign = ${pair.campaign} and k.sector = ${pair.sector}
      and k.ground = ${pair.ground} and k.wave = ${pair.wave} and k.definition = m.definition)
    update employer_count k set ${plus} from moved m
      where k.campaign = ${pair.campaign} and k.employer = ${pair.employer} and k.ground = ${pair.ground} and k.definition = m.definition returning k.definition`.execute(
      db,
    );
  return done.rows.length > 0;
}

/** Adds a test to the end of its cell's sequential series unless its employer unit is in it; callers count one after another. */
export async function appendEvidence(
  db: Db,
  pair: Pick<CompleteTest, 'campaign' | 'sector' | 'ground' | 'employerUnit'>,
  test: Id<'test'>,
  outcome: Exclude<PairOutcome, 'void'>,
): Promise<boolean> {
  const done =
    await sql`${PREPARED} insert into evidence (campaign, sector, ground, place, employer_unit, test, outcome)
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
