import type { PlanAsked, PlanOrder, PlanPreview, PlanResult, Purpose } from '../../campaigns/index.js';
import { pastEmployersOf, type CorrespondenceScenario, type Pools } from '../../materials/index.js';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { createHashing } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { countExcluded, findEmployersNamed, findFrame } from '../../register/index.js';
import { drawPlan, type PlanMeans, type PlannedTest } from './plan.js';
import { previewPlan } from './preview.js';
import { CAPS, groupCap } from './rules.js';
import type { Tested } from './decide.js';
import { findTakenAddresses, findTestedGroups, findTestedPlaces, insertPlan } from './store.js';

export interface SchedulingMeans extends Omit<PlanMeans, 'exercise' | 'pools'> {
  /** The pools in a language. */
  readonly poolsIn: (language: CorrespondenceScenario['language']) => Pools;
  /** Whether somebody of this name is known to live in a municipality. */
  readonly isPerson: (name: string, municipality: string) => boolean;
  /** A correspondence scenario by its id. */
  readonly scenario: (id: string) => CorrespondenceScenario | undefined;
  /** Whether this database is a demo. */
  readonly isExercise: (ctx: TxCtx) => Promise<boolean>;
}

const YEAR = 365 * 24 * 3_600_000;

/** Draws plans: for good inside the transaction that seals a campaign, and for show before that. */
export function createScheduling(means: SchedulingMeans) {
  return {
    /**
     * What a plan would look like now. Whom other teams test is read with the system's eyes, since only counts come out.
     * @param ctx that of the system
     */
    preview: (ctx: Ctx, asked: PlanAsked): Promise<PlanPreview> =>
      ctx.read(async (ctx) => {
        const sectors = asked.cells.map(({ sector }) => sector);
        return previewPlan(
          asked,
          await findFrame(ctx, sectors, asked.sendFrom),
          means.calendar,
          await findTested(ctx),
          await countExcluded(ctx, sectors, asked.sendFrom),
        );
      }),
    /** Draws and stores the plan of a campaign. Problems: frame-too-small, scenario-unusable */
    draw: async (ctx: TxCtx, order: PlanOrder): Promise<PlanResult> => {
      const scenario = means.scenario(order.campaign.scenario);
      if (scenario === undefined) throw new Problem('unknown-reference', order.campaign.scenario);
      const taken = await findTakenAddresses(ctx.db);
      const pools = means.poolsIn(scenario.language);
      const employers = await findEmployersNamed(ctx, pastEmployersOf(pools));
      const past = {
        tested: await findTested(ctx),
        isTaken: (address: string) => taken.has(address),
        isEmployer: (name: string) => employers.has(name.toLowerCase()),
        isPerson: means.isPerson,
      };
      const exercise = await means.isExercise(ctx);
      const plan = createHashing();
      let tests = 0;
      const drawn = function* (): Generator<PlannedTest> {
        for (const test of drawPlan(order, scenario, { ...means, pools, exercise }, past)) {
          plan.update(test.leaf);
          tests += 1;
          yield test;
        }
      };
      await insertPlan(ctx, order.campaign.id, order.campaign.ground, drawn());
      return { tests, planHash: plan.digest(), caps: capsOf(order.campaign.purpose) };
    },
  };
}

/** What any team tested in the twelve months before. */
async function findTested(ctx: ReadCtx): Promise<Tested> {
  const since = new Date(ctx.clock.now().getTime() - YEAR);
  return {
    places: await findTestedPlaces(ctx.db, since),
    groups: await findTestedGroups(ctx.db, since),
  };
}

/** The caps as the seal names them; null where the authorisation says how many. */
const capsOf = (purpose: Purpose): PlanResult['caps'] => ({
  perEstablishment: CAPS.perEstablishment,
  perRecruiterDomain: CAPS.perRecruiterDomain,
  perGroup: groupCap(purpose) ?? null,
});
