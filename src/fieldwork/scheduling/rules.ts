import { compareCodeUnits } from '../../platform/canonical.js';
import { toInstant, toLocal, type DateOnly } from '../../platform/dates.js';
import type { Stream } from '../../platform/rng.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import type { Arm, Assignment } from './schema.js';

/** Office hours in which applications leave: 9.00 to 17.00 in Brussels, in minutes after midnight, half-open. */
export const OFFICE = { from: 9 * 60, until: 17 * 60 } as const;

/** At most so many tests in one campaign (DOMAIN.md 2.3: one per establishment; a recruiter sees few). */
export const CAPS = { perEstablishment: 1, perRecruiterDomain: 2 } as const;

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

/** Why a sample came out smaller than its quota: how many vacancies each cap passed over. */
export interface Sample {
  readonly chosen: readonly FrameVacancy[];
  readonly passedOver: { readonly establishment: number; readonly recruiter: number };
}

/**
 * Draws a simple random sample of at most `quota` vacancies from one stratum's frame, in random order, under the caps.
 * `used` holds the establishments (or enterprises) tested in the twelve months before; it is extended.
 */
export function drawSample(
  frame: readonly FrameVacancy[],
  quota: number,
  stream: Stream,
  used: Set<string>,
  domains: Map<string, number>,
): Sample {
  const chosen: FrameVacancy[] = [];
  const passedOver = { establishment: 0, recruiter: 0 };
  for (const vacancy of stream.shuffle(inCanonicalOrder(frame))) {
    if (chosen.length === quota) break;
    const place = vacancy.establishment ?? vacancy.kbo;
    const domain = domainOf(vacancy.contactAddress);
    const seen = domains.get(domain) ?? 0;
    if (used.has(place)) {
      passedOver.establishment += 1;
    } else if (!PUBLIC_DOMAINS.has(domain) && seen >= CAPS.perRecruiterDomain) {
      passedOver.recruiter += 1;
    } else {
      used.add(place);
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
