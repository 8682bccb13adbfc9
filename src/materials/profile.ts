// Draws what two candidates share and what each has of its own. Every draw comes from the stream, in a fixed order: the
// same stream, pools and context give the same pair.
import { dateOnly, fromDayNumber, toCivil, toDayNumber } from '../platform/dates.js';
import type { DateOnly } from '../platform/dates.js';
import { remember } from '../platform/remember.js';
import type { Stream } from '../platform/rng.js';
import { liesNear, mayUseName } from './rules.js';
import type { Arms, Job, Occupation, OriginPool, Pools, Pretest, Sex } from './schema.js';

export interface Both<T> {
  readonly control: T;
  readonly treatment: T;
}

export interface Name {
  origin: string;
  firstName: string;
  familyName: string;
  class: Pretest['class'];
  sex: Sex;
}

/** Everything about time in a candidate's life, from the year in which the pair applies. */
export interface Course {
  birthYear: number;
  schoolYear: number;
  experienceFrom: number;
  /** From and until, for the candidate who is older. */
  filler: [from: number, until: number] | null;
}

/** Lower case without accents, for matching words. */
export const plain = remember(20_000, (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
);

/** The kind of occupation of a vacancy: the one with the longest word that fits; else the last of the pools. */
export function occupationOf(
  pools: Pools,
  vacancy: { title: string; occupation: string },
): Occupation | undefined {
  const text = plain(`${vacancy.title} ${vacancy.occupation}`);
  let best = pools.occupations[pools.occupations.length - 1];
  let longest = 0;
  for (const occupation of pools.occupations) {
    for (const word of occupation.match) {
      if (word.length > longest && text.includes(plain(word))) [best, longest] = [occupation, word.length];
    }
  }
  return best;
}

/** The legally protected title that a vacancy asks for, if any: a short one at the end of a word, a longer one anywhere. */
export function protectedTitleIn(
  pools: Pools,
  vacancy: { title: string; occupation: string },
): string | undefined {
  const text = plain(`${vacancy.title} ${vacancy.occupation}`);
  const words = text.split(/[^\p{L}]+/u);
  const isIn = (title: string) =>
    title.length < 6 ? words.some((word) => word.endsWith(title)) : text.includes(title);
  return pools.protectedTitles.find((title) => isIn(plain(title)));
}

/** Where candidates for a vacancy live: the municipality that serves its postcode, or has its name. */
export function municipalityFor(
  pools: Pools,
  vacancy: { postcode: string | null; place: string },
): Pools['municipalities'][number] | undefined {
  const postcode = Number(vacancy.postcode);
  const byPostcode = pools.municipalities.find((one) =>
    one.serves.some(({ from, until }) => from <= postcode && postcode <= until),
  );
  return byPostcode ?? pools.municipalities.find((one) => plain(vacancy.place).includes(plain(one.name)));
}

/** Kinds or names of employers for which candidates of these pools may say that they worked. */
export function pastEmployersOf(pools: Pools): string[] {
  const places = [
    ...pools.occupations.flatMap(({ jobs }) => jobs.flatMap((job) => job.place)),
    ...pools.fillers.flatMap((filler) => filler.place),
  ];
  return [...new Set(places.filter((place) => place !== ''))];
}

/** The years of two lives with the same relevant experience, of which one may begin earlier by `gap` years. */
export function courseOf(applyYear: number, experience: number, finishedAt: number, gap: number): Course {
  const experienceFrom = applyYear - experience;
  return {
    birthYear: experienceFrom - finishedAt - gap,
    schoolYear: experienceFrom - gap,
    experienceFrom,
    filler: gap === 0 ? null : [experienceFrom - gap, experienceFrom],
  };
}

/** Two relevant jobs that fill the years without a gap, most recent first, in the wording of a layout. The last may still go on. */
export function jobsOf(
  occupation: Occupation,
  from: number,
  until: number,
  variant: 0 | 1,
  stillThere: boolean,
): Job[] {
  const change = from + Math.floor((until - from) / 2);
  const [recent, earlier] = occupation.jobs;
  return [
    {
      from: change,
      until: stillThere ? null : until,
      role: recent.role,
      place: recent.place[variant],
      tasks: recent.tasks[variant],
    },
    { from, until: change, role: earlier.role, place: earlier.place[variant], tasks: earlier.tasks[variant] },
  ];
}

/**
 * Two days of birth in their years, both before or both after the day of application in the year, so that both
 * candidates have the same age, or differ by exactly the years between them.
 */
export function drawBirthDates(stream: Stream, on: DateOnly, years: Both<number>): Both<DateOnly> {
  const today = toDayNumber(on);
  const { year } = toCivil(on);
  const [newYear, newYearsEve] = [toDayNumber(dateOnly(year, 1, 1)), toDayNumber(dateOnly(year, 12, 31))];
  const before = stream.int(newYearsEve - newYear + 1) < today - newYear;
  const inFirstHalf = toCivil(on).month <= 6;
  const takeBefore = inFirstHalf
    ? before && today - newYear > MARGIN
    : before || newYearsEve - today <= MARGIN;
  const days = takeBefore ? birthdays(on).before : birthdays(on).after;
  const first = stream.int(days.length);
  const second = stream.int(days.length - 1);
  return {
    control: birthDay(years.control, days[first]),
    treatment: birthDay(years.treatment, days[second < first ? second : second + 1]),
  };
}

/** Days of a year (month and day, but the leap day) from which birthdays are drawn, on either side of a day. */
const birthdays = remember(1000, (on: DateOnly) => {
  const { year } = toCivil(on);
  const daysOf = (from: number, until: number) =>
    Array.from({ length: Math.max(0, until - from + 1) }, (_, i) => fromDayNumber(from + i).slice(5)).filter(
      (day) => day !== '02-29',
    );
  return {
    before: daysOf(toDayNumber(dateOnly(year, 1, 1)), toDayNumber(on) - CLEAR),
    after: daysOf(toDayNumber(on) + CLEAR, toDayNumber(dateOnly(year, 12, 31))),
  };
});

/** Days that must remain on the side of the year from which birthdays are drawn. */
const MARGIN = 40;
/** Days around the application on which nobody has a birthday, so that a later second application changes no age. */
const CLEAR = 7;

function birthDay(year: number, monthAndDay = ''): DateOnly {
  const [month = 0, day = 0] = monthAndDay.split('-').map(Number);
  return dateOnly(year, month, day);
}

/** Names that may be used for an origin, sex and year of birth, by class. */
function namesOf(pools: Pools, origin: OriginPool, sex: Sex, birthYear: number, exercise: boolean) {
  const usable = (own: Pretest | undefined) =>
    mayUseName(own ?? origin.pretest, pools.pretestRule, exercise).allowed;
  const first = origin.firstNames.filter(
    (one) =>
      one.sex === sex && one.born.from <= birthYear && birthYear <= one.born.until && usable(one.pretest),
  );
  const family = origin.familyNames.filter((one) => usable(one.pretest));
  const of = (
    names: readonly { name: string; pretest?: Pretest | undefined }[],
    wanted: Pretest['class'],
  ): Rated[] =>
    names
      .map(({ name, pretest }) => ({ name, pretest: pretest ?? origin.pretest }))
      .filter((one) => one.pretest.class === wanted);
  return (wanted: Pretest['class']) => ({ first: of(first, wanted), family: of(family, wanted) });
}

export interface NameWish {
  origin: OriginPool;
  sex: Sex;
  birthYear: number;
}

const CLASSES = ['lower', 'middle', 'higher'] as const;
/** How often names are drawn again because somebody is called so. */
const NAME_TRIES = 20;

/** A name with the figures of its pretest. */
interface Rated {
  name: string;
  pretest: Pretest;
}

/** A name of one candidate, and the names that the other can then have. */
interface Choice {
  readonly name: string;
  readonly besides: readonly string[];
}

/** The names of one perceived class that two candidates can be given. */
interface Level {
  readonly class: Pretest['class'];
  readonly first: readonly Choice[];
  readonly family: readonly Choice[];
}

interface NameContext {
  exercise: boolean;
  isPerson: (name: Name) => boolean;
}

/** Two different names of one perceived class that nobody bears; undefined when the pools have no such two. */
export function drawNames(
  stream: Stream,
  pools: Pools,
  wish: Both<NameWish>,
  { exercise, isPerson }: NameContext,
): Both<Name> | undefined {
  const levels = levelsOf(pools, wish, exercise);
  if (levels.length === 0) return undefined;
  const level = stream.pick(levels);
  for (let tries = 0; tries < NAME_TRIES; tries++) {
    const [firstA, firstB] = drawTwo(stream, level.first);
    const [familyA, familyB] = drawTwo(stream, level.family);
    const name = (one: NameWish, firstName: string, familyName: string): Name => ({
      origin: one.origin.code,
      firstName,
      familyName,
      class: level.class,
      sex: one.sex,
    });
    const both = {
      control: name(wish.control, firstA, familyA),
      treatment: name(wish.treatment, firstB, familyB),
    };
    if (!isPerson(both.control) && !isPerson(both.treatment)) return both;
  }
  return undefined;
}

/** The same two origins, sexes and years come again and again in a plan; pools are never changed once they are read. */
const found = new WeakMap<Pools, Map<string, readonly Level[]>>();
const MOST_FOUND = 2000;

/** The classes in which two such candidates can have names, with those names. */
function levelsOf(pools: Pools, { control, treatment }: Both<NameWish>, exercise: boolean): readonly Level[] {
  const key = JSON.stringify(
    [control, treatment].map((one) => [one.origin.code, one.sex, one.birthYear, exercise]),
  );
  const kept = found.get(pools) ?? new Map<string, readonly Level[]>();
  found.set(pools, kept);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const [forControl, forTreatment] = [control, treatment].map((one) =>
    namesOf(pools, one.origin, one.sex, one.birthYear, exercise),
  );
  if (forControl === undefined || forTreatment === undefined) return [];
  const { maxClassGap } = pools.pretestRule;
  const levels = CLASSES.flatMap((one): Level[] => {
    const [a, b] = [forControl(one), forTreatment(one)];
    const first = choicesOf(a.first, b.first, maxClassGap);
    const family = choicesOf(a.family, b.family, maxClassGap);
    return first.length > 0 && family.length > 0 ? [{ class: one, first, family }] : [];
  });
  if (kept.size >= MOST_FOUND) kept.clear();
  kept.set(key, levels);
  return levels;
}

/** The names of the first list beside which one of the second can stand: another name that lies near it in perceived class. */
const choicesOf = (names: readonly Rated[], others: readonly Rated[], gap: number): Choice[] =>
  names
    .map(({ name, pretest }) => ({
      name,
      besides: others
        .filter((other) => other.name !== name && liesNear(pretest, other.pretest, gap))
        .map((other) => other.name),
    }))
    .filter(({ besides }) => besides.length > 0);

function drawTwo(stream: Stream, choices: readonly Choice[]): [string, string] {
  const { name, besides } = stream.pick(choices);
  return [name, stream.pick(besides)];
}

/** Rules of an arm give the sex; where they leave it open, both candidates share one. */
export function drawSexes(stream: Stream, arms: Arms): Both<Sex> {
  const shared = stream.pick(['f', 'm'] as const);
  return { control: arms.control.sex ?? shared, treatment: arms.treatment.sex ?? shared };
}

/** Completed years on a day. */
export function ageOn(birthDate: DateOnly, on: DateOnly): number {
  const [born, now] = [toCivil(birthDate), toCivil(on)];
  return (
    now.year -
    born.year -
    (now.month < born.month || (now.month === born.month && now.day < born.day) ? 1 : 0)
  );
}
