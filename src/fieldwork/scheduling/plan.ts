import { canonicalJson } from '../../platform/canonical.js';
import { hmacSha256, sha256 } from '../../platform/crypto.js';
import { toLocal } from '../../platform/dates.js';
import { openStream } from '../../platform/rng.js';
import { refuse, ALLOW, type Verdict } from '../../platform/verdict.js';
import type { Campaign, PlanOrder } from '../../campaigns/index.js';
import {
  generatePair,
  matchOf,
  redactionWords,
  type CorrespondenceScenario,
  type GeneratedPair,
  type PairMatch,
  type Pools,
  type Profile,
} from '../../materials/index.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import {
  drawAssignments,
  drawSample,
  drawTimes,
  employerUnit,
  mergeStrata,
  otherArm,
  type Sample,
  type Times,
} from './rules.js';
import type { Arm, Assignment } from './schema.js';

export interface PlanMeans {
  readonly calendar: Calendar;
  /** In the language of the scenario. */
  readonly pools: Pools;
  readonly mailDomains: readonly string[];
  /** True in a demo: pools that nobody pretested may be used. */
  readonly exercise: boolean;
}

/** What planning must know of the past: places tested in the twelve months before, and addresses in use. */
export interface Past {
  readonly testedPlaces: ReadonlySet<string>;
  readonly isTaken: (address: string) => boolean;
  /** Whether an employer of this name is in the register: no candidate may have worked there. */
  readonly isEmployer: (name: string) => boolean;
  /** Whether somebody of this name is known to live in a municipality. */
  readonly isPerson: (name: string, municipality: string) => boolean;
}

/** One application as planned; everything later steps need is frozen here. */
export interface PlannedApplication {
  readonly position: 1 | 2;
  readonly arm: Arm;
  readonly profile: Profile;
  readonly dueAt: Date;
  readonly messageId: string;
  readonly hiddenWords: readonly string[];
}

/** One test (pair) as planned. */
export interface PlannedTest {
  readonly ordinal: number;
  readonly vacancy: FrameVacancy;
  readonly employerUnit: string;
  readonly assignment: Assignment;
  readonly applications: readonly [PlannedApplication, PlannedApplication];
  readonly match: PairMatch;
  /** SHA-256(0x00 ‖ salt ‖ canonical test): the test can be shown later without showing the others. */
  readonly leaf: Buffer;
}

export type DrawnPlan =
  | { readonly verdict: Verdict & { allowed: true }; readonly tests: readonly PlannedTest[] }
  | { readonly verdict: Verdict & { allowed: false }; readonly detail: string };

interface Slot {
  readonly vacancy: FrameVacancy;
  readonly assignment: Assignment;
}

/**
 * Draws a whole plan. The same seed, frame, calendar, scenario and pools give the same plan; nothing else is read.
 * Streams: sample and blocks per stratum, merge once, times, profile, message ids per test.
 */
export function drawPlan(
  order: PlanOrder,
  scenario: CorrespondenceScenario,
  means: PlanMeans,
  past: Past,
): DrawnPlan {
  const { campaign, seed } = order;
  const strata = drawStrata(order, past);
  if ('detail' in strata) return { verdict: refuse('frame-too-small'), detail: strata.detail };
  const sequence = mergeStrata(
    strata.slots.map((slots) => slots.length),
    openStream(seed, 'merge', 0),
  );
  const times = drawTimes(
    sequence.length,
    campaign.pairsPerDay,
    campaign.sendFrom,
    means.calendar,
    (ordinal) => openStream(seed, 'times', ordinal),
  );
  const next = strata.slots.map(() => 0);
  const tests: PlannedTest[] = [];
  const used = new Set<string>();
  for (const [ordinal, stratum] of sequence.entries()) {
    const place = next[stratum] ?? 0;
    next[stratum] = place + 1;
    const slot = strata.slots[stratum]?.[place];
    const when = times[ordinal];
    if (slot === undefined || when === undefined)
      throw new RangeError('The merge of strata and their sizes do not agree.');
    const made = drawPair(seed, ordinal, slot, when, scenario, means, {
      ...past,
      isTaken: (address) => used.has(address) || past.isTaken(address),
    });
    if (!made.allowed)
      return {
        verdict: refuse('scenario-unusable'),
        detail: `${slot.vacancy.source} ${slot.vacancy.reference}: ${made.detail} (${made.reason})`,
      };
    for (const arm of ['control', 'treatment'] as const) used.add(made.pair[arm].identity.mailAddress);
    tests.push(planTest(campaign, seed, ordinal, slot, when, made.pair));
  }
  return { verdict: ALLOW, tests };
}

function drawStrata(
  { campaign, seed, frame }: PlanOrder,
  past: Past,
): { slots: Slot[][] } | { detail: string } {
  const used = new Set(past.testedPlaces);
  const domains = new Map<string, number>();
  const slots: Slot[][] = [];
  for (const [stratum, cell] of campaign.cells.entries()) {
    const ofCell = frame.filter((vacancy) => vacancy.sector === cell.sector);
    const sample = drawSample(ofCell, cell.quota, openStream(seed, 'sample', stratum), used, domains);
    if (sample.chosen.length < cell.quota)
      return { detail: whyTooSmall(cell.sector, cell.quota, ofCell.length, sample) };
    const assignments = drawAssignments(cell.quota, openStream(seed, 'blocks', stratum));
    slots.push(
      sample.chosen.flatMap((vacancy, index) =>
        assignments.slice(index, index + 1).map((assignment) => ({ vacancy, assignment })),
      ),
    );
  }
  return { slots };
}

function whyTooSmall(sector: string, quota: number, open: number, { chosen, passedOver }: Sample): string {
  return `${sector}: ${quota} pairs planned, ${open} vacancies open, ${chosen.length} usable (${passedOver.establishment} passed over because their establishment was or is tested, ${passedOver.recruiter} because of their recruiter). Plan fewer pairs or import more vacancies.`;
}

function drawPair(
  seed: Uint8Array,
  ordinal: number,
  slot: Slot,
  when: Times,
  scenario: CorrespondenceScenario,
  means: PlanMeans,
  past: Omit<Past, 'testedPlaces'>,
) {
  const domain = openStream(seed, 'mail-domain', ordinal);
  const { vacancy, assignment } = slot;
  return generatePair(scenario, means.pools, openStream(seed, 'profile', ordinal), {
    exercise: means.exercise,
    on: toLocal(when.first).date,
    vacancy: {
      title: vacancy.title,
      occupation: vacancy.occupation,
      place: vacancy.place,
      postcode: vacancy.postcode,
    },
    employer: { name: vacancy.employerName },
    template: assignment.template,
    layout: assignment.layout,
    mailDomains: { control: domain.pick(means.mailDomains), treatment: domain.pick(means.mailDomains) },
    ownDomains: means.mailDomains,
    isTaken: past.isTaken,
    isEmployer: past.isEmployer,
    isPerson: past.isPerson,
  });
}

function planTest(
  campaign: Campaign,
  seed: Uint8Array,
  ordinal: number,
  slot: Slot,
  when: Times,
  pair: GeneratedPair,
): PlannedTest {
  const { vacancy, assignment } = slot;
  const ids = openStream(seed, 'message-id', ordinal);
  const application = (position: 1 | 2, arm: Arm, dueAt: Date): PlannedApplication => {
    const profile = pair[arm];
    const local = Array.from({ length: 8 }, () => ids.int(65_536).toString(16).padStart(4, '0')).join('');
    const domain = profile.identity.mailAddress.slice(profile.identity.mailAddress.indexOf('@') + 1);
    return {
      position,
      arm,
      profile,
      dueAt,
      messageId: `${local}@${domain}`,
      hiddenWords: redactionWords(profile.identity),
    };
  };
  const first = application(1, assignment.firstArm, when.first);
  const second = application(2, otherArm(assignment.firstArm), when.second);
  const match = matchOf(pair);
  const canonical = canonicalJson({
    ordinal,
    match: { ...match },
    ground: campaign.ground,
    sector: vacancy.sector,
    vacancy: [vacancy.source, vacancy.reference],
    kbo: vacancy.kbo,
    block: assignment.block,
    applications: [first, second].map((one) => ({
      position: one.position,
      arm: one.arm,
      template: one.profile.documents.template,
      layout: one.profile.documents.layout,
      name: one.profile.identity.displayName,
      address: one.profile.identity.mailAddress,
      subject: one.profile.documents.subject,
      text: sha256(bodyOf(one.profile)).toString('hex'),
      due: one.dueAt.toISOString(),
      messageId: one.messageId,
    })),
  });
  const salt = hmacSha256(seed, 'praktijktest/salt/1', String(ordinal));
  return {
    ordinal,
    vacancy,
    employerUnit: employerUnit(vacancy),
    assignment,
    applications: [first, second],
    match,
    leaf: sha256(Buffer.of(0), salt, canonical),
  };
}

/** The text of a mail: the letter, then the curriculum vitae. */
export function bodyOf(profile: Profile): string {
  return `${profile.documents.letter}\n\n\n${profile.documents.cv}\n`;
}
