import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { ActionBody, ActionTotals } from './schema.js';

/** Mails of clients that left, or may have. */
const WENT = new Set(['sending', 'sent', 'in-doubt']);
/** Applications that left, or may have. */
const LEFT = new Set(['sending', 'sent', 'refused', 'in-doubt']);
/** How a call or a mail ends without an answer. */
const UNHEARD = new Set(['not-reached', 'silent']);
const EVIDENTIAL = new Set(['enforcement', 'contract-clause']);

/** Whether the report of a campaign with this purpose names employers, arms and answers: where a case is made of them. */
export function namesEmployers(purpose: string): boolean {
  return EVIDENTIAL.has(purpose);
}

/** Whether a report of action can be made: of a decision that granted something. */
export function mayReport(
  authorisation: { readonly number: string | null; readonly state: string } | null,
): Verdict {
  if (authorisation === null || authorisation.number === null || authorisation.state === 'refused')
    return refuse('action-report-undecided');
  return ALLOW;
}

/** Counts what a report says. */
export function totalsOf({ tests, calls, acts }: Pick<ActionBody, 'tests' | 'calls' | 'acts'>): ActionTotals {
  const outcomes = tests
    .map(({ applications }) => applications.map(({ outcome }) => outcome))
    .filter((codes) => codes.length === 2 && codes.every((code) => code !== null));
  return {
    planned: tests.length,
    begun: tests.filter(({ applications }) => applications.some(({ state }) => LEFT.has(state))).length,
    complete: outcomes.length,
    alike: outcomes.filter(([one, other]) => one === other).length,
    takenOut: tests.filter(({ takenOut }) => takenOut).length,
    calls: calls.length,
    callsMade: calls.filter(({ endedAt, code }) => endedAt !== null && !UNHEARD.has(code ?? '')).length,
    mailsSent: calls.filter(({ letters }) =>
      letters.some(({ step, state }) => step === 'wish' && WENT.has(state)),
    ).length,
    acts: acts.length,
  };
}

const EVERY = [
  'planned',
  'begun',
  'complete',
  'alike',
  'takenOut',
  'calls',
  'callsMade',
  'mailsSent',
  'acts',
] as const;
const WITHOUT_ANSWERS = ['planned', 'begun', 'takenOut', 'calls', 'mailsSent', 'acts'] as const;

/** Which counts a report of a campaign with this purpose tells, in their order. */
export function shownTotals(purpose: string): readonly (keyof ActionTotals)[] {
  return namesEmployers(purpose) ? EVERY : WITHOUT_ANSWERS;
}
