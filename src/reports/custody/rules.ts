import type { DateOnly } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Purpose } from './schema.js';

/** Days between the notice to the reporter and the first act of a custodian, and days in which a request can be decided. */
export const CUSTODY_TERMS = { noticeDays: 3, termDays: 30 } as const;

/** A request as the law sees it. */
export interface RequestLife {
  readonly openFrom: DateOnly;
  readonly until: DateOnly;
  readonly secondOn: DateOnly | null;
  readonly refusedOn: DateOnly | null;
  readonly openedOn: DateOnly | null;
}

export type RequestState = 'early' | 'open' | 'granted' | 'opened' | 'refused' | 'over';

/** Where a request stands on a day. Granted is not opened: of what lies closed, the box was not fetched yet. */
export function stateOf(life: RequestLife, purpose: Purpose, today: DateOnly): RequestState {
  if (life.refusedOn !== null) return 'refused';
  if (life.openedOn !== null || (purpose === 'duty' && life.secondOn !== null)) return 'opened';
  if (today > life.until) return 'over';
  if (life.secondOn !== null) return 'granted';
  return today < life.openFrom ? 'early' : 'open';
}

/** Whether custodians can still act on it, now or after the notice. */
export const isStanding = (state: RequestState): boolean =>
  state === 'early' || state === 'open' || state === 'granted';

/** What stands of a report before something is asked of it. */
export interface Askable {
  /** Whether receipt was acknowledged. */
  readonly worked: boolean;
  /** Whether there is something to open; for a duty, whether the reporter refused. */
  readonly there: boolean;
  readonly requests: readonly { readonly purpose: Purpose; readonly state: RequestState }[];
}

/** One request of a purpose at a time, once there is something to open; a duty is recorded once. */
export function mayAskCustody(purpose: Purpose, { worked, there, requests }: Askable): Verdict {
  const same = requests.filter((one) => one.purpose === purpose);
  const again = purpose !== 'duty' || !same.some(({ state }) => state === 'opened');
  return worked && there && again && !same.some(({ state }) => isStanding(state))
    ? ALLOW
    : refuse('report-not-now');
}
