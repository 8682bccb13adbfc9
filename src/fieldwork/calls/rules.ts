import { canonicalJson, compareCodeUnits } from '../../platform/canonical.js';
import type { Stream } from '../../platform/rng.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import { addDays, type DateOnly } from '../../platform/dates.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import { employerUnit, OFFICE } from '../scheduling/index.js';
import {
  ATTEMPTS,
  type AttemptBody,
  type AttemptKind,
  type CallCode,
  type CallEnding,
  type CallHours,
  type CallState,
  type CallVoidReason,
  type Deviation,
  type OutcomeBody,
  type RecordBody,
} from './schema.js';

/** Whether an ending holds an answer to the wish. */
export function isHeard(ending: CallEnding): ending is CallCode {
  return ending !== 'not-reached' && ending !== 'stopped' && ending !== 'silent';
}

/** What names an agency, of what the register holds. */
export interface AgencyNames {
  readonly name: string;
  readonly municipality: string | null;
  readonly kbo: string;
  readonly phone: string | null;
  readonly mailDomain: string | null;
}

/** Words of a name that stand in every text and name nobody. */
const PLAIN_WORDS = new Set(
  'bvba vzw asbl sprl the van voor met der den les des pour les aux and for'.split(' '),
);

/** The words that coders must not read of a call: they would tell which agency it was. It rather takes too much than too little. */
export function wordsOfAgency({ name, municipality, kbo, phone, mailDomain }: AgencyNames): string[] {
  return [...wordsOfName(name), kbo, ...[municipality, phone, mailDomain].flatMap((word) => word ?? [])];
}

/** A name, and the words in it that name somebody. */
export function wordsOfName(name: string): string[] {
  const parts = name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 3 && !PLAIN_WORDS.has(part.toLowerCase()));
  return [name, ...parts];
}

/** Whether an answer grants the wish, openly or covertly. Evading is neither granting nor refusing. */
export function complies(code: CallCode): boolean {
  return code === 'COMPLY-OPEN' || code === 'COMPLY-HIDDEN';
}

/**
 * Why a call is void as evidence, or null. The wish is said once: said again it presses, never said it was not heard; and
 * a deviation that may have changed the answer spoils it (no provocation, DOMAIN.md 0.6).
 */
export function voidReason(heard: {
  readonly code: CallEnding;
  readonly timesSaid: number | null;
  readonly deviations: readonly Deviation[];
}): CallVoidReason | null {
  if (!isHeard(heard.code)) return null;
  if (heard.timesSaid === 0) return 'wish-not-said';
  if ((heard.timesSaid ?? 0) > 1) return 'wish-repeated';
  return heard.deviations.some((deviation) => deviation.spoils) ? 'deviation' : null;
}

interface OpenCall {
  readonly state: CallState;
  readonly phone: string | null;
}

/** Attempts that reach nobody before a call is closed as not reached. */
export const MOST_ATTEMPTS = 3;
/** Days within which one calls back. */
export const CALL_BACK_WITHIN = 14;

/** An attempt that reached nobody, as it is on record. */
export interface Tried {
  readonly n: number;
  readonly how: AttemptKind;
  readonly onDay: DateOnly;
  /** When it is tried again; null after the last. */
  readonly nextOn: DateOnly | null;
}

/** Whether what is recorded is an attempt that reached nobody. */
export function isAttempt(body: RecordBody): body is AttemptBody {
  return ATTEMPTS.some((kind) => kind === body.code);
}

/** One attempt a day, at an open call. */
export function mayTry(state: CallState, tried: readonly Tried[], today: DateOnly): Verdict {
  if (state === 'done') return refuse('call-recorded');
  if (state !== 'planned') return refuse('call-over');
  return tried.at(-1)?.onDay === today ? refuse('call-tried-today') : ALLOW;
}

/**
 * The day of the next attempt: the one they asked for, moved on to a working day, or else the next working day. Null when
 * `n` was the last attempt; undefined when they asked for a day that is past or too far.
 */
export function nextAttempt(
  n: number,
  backOn: DateOnly | null,
  today: DateOnly,
  calendar: Pick<Calendar, 'nextWorkingDay' | 'onOrAfter'>,
): DateOnly | null | undefined {
  if (backOn !== null && (backOn <= today || backOn > addDays(today, CALL_BACK_WITHIN))) return undefined;
  if (n >= MOST_ATTEMPTS) return null;
  return backOn === null ? calendar.nextWorkingDay(today) : calendar.onOrAfter(backOn);
}

/**
 * A call begins when its task is open, its number known, and the gate (`refusal`: the database's answer) lets it; the day
 * after it was tried in vain, not before; and in office hours of a working day, but for an exercise.
 */
export function mayStartCall(
  task: OpenCall,
  refusal: string | null,
  { triedToday, hours }: { readonly triedToday: boolean; readonly hours: CallHours },
): Verdict {
  if (task.state !== 'planned') return refuse('call-over');
  if (triedToday) return refuse('call-tried-today');
  if (task.phone === null) return refuse('call-without-number');
  if (refusal !== null) return refuse(refusal);
  return hours === 'shut' ? refuse('call-outside-hours') : ALLOW;
}

/** The day on which one may begin to call again, from 9 o'clock: today before that, else the next working day. */
export function opensOn(
  { date, minutes }: { readonly date: DateOnly; readonly minutes: number },
  calendar: Pick<Calendar, 'nextWorkingDay' | 'isWorkingDay'>,
): DateOnly {
  return calendar.isWorkingDay(date) && minutes < OFFICE.from ? date : calendar.nextWorkingDay(date);
}

/** An answer is recorded for an open task while the campaign may call; that a call broke off, or nobody answered, always. */
export function mayRecordCall(
  task: Pick<OpenCall, 'state'>,
  code: CallEnding,
  refusal: string | null,
): Verdict {
  if (task.state === 'done') return refuse('call-recorded');
  if (!isHeard(code)) return ALLOW;
  if (task.state !== 'planned') return refuse('call-over');
  return refusal === null ? ALLOW : refuse(refusal);
}

/** Whether two records say the same, so that a form posted twice is one record. */
export function saysTheSame(one: OutcomeBody, other: OutcomeBody): boolean {
  const plain = (body: OutcomeBody): string =>
    canonicalJson({ ...body, deviations: body.deviations.map((deviation) => ({ ...deviation })) });
  return plain(one) === plain(other);
}

/** What planning the next wave looks at. */
export interface WaveFacts {
  readonly state: string;
  /** The last wave that was planned; 0 without one. */
  readonly lastWave: number;
  readonly openTasks: number;
  /** Tasks that were planned and not cancelled, and those this wave adds. */
  readonly planned: number;
  readonly adding: number;
  /** What the authorisation allows; null while there is none. */
  readonly maxTests: number | null;
}

/** A next wave follows a whole one, in a campaign that is sealed and not over, within the authorised number of tests. */
export function mayPlanWave(facts: WaveFacts): Verdict {
  if (!['sealed', 'ready', 'running', 'paused'].includes(facts.state)) return refuse('campaign-life');
  if (facts.lastWave === 0) return refuse('calls-not-drawn');
  if (facts.openTasks > 0) return refuse('wave-open');
  if (facts.adding === 0) return refuse('nobody-to-call');
  if (facts.maxTests !== null && facts.planned + facts.adding > facts.maxTests)
    return refuse('authorisation-used-up');
  return ALLOW;
}

/** An agency as one unit for counting, with the employers that stand behind it. */
export interface Unit<Employer extends string = string> {
  readonly unit: string;
  readonly sector: string;
  readonly employers: readonly Employer[];
}

/** The units of a frame, in canonical order (by code unit); their employers in the frame's order, each once. */
export function unitsOf(frame: readonly FrameVacancy[]): Unit<FrameVacancy['employer']>[] {
  const units = new Map<string, { sector: string; employers: Set<FrameVacancy['employer']> }>();
  for (const vacancy of frame) {
    const key = employerUnit(vacancy);
    const known = units.get(key) ?? { sector: vacancy.sector, employers: new Set() };
    known.employers.add(vacancy.employer);
    units.set(key, known);
  }
  return [...units]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .map(([unit, { sector, employers }]) => ({ unit, sector, employers: [...employers] }));
}

/** A simple random sample of units, in random order. */
export function drawUnits<U>(units: readonly U[], quota: number, stream: Stream): U[] {
  return stream.shuffle(units).slice(0, quota);
}

/** Who takes the call at a place of the plan: testers in turn. Null without testers. */
export function inTurn<T>(testers: readonly T[], place: number): T | null {
  return testers.length === 0 ? null : (testers[place % testers.length] ?? null);
}

/** Units of which more than half of the valid answers of a wave complied. */
export function overHalf(
  heard: readonly {
    readonly unit: string;
    readonly code: CallEnding | null;
    readonly voidReason: CallVoidReason | null;
  }[],
): Set<string> {
  const tally = new Map<string, { n: number; complied: number }>();
  for (const { unit, code, voidReason: reason } of heard) {
    if (code === null || !isHeard(code) || reason !== null) continue;
    const known = tally.get(unit) ?? { n: 0, complied: 0 };
    tally.set(unit, { n: known.n + 1, complied: known.complied + (complies(code) ? 1 : 0) });
  }
  return new Set([...tally].filter(([, { n, complied }]) => 2 * complied > n).map(([unit]) => unit));
}
