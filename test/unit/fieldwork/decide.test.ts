// Which tests a plan holds, in which order and when: over a thousand made-up campaigns no rule is ever broken.
import { describe, expect, test } from 'vitest';
import { previewPlan } from '../../../src/fieldwork/scheduling/preview.js';
import { decidePlan, type Decided, type Tested } from '../../../src/fieldwork/scheduling/decide.js';
import { CAPS, domainOf, isOfficeTime } from '../../../src/fieldwork/scheduling/rules.js';
import { addDays, dateOnly, toLocal } from '../../../src/platform/dates.js';
import { asId } from '../../../src/platform/ids.js';
import { sha256 } from '../../../src/platform/crypto.js';
import { openStream, type Stream } from '../../../src/platform/rng.js';
import { createCalendar, loadReference, type FrameVacancy } from '../../../src/register/index.js';
import { scenarioFolder } from '../../../src/services.js';

const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);
const NOTHING_TESTED = { places: new Set<string>(), groups: new Map<string, number>() };
const SECTORS = ['uitzend', 'bouw', 'detailhandel'];

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const vacancyOf = (number: number, change: Partial<FrameVacancy> = {}): FrameVacancy => ({
  id: asId<'vacancy'>(idOf(number)),
  source: 'made-up',
  reference: `V${number}`,
  title: 'Magazijnier',
  sector: 'bouw',
  place: 'Gent',
  postcode: '9000',
  occupation: 'warehouse',
  contactAddress: `jobs@werkgever-${number}.example`,
  contactName: null,
  formUrl: null,
  phone: null,
  openUntil: null,
  employer: asId<'employer'>(idOf(number)),
  employerName: `Werkgever ${number}`,
  kbo: String(number),
  group: change.kbo ?? String(number),
  establishment: null,
  ...change,
});

/** A frame in which employers have several vacancies, establishments several employers' domains, and agencies one domain. */
const frameOf = (stream: Stream, size: number): FrameVacancy[] =>
  Array.from({ length: size }, (_, number) => {
    const employer = stream.int(size);
    return vacancyOf(number, {
      sector: stream.pick(SECTORS),
      kbo: String(employer),
      // Some enterprises are daughters of another.
      group: String(employer - (employer % 3)),
      establishment: stream.int(3) === 0 ? null : `E${employer}-${stream.int(2)}`,
      contactAddress: stream.pick([
        `jobs@w${employer}.example`,
        `x${number}@agency${stream.int(6)}.example`,
        `x${number}@gmail.com`,
      ]),
    });
  });

/** What every pair of a design without contrasts is about. */
const ONE = { ground: 'origin', contrast: null } as const;

interface Drawn {
  readonly decided: Decided;
  readonly perDay: number;
  readonly quotas: readonly number[];
  readonly tested: Tested;
  readonly purpose: 'baseline' | 'enforcement';
}

function draw(number: number): Drawn {
  const stream = openStream(sha256('a thousand campaigns'), 'campaign', number);
  const quotas = SECTORS.map(() => 1 + stream.int(20));
  const perDay = 1 + stream.int(12);
  const frame = frameOf(stream, 60 + stream.int(120));
  const before = frame.filter(() => stream.int(10) === 0);
  const tested = {
    places: new Set(before.map((one) => one.establishment ?? one.kbo)),
    groups: new Map(before.map(({ group }) => [group, 1 + stream.int(2)])),
  };
  const purpose = stream.int(4) === 0 ? ('enforcement' as const) : ('baseline' as const);
  const campaign = {
    purpose,
    language: 'nl' as const,
    cells: SECTORS.map((sector, place) => ({ sector, ...ONE, quota: quotas[place] ?? 0 })),
    pairsPerDay: perDay,
    // Any day of two years, holidays and weekends among them.
    sendFrom: addDays(dateOnly(2026, 1, 1), stream.int(730)),
  };
  const seed = sha256('seed', String(number));
  return {
    decided: decidePlan({ campaign, seed, frame }, calendar, tested),
    perDay,
    quotas,
    tested,
    purpose,
  };
}

const CAMPAIGNS = 1000;
const drawn = Array.from({ length: CAMPAIGNS }, (_, number) => draw(number));

const countsOf = (values: readonly string[]): number[] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
};

describe('over a thousand campaigns', () => {
  test('order × wording × layout differ by one at most within every sector', () => {
    for (const { decided } of drawn)
      for (const sector of SECTORS) {
        const combinations = decided.tests
          .filter(({ vacancy }) => vacancy.sector === sector)
          .map(({ assignment: { firstArm, template, layout } }) => `${firstArm}${template}${layout}`);
        const counts = countsOf(combinations);
        const fewest = counts.length < 8 ? 0 : Math.min(...counts);
        expect(Math.max(0, ...counts) - fewest).toBeLessThanOrEqual(1);
      }
  });

  test('each of the eight combinations comes as often over all of them', () => {
    const all = drawn.flatMap(({ decided }) =>
      decided.tests.map(({ assignment: a }) => `${a.firstArm}${a.template}${a.layout}`),
    );
    const counts = countsOf(all);
    const expected = all.length / 8;
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 24.3 is passed by chance once in a thousand.
    expect([counts.length, all.length > 20_000, chi2 < 24.3]).toEqual([8, true, true]);
  });

  test('no establishment is tested twice, nor one that was tested in the year before', () => {
    for (const { decided, tested } of drawn) {
      const places = decided.tests.map(({ vacancy }) => vacancy.establishment ?? vacancy.kbo);
      expect(new Set(places).size).toBe(places.length);
      expect(places.filter((place) => tested.places.has(place))).toEqual([]);
    }
  });

  test('no group of enterprises sees more than two tests in twelve months, but where an authorisation says how many', () => {
    const most = drawn.map(({ decided, tested, purpose }) => {
      const added = new Map<string, number>();
      for (const { vacancy } of decided.tests) added.set(vacancy.group, (added.get(vacancy.group) ?? 0) + 1);
      const sums = [...added].map(([group, count]) => count + (tested.groups.get(group) ?? 0));
      return { purpose, most: Math.max(0, ...sums) };
    });
    const of = (wanted: string) =>
      Math.max(...most.filter(({ purpose }) => purpose === wanted).map((one) => one.most));
    expect(of('baseline')).toBe(CAPS.perGroup);
    expect(of('enforcement')).toBeGreaterThan(CAPS.perGroup);
  });

  test('no recruiting domain gets more than two pairs, public mail providers apart', () => {
    for (const { decided } of drawn) {
      const domains = decided.tests
        .map(({ vacancy }) => domainOf(vacancy.contactAddress))
        .filter((domain) => domain !== 'gmail.com');
      expect(Math.max(0, ...countsOf(domains))).toBeLessThanOrEqual(CAPS.perRecruiterDomain);
    }
  });

  test('every application is due on a working day in office hours, the second on the working day after the first', () => {
    for (const { decided } of drawn)
      for (const { when } of decided.tests) {
        expect(isOfficeTime(when.first, calendar) && isOfficeTime(when.second, calendar)).toBe(true);
        expect(toLocal(when.second).date).toBe(calendar.nextWorkingDay(toLocal(when.first).date));
      }
  });

  test('no day holds more first applications than the plan allows', () => {
    for (const { decided, perDay } of drawn) {
      const days = decided.tests.map(({ when }) => toLocal(when.first).date);
      expect(Math.max(0, ...countsOf(days))).toBeLessThanOrEqual(perDay);
    }
  });

  test('a sector gets its quota or all that its frame allows, and no vacancy twice', () => {
    for (const { decided, quotas } of drawn) {
      expect(decided.strata.map(({ chosen }, place) => chosen.length <= (quotas[place] ?? 0))).toEqual([
        true,
        true,
        true,
      ]);
      const short = decided.strata.filter(({ chosen, quota }) => chosen.length < quota);
      for (const { open, chosen, passedOver } of short)
        expect(chosen.length + passedOver.establishment + passedOver.group + passedOver.recruiter).toBe(open);
      const ids = decided.tests.map(({ vacancy }) => vacancy.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('the same seed decides the same plan, another seed another', () => {
    expect(draw(1).decided).toEqual(drawn[1]?.decided);
    const asked = {
      purpose: 'baseline' as const,
      language: 'nl' as const,
      cells: [{ sector: 'bouw', ...ONE, quota: 20 }],
      pairsPerDay: 5,
      sendFrom: dateOnly(2026, 9, 7),
    };
    const frame = Array.from({ length: 60 }, (_, number) => vacancyOf(number));
    const plan = (seed: string) =>
      decidePlan({ campaign: asked, seed: sha256(seed), frame }, calendar, NOTHING_TESTED);
    expect(plan('one')).toEqual(plan('one'));
    expect(plan('one')).not.toEqual(plan('other'));
  });

  test('the order in which a frame is read changes nothing', () => {
    const asked = {
      purpose: 'baseline' as const,
      language: 'nl' as const,
      cells: [{ sector: 'bouw', ...ONE, quota: 20 }],
      pairsPerDay: 5,
      sendFrom: dateOnly(2026, 9, 7),
    };
    const frame = Array.from({ length: 60 }, (_, number) => vacancyOf(number));
    const plan = (given: readonly FrameVacancy[]) =>
      decidePlan({ campaign: asked, seed: sha256('one'), frame: given }, calendar, NOTHING_TESTED);
    expect(plan([...frame].reverse()).tests).toEqual(plan(frame).tests);
  });
});

describe('a design of several contrasts', () => {
  const CONTRASTS = ['origin/origin', 'gender/sex', 'origin/both'];
  const cells = ['bouw', 'uitzend'].flatMap((sector) =>
    CONTRASTS.map((ground) => ({
      sector,
      ground,
      contrast: { nl: ground, en: ground, fr: ground },
      quota: 16,
    })),
  );
  const asked = {
    purpose: 'baseline' as const,
    language: 'nl' as const,
    cells,
    pairsPerDay: 5,
    sendFrom: dateOnly(2026, 9, 7),
  };
  const plan = (size: number, seed = 'one') => {
    const frame = Array.from({ length: size }, (_, n) =>
      vacancyOf(n, { sector: n % 2 === 0 ? 'bouw' : 'uitzend' }),
    );
    return decidePlan({ campaign: asked, seed: sha256(seed), frame }, calendar, NOTHING_TESTED);
  };
  const sizes = ({ strata }: Decided): number[] => strata.map(({ chosen }) => chosen.length);

  test('gives each contrast of each sector its quota, from vacancies of its sector, none of them twice', () => {
    const decided = plan(400);
    expect(sizes(decided)).toEqual([16, 16, 16, 16, 16, 16]);
    expect(new Set(decided.tests.map(({ vacancy }) => vacancy.id)).size).toBe(96);
    for (const { cell, vacancy } of decided.tests) expect(vacancy.sector).toBe(cells[cell]?.sector);
  });

  test('lays whole blocks of the eight arrangements within each contrast', () => {
    const { tests } = plan(400);
    for (const cell of cells.keys()) {
      const own = tests.filter((one) => one.cell === cell);
      const kinds = own.map(
        ({ assignment: { block, firstArm, template, layout } }) => `${block}${firstArm}${template}${layout}`,
      );
      expect(new Set(kinds).size).toBe(16);
    }
  });

  test('keeps the contrasts even where a frame runs dry, and lets chance choose which comes short', () => {
    const short = Array.from({ length: 20 }, (_, n) => sizes(plan(40, `seed ${n}`)));
    for (const each of short) expect(each.toSorted((a, b) => a - b)).toEqual([6, 6, 7, 7, 7, 7]);
    expect(new Set(short.map(String)).size).toBeGreaterThan(4);
  });

  test('decides the same plan from the same seed', () => {
    expect(plan(400)).toEqual(plan(400));
    expect(plan(400).tests).not.toEqual(plan(400, 'other').tests);
  });
});

describe('a preview', () => {
  const asked = {
    purpose: 'baseline' as const,
    language: 'nl' as const,
    cells: [{ sector: 'bouw', ...ONE, quota: 30 }],
    pairsPerDay: 4,
    sendFrom: dateOnly(2026, 12, 21),
  };

  test('says of a frame what each cap passed over, and how many employers are left', () => {
    const frame = [
      ...Array.from({ length: 5 }, (_, n) => vacancyOf(n, { kbo: 'one', establishment: 'E1' })),
      ...Array.from({ length: 5 }, (_, n) => vacancyOf(10 + n, { contactAddress: `${n}@agency.example` })),
      vacancyOf(20, { kbo: 'tested' }),
      ...Array.from({ length: 4 }, (_, n) => vacancyOf(30 + n, { group: 'three shops' })),
    ];
    const tested = { places: new Set(['tested']), groups: new Map([['three shops', 1]]) };
    const { frames } = previewPlan(asked, frame, calendar, tested, new Map([['bouw', 7]]));
    expect(frames).toEqual([
      {
        sector: 'bouw',
        ...ONE,
        quota: 30,
        open: 15,
        drawn: 4,
        employers: 4,
        excluded: 7,
        passedEstablishment: 5,
        passedGroup: 3,
        passedRecruiter: 3,
        closing: 0,
      },
    ]);
  });

  test('counts the applications of each day, and names the holidays between', () => {
    const frame = Array.from({ length: 40 }, (_, number) => vacancyOf(number));
    const { days, holidays, balance } = previewPlan(asked, frame, calendar, NOTHING_TESTED, new Map());
    expect(days.slice(0, 3)).toEqual([
      { day: '2026-12-21', first: 4, second: 0 },
      { day: '2026-12-22', first: 4, second: 4 },
      { day: '2026-12-23', first: 4, second: 4 },
    ]);
    expect(holidays).toEqual(['2026-12-25', '2027-01-01']);
    expect(balance.map(({ pairs }) => pairs).sort()).toEqual([3, 3, 4, 4, 4, 4, 4, 4]);
  });

  test('counts the pairs whose vacancy closes before their second application', () => {
    const frame = Array.from({ length: 40 }, (_, number) => vacancyOf(number, { openUntil: '2026-12-22' }));
    const { frames } = previewPlan(
      { ...asked, sendFrom: dateOnly(2026, 12, 21) },
      frame,
      calendar,
      NOTHING_TESTED,
      new Map(),
    );
    expect(frames[0]?.closing).toBe(30);
  });
});
