import { sql } from 'kysely';
import type { Campaign, Cell, Definition } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import {
  clusterOfPairs,
  clusterRobustDifference,
  pairTable,
  type ClusterRobust,
  type PairTable,
} from '../../statistics/index.js';
import { answeredAfterWithdrawal } from '../../fieldwork/index.js';
import { callbackCodes } from '../counts/index.js';
import { concludeDifference, concludeRatio, type Conclusion } from './rules.js';

export const RUNS = ['voids-as-no', 'late-answers', 'not-after-withdrawal', 'first-pairs'] as const;
export type Run = (typeof RUNS)[number];

/** One way of counting, and what it allows to be said. */
export interface Counted {
  readonly table: PairTable;
  readonly conclusion: Conclusion;
}

/** A cell counted as the plan says, and in other ways. */
export interface Sensitivity {
  readonly sector: string;
  readonly ground: string;
  /** Null where the campaign has but one comparison. */
  readonly contrast: Cell['contrast'];
  readonly main: Counted;
  readonly runs: Readonly<Record<Run, Counted>>;
  /** The difference over all pairs with clusters of employer units: CR2, t with G − 1 degrees of freedom. */
  readonly clustered: { readonly result: ClusterRobust; readonly conclusion: Conclusion };
}

/** Longest time after sending in which a late answer still enters the sensitivity run. */
const LATE_DAYS = 60;

interface Group {
  readonly sector: string;
  readonly ground: string;
  readonly isVoid: boolean;
  readonly control: boolean;
  readonly treatment: boolean;
  readonly lateControl: boolean;
  readonly lateTreatment: boolean;
  /** Whether an answer that gave an outcome came when the other application had been withdrawn already. */
  readonly afterWithdrawal: boolean;
  readonly n: number;
}

/**
 * Counts every cell of a campaign anew: void arms as "no callback"; answers after the window, up to 60 days from sending,
 * counted; without the pairs in which an answer came after the other application had been withdrawn; the first pair of each
 * employer unit only; and all pairs with clusters of employers. None of it changes a count.
 */
export async function findSensitivity(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
): Promise<Sensitivity[]> {
  const groups = await findGroups(ctx, campaign, definition);
  const firsts = await findFirstPairs(ctx, campaign, definition);
  const units = await findUnits(ctx, campaign, definition);
  return campaign.cells.map(({ sector, ground, contrast }) => {
    const isOwn = (one: Place): boolean => one.sector === sector && one.ground === ground;
    const own = groups.filter(isOwn);
    const valid = own.filter(({ isVoid }) => !isVoid);
    const main = tableOf(valid);
    const clusters = units.filter(isOwn).map(({ table }) => clusterOfPairs(table));
    const result = clusterRobustDifference(clusters, { correction: 'CR2' });
    return {
      sector,
      ground,
      contrast,
      main: counted(main),
      runs: {
        'voids-as-no': counted(tableOf(own)),
        'late-answers': counted(
          tableOf(
            valid.map((group) => ({
              ...group,
              control: group.control || group.lateControl,
              treatment: group.treatment || group.lateTreatment,
            })),
          ),
        ),
        'not-after-withdrawal': counted(tableOf(valid.filter(({ afterWithdrawal }) => !afterWithdrawal))),
        'first-pairs': counted(firsts.find(isOwn)?.table ?? tableOf([])),
      },
      clustered: { result, conclusion: concludeDifference(main, result) },
    };
  });
}

const counted = (table: PairTable): Counted => ({ table, conclusion: concludeRatio(table) });

function tableOf(groups: readonly Group[]): PairTable {
  const sum = (control: boolean, treatment: boolean): number =>
    groups
      .filter((group) => group.control === control && group.treatment === treatment)
      .reduce((all, { n }) => all + n, 0);
  return pairTable(sum(true, true), sum(true, false), sum(false, true), sum(false, false));
}

async function findGroups(ctx: ReadCtx, campaign: Campaign, definition: Definition): Promise<Group[]> {
  const callback = sql`any(${callbackCodes(definition)}::text[])`;
  const late = (arm: 'control' | 'treatment') =>
    sql`exists (select from application a join response r on r.application = a.id where a.test = c.test and a.arm = ${sql.lit(arm)}
      and r.code = ${callback} and r.received_at >= a.window_ends_at and r.received_at < a.sent_at + ${sql.lit(LATE_DAYS)} * interval '1 day')`;
  const found =
    await sql<Group>`select c.sector, c.ground, c.strict = 'void' as "isVoid", oc.code = ${callback} as control, ot.code = ${callback} as treatment,
      ${late('control')} as "lateControl", ${late('treatment')} as "lateTreatment",
      ${answeredAfterWithdrawal(sql`c.test`)} as "afterWithdrawal", count(*) as n
    from counted_test c
      join application ac on ac.test = c.test and ac.arm = 'control' join outcome oc on oc.application = ac.id
      join application at on at.test = c.test and at.arm = 'treatment' join outcome ot on ot.application = at.id
    where c.campaign = ${campaign.id} group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(ctx.db);
  return found.rows;
}

interface Place {
  readonly sector: string;
  readonly ground: string;
}

interface Named extends Place {
  readonly table: PairTable;
}

// The first planned pair of each employer unit that closed unvoided is the one in the sequential series.
async function findFirstPairs(ctx: ReadCtx, campaign: Campaign, definition: Definition): Promise<Named[]> {
  const rows = await sql<PairTable & Place>`select c.sector, c.ground, ${talliesOf(definition)}
    from evidence e join counted_test c on c.test = e.test where e.campaign = ${campaign.id} group by c.sector, c.ground`.execute(
    ctx.db,
  );
  return rows.rows.map(({ sector, ground, ...table }) => ({ sector, ground, table }));
}

async function findUnits(ctx: ReadCtx, campaign: Campaign, definition: Definition): Promise<Named[]> {
  const rows = await sql<PairTable & Place>`select sector, ground, ${talliesOf(definition)}
    from counted_test c where campaign = ${campaign.id} and strict <> 'void' group by sector, ground, employer_unit`.execute(
    ctx.db,
  );
  return rows.rows.map(({ sector, ground, ...table }) => ({ sector, ground, table }));
}

function talliesOf(definition: Definition) {
  const outcome = sql.ref(`c.${definition}`);
  return sql`count(*) filter (where ${outcome} = 'both') as both, count(*) filter (where ${outcome} = 'control-only') as "controlOnly",
    count(*) filter (where ${outcome} = 'treatment-only') as "treatmentOnly", count(*) filter (where ${outcome} = 'neither') as neither`;
}
