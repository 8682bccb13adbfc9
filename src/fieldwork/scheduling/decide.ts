import type { PlanAsked, PlanOrder } from '../../campaigns/index.js';
import { openStream } from '../../platform/rng.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import {
  drawAssignments,
  drawSample,
  drawTimes,
  groupCap,
  mergeStrata,
  type Sample,
  type Times,
} from './rules.js';
import type { Assignment } from './schema.js';

/** What a plan is decided from. */
export interface Decision {
  readonly campaign: PlanAsked;
  readonly seed: Uint8Array;
  readonly frame: PlanOrder['frame'];
}

/** What was tested in the twelve months before, by whatever team: establishments (or enterprises), and tests per group. */
export interface Tested {
  readonly places: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, number>;
}

/** One test as decided: who is tested, in which order, and when. What is said stands in its two profiles. */
export interface DecidedTest {
  readonly ordinal: number;
  readonly vacancy: FrameVacancy;
  readonly assignment: Assignment;
  readonly when: Times;
}

/** What one stratum's frame gave for its quota. */
export interface Stratum extends Sample {
  readonly sector: string;
  readonly quota: number;
  /** Vacancies in its frame. */
  readonly open: number;
}

export interface Decided {
  readonly strata: readonly Stratum[];
  readonly tests: readonly DecidedTest[];
}

/**
 * Decides a plan: sample and blocks per stratum, one merge, and the two moments of each test, each from a stream of its own.
 * A stratum whose frame is too small gives fewer tests than its quota; whoever seals refuses that.
 * @param past what was tested in the twelve months before
 */
export function decidePlan({ campaign, seed, frame }: Decision, calendar: Calendar, past: Tested): Decided {
  const reached = { places: new Set(past.places), groups: new Map(past.groups), domains: new Map() };
  const perGroup = groupCap(campaign.purpose);
  const strata = campaign.cells.map(({ sector, quota }, place) => {
    const ofCell = frame.filter((vacancy) => vacancy.sector === sector);
    const sample = drawSample(ofCell, quota, openStream(seed, 'sample', place), reached, perGroup);
    return { sector, quota, open: ofCell.length, ...sample };
  });
  const assignments = strata.map(({ chosen }, place) =>
    drawAssignments(chosen.length, openStream(seed, 'blocks', place)),
  );
  const sequence = mergeStrata(
    strata.map(({ chosen }) => chosen.length),
    openStream(seed, 'merge', 0),
  );
  const times = drawTimes(sequence.length, campaign.pairsPerDay, campaign.sendFrom, calendar, (ordinal) =>
    openStream(seed, 'times', ordinal),
  );
  const next = strata.map(() => 0);
  const tests = sequence.map((stratum, ordinal): DecidedTest => {
    const place = next[stratum] ?? 0;
    next[stratum] = place + 1;
    const vacancy = strata[stratum]?.chosen[place];
    const assignment = assignments[stratum]?.[place];
    const when = times[ordinal];
    if (vacancy === undefined || assignment === undefined || when === undefined)
      throw new RangeError('The merge of strata and their sizes do not agree.');
    return { ordinal, vacancy, assignment, when };
  });
  return { strata, tests };
}
