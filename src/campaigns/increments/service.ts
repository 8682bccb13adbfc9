import { record } from '../../audit/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { Signer } from '../../platform/crypto/signing.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { findFrame, type FrameVacancy, type VacancyLanguage } from '../../register/index.js';
import type { ScenarioFacts } from '../contrasts.js';
import { stands } from '../authorisations/rules.js';
import { signHash } from '../amendments/signing.js';
import type { Campaign, CampaignId } from '../schema.js';
import { lockCampaign } from '../store.js';
import { findAuthorisation, findCampaign, findSeal, insistTeam } from '../views.js';
import { firstDay, mayGrow, openCells } from './rules.js';
import type { Filled, PlanOrder, PlanResult } from './schema.js';
import { insertIncrement } from './store.js';
import { findCovered, findIncrements, incrementHash } from './views.js';

/** What growing asks of the rooms above. */
export interface GrowMeans {
  readonly signer: Signer;
  /** Draws and stores tests (fieldwork), inside the transaction that seals them or their increment. */
  readonly draw: (ctx: TxCtx, order: PlanOrder) => Promise<PlanResult>;
  /** What the library holds of a scenario. */
  readonly scenario: (name: string) => Pick<ScenarioFacts, 'language'> | undefined;
  /** How far a plan is filled (fieldwork). */
  readonly filled: (ctx: TxCtx, campaign: CampaignId) => Promise<Filled>;
}

interface Drawn {
  readonly number: number;
  readonly previous: Buffer | null;
  readonly frame: { readonly hash: Buffer; readonly vacancies: number };
  readonly sendFrom: DateOnly;
  readonly root: Buffer;
  readonly input: Buffer | null;
  readonly tests: number;
}

/** What a plan was drawn from as its seal or increment names it; those of plans from before it was kept say nothing of it. */
export const naming = (input: Buffer | null) => (input === null ? {} : { input: input.toString('hex') });

/** One hash over a frame: source, reference, enterprise and sector of each vacancy, in canonical order. */
export const hashOfFrame = (frame: readonly FrameVacancy[]): Buffer =>
  sha256(
    canonicalJson(frame.map((vacancy) => [vacancy.source, vacancy.reference, vacancy.kbo, vacancy.sector])),
  );

/** Keeps what a drawing was, chained to the one before it, hashed and signed. @returns its hash and signature */
export async function keepIncrement(
  ctx: TxCtx,
  { signer }: Pick<GrowMeans, 'signer'>,
  campaign: CampaignId,
  { frame, previous, root, input, ...drawn }: Drawn,
) {
  const body = canonicalJson({
    ...drawn,
    ...naming(input),
    frame: { hash: frame.hash.toString('hex'), vacancies: frame.vacancies },
    root: root.toString('hex'),
  });
  const hash = incrementHash(previous, body);
  const signed = signHash(signer, hash);
  const { number, tests } = drawn;
  await insertIncrement(ctx, campaign, { number, tests, body, previous, hash, root, signed });
  return { hash, signed };
}

/**
 * Draws one increment: from the vacancies that are open now, for what the quotas still lack, with the seed that was sealed.
 * Where the authorisation or its request names employers it looks at these alone; it never goes past the authorised number.
 * Problems: not-sealed, not-in-team, those of mayGrow, increment-empty
 */
export async function growPlan(
  ctx: TxCtx,
  means: GrowMeans,
  id: CampaignId,
  openSeed: (sealed: Buffer) => Buffer,
): Promise<void> {
  await lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  await insistTeam(ctx, id);
  const seal = await findSeal(ctx, id);
  if (seal === null) throw new Problem('not-sealed');
  const filled = await means.filled(ctx, id);
  const authorised = await authorisedNumber(ctx, id);
  insist(mayGrow(campaign, filled, authorised));
  const before = await findIncrements(ctx, id);
  const number = before.length;
  const sendFrom = firstDay(ctx.clock.today(), campaign.sendFrom, filled.lastDay);
  const cells = openCells(campaign, filled);
  const open = await frameOf(ctx, { ...campaign, cells }, sendFrom, languageOf(means, campaign));
  const frame = open.filter(({ id }) => id !== null && !filled.vacancies.has(id));
  const plan = await means.draw(ctx, {
    campaign: { ...campaign, cells, sendFrom },
    seed: openSeed(seal.seedSealed),
    frame,
    place: { increment: number, from: filled.next, most: authorised - filled.live },
  });
  if (plan.tests === 0 || plan.root === null) throw new Problem('increment-empty');
  const { hash, signed } = await keepIncrement(ctx, means, id, {
    number,
    previous: number === 1 ? seal.hash : (before.at(-1)?.hash ?? seal.hash),
    frame: { hash: hashOfFrame(frame), vacancies: frame.length },
    sendFrom,
    root: plan.root,
    input: plan.input,
    tests: plan.tests,
  });
  record(ctx, {
    what: 'campaign.grown',
    campaign: id,
    number,
    incrementHash: hash.toString('hex'),
    signature: signed.signature.toString('hex'),
    tests: plan.tests,
  });
}

/** How many tests the authorisation of a campaign allows; 0 where none stands. */
export async function authorisedNumber(ctx: ReadCtx, id: CampaignId): Promise<number> {
  const authorisation = await findAuthorisation(ctx, id);
  return authorisation !== null && stands(authorisation.state) ? (authorisation.maxTests ?? 0) : 0;
}

/** The open vacancies of the sectors that are not full, of employers whom the authorisation covers: all where it names none. */
async function frameOf(
  ctx: TxCtx,
  { id, cells }: Pick<Campaign, 'id' | 'cells'>,
  on: DateOnly,
  language: VacancyLanguage,
): Promise<FrameVacancy[]> {
  const frame = await findFrame(
    ctx,
    cells.map(({ sector }) => sector),
    on,
    language,
  );
  const covered = await findCovered(
    ctx,
    id,
    frame.flatMap(({ id }) => id ?? []),
  );
  return frame.filter(({ id }) => id !== null && covered.has(id));
}

/** The language of a campaign's scenario, in which the vacancies of its frame are written. */
export const languageOf = (
  { scenario }: Pick<GrowMeans, 'scenario'>,
  campaign: Pick<Campaign, 'scenario'>,
): VacancyLanguage => scenario(campaign.scenario)?.language ?? 'nl';
