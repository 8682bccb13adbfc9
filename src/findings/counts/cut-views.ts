import { sql } from 'kysely';
import { hasContrasts, type Campaign, type Definition } from '../../campaigns/index.js';
import { compareCodeUnits } from '../../platform/canonical.js';
import type { ReadCtx } from '../../platform/context.js';
import { totalPairs, type PairTable } from '../../statistics/index.js';
import { findCellTables, type FamilyCell } from './views.js';

/** What the figures of a campaign can be broken down by. */
export const CUTS = ['sector', 'occupation', 'bottleneck', 'province', 'wave'] as const;
export type Cut = (typeof CUTS)[number];

/**
 * One value of a cut: a sector's code, an occupation, yes | no | unknown, a province or `unknown`, a wave's number. In a design of
 * several contrasts each contrast has its own: their pairs are never one figure.
 */
export interface CutTable {
  readonly value: string;
  /** What the pairs are about: the ground, with the contrast after a stroke in a design of several. */
  readonly ground: string;
  readonly table: PairTable;
  readonly voided: number;
  /** Employer units with a pair that is not void. */
  readonly units: number;
}

// A value is text in every cut, so that one cell has one name wherever it stands.
const VALUE = {
  sector: sql<string>`sector`,
  occupation: sql<string>`occupation`,
  bottleneck: sql<string>`case when bottleneck then 'yes' when not bottleneck then 'no' else 'unknown' end`,
  province: sql<string>`coalesce(province, 'unknown')`,
  wave: sql<string>`wave::text`,
} as const satisfies Record<Cut, unknown>;

/** What a test is about: a column only where it differs, so that any other breakdown is read from its index alone. */
const groundIn = (campaign: Campaign) =>
  hasContrasts(campaign) ? sql<string>`ground` : sql<string>`${campaign.ground}::text`;

/** The pair tables of a campaign by one cut other than its sectors, under a definition, by value. Reads every test. */
export async function findCutTables(
  ctx: ReadCtx,
  campaign: Campaign,
  cut: Exclude<Cut, 'sector'>,
  definition: Definition,
): Promise<CutTable[]> {
  const outcome = sql.ref(definition);
  const rows = await ctx.db
    .selectFrom('counted_test')
    .select([
      VALUE[cut].as('value'),
      groundIn(campaign).as('ground'),
      sql<number>`count(*) filter (where ${outcome} = 'both')`.as('both'),
      sql<number>`count(*) filter (where ${outcome} = 'control-only')`.as('controlOnly'),
      sql<number>`count(*) filter (where ${outcome} = 'treatment-only')`.as('treatmentOnly'),
      sql<number>`count(*) filter (where ${outcome} = 'neither')`.as('neither'),
      sql<number>`count(*) filter (where ${outcome} = 'void')`.as('voided'),
      sql<number>`count(distinct employer_unit) filter (where ${outcome} <> 'void')`.as('units'),
    ])
    .where('campaign', '=', campaign.id)
    .groupBy(sql`1, 2`)
    .execute();
  return rows
    .map(({ value, ground, voided, units, ...table }) => ({ value, ground, table, voided, units }))
    .sort(
      (a, b) =>
        compareCodeUnits(a.value.padStart(6), b.value.padStart(6)) || compareCodeUnits(a.ground, b.ground),
    );
}

/**
 * The pair tables of a campaign by cell, in sealed order. From the kept counts and the sequential series, in which each
 * employer unit stands once: the page that everybody opens does not read every test.
 */
export async function findSectorTables(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
  series: readonly FamilyCell[],
): Promise<CutTable[]> {
  return (await findCellTables(ctx, campaign, definition)).map(({ sector, ground, table, voided }) => {
    const own = series.find((cell) => cell.sector === sector && cell.ground === ground);
    return { value: sector, ground, table, voided, units: own === undefined ? 0 : totalPairs(own.evidence) };
  });
}

/** A distinct combination of contrast and cut values with what its unvoided pairs came to, and whose they are. */
export interface CountedAtom {
  readonly ground: string;
  readonly values: Readonly<Record<Cut, string>>;
  readonly units: readonly string[];
  readonly strict: PairTable;
  readonly lenient: PairTable;
}

/** Every combination of cut values of a campaign that holds an unvoided pair, in canonical order. Reads every test. */
export async function findAtoms(ctx: ReadCtx, campaign: Campaign): Promise<CountedAtom[]> {
  const count = (definition: Definition, outcome: string) =>
    sql<number>`count(*) filter (where ${sql.ref(definition)} = ${outcome})`;
  const rows = await ctx.db
    .selectFrom('counted_test')
    .select([
      VALUE.sector.as('sector'),
      VALUE.occupation.as('occupation'),
      VALUE.bottleneck.as('bottleneck'),
      VALUE.province.as('province'),
      VALUE.wave.as('wave'),
      groundIn(campaign).as('ground'),
      sql<string[]>`array_agg(distinct employer_unit)`.as('units'),
      count('strict', 'both').as('strictBoth'),
      count('strict', 'control-only').as('strictControlOnly'),
      count('strict', 'treatment-only').as('strictTreatmentOnly'),
      count('strict', 'neither').as('strictNeither'),
      count('lenient', 'both').as('lenientBoth'),
      count('lenient', 'control-only').as('lenientControlOnly'),
      count('lenient', 'treatment-only').as('lenientTreatmentOnly'),
      count('lenient', 'neither').as('lenientNeither'),
    ])
    .where('campaign', '=', campaign.id)
    .where('strict', '<>', 'void')
    .groupBy(sql`1, 2, 3, 4, 5, 6`)
    .execute();
  const atoms = rows.map((row) => ({
    ground: row.ground,
    values: {
      sector: row.sector,
      occupation: row.occupation,
      bottleneck: row.bottleneck,
      province: row.province,
      wave: row.wave,
    },
    units: row.units,
    strict: {
      both: row.strictBoth,
      controlOnly: row.strictControlOnly,
      treatmentOnly: row.strictTreatmentOnly,
      neither: row.strictNeither,
    },
    lenient: {
      both: row.lenientBoth,
      controlOnly: row.lenientControlOnly,
      treatmentOnly: row.lenientTreatmentOnly,
      neither: row.lenientNeither,
    },
  }));
  const nameOf = ({ values, ground }: CountedAtom): string =>
    JSON.stringify([...CUTS.map((cut) => values[cut]), ground]);
  return atoms.sort((a, b) => compareCodeUnits(nameOf(a), nameOf(b)));
}
