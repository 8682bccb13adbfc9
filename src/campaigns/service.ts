import { record } from '../audit/index.js';
import { canonicalJson, type Json } from '../platform/canonical.js';
import type { Ctx, TxCtx } from '../platform/context.js';
import { randomBytes, seal as sealSecret, sha256, unseal } from '../platform/crypto.js';
import { asId } from '../platform/ids.js';
import { Problem } from '../platform/problems.js';
import { insist } from '../platform/verdict.js';
import type { CompetenceCase, Matter } from '../register/index.js';
import { USUAL_MATTER } from '../register/index.js';
import { createAuthorisationUseCases } from './authorisations/service.js';
import { amendCampaign, type AmendMeans } from './amendments/service.js';
import type { Change } from './amendments/schema.js';
import { signHash } from './amendments/signing.js';
import { sealHash } from './amendments/views.js';
import type { RequestPrinting } from './authorisations/sent-request.js';
import { insistMayAct } from './interests/index.js';
import { openCells } from './increments/rules.js';
import {
  growPlan,
  hashOfFrame,
  keepIncrement,
  languageOf,
  naming,
  type GrowMeans,
} from './increments/service.js';
import type { PlanResult } from './increments/schema.js';
import { identitiesWait } from './increments/views.js';
import { isThrown } from './kill-switch/views.js';
import { mayContrast, maySendSingles, type ScenarioFacts } from './contrasts.js';
import { groundOf } from './names.js';
import { testsNeeded } from './power.js';
import { mayGo, maySeal, needsPower, passesGate, type Bodies, type GateFacts } from './rules.js';
import type { Campaign, CampaignDraft, CampaignId, CampaignState, ScenarioKind } from './schema.js';
import { mayRepeat } from './repeats/rules.js';
import { findFrameOf } from './repeats/views.js';
import * as store from './store.js';
import {
  findAuthorisation,
  findBasis,
  findCampaign,
  findClockMode,
  findOutside,
  findSeal,
  insistTeam,
} from './views.js';

export interface CampaignMeans extends Pick<AmendMeans, 'signer' | 'liveTests' | 'cancelTests'>, GrowMeans {
  /** Under which seeds are kept. */
  readonly key: Uint8Array;
  /** What the library holds of a scenario, or undefined when there is none of that name. */
  readonly scenario: (name: string) => ScenarioFacts | undefined;
  /** What the table of competence says (register). */
  readonly competence: {
    readonly knows: (matter: Matter) => boolean;
    /** The body that is competent for one cell of a campaign. */
    readonly bodyFor: (asked: CompetenceCase) => string | null;
    /** The inspection body that a service is, if it is one. */
    readonly bodyOf: (service: string) => string | null;
  };
  /** How a request is printed that is sent. */
  readonly printing: RequestPrinting;
  /** Tells a magistrate by mail that something waits, and not what (auth). */
  readonly tell: (ctx: TxCtx, authorisation: string) => Promise<void>;
  /** Ends what was not sent, with the reason (fieldwork). */
  readonly cancelUnsent: (ctx: TxCtx, campaign: CampaignId, reason: string) => Promise<void>;
  /** How many planned applications have not left yet (fieldwork). */
  readonly countUnsent: (ctx: TxCtx, campaign: CampaignId) => Promise<number>;
  /** Publishes the figures of a campaign that has just closed (findings). */
  readonly publish: (ctx: TxCtx, campaign: CampaignId) => Promise<void>;
}

/** The version of the way plans are drawn; sealed, so that a plan can be replayed later. */
export const ALGORITHM = 'praktijktest/plan/4';
const SEED_PURPOSE = 'campaign/seed';

export type CampaignUseCases = ReturnType<typeof createCampaignUseCases>;

/** The use cases of campaigns. Each checks its rule, changes the row, and records the act in one transaction. */
export function createCampaignUseCases(means: CampaignMeans) {
  const kindOf = (name: string): ScenarioKind => means.scenario(name)?.kind ?? 'correspondence';
  return {
    /**
     * Makes a draft. @returns its id. Problems: unknown-reference, scenario-not-plannable, contrasts-statistics, repeat-enforcement,
     * single-statistics, single-fixed, campaign-name-taken
     */
    create: (ctx: Ctx, draft: CampaignDraft): Promise<CampaignId> =>
      ctx.inTx(async (ctx) => {
        const scenario = means.scenario(draft.scenario);
        if (scenario?.ground !== draft.ground) throw new Problem('unknown-reference', draft.scenario);
        const matter = draft.matter ?? USUAL_MATTER;
        if (!means.competence.knows(matter)) throw new Problem('unknown-reference', matter.employerType);
        if (scenario.kind === null) throw new Problem('scenario-not-plannable', draft.scenario);
        insist(mayContrast(draft.purpose, scenario.contrasts));
        insist(mayRepeat(draft.purpose, scenario.repeats));
        insist(maySendSingles(scenario.design, draft));
        const id = asId<'campaign'>(ctx.newId());
        const rolling =
          draft.rolling === true &&
          scenario.kind === 'correspondence' &&
          !scenario.withoutVacancy &&
          scenario.repeats === null;
        await store.insertCampaign(ctx, id, { ...draft, rolling }, scenario, matter);
        record(ctx, { what: 'campaign.created', campaign: id, purpose: draft.purpose });
        return id;
      }),
    /**
     * Fixes frame and rules, then draws the seed, the plan and the seal. `seed` is given in a demo or simulation only.
     * Problems: campaign-life, underpowered, frame-too-small, scenario-unusable, repeat-not-fresh
     */
    seal: (ctx: Ctx, id: CampaignId, seed?: Uint8Array): Promise<void> =>
      act(ctx, id, (ctx) => sealCampaign(ctx, means, id, seed)),
    /**
     * Writes a change beside the seal and carries it out. Problems: amendment-state, amendment-two-persons, not-in-team,
     * amendment-unknown-tests, amendment-empties-plan, underpowered, not-sealed
     */
    amend: (ctx: Ctx, id: CampaignId, change: Change): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await amendCampaign(ctx, { ...means, kindOf }, id, change);
      }),
    /** Fills up a plan with a rolling frame by one increment. Problems: not-sealed, not-in-team, those of mayGrow, increment-empty */
    grow: (ctx: Ctx, id: CampaignId): Promise<void> =>
      act(ctx, id, (ctx) => growPlan(ctx, means, id, (sealed) => unseal(means.key, SEED_PURPOSE, sealed))),
    ...createAuthorisationUseCases({
      act,
      makeReady: (ctx, id) => go(ctx, id, 'ready', null),
      bodies: (campaign) => bodiesOf(campaign, means),
      printing: means.printing,
      tell: means.tell,
    }),
    /**
     * Takes out of the plan what its authorisation does not cover, as an amendment. Problems: authorisation-covers-plan, and
     * those of amend
     */
    narrow: (ctx: Ctx, id: CampaignId, reason: string): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await findCampaign(ctx, id);
        await insistTeam(ctx, id);
        const ordinals = await findOutside(ctx, id);
        if (ordinals.length === 0) throw new Problem('authorisation-covers-plan');
        await amendCampaign(ctx, { ...means, kindOf }, id, { kind: 'void-tests', ordinals, reason });
      }),
    start: (ctx: Ctx, id: CampaignId): Promise<void> => act(ctx, id, (ctx) => run(ctx, id, kindOf)),
    pause: (ctx: Ctx, id: CampaignId, reason: string): Promise<void> =>
      act(ctx, id, (ctx) => goByTeam(ctx, id, 'paused', reason)),
    resume: (ctx: Ctx, id: CampaignId): Promise<void> => act(ctx, id, (ctx) => run(ctx, id, kindOf)),
    /** Nothing more is sent; answers still come in. By itself, once nothing is left to send, without a reason. */
    close: (ctx: Ctx, id: CampaignId, reason: string | null, usedOutcomes: boolean): Promise<void> =>
      act(ctx, id, (ctx) => end(ctx, means, id, { how: 'closed', to: 'closing', reason, usedOutcomes })),
    /** Every pair has come to count: the figures are published with it. */
    finish: (ctx: Ctx, id: CampaignId): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await go(ctx, id, 'closed', null);
        await means.publish(ctx, id);
      }),
    /** Everything ends at once; answers to what left still come in. */
    stop: (ctx: Ctx, id: CampaignId, reason: string, usedOutcomes: boolean): Promise<void> =>
      act(ctx, id, (ctx) => end(ctx, means, id, { how: 'stopped', to: 'stopped', reason, usedOutcomes })),
    abandon: (ctx: Ctx, id: CampaignId, reason: string): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await goByTeam(ctx, id, 'abandoned', reason);
        await means.cancelUnsent(ctx, id, 'campaign-abandoned');
      }),
    /** Locks a campaign until the transaction ends, so that nobody changes it meanwhile. */
    hold: (ctx: TxCtx, id: CampaignId): Promise<void> => store.lockCampaign(ctx.db, id),
    /** The seed of a sealed campaign, for planning's later draws. */
    openSeed: async (ctx: TxCtx, id: CampaignId): Promise<Buffer> => {
      const seal = await findSeal(ctx, id);
      if (seal === null) throw new Problem('not-sealed');
      return unseal(means.key, SEED_PURPOSE, seal.seedSealed);
    },
  };
}

/** An act on a campaign, in one transaction: the one place where an own interest bars it. */
function act<T>(ctx: Ctx, id: CampaignId, use: (ctx: TxCtx) => Promise<T>): Promise<T> {
  return ctx.inTx(async (ctx) => {
    await insistMayAct(ctx, id);
    return use(ctx);
  });
}

async function go(ctx: TxCtx, id: CampaignId, to: CampaignState, reason: string | null): Promise<void> {
  await store.lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  insist(mayGo(campaign.state, to));
  await store.setState(ctx.db, id, to, reason);
  record(ctx, {
    what: 'campaign.state',
    campaign: id,
    from: campaign.state,
    to,
    reasonHash: reason === null ? null : sha256(reason).toString('hex'),
  });
}

/** Starts or resumes, by the gate; a plan that reaches beyond its authorisation does not start. */
async function run(ctx: TxCtx, id: CampaignId, kindOf: (scenario: string) => ScenarioKind): Promise<void> {
  const facts = await gateFacts(ctx, id, kindOf);
  await insistTeam(ctx, id);
  insist(passesGate(facts));
  const outside = facts.campaign.state === 'ready' ? await findOutside(ctx, id) : [];
  if (outside.length > 0)
    throw new Problem(
      'authorisation-narrower',
      // Plans number from 0, people from 1.
      outside
        .slice(0, 20)
        .map((place) => place + 1)
        .join(', ') + (outside.length > 20 ? ', …' : ''),
    );
  await go(ctx, id, 'running', null);
}

/** What the team decides; a campaign that is not there is not found before the team is asked for. */
async function goByTeam(ctx: TxCtx, id: CampaignId, to: CampaignState, reason: string | null): Promise<void> {
  await findCampaign(ctx, id);
  await insistTeam(ctx, id);
  await go(ctx, id, to, reason);
}

interface Ending {
  readonly how: 'closed' | 'stopped';
  readonly to: 'closing' | 'stopped';
  readonly reason: string | null;
  readonly usedOutcomes: boolean;
}

/** Ends a campaign, and keeps whether that was early and whether outcomes were used: final flags depend on it. */
async function end(ctx: TxCtx, means: CampaignMeans, id: CampaignId, ending: Ending): Promise<void> {
  await goByTeam(ctx, id, ending.to, ending.reason);
  const early = (await means.countUnsent(ctx, id)) > 0 || (await isShort(ctx, means, id));
  await store.insertEnd(ctx, id, { how: ending.how, early, usedOutcomes: ending.usedOutcomes });
  record(ctx, {
    what: 'campaign.ended',
    campaign: id,
    how: ending.how,
    early,
    usedOutcomes: ending.usedOutcomes,
    reasonHash: ending.reason === null ? null : sha256(ending.reason).toString('hex'),
  });
  await means.cancelUnsent(ctx, id, `campaign-${ending.to}`);
}

/** Whether a plan that fills up is not full: ending it now ends it before its registered end, whatever was sent. */
async function isShort(ctx: TxCtx, means: CampaignMeans, id: CampaignId): Promise<boolean> {
  const campaign = await findCampaign(ctx, id);
  return campaign.rolling && openCells(campaign, await means.filled(ctx, id)).length > 0;
}

async function gateFacts(
  ctx: TxCtx,
  id: CampaignId,
  kindOf: (scenario: string) => ScenarioKind,
): Promise<GateFacts & { readonly campaign: Campaign }> {
  const campaign = await findCampaign(ctx, id);
  return {
    campaign,
    kind: kindOf(campaign.scenario),
    basis: await findBasis(ctx, campaign.basis),
    authorisation: await findAuthorisation(ctx, id),
    clockMode: await findClockMode(ctx),
    killSwitch: await isThrown(ctx),
    identitiesWait: await identitiesWait(ctx, id),
    now: ctx.clock.now(),
    today: ctx.clock.today(),
  };
}

async function sealCampaign(
  ctx: TxCtx,
  means: CampaignMeans,
  id: CampaignId,
  given?: Uint8Array,
): Promise<void> {
  await store.lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  const kind = means.scenario(campaign.scenario)?.kind ?? 'correspondence';
  const pairsNeeded = needsPower(campaign.purpose, kind) ? testsNeeded(campaign) : null;
  insist(
    maySeal(campaign, pairsNeeded, kind),
    pairsNeeded === null
      ? undefined
      : `${pairsNeeded} ${campaign.design === 'single' ? 'applications' : 'pairs'} per sector`,
  );
  if (given !== undefined && (await findClockMode(ctx)) !== 'demo')
    throw new Problem('exercise-outside-demo');
  const frame = await findFrameOf(ctx, campaign, languageOf(means, campaign));
  const frameHash = hashOfFrame(frame);
  // The plan's rows exist for the team alone, so that who draws it is of the team first.
  await store.insertMember(ctx, id, ctx.actor.id);
  const seed = given ?? randomBytes(32);
  const seedCommitment = sha256('praktijktest/seed/1', seed, frameHash);
  const place = { increment: 0, from: 0, most: Number.MAX_SAFE_INTEGER };
  const plan = await means.draw(ctx, { campaign, seed, frame, place });
  const { sendFrom } = campaign;
  if (plan.root !== null)
    await keepIncrement(ctx, means, id, {
      number: 0,
      previous: null,
      frame: { hash: frameHash, vacancies: frame.length },
      sendFrom,
      root: plan.root,
      input: plan.input,
      tests: plan.tests,
    });
  const body = canonicalJson(
    sealBody(campaign, {
      frameHash,
      frameSize: frame.length,
      seedCommitment,
      plan,
      pairsNeeded,
      at: ctx.clock.now(),
    }),
  );
  const hash = sealHash(body);
  const signed = signHash(means.signer, hash);
  await store.insertSeal(ctx, id, {
    body,
    hash,
    signed,
    seedSealed: sealSecret(means.key, SEED_PURPOSE, seed),
    seedCommitment,
  });
  await store.setState(ctx.db, id, 'sealed', null);
  record(ctx, {
    what: 'campaign.sealed',
    campaign: id,
    sealHash: hash.toString('hex'),
    signature: signed.signature.toString('hex'),
    seedCommitment: seedCommitment.toString('hex'),
    frameHash: frameHash.toString('hex'),
    tests: plan.tests,
  });
  record(ctx, { what: 'campaign.state', campaign: id, from: campaign.state, to: 'sealed', reasonHash: null });
}

interface SealFacts {
  readonly frameHash: Buffer;
  readonly frameSize: number;
  readonly seedCommitment: Buffer;
  readonly plan: PlanResult;
  readonly pairsNeeded: number | null;
  readonly at: Date;
}

function sealBody(campaign: Campaign, facts: SealFacts): Json {
  return {
    algorithm: ALGORITHM,
    campaign: campaign.name,
    purpose: campaign.purpose,
    hypothesis: campaign.hypothesis,
    ground: campaign.ground,
    scenario: {
      id: campaign.scenario,
      version: campaign.scenarioVersion,
      hash: campaign.scenarioHash.toString('hex'),
    },
    primaryDefinition: campaign.primaryDefinition,
    stopRule: campaign.stopRule,
    alpha: campaign.alpha,
    power: campaign.power,
    ...statedBy(campaign, facts.pairsNeeded),
    k: campaign.cells.length,
    cells: campaign.cells.map((cell) => ({ sector: cell.sector, ground: cell.ground, quota: cell.quota })),
    frame: { increment: 0, hash: facts.frameHash.toString('hex'), vacancies: facts.frameSize },
    seedCommitment: facts.seedCommitment.toString('hex'),
    tests: facts.plan.tests,
    planHash: facts.plan.planHash.toString('hex'),
    root: facts.plan.root?.toString('hex') ?? null,
    ...naming(facts.plan.input),
    rolling: campaign.rolling,
    // Said only where it is so: seals of plans from vacancies stay as they always were.
    ...(campaign.withoutVacancy ? { to: 'employer' } : {}),
    ...(campaign.repeats === null ? {} : { repeats: { ...campaign.repeats } }),
    caps: facts.plan.caps,
    sendFrom: campaign.sendFrom,
    pairsPerDay: campaign.pairsPerDay,
    sealedAt: facts.at.toISOString(),
  };
}

/** The difference that a plan states and the tests it asks for; a plan of pairs says nothing of its design, as it always did. */
const statedBy = ({ design, controlOnly, treatmentOnly }: Campaign, needed: number | null) =>
  design === 'single'
    ? { design, controlRate: controlOnly, treatmentRate: treatmentOnly, applicationsNeeded: needed }
    : { controlOnly, treatmentOnly, pairsNeeded: needed };

/** The body that each cell of a campaign belongs to, and the one that its service is. */
function bodiesOf(campaign: Campaign, { competence }: Pick<CampaignMeans, 'competence'>): Bodies {
  return {
    own: competence.bodyOf(campaign.service),
    competent: campaign.cells.map(({ ground, sector }) =>
      competence.bodyFor({ ground: groundOf(ground), sector, ...campaign.matter }),
    ),
  };
}
