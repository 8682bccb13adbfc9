import { z } from 'zod';
import { ALGORITHM, type CampaignId, type PlanOrder } from '../../campaigns/index.js';
import { PROFILE_ALGORITHM, type PairScenario, type Pools } from '../../materials/index.js';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { createCalendar, type Calendar, type FrameVacancy } from '../../register/index.js';
import { keepMaterial, openMaterial, type Inputs, type KeptInput } from './inputs.js';
import type { DrawOrder, Past, PlanMeans } from './plan.js';
import { domainOf, employerUnit, placeOf } from './rules.js';

/** The past of a plan, which remembers what it answered yes to: more than that no replay asks of it. */
interface WatchedPast extends Past {
  said(): Said;
}

interface Said {
  readonly taken: readonly string[];
  readonly employers: readonly string[];
  readonly persons: readonly (readonly [string, string])[];
}

export function watchPast(past: Past): WatchedPast {
  const taken = new Set<string>();
  const employers = new Set<string>();
  const persons = new Map<string, [string, string]>();
  return {
    tested: past.tested,
    known: past.known,
    isTaken: (address) => past.isTaken(address) && (taken.add(address), true),
    isEmployer: (name) => past.isEmployer(name) && (employers.add(name), true),
    isPerson: (name, place) =>
      past.isPerson(name, place) && (persons.set(`${name}\n${place}`, [name, place]), true),
    said: () => ({ taken: [...taken], employers: [...employers], persons: [...persons.values()] }),
  };
}

/** What a drawing of letters looked at, as it is kept: no person stands in it. */
interface Drawing extends Pick<DrawOrder, 'campaign' | 'frame' | 'place'>, Said {
  /** Of the places, groups and domains in the frame. */
  readonly places: readonly string[];
  readonly groups: readonly (readonly [string, number])[];
  readonly domains: readonly (readonly [string, number])[];
  /** Of single applications: the employers in the plan before. */
  readonly units?: readonly string[];
  readonly exercise: boolean;
  readonly mailDomains: readonly string[];
  readonly holidays: Calendar['rules'];
  /** Hash of the scenario and the pools. */
  readonly material: string;
  /** How plans and profiles were drawn. */
  readonly algorithms: readonly string[];
}

const ALGORITHMS = [ALGORITHM, PROFILE_ALGORITHM];

interface DrawnWith extends Pick<PlanMeans, 'calendar' | 'pools' | 'mailDomains' | 'exercise'> {
  readonly inputs: Inputs;
  readonly scenario: PairScenario;
  readonly past: WatchedPast;
}

/** Keeps what a plan was drawn from, once it is drawn. @returns its hash */
export async function keepDrawing(ctx: TxCtx, order: PlanOrder, drawn: DrawnWith): Promise<Buffer | null> {
  const { campaign, place } = order;
  const { scenario, pools, past, calendar, mailDomains, exercise } = drawn;
  const { purpose, cells, sendFrom, pairsPerDay, rolling, ground, design } = campaign;
  const { places, groups, domains = new Map<string, number>(), units } = past.tested;
  const frame = order.frame.map(withoutPerson);
  const within = (counted: ReadonlyMap<string, number>, keyOf: (vacancy: FrameVacancy) => string) => {
    const keys = new Set(frame.map(keyOf));
    return [...counted].filter(([key]) => keys.has(key));
  };
  const drawing: Drawing = {
    // What was kept of pairs says nothing of their design, as it always did.
    campaign: {
      ...{ purpose, cells, sendFrom, pairsPerDay, rolling, ground },
      ...(design === 'single' ? { design } : {}),
    },
    place,
    frame,
    places: [...new Set(frame.map(placeOf))].filter((one) => places.has(one)),
    groups: within(groups, ({ group }) => group),
    domains: within(domains, ({ contactAddress }) => domainOf(contactAddress)),
    ...(units === undefined
      ? {}
      : { units: [...new Set(frame.map(employerUnit))].filter((one) => units.has(one)) }),
    ...past.said(),
    exercise,
    mailDomains,
    holidays: calendar.rules,
    material: await keepMaterial(ctx, { scenario, pools }),
    algorithms: ALGORITHMS,
  };
  return drawn.inputs.keep(ctx, campaign.id, place.increment, drawing);
}

/** A plan looks at the domain of who recruits, never at who that is. */
export const withoutPerson = (vacancy: FrameVacancy): FrameVacancy => ({
  ...vacancy,
  contactAddress: `@${domainOf(vacancy.contactAddress)}`,
  contactName: null,
});

// The hash of both texts was checked: they are as this program wrote them.
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const KeptDrawing = z.custom<Drawing>(isObject);
const Material = z.custom<{ readonly scenario: PairScenario; readonly pools: Pools }>(isObject);

/** A drawing as it was kept, ready to be drawn again. */
export interface OpenedDrawing {
  readonly number: number;
  readonly hash: Buffer;
  readonly order: Omit<DrawOrder, 'seed'>;
  readonly scenario: PairScenario;
  readonly means: PlanMeans;
  readonly past: Past;
}

/** The drawings of a campaign in order; of one whose material is gone, undefined. Problems: approval-unreadable, approval-algorithm */
export async function openDrawings(
  ctx: ReadCtx,
  inputs: Inputs,
  campaign: CampaignId,
): Promise<(OpenedDrawing | undefined)[]> {
  const kept = await inputs.open(ctx, campaign);
  return Promise.all(kept.map((one) => openDrawing(ctx, one)));
}

async function openDrawing(
  ctx: ReadCtx,
  { drawing, hash, value }: KeptInput,
): Promise<OpenedDrawing | undefined> {
  const kept = KeptDrawing.parse(value);
  if (kept.algorithms.join() !== ALGORITHMS.join())
    throw new Problem('approval-algorithm', kept.algorithms.join(', '));
  const material = await openMaterial(ctx, kept.material);
  if (material === undefined) return undefined;
  const { scenario, pools } = Material.parse(material);
  const { campaign, frame, place, mailDomains, exercise } = kept;
  const [taken, employers] = [new Set(kept.taken), new Set(kept.employers)];
  const persons = new Set(kept.persons.map(([name, at]) => `${name}\n${at}`));
  return {
    number: drawing,
    hash,
    order: { campaign, frame, place },
    scenario,
    means: { calendar: createCalendar(kept.holidays), pools, mailDomains, exercise },
    past: {
      tested: {
        places: new Set(kept.places),
        groups: new Map(kept.groups),
        domains: new Map(kept.domains),
        ...(kept.units === undefined ? {} : { units: new Set(kept.units) }),
      },
      isTaken: (address) => taken.has(address),
      isEmployer: (name) => employers.has(name),
      isPerson: (name, at) => persons.has(`${name}\n${at}`),
    },
  };
}
