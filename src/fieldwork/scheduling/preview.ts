import type { BalanceRow, FrameUse, PlanAsked, PlanDay, PlanPreview } from '../../campaigns/index.js';
import { addDays, toLocal, type DateOnly } from '../../platform/dates.js';
import { sha256 } from '../../platform/crypto.js';
import type { Calendar, FrameVacancy } from '../../register/index.js';
import { decidePlan, type Decided, type DecidedTest, type Stratum, type Tested } from './decide.js';
import { CALL, employerUnit } from './rules.js';

/** No plan is ever sealed from it: the seal draws a seed of its own. */
const THROW_AWAY = sha256('praktijktest/preview/1');

/**
 * A plan as it could come out, in counts alone: no vacancy, no employer and no profile of it is shown.
 * @param excluded open vacancies, or employers without an address, that are left out of the frame, per sector
 */
export function previewPlan(
  asked: PlanAsked,
  frame: readonly FrameVacancy[],
  calendar: Calendar,
  tested: Tested,
  excluded: ReadonlyMap<string, number>,
): PlanPreview {
  const decided = decidePlan({ campaign: asked, seed: THROW_AWAY, frame }, calendar, tested);
  const single = asked.design === 'single';
  const days = daysOf(decided.tests, single);
  return {
    frames: framesOf(decided, excluded, single),
    balance: balanceOf(decided.tests, single),
    days,
    holidays: holidaysBetween(days, calendar),
    withoutVacancy: asked.withoutVacancy === true,
    byHand: byHandOf(decided.tests, single),
  };
}

function framesOf(
  { strata, tests }: Decided,
  excluded: ReadonlyMap<string, number>,
  single: boolean,
): FrameUse[] {
  const closing = new Map<number, number>();
  for (const { vacancy, cell, when } of tests)
    if (vacancy.openUntil !== null && toLocal(single ? when.first : when.second).date >= vacancy.openUntil)
      closing.set(cell, (closing.get(cell) ?? 0) + 1);
  return strata.map(({ sector, ground, contrast, quota, open, chosen, passedOver }: Stratum, cell) => ({
    sector,
    ground,
    contrast,
    quota,
    open,
    drawn: chosen.length,
    employers: new Set(chosen.map(employerUnit)).size,
    excluded: excluded.get(sector) ?? 0,
    passedEstablishment: passedOver.establishment,
    passedGroup: passedOver.group,
    passedRecruiter: passedOver.recruiter,
    closing: closing.get(cell) ?? 0,
  }));
}

/** Order (or arm) × wording × layout, the eight combinations in a fixed order. */
function balanceOf(tests: readonly DecidedTest[], single: boolean): BalanceRow[] {
  const counts = new Map<string, number>();
  for (const { assignment } of tests) {
    const { firstArm, template, layout } = assignment;
    // What stands in an assignment is the control arm's; the treatment arm has the other.
    const other = single && firstArm === 'treatment' ? 1 : 0;
    const key = `${firstArm}${template ^ other}${layout ^ other}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (['control', 'treatment'] as const).flatMap((firstArm) =>
    ([0, 1] as const).flatMap((template) =>
      ([0, 1] as const).map((layout) => ({
        firstArm,
        template,
        layout,
        pairs: counts.get(`${firstArm}${template}${layout}`) ?? 0,
      })),
    ),
  );
}

function byHandOf(tests: readonly DecidedTest[], single: boolean): PlanPreview['byHand'] {
  const forms = tests.filter(({ vacancy }) => vacancy.formUrl !== null);
  const most = daysOf(forms, single).map(({ first, second }) => first + second);
  return {
    pairs: forms.length,
    most: Math.max(0, ...most),
    byTelephone: forms.some(({ vacancy }) => vacancy.formUrl?.startsWith(CALL)),
  };
}

function daysOf(tests: readonly DecidedTest[], single: boolean): PlanDay[] {
  const days = new Map<DateOnly, { first: number; second: number }>();
  const add = (at: Date, which: 'first' | 'second'): void => {
    const { date } = toLocal(at);
    const day = days.get(date) ?? { first: 0, second: 0 };
    days.set(date, { ...day, [which]: day[which] + 1 });
  };
  for (const { when } of tests) {
    add(when.first, 'first');
    if (!single) add(when.second, 'second');
  }
  return [...days.entries()]
    .map(([day, counts]) => ({ day, ...counts }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function holidaysBetween(days: readonly PlanDay[], calendar: Calendar): DateOnly[] {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  const found: DateOnly[] = [];
  if (first === undefined || last === undefined) return found;
  for (let day = first; day <= last; day = addDays(day, 1)) if (calendar.isHoliday(day)) found.push(day);
  return found;
}
