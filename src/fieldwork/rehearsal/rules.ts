import { CHECK_HOURS, lastOfTest } from '../dispatch/index.js';
import type { ApplicationState } from '../scheduling/index.js';

/** What is known now of an application that is to leave later. */
export interface RehearsalFacts {
  readonly position: 1 | 2;
  /** Whether it is the only application of its test. */
  readonly alone: boolean;
  readonly dueAt: Date;
  /** Whether its moment lies in an hour in which applications leave. */
  readonly officeTime: boolean;
  /** Whether the authorisation that the campaign has now covers its employer and vacancy; null without one. */
  readonly covered: boolean | null;
  readonly authorisedFrom: Date | null;
  readonly authorisedUntil: Date | null;
  readonly released: boolean;
  readonly retired: boolean;
  readonly groundless: boolean;
  readonly cooled: string | null;
  readonly excluded: boolean;
  /** Whether the vacancy's last day is over by then. */
  readonly closed: boolean;
  /** The last look at its vacancy, if any; `none` where it answers no vacancy. */
  readonly check: { readonly verdict: 'open' | 'closed' | 'changed'; readonly at: Date } | 'none' | null;
  readonly firstState: ApplicationState | null;
  /** How many applications leave from its domain in the hour that ends with it, itself among them; and how many may. */
  readonly inHour: number;
  readonly hourly: number | undefined;
}

export const STOPS = [
  'not-authorised',
  'not-yet-authorised',
  'authorisation-over',
  'authorisation-too-short',
  'other-employer',
  'identity-retired',
  'ground-gone',
  'identity-unreleased',
  'employer-cools',
  'template-cools',
  'identity-cools',
  'vacancy-excluded',
  'vacancy-over',
  'vacancy-ends',
  'first-arm-in-doubt',
  'first-arm-ended',
  'office-closed',
] as const;
/** What would stop an application as things stand now. */
export type Stop = (typeof STOPS)[number];
/** What has to happen before it leaves, or slows it down. */
export type Need = 'vacancy-check' | 'hour-limit';

/** Every check that would refuse an application at its moment, as things stand now; in the order in which they are asked. */
export function stopsOf(facts: RehearsalFacts): Stop[] {
  const { position, dueAt, covered, authorisedFrom, authorisedUntil, cooled, firstState } = facts;
  const over = authorisedUntil !== null && dueAt >= authorisedUntil;
  const asked: readonly (readonly [boolean, Stop])[] = [
    [covered === null, 'not-authorised'],
    [authorisedFrom !== null && dueAt < authorisedFrom, 'not-yet-authorised'],
    [over, 'authorisation-over'],
    [
      !over && authorisedUntil !== null && lastOfTest(position, facts.alone, dueAt) >= authorisedUntil,
      'authorisation-too-short',
    ],
    [covered === false, 'other-employer'],
    [facts.retired, 'identity-retired'],
    [facts.groundless, 'ground-gone'],
    [!facts.released, 'identity-unreleased'],
    [cooled === 'employer-cools', 'employer-cools'],
    [cooled === 'template-cools', 'template-cools'],
    [cooled === 'identity-cools', 'identity-cools'],
    [facts.excluded, 'vacancy-excluded'],
    [facts.check !== null && facts.check !== 'none' && facts.check.verdict !== 'open', 'vacancy-over'],
    [facts.closed, 'vacancy-ends'],
    [firstState === 'in-doubt', 'first-arm-in-doubt'],
    [firstState === 'cancelled' || firstState === 'not-sent', 'first-arm-ended'],
    [!facts.officeTime, 'office-closed'],
  ];
  return asked.flatMap(([stops, why]) => (stops ? [why] : []));
}

/** What has to happen before its moment: a look at the vacancy that is fresh by then; and whether the hour is too full for it. */
export function needsOf({ check, dueAt, inHour, hourly }: RehearsalFacts): Need[] {
  const fresh =
    check === 'none' || (check !== null && dueAt.getTime() - check.at.getTime() <= CHECK_HOURS * 3_600_000);
  return [
    ...(fresh ? [] : (['vacancy-check'] as const)),
    ...(hourly !== undefined && inHour > hourly ? (['hour-limit'] as const) : []),
  ];
}
