import { addDays, compare, type DateOnly } from '../../platform/dates.js';

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

/** Words between the parts of names that every sentence is full of, and titles; none of them names anybody by itself. */
const NOBODY = new Set(
  'de den der des het ten ter te van vande vanden vander von zu la le les du da di dos das el al of en et and mr mrs ms mevr mevrouw meneer dhr heer madame monsieur mme dr ir ing prof'.split(
    ' ',
  ),
);
/** What a sender calls itself that is no person: then nothing of it is taken for a name. */
const OFFICE =
  /\b(dienst|team|afdeling|hr|jobs?|info|personeel\p{L}*|rekrutering|recruitment|selecti\p{L}*|secretariaat|noreply|no-reply|service|ressources|office|departement|department|nv|bv|bvba|vzw|sa|srl|asbl)\b/iu;

/**
 * Names as redacting takes them: each whole, and its parts but for titles, initials and the small words between, which
 * every sentence holds.
 */
export function nameWords(...names: readonly (string | null)[]): string[] {
  const persons = names.flatMap((name) => (name === null || OFFICE.test(name) ? [] : [name.trim()]));
  const parts = persons
    .flatMap((name) => name.split(/[\s,;"()<>]+/))
    .filter((part) => !NOBODY.has(part.toLowerCase().replace(/\.$/, '')));
  return [...new Set([...persons, ...parts])].filter(
    (part) => part.replace(/[.'’-]/g, '').length >= 2 && !part.includes('@'),
  );
}
