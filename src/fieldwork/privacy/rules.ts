import { addDays, compare, daysInMonth, dateOnly, toCivil, type DateOnly } from '../../platform/dates.js';

/** The same day so many months later; the last day of that month where it has no such day. */
export function addMonths(day: DateOnly, months: number): DateOnly {
  const { year, month, day: date } = toCivil(day);
  const at = year * 12 + (month - 1) + months;
  const [nextYear, nextMonth] = [Math.floor(at / 12), (at % 12) + 1];
  return dateOnly(nextYear, nextMonth, Math.min(date, daysInMonth(nextYear, nextMonth)));
}

/** How a request stands: its clock is the month of art. 12.3 GDPR, or the day until which it was postponed. */
export interface RequestStand {
  readonly dueOn: DateOnly;
  readonly postponedUntil: DateOnly | null;
  readonly reviewOn: DateOnly | null;
  readonly answered: boolean;
}

/** What a request needs, the most urgent first. */
export type RequestNeed = 'late' | 'review' | 'soon' | 'runs' | 'answered';

const SOON_DAYS = 7;

/** The day by which a request must be answered. */
export const clockOf = ({ dueOn, postponedUntil }: RequestStand): DateOnly => postponedUntil ?? dueOn;

export function needOf(request: RequestStand, today: DateOnly): RequestNeed {
  if (request.answered) return 'answered';
  const due = clockOf(request);
  if (compare(due, today) < 0) return 'late';
  if (request.reviewOn !== null && compare(request.reviewOn, today) <= 0) return 'review';
  return compare(due, addDays(today, SOON_DAYS)) <= 0 ? 'soon' : 'runs';
}

/** Words of names as redacting takes them: the parts of a name, without titles and initials. */
export function nameWords(...names: readonly (string | null)[]): string[] {
  const parts = names.flatMap((name) => (name ?? '').split(/[\s,;"()<>]+/));
  return [...new Set(parts.filter((part) => part.replace(/[.'’-]/g, '').length >= 2 && !part.includes('@')))];
}
