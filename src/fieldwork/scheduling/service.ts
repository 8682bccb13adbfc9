import {
  findRepeatable,
  type CampaignId,
  type PlanAsked,
  type PlanOrder,
  type PlanPreview,
  type PlanResult,
  type Purpose,
} from '../../campaigns/index.js';
import { pastEmployersOf, type PairScenario, type Pools } from '../../materials/index.js';
import type { Ctx, Db, ReadCtx, TxCtx } from '../../platform/context.js';
import { createHashing } from '../../platform/crypto.js';
import { merkleRoot } from '../../platform/merkle.js';
import { Problem } from '../../platform/problems.js';
import {
  countEmployers,
  countExcluded,
  findEmployerFrame,
  findEmployersNamed,
  findFrame,
} from '../../register/index.js';
import { keepDrawing, watchPast } from './drawing.js';
import type { Inputs } from './inputs.js';
import { drawPlan, type PlanMeans, type PlannedTest } from './plan.js';
import { previewPlan } from './preview.js';
import { replayPlan, type Replay, type ReplayMeans } from './replay.js';
import { CAPS, countsSince, groupCap, reachable } from './rules.js';
import { findTested, type CapKey } from './caps.js';
import { findKnownPersons } from './known-persons.js';
import { findDomains, findRetired, findTakenAddresses, findUnits, insertPlan, personKey } from './store.js';

export interface SchedulingMeans extends Omit<PlanMeans, 'exercise' | 'pools'> {
  /** The pools in a language. */
  readonly poolsIn: (language: PairScenario['language']) => Pools;
  /** By which the caps hold on where it was erased who was tested. */
  readonly caps: CapKey;
  /** Whether somebody of this name is known to live in a municipality. */
  readonly isPerson: (name: string, municipality: string) => boolean;
  /** A scenario of pairs by its id, with its hash. */
  readonly scenario: (id: string) => { readonly scenario: PairScenario; readonly hash: Buffer } | undefined;
  /** Keeps the script of a plan of calls as it is now (calls). */
  readonly keepScript: (
    db: Db,
    script: { hash: Buffer; scenario: string; version: number; body: object },
  ) => Promise<void>;
  /** Where it is kept what the plan of a baseline is drawn from. */
  readonly inputs: Inputs;
  /** Whether this database is a demo. */
  readonly isExercise: (ctx: TxCtx) => Promise<boolean>;
}

/** Draws plans: for good inside the transaction that seals a campaign, and for show before that. */
export function createScheduling(means: SchedulingMeans) {
  return {
    /**
     * What a plan would look like now. Whom other teams test is read with the system's eyes, since only counts come out.
     * Problems: caps-key-changed. @param ctx that of the system
     */
    preview: (ctx: Ctx, asked: PlanAsked): Promise<PlanPreview> =>
      ctx.read(async (ctx) => {
        const sectors = asked.cells.map(({ sector }) => sector);
        const frame = await frameAsked(ctx, sectors, asked);
        const { again = null } = asked;
        return previewPlan(
          asked,
          frame,
          means.calendar,
          await findTested(
            ctx,
            means.caps,
            frame,
            again === null ? undefined : countsSince(asked.sendFrom, again.days),
          ),
          await leftOut(ctx, sectors, asked),
        );
      }),
    /** Draws a stored plan again, and lays it beside its tests. Problems: as replayPlan */
    replay: (ctx: ReadCtx, id: CampaignId, openSeed: ReplayMeans['openSeed']): Promise<Replay | null> =>
      replayPlan(ctx, { inputs: means.inputs, openSeed }, id),
    /** Draws and stores the plan of a campaign. Problems: frame-too-small, scenario-unusable, repeat-not-fresh, caps-key-changed */
    draw: async (ctx: TxCtx, order: PlanOrder): Promise<PlanResult> => {
      const entry = means.scenario(order.campaign.scenario);
      if (entry === undefined) throw new Problem('unknown-reference', order.campaign.scenario);
      const { scenario } = entry;
      if (scenario.kind === 'candidate-call')
        await means.keepScript(ctx.db, {
          hash: entry.hash,
          scenario: scenario.id,
          version: scenario.version,
          body: scenario,
        });
      const taken = await findTakenAddresses(ctx.db);
      const pools = means.poolsIn(scenario.language);
      const employers = await findEmployersNamed(ctx, pastEmployersOf(pools));
      const retired = await findRetired(ctx.db);
      const { id, repeats, sendFrom } = order.campaign;
      const past = watchPast({
        tested: {
          ...(await findTested(
            ctx,
            means.caps,
            order.frame,
            repeats === null ? undefined : countsSince(sendFrom, repeats.days),
          )),
          domains: await findDomains(ctx.db, id),
          ...(order.campaign.design === 'single' ? { units: await findUnits(ctx.db, id) } : {}),
        },
        known: repeats === null ? undefined : await findKnownPersons(ctx.db, order.frame),
        isTaken: (address: string) => taken.has(address),
        isEmployer: (name: string) => employers.has(name.toLowerCase()),
        isPerson: (name: string, municipality: string) =>
          retired.has(personKey(name, municipality)) || means.isPerson(name, municipality),
      });
      const exercise = await means.isExercise(ctx);
      const plan = createHashing();
      const leaves: Buffer[] = [];
      const drawn = function* (): Generator<PlannedTest> {
        for (const test of drawPlan(order, scenario, { ...means, pools, exercise }, past)) {
          plan.update(test.leaf);
          leaves.push(test.leaf);
          yield test;
        }
      };
      await insertPlan(ctx, id, drawn());
      return {
        tests: leaves.length,
        input:
          order.campaign.purpose === 'baseline'
            ? await keepDrawing(ctx, order, { ...means, scenario, pools, exercise, past })
            : null,
        planHash: plan.digest(),
        root: leaves.length === 0 ? null : merkleRoot(leaves),
        caps: capsOf(order.campaign.purpose),
      };
    },
  };
}

/** How many vacancies, or employers where none is answered, no frame of a sector holds. */
async function leftOut(
  ctx: ReadCtx,
  sectors: readonly string[],
  { withoutVacancy = false, sendFrom, language }: PlanAsked,
): Promise<ReadonlyMap<string, number>> {
  if (!withoutVacancy) return countExcluded(ctx, sectors, sendFrom, language);
  const counts = await countEmployers(ctx, language);
  return new Map([...counts].map(([sector, { withoutAddress }]) => [sector, withoutAddress]));
}

/** The caps as the seal names them; null where the authorisation says how many. */
const capsOf = (purpose: Purpose): PlanResult['caps'] => ({
  perEstablishment: CAPS.perEstablishment,
  perRecruiterDomain: CAPS.perRecruiterDomain,
  perGroup: groupCap(purpose) ?? null,
});

/** What a plan that is asked about now would be drawn from. */
async function frameAsked(ctx: ReadCtx, sectors: readonly string[], asked: PlanAsked) {
  if (asked.withoutVacancy === true) return findEmployerFrame(ctx, sectors, asked.language);
  const open = await findFrame(ctx, sectors, asked.sendFrom, asked.language);
  const { again = null } = asked;
  return reachable(
    again === null ? open : await findRepeatable(ctx, again.campaign, asked.sendFrom, open),
    asked.byTelephone === true,
  );
}
