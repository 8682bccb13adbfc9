import type { PlanAsked, PlanOrder } from '../../campaigns/index.js';
import { openStreams } from '../../platform/rng.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import {
  dealContrasts,
  drawAssignments,
  drawSample,
  drawTimes,
  groupCap,
  mergeStrata,
  type Sample,
  type Times,
} from './rules.js';
import type { Assignment } from './schema.js';

/** More cells than any plan has: so far apart lie the ordinals of two increments' streams. */
const CELLS_AT_MOST = 1000;

/** What a plan is decided from. */
export interface Decision {
  readonly campaign: Omit<PlanAsked, 'language'>;
  readonly seed: Uint8Array;
  readonly frame: PlanOrder['frame'];
  /** Left out: the plan is drawn whole. */
  readonly place?: PlanOrder['place'];
}

const WHOLE: PlanOrder['place'] = { increment: 0, from: 0, most: Number.MAX_SAFE_INTEGER };

/** What was tested in the twelve months before, by whatever team: establishments (or enterprises), and tests per group. */
export interface Tested {
  readonly places: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, number>;
  /** Tests per recruiter's domain in the plan itself; left out, none. */
  readonly domains?: ReadonlyMap<string, number>;
  /** Employers in the plan itself, where each gets one application; left out, none. */
  readonly units?: ReadonlySet<string>;
}

/** The cells of each sector, with the place of the first of them: the contrasts of a sector share its frame. */
function bySector(cells: PlanAsked['cells']) {
  const sectors = [...new Set(cells.map(({ sector }) => sector))];
  return sectors.map((sector) => ({
    sector,
    cells: cells.filter((cell) => cell.sector === sector),
    place: cells.findIndex((cell) => cell.sector === sector),
  }));
}

/** One test as decided: who is tested, in which order, and when. Of single applications the first arm and moment are the only ones. What is said stands in its two profiles. */
export interface DecidedTest {
  readonly ordinal: number;
  readonly vacancy: FrameVacancy;
  /** Its cell, by the place of that among the plan's cells. */
  readonly cell: number;
  readonly assignment: Assignment;
  readonly when: Times;
}

/** What a sector's frame gave for the quota of a cell. */
export interface Stratum extends Sample {
  readonly sector: string;
  readonly ground: string;
  readonly contrast: PlanAsked['cells'][number]['contrast'];
  readonly quota: number;
  /** Vacancies in the frame of its sector. */
  readonly open: number;
}

export interface Decided {
  readonly strata: readonly Stratum[];
  readonly tests: readonly DecidedTest[];
}

/**
 * Decides a plan: a sample per sector, dealt over its contrasts, blocks per stratum, one merge, and the two moments of each
 * test, each from a stream of its own. A stratum is a cell: a sector, or one contrast in it.
 * A stratum whose frame is too small gives fewer tests than its quota; whoever seals a plan that does not grow refuses that.
 * Streams of an increment have ordinals of their own; tests go on with the ordinals of the plan.
 * @param past what was tested in the twelve months before
 */
export function decidePlan(
  { campaign, seed, frame, place: { increment, from, most } = WHOLE }: Decision,
  calendar: Calendar,
  past: Tested,
): Decided {
  const reached = {
    places: new Set(past.places),
    groups: new Map(past.groups),
    domains: new Map(past.domains),
    units: campaign.design === 'single' ? new Set(past.units) : undefined,
  };
  const perGroup = groupCap(campaign.purpose);
  const streams = openStreams(seed);
  const streamOf = (purpose: string, place: number) => streams(purpose, increment * CELLS_AT_MOST + place);
  let left = most;
  const strata = bySector(campaign.cells).flatMap(({ sector, cells, place }) => {
    const open = frame.filter((vacancy) => vacancy.sector === sector);
    const asked = cells.reduce((sum, { quota }) => sum + quota, 0);
    const sample = drawSample(open, Math.min(asked, left), streamOf('sample', place), reached, perGroup);
    left -= sample.chosen.length;
    const dealt = dealContrasts(
      sample.chosen.length,
      cells.map(({ quota }) => quota),
      streamOf('contrasts', place),
    );
    return cells.map(({ ground, contrast, quota }, which): Stratum => {
      const chosen = sample.chosen.filter((_, at) => dealt[at] === which);
      return { sector, ground, contrast, quota, open: open.length, ...sample, chosen };
    });
  });
  const assignments = strata.map(({ chosen }, place) =>
    drawAssignments(chosen.length, streamOf('blocks', place)),
  );
  const sequence = mergeStrata(
    strata.map(({ chosen }) => chosen.length),
    streamOf('merge', 0),
  );
  const times = drawTimes(sequence.length, campaign.pairsPerDay, campaign.sendFrom, calendar, (ordinal) =>
    streams('times', from + ordinal),
  );
  const next = strata.map(() => 0);
  const tests = sequence.map((stratum, inOrder): DecidedTest => {
    const place = next[stratum] ?? 0;
    next[stratum] = place + 1;
    const vacancy = strata[stratum]?.chosen[place];
    const assignment = assignments[stratum]?.[place];
    const when = times[inOrder];
    if (vacancy === undefined || assignment === undefined || when === undefined)
      throw new RangeError('The merge of strata and their sizes do not agree.');
    return { ordinal: from + inOrder, vacancy, cell: stratum, assignment, when };
  });
  return { strata, tests };
}
