import { toLocal } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { openStreams, type Stream } from '../../platform/rng.js';
import type { Campaign, PlanOrder } from '../../campaigns/index.js';
import {
  contrastCode,
  generatePair,
  isWithoutVacancy,
  matchOf,
  redactionWords,
  type GeneratedPair,
  type PairMatch,
  type PairScenario,
  type Pools,
  type Profile,
} from '../../materials/index.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import { decidePlan, type DecidedTest, type Stratum, type Tested } from './decide.js';
import { leafOf, leafText, saltOf } from './leaf.js';
import type { KnownPersons } from './known-persons.js';
import { employerUnit, otherArm, reachable } from './rules.js';
import type { Arm, Assignment } from './schema.js';

export interface PlanMeans {
  readonly calendar: Calendar;
  /** In the language of the scenario. */
  readonly pools: Pools;
  readonly mailDomains: readonly string[];
  /** True in a demo: pools that nobody pretested may be used. */
  readonly exercise: boolean;
}

/** What planning must know of the past: what was tested in the twelve months before, and addresses in use. */
export interface Past {
  readonly tested: Tested;
  readonly isTaken: (address: string) => boolean;
  /** Whether an employer of this name is in the register: no candidate may have worked there. */
  readonly isEmployer: (name: string) => boolean;
  /** Whether somebody of this name is known to live in a municipality. */
  readonly isPerson: (name: string, municipality: string) => boolean;
  /** Where a test is done again: whom its employers know, so that none of them is drawn. */
  readonly known?: KnownPersons | undefined;
}

/** What a plan is drawn from, of its campaign only what the drawing reads. */
export type DrawOrder = Omit<PlanOrder, 'campaign'> & {
  readonly campaign: Pick<Campaign, 'purpose' | 'cells' | 'sendFrom' | 'pairsPerDay' | 'rolling' | 'ground'> &
    Partial<Pick<Campaign, 'design'>>;
};

/** One application as planned; everything later steps need is frozen here. */
export interface PlannedApplication {
  readonly position: 1 | 2;
  readonly arm: Arm;
  readonly profile: Profile;
  readonly dueAt: Date;
  readonly messageId: string;
  /** Its text: the letter, then the curriculum vitae. */
  readonly body: string;
  readonly hiddenWords: readonly string[];
}

/** One test as planned: a pair, or a single application. */
export interface PlannedTest {
  readonly ordinal: number;
  readonly increment: number;
  readonly vacancy: FrameVacancy;
  readonly ground: string;
  readonly employerUnit: string;
  readonly assignment: Assignment;
  /** In the order of sending: two, or one in a single design. */
  readonly applications: readonly PlannedApplication[];
  readonly match: PairMatch;
  /** SHA-256(0x00 ‖ salt ‖ canonical test): the test can be shown later without showing the others. */
  readonly leaf: Buffer;
}

/**
 * Draws a whole plan, test by test, so that storing can begin before the last is drawn. The same seed, frame, calendar,
 * scenario and pools give the same plan; nothing else is read.
 * Streams: sample and blocks per stratum, merge once, times, profile, message ids per test.
 * @throws Problem frame-too-small before the first test; scenario-unusable at a test whose pair may not go out, and
 * repeat-not-fresh where every pair has somebody whom the employer knows
 */
export function* drawPlan(
  sealed: DrawOrder,
  scenario: PairScenario,
  means: PlanMeans,
  past: Past,
): Generator<PlannedTest, void> {
  const order = { ...sealed, frame: reachable(sealed.frame, scenario.kind === 'candidate-call') };
  const { campaign, seed } = order;
  const { strata, tests: decided } = decidePlan(order, means.calendar, past.tested);
  const short = strata.find(({ chosen, quota }) => chosen.length < quota);
  if (short !== undefined && (!campaign.rolling || decided.length === 0) && order.place.increment === 0)
    throw new Problem(
      'frame-too-small',
      whyTooSmall(short, campaign.design === 'single' ? 'applications' : 'pairs', isWithoutVacancy(scenario)),
    );
  const used = new Set<string>();
  const streams = openStreams(seed);
  const isTaken = (address: string) => used.has(address) || past.isTaken(address);
  for (const test of decided) {
    const contrast = contrastCode(campaign.cells[test.cell]?.ground ?? '');
    const made = drawUnknown(streams, { ...test, contrast }, scenario, means, { ...past, isTaken });
    if (!made.allowed)
      throw new Problem(
        'scenario-unusable',
        `${test.vacancy.source} ${test.vacancy.reference}: ${made.detail} (${made.reason})`,
      );
    const planned = planTest(order, test, made.pair, streams('message-id', test.ordinal));
    for (const { profile } of planned.applications) used.add(profile.identity.mailAddress);
    yield planned;
  }
}

function whyTooSmall(
  { sector, ground, contrast, quota, open, chosen, passedOver }: Stratum,
  tests: 'applications' | 'pairs',
  withoutVacancy: boolean,
): string {
  const [kept, more] = withoutVacancy
    ? ['employers with an address for applications', 'addresses']
    : ['vacancies open', 'vacancies'];
  return `${contrast === null ? sector : `${sector}, ${ground}`}: ${quota} ${tests} planned, ${open} ${kept}, ${chosen.length} usable (${passedOver.establishment} passed over because their establishment was or is tested, ${passedOver.group} because of their group of enterprises, ${passedOver.recruiter} because of their recruiter). Plan fewer ${tests} or import more ${more}.`;
}

type Streams = ReturnType<typeof openStreams>;

/** How often another pair is drawn for an employer who knows somebody of the last. */
const TRIES = 100;

/**
 * A pair of whom the employer knows nobody. The first is drawn from the stream of every plan, each next from one of its own, so
 * that the same seed gives the same pair.
 */
function drawUnknown(
  streams: Streams,
  test: Contrasted,
  scenario: PairScenario,
  means: PlanMeans,
  past: Omit<Past, 'tested'>,
) {
  const { known } = past;
  const { employer, source, reference } = test.vacancy;
  for (let turn = 0; turn < TRIES; turn += 1) {
    const made = drawPair(streams, test, scenario, means, past, turn === 0 ? 'profile' : `profile-${turn}`);
    if (known === undefined || !made.allowed) return made;
    const persons = [made.pair.control.identity, made.pair.treatment.identity];
    if (known.knows(employer, persons) !== null) continue;
    known.add(employer, persons);
    return made;
  }
  throw new Problem('repeat-not-fresh', `${source} ${reference}`);
}

type Contrasted = DecidedTest & { readonly contrast: string | undefined };

function drawPair(
  streams: Streams,
  { ordinal, vacancy, assignment, when, contrast }: Contrasted,
  scenario: PairScenario,
  means: PlanMeans,
  past: Omit<Past, 'tested'>,
  stream: string,
) {
  const domain = streams('mail-domain', ordinal);
  return generatePair(scenario, means.pools, streams(stream, ordinal), {
    exercise: means.exercise,
    on: toLocal(when.first).date,
    vacancy: {
      title: vacancy.title,
      occupation: vacancy.occupation,
      place: vacancy.place,
      postcode: vacancy.postcode,
    },
    employer: { name: vacancy.employerName },
    contrast,
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
  { campaign, seed, place: { increment } }: DrawOrder,
  { ordinal, vacancy, cell, assignment, when }: DecidedTest,
  pair: GeneratedPair,
  ids: Stream,
): PlannedTest {
  const ground = campaign.cells[cell]?.ground ?? campaign.ground;
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
      body: bodyOf(profile),
      hiddenWords: redactionWords(profile.identity),
    };
  };
  const first = application(1, assignment.firstArm, when.first);
  const applications =
    campaign.design === 'single'
      ? [first]
      : [first, application(2, otherArm(assignment.firstArm), when.second)];
  const match = matchOf(pair);
  const text = leafText({
    ordinal,
    match,
    ground,
    sector: vacancy.sector,
    vacancy: vacancy.id === null ? null : [vacancy.source, vacancy.reference],
    kbo: vacancy.kbo,
    block: assignment.block,
    applications: applications.map((one) => ({
      position: one.position,
      arm: one.arm,
      template: one.profile.documents.template,
      layout: one.profile.documents.layout,
      name: one.profile.identity.displayName,
      address: one.profile.identity.mailAddress,
      subject: one.profile.documents.subject,
      body: one.body,
      due: one.dueAt,
      messageId: one.messageId,
      formUrl: vacancy.formUrl,
    })),
  });
  return {
    ordinal,
    increment,
    vacancy,
    ground,
    employerUnit: employerUnit(vacancy),
    assignment,
    applications,
    match,
    leaf: leafOf(saltOf(seed, ordinal), text),
  };
}

/** What stands between the letter and the curriculum vitae in the text of an application; no letter holds it. */
export const CV_AFTER = '\n\n\n';

const bodyOf = ({ documents: { letter, cv } }: Profile): string => `${letter}${CV_AFTER}${cv}\n`;
