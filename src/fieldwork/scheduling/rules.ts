import { compareCodeUnits } from '../../platform/canonical.js';
import { addDays, toInstant, toLocal, type DateOnly } from '../../platform/dates.js';
import type { Stream } from '../../platform/rng.js';
import type { Purpose } from '../../campaigns/index.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import type { Arm, Assignment } from './schema.js';

/** Office hours in which applications leave: 9.00 to 17.00 in Brussels, in minutes after midnight, half-open. */
export const OFFICE = { from: 9 * 60, until: 17 * 60 } as const;

/**
 * At most so many tests (DOMAIN.md 2.3): of an establishment one in twelve months, of a recruiter's domain two in a campaign.
 * Each pair shows an employer one uncommon candidate, and a group of enterprises sees at most two in twelve months. In
 * enforcement the authorisation says how often a group is tested.
 */
export const CAPS = { perEstablishment: 1, perRecruiterDomain: 2, perGroup: 2 } as const;

/** How many tests of one group of enterprises a campaign of this purpose may add to; undefined where the authorisation says it. */
export const groupCap = (purpose: Purpose): number | undefined =>
  purpose === 'enforcement' ? undefined : CAPS.perGroup;

/**
 * From when a test counts against testing its place once more, where a test is done again: so many days before the plan begins.
 * What was done on the last day that is early enough does not count any more.
 */
export const countsSince = (sendFrom: DateOnly, days: number): Date =>
  toInstant(addDays(sendFrom, 1 - days), 0);

const BLOCK = 8;

// Addresses at these providers say nothing about who recruits.
const PUBLIC_DOMAINS = new Set([
  'gmail.com',
  'hotmail.com',
  'outlook.com',
  'live.be',
  'telenet.be',
  'skynet.be',
  'proximus.be',
  'yahoo.com',
]);

/** The part of an address after the @, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Where a vacancy is: its establishment, or the enterprise where none is known. */
export const placeOf = ({ establishment, kbo }: Pick<FrameVacancy, 'establishment' | 'kbo'>): string =>
  establishment ?? kbo;

/** Who is one employer for counting: the KBO enterprise, or for agencies (temp work) the recruiter's mail domain. */
export function employerUnit(vacancy: Pick<FrameVacancy, 'kbo' | 'sector' | 'contactAddress'>): string {
  const domain = domainOf(vacancy.contactAddress);
  return vacancy.sector === 'uitzend' && !PUBLIC_DOMAINS.has(domain)
    ? `domain:${domain}`
    : `kbo:${vacancy.kbo}`;
}

/** The canonical order of a frame: by source, then reference, by code unit. */
export function inCanonicalOrder(frame: readonly FrameVacancy[]): FrameVacancy[] {
  return [...frame].sort(
    (a, b) => compareCodeUnits(a.source, b.source) || compareCodeUnits(a.reference, b.reference),
  );
}

/** The assignments of one stratum: permuted blocks of the eight combinations of order × template × layout. */
export function drawAssignments(count: number, stream: Stream): Assignment[] {
  const drawn: Assignment[] = [];
  for (let block = 0; drawn.length < count; block += 1) {
    const cells = stream.shuffle([...Array(BLOCK).keys()]);
    for (const cell of cells) {
      if (drawn.length === count) break;
      drawn.push({
        firstArm: cell & 1 ? 'treatment' : 'control',
        template: cell & 2 ? 1 : 0,
        layout: cell & 4 ? 1 : 0,
        block,
      });
    }
  }
  return drawn;
}

/**
 * Deals a sample, in the order in which it was drawn, over the contrasts of its sector: in each round one to every contrast
 * that still lacks some, in an order drawn anew. So the contrasts differ by one at most wherever a frame runs dry, and chance
 * decides which of them an employer sees.
 * @returns per test of the sample the place of its contrast
 */
export function dealContrasts(count: number, quotas: readonly number[], stream: Stream): number[] {
  if (quotas.length === 1) return Array<number>(count).fill(0);
  const left = [...quotas];
  const dealt: number[] = [];
  while (dealt.length < count) {
    const lacking = [...left.keys()].filter((place) => (left[place] ?? 0) > 0);
    if (lacking.length === 0) throw new RangeError('A sample is larger than its quotas.');
    for (const place of stream.shuffle(lacking).slice(0, count - dealt.length)) {
      left[place] = (left[place] ?? 0) - 1;
      dealt.push(place);
    }
  }
  return dealt;
}

/** Why a sample came out smaller than its quota: how many vacancies each cap passed over. */
export interface Sample {
  readonly chosen: readonly FrameVacancy[];
  readonly passedOver: {
    readonly establishment: number;
    readonly group: number;
    readonly recruiter: number;
  };
}

/** What tests there are already, by what the caps count; extended while samples are drawn. */
export interface Reached {
  /** Establishments (or enterprises) tested in the twelve months before. */
  readonly places: Set<string>;
  /** Tests per group of enterprises in the twelve months before. */
  readonly groups: Map<string, number>;
  /** Tests per recruiter's domain in this campaign. */
  readonly domains: Map<string, number>;
  /** Employers with a test in this plan, where each gets one application; undefined where that is no cap. */
  readonly units?: Set<string> | undefined;
}

/**
 * Draws a simple random sample of at most `quota` vacancies from one stratum's frame, in random order, under the caps.
 * @param reached what was reached already; it is extended
 * @param perGroup how many tests one group of enterprises may see; undefined for no such cap
 */
export function drawSample(
  frame: readonly FrameVacancy[],
  quota: number,
  stream: Stream,
  { places, groups, domains, units }: Reached,
  perGroup: number | undefined,
): Sample {
  const chosen: FrameVacancy[] = [];
  const passedOver = { establishment: 0, group: 0, recruiter: 0 };
  for (const vacancy of stream.shuffle(inCanonicalOrder(frame))) {
    if (chosen.length === quota) break;
    const place = placeOf(vacancy);
    const domain = domainOf(vacancy.contactAddress);
    const seen = domains.get(domain) ?? 0;
    const inGroup = groups.get(vacancy.group) ?? 0;
    const unit = employerUnit(vacancy);
    // An employer who was reached counts with the establishments: it is the same employer seeing a second test.
    if (places.has(place) || units?.has(unit) === true) {
      passedOver.establishment += 1;
    } else if (perGroup !== undefined && inGroup >= perGroup) {
      passedOver.group += 1;
    } else if (!PUBLIC_DOMAINS.has(domain) && seen >= CAPS.perRecruiterDomain) {
      passedOver.recruiter += 1;
    } else {
      places.add(place);
      units?.add(unit);
      groups.set(vacancy.group, inGroup + 1);
      domains.set(domain, seen + 1);
      chosen.push(vacancy);
    }
  }
  return { chosen, passedOver };
}

/** When the two applications of a test are due. */
export interface Times {
  readonly first: Date;
  readonly second: Date;
}

/**
 * Spreads tests over working days: `perDay` a day from `from`, each first arm at a random minute inside office hours, the
 * second on the next working day at a random minute of its own. Never on a weekend or Belgian holiday.
 */
export function drawTimes(
  count: number,
  perDay: number,
  from: DateOnly,
  calendar: Calendar,
  streamOf: (ordinal: number) => Stream,
): Times[] {
  const times: Times[] = [];
  // No clock changes inside office hours, so that a day's opening is worked out once.
  const opening = (day: DateOnly) => ({ day, at: toInstant(day, OFFICE.from).getTime() });
  let first = opening(calendar.onOrAfter(from));
  let second = opening(calendar.nextWorkingDay(first.day));
  for (let ordinal = 0; ordinal < count; ordinal += 1) {
    if (ordinal > 0 && ordinal % perDay === 0) {
      first = second;
      second = opening(calendar.nextWorkingDay(first.day));
    }
    const stream = streamOf(ordinal);
    const minute = ({ at }: { at: number }) => new Date(at + stream.int(OFFICE.until - OFFICE.from) * 60_000);
    times.push({ first: minute(first), second: minute(second) });
  }
  return times;
}

/** A random minute of a day's office hours. */
export function minuteOf(day: DateOnly, stream: Stream): Date {
  return toInstant(day, OFFICE.from + stream.int(OFFICE.until - OFFICE.from));
}

/** Whether applications may leave at this instant: a working day, inside office hours. */
export function isOfficeTime(instant: Date, calendar: Calendar): boolean {
  const local = toLocal(instant);
  return calendar.isWorkingDay(local.date) && local.minutes >= OFFICE.from && local.minutes < OFFICE.until;
}

/** The arm that goes second. */
export function otherArm(arm: Arm): Arm {
  return arm === 'control' ? 'treatment' : 'control';
}

/**
 * Lays the strata's samples in one order of time: a random merge in which each stratum keeps its own order, so that blocks
 * stay whole in time and sectors are spread evenly.
 */
export function mergeStrata(sizes: readonly number[], stream: Stream): number[] {
  const tickets = sizes.flatMap((size, stratum) => Array<number>(size).fill(stratum));
  return stream.shuffle(tickets);
}

/**
 * The vacancies that an application can reach, and how: of a plan of calls those with one number (two in one field are none), which is
 * then where one applies; of any other plan all of them, as they are.
 */
export function reachable(frame: readonly FrameVacancy[], byTelephone: boolean): FrameVacancy[] {
  if (!byTelephone) return [...frame];
  return frame.flatMap((vacancy) => {
    const number = vacancy.phone?.replace(/[^+\d]/g, '') ?? '';
    return /^\+?\d{6,15}$/.test(number) ? [{ ...vacancy, formUrl: `${CALL}${number}` }] : [];
  });
}

/** How the address of an application by telephone begins. */
export const CALL = 'tel:';
