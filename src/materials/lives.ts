// Two lives: sex, origin, years, names and what each candidate has done, drawn alike but for the cue.
import { toCivil } from '../platform/dates.js';
import type { DateOnly } from '../platform/dates.js';
import type { Stream } from '../platform/rng.js';
import type { Contact, Home } from './contacts.js';
import { ageOn, courseOf, drawBirthDates, drawNames, drawSexes, jobsOf } from './profile.js';
import type { Both, Course, Name } from './profile.js';
import type {
  Arm,
  Arms,
  CorrespondenceScenario,
  Identity,
  Job,
  Occupation,
  Pools,
  Statement,
  Variant,
} from './schema.js';

export interface Life {
  name: Name;
  birthDate: DateOnly;
  course: Course;
  experience: number;
  filler: Pools['fillers'][number] | null;
}

/** What lives depend on, beside scenario and pools. */
export interface LifeContext {
  exercise: boolean;
  /** Planned day of the first application. */
  on: DateOnly;
  /** Whether a person of this name is known at the place where the candidates live. */
  isPerson: (name: Name) => boolean;
}

/** Sex, origin, years and names of the two, in that order of drawing. */
export function drawLives(
  scenario: { readonly candidate: CorrespondenceScenario['candidate'] },
  arms: Arms,
  pools: Pools,
  stream: Stream,
  context: LifeContext,
  occupation: Occupation,
): Both<Life> | undefined {
  const sexes = drawSexes(stream, arms);
  const { from, until } = scenario.candidate.experienceYears;
  const experience = from + stream.int(until - from + 1);
  const fillers = pools.fillers;
  const workedUntil = toCivil(context.on).year - (scenario.candidate.endedYearsAgo ?? 0);
  const draw = (arm: Arm) => {
    const rule = arms[arm];
    const origin = stream.pick(rule.nameOrigins);
    const gap = rule.olderByYears ? stream.pick(rule.olderByYears) : 0;
    const course = courseOf(workedUntil, experience, occupation.education.finishedAt, gap);
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
    context,
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

/** All that an identity is made of, drawn. */
export interface Drawn {
  lives: Both<Life>;
  homes: Both<Home>;
  contacts: Both<Contact>;
  schools: Both<string>;
  /** Pastimes by layout. */
  leisure: readonly [string, string];
  contrast: string | null;
}

/** The identity of one arm, as it is frozen on the application. */
export function identityOf(
  arm: Arm,
  pools: Pools,
  drawn: Drawn,
  on: DateOnly,
  occupation: Occupation,
  layout: Variant,
  said: { endedYearsAgo: number; statement: Statement | undefined },
): Identity {
  const { name, course, filler, birthDate, experience } = drawn.lives[arm];
  const { level, degree } = occupation.education;
  const { statement, endedYearsAgo } = said;
  return {
    arm,
    displayName: `${name.firstName} ${name.familyName}`,
    firstName: name.firstName,
    familyName: name.familyName,
    nameOrigin: name.origin,
    nameClass: name.class,
    sex: name.sex,
    birthDate,
    age: ageOn(birthDate, on),
    nationality: pools.shared.nationality,
    ...drawn.homes[arm],
    ...drawn.contacts[arm],
    occupation: occupation.code,
    education: { level, degree, school: drawn.schools[arm], year: course.schoolYear },
    relevantYears: experience,
    experience: jobsOf(
      occupation,
      course.experienceFrom,
      toCivil(on).year - endedYearsAgo,
      layout,
      endedYearsAgo === 0,
    ),
    filler:
      filler && course.filler ? { code: filler.code, job: fillerJob(filler, course.filler, layout) } : null,
    leisureCount: 2,
    offers: {
      skills: occupation.strengths[0],
      licence: pools.shared.licence[0],
      languages: pools.shared.languages[0],
      availability: pools.shared.availability[0],
    },
    statement: statement === undefined ? null : { code: statement.code, hide: statement.hide },
    contrast: drawn.contrast,
  };
}

function fillerJob(filler: Pools['fillers'][number], [from, until]: [number, number], layout: Variant): Job {
  return { from, until, role: filler.role[layout], place: filler.place[layout], tasks: '' };
}
