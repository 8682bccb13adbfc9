// Makes the two profiles of a test: equal in everything but the cue, apart where two people always are, and proved so
// before they are handed out.
import { toCivil } from '../platform/dates.js';
import type { DateOnly } from '../platform/dates.js';
import type { Stream } from '../platform/rng.js';
import { drawContacts, drawHomes } from './contacts.js';
import type { Contact, ContactContext, Home } from './contacts.js';
import { writeDocuments } from './letters.js';
import {
  ageOn,
  courseOf,
  drawBirthDates,
  drawNames,
  drawSexes,
  jobsOf,
  municipalityFor,
  occupationOf,
  protectedTitleIn,
} from './profile.js';
import type { Both, Course, Name } from './profile.js';
import { diffPair } from './rules.js';
import type { Difference } from './rules.js';
import { ARMS } from './schema.js';
import type {
  Arm,
  CorrespondenceScenario,
  Identity,
  Job,
  Occupation,
  Pools,
  Profile,
  Variant,
} from './schema.js';

/** Version of the way profiles are drawn; a change of any draw or its order is a new version. */
export const PROFILE_ALGORITHM = 'praktijktest/profile/1';

export interface PairContext extends ContactContext {
  /** True only where nothing can reach a real employer. Otherwise pools and names that are not tested are refused. */
  exercise: boolean;
  /** Planned day of the first application. */
  on: DateOnly;
  vacancy: { title: string; occupation: string; place: string; postcode: string | null };
  employer: { name: string };
  /** Which letter and which CV the control arm gets; the treatment arm gets the other ones. */
  template: Variant;
  layout: Variant;
}

export type PairRefusal =
  | 'pools-exercise-only'
  | 'no-name'
  | 'protected-title'
  | 'no-municipality'
  | 'phone-missing'
  | 'address-taken'
  | 'differs-beyond-cue'
  | 'cue-missing'
  | 'not-told-apart';

export interface GeneratedPair {
  algorithm: typeof PROFILE_ALGORITHM;
  scenario: { id: string; version: number };
  poolsVersion: number;
  exercise: boolean;
  control: Profile;
  treatment: Profile;
  /** Proof: every field in which the two differ, and why it may. */
  differences: Difference[];
}

export type GenerateResult =
  { allowed: true; pair: GeneratedPair } | { allowed: false; reason: PairRefusal; detail: string };

type Refusal = Extract<GenerateResult, { allowed: false }>;
const refuseFor = (reason: PairRefusal, detail: string): Refusal => ({ allowed: false, reason, detail });

/** Draws a pair. The same scenario, pools, context and stream give the same pair; a refusal names its reason. */
export function generatePair(
  scenario: CorrespondenceScenario,
  pools: Pools,
  stream: Stream,
  context: PairContext,
): GenerateResult {
  const means = findMeans(pools, context);
  if ('reason' in means) return means;
  const drawn = drawPair(scenario, pools, stream, context, means);
  if ('reason' in drawn) return drawn;
  const [control, treatment] = ARMS.map((arm) =>
    writeProfile(arm, scenario, pools, drawn, context, means.occupation),
  );
  if (!control || !treatment) throw new Error('a pair has two arms');
  const verdict = diffPair(control, treatment, scenario.cue.fields);
  if (!verdict.allowed) return refuseFor(verdict.reason, `fields: ${verdict.fields.join(', ')}`);
  const pair: GeneratedPair = {
    algorithm: PROFILE_ALGORITHM,
    scenario: { id: scenario.id, version: scenario.version },
    poolsVersion: pools.version,
    exercise: context.exercise,
    control,
    treatment,
    differences: verdict.differences,
  };
  return { allowed: true, pair };
}

interface Means {
  municipality: Pools['municipalities'][number];
  occupation: Occupation;
}

/** What the pools have for this vacancy, or why they may not serve it. */
function findMeans(pools: Pools, context: PairContext): Means | Refusal {
  const { exercise, phones, vacancy } = context;
  if (!exercise && pools.use === 'exercise-only') {
    return refuseFor(
      'pools-exercise-only',
      'the pools are assumptions that nobody tested: they serve exercises only',
    );
  }
  if (!exercise && !phones)
    return refuseFor('phone-missing', 'each candidate needs a telephone number of its own');
  const title = protectedTitleIn(pools, vacancy);
  if (title !== undefined)
    return refuseFor('protected-title', `the vacancy asks for a protected title ("${title}")`);
  const municipality = municipalityFor(pools, vacancy);
  const occupation = occupationOf(pools, vacancy);
  return municipality && occupation
    ? { municipality, occupation }
    : refuseFor(
        'no-municipality',
        `no municipality of the pools lies near ${vacancy.postcode ?? vacancy.place}`,
      );
}

interface Drawn {
  lives: Both<Life>;
  homes: Both<Home>;
  contacts: Both<Contact>;
  schools: Both<string>;
  /** Pastimes by layout. */
  leisure: readonly [string, string];
}

/** Every draw of a pair, in the fixed order lives, homes, contacts, schools, pastimes. */
function drawPair(
  scenario: CorrespondenceScenario,
  pools: Pools,
  stream: Stream,
  context: PairContext,
  { municipality, occupation }: Means,
): Drawn | Refusal {
  const lives = drawLives(scenario, pools, stream, context, occupation);
  if (!lives) {
    return refuseFor(
      'no-name',
      'the pools have no two usable names of these origins, sexes and years of birth, and of one class',
    );
  }
  const homes = drawHomes(stream, pools, municipality);
  const contacts = drawContacts(
    stream,
    pools,
    { control: lives.control.name, treatment: lives.treatment.name },
    context,
  );
  if (!contacts) return refuseFor('address-taken', 'no free mail address was found: add names to the pools');
  const [a = '', b = ''] = stream.shuffle(occupation.education.schools);
  const schools = { control: `${a}, ${municipality.name}`, treatment: `${b}, ${municipality.name}` };
  return { lives, homes, contacts, schools, leisure: stream.pick(pools.leisure) };
}

const other = (variant: Variant): Variant => (variant === 0 ? 1 : 0);

function writeProfile(
  arm: Arm,
  scenario: CorrespondenceScenario,
  pools: Pools,
  drawn: Drawn,
  context: PairContext,
  occupation: Occupation,
): Profile {
  const template = arm === 'control' ? context.template : other(context.template);
  const layout = arm === 'control' ? context.layout : other(context.layout);
  const identity = identityOf(arm, pools, drawn, context, occupation, layout);
  const choice = { template, layout, leisure: drawn.leisure[layout] };
  return { identity, documents: writeDocuments(scenario, pools, identity, occupation, context, choice) };
}

interface Life {
  name: Name;
  birthDate: DateOnly;
  course: Course;
  experience: number;
  filler: Pools['fillers'][number] | null;
}

/** Sex, origin, years and names of the two, in that order of drawing. */
function drawLives(
  scenario: CorrespondenceScenario,
  pools: Pools,
  stream: Stream,
  context: PairContext,
  occupation: Occupation,
): Both<Life> | undefined {
  const sexes = drawSexes(stream, scenario.arms);
  const { from, until } = scenario.candidate.experienceYears;
  const experience = from + stream.int(until - from + 1);
  const fillers = pools.fillers;
  const draw = (arm: Arm) => {
    const rule = scenario.arms[arm];
    const origin = stream.pick(rule.nameOrigins);
    const gap = rule.olderByYears ? stream.pick(rule.olderByYears) : 0;
    const course = courseOf(toCivil(context.on).year, experience, occupation.education.finishedAt, gap);
    return {
      origin: pools.origins.find((one) => one.code === origin),
      course,
      filler: gap > 0 ? stream.pick(fillers) : null,
    };
  };
  const [control, treatment] = [draw('control'), draw('treatment')];
  if (!control.origin || !treatment.origin) return undefined;
  const names = drawNames(
    stream,
    pools,
    {
      control: { origin: control.origin, sex: sexes.control, birthYear: control.course.birthYear },
      treatment: { origin: treatment.origin, sex: sexes.treatment, birthYear: treatment.course.birthYear },
    },
    context.exercise,
  );
  if (!names) return undefined;
  const born = drawBirthDates(stream, context.on, {
    control: control.course.birthYear,
    treatment: treatment.course.birthYear,
  });
  return {
    control: { ...control, name: names.control, birthDate: born.control, experience },
    treatment: { ...treatment, name: names.treatment, birthDate: born.treatment, experience },
  };
}

function identityOf(
  arm: Arm,
  pools: Pools,
  drawn: Drawn,
  context: PairContext,
  occupation: Occupation,
  layout: Variant,
): Identity {
  const { name, course, filler, birthDate, experience } = drawn.lives[arm];
  const { level, degree } = occupation.education;
  return {
    arm,
    displayName: `${name.firstName} ${name.familyName}`,
    firstName: name.firstName,
    familyName: name.familyName,
    nameOrigin: name.origin,
    nameClass: name.class,
    sex: name.sex,
    birthDate,
    age: ageOn(birthDate, context.on),
    nationality: pools.shared.nationality,
    ...drawn.homes[arm],
    ...drawn.contacts[arm],
    occupation: occupation.code,
    education: { level, degree, school: drawn.schools[arm], year: course.schoolYear },
    relevantYears: experience,
    experience: jobsOf(occupation, course.experienceFrom, toCivil(context.on).year, layout),
    filler:
      filler && course.filler ? { code: filler.code, job: fillerJob(filler, course.filler, layout) } : null,
    leisureCount: 2,
  };
}

function fillerJob(filler: Pools['fillers'][number], [from, until]: [number, number], layout: Variant): Job {
  return { from, until, role: filler.role[layout], place: filler.place[layout], tasks: '' };
}
