import { describe, expect, test } from 'vitest';
import { isHard, limitsOf, powerTable } from '../../../src/campaigns/planning/rules.js';
import type { FrameUse, PlanPreview } from '../../../src/campaigns/planning/schema.js';
import { testsNeeded } from '../../../src/campaigns/power.js';
import { dateOnly } from '../../../src/platform/dates.js';

/** Rates in percent, with the share in which both are called back, as DOMAIN.md 2.5 states them. */
const ofRates = (control: number, treatment: number, both: number, power = 0.8) => ({
  controlOnly: (control - both) / 100,
  treatmentOnly: (treatment - both) / 100,
  alpha: 0.05,
  power,
});

describe('the pairs that a difference needs', () => {
  test.each([
    [30, 15, 12, 71, 94],
    [30, 21, 16, 182, 243],
    [25, 17.5, 13, 228, 305],
    [20, 14, 10, 303, 405],
    [12.4, 10.8, 8, 2206, 2952],
  ])('%s against %s per cent (both %s): %i at 80 %%, %i at 90 %%', (control, treatment, both, at80, at90) => {
    expect([
      testsNeeded(ofRates(control, treatment, both)),
      testsNeeded(ofRates(control, treatment, both, 0.9)),
    ]).toEqual([at80, at90]);
  });
});

/** What every pair of a design without contrasts is about. */
const ONE = { ground: 'origin', contrast: null } as const;

const frame = (change: Partial<FrameUse> = {}): FrameUse => ({
  sector: 'bouw',
  ...ONE,
  quota: 228,
  open: 500,
  drawn: 228,
  employers: 228,
  excluded: 0,
  passedEstablishment: 0,
  passedGroup: 0,
  passedRecruiter: 0,
  closing: 0,
  ...change,
});
const cells = [
  { sector: 'bouw', ...ONE, quota: 228 },
  { sector: 'uitzend', ...ONE, quota: 228 },
];

describe('power in three readings', () => {
  const asked = { ...ofRates(25, 17.5, 13), cells };

  test('asks for more pairs from reading to reading', () => {
    const table = powerTable(asked, null);
    expect(table?.needed).toEqual({ alone: 228, final: 277, standing: expect.any(Number) });
    expect(table?.needed.standing ?? 0).toBeGreaterThan(277);
  });

  test('gives each sector its chances: the asked one for a test alone on as many pairs as needed', () => {
    const [cell] = powerTable(asked, null)?.cells ?? [];
    expect(cell?.alone).toBeCloseTo(0.8, 2);
    expect([cell?.alone, cell?.final, cell?.standing]).toEqual(
      [cell?.alone, cell?.final, cell?.standing].sort((a, b) => (b ?? 0) - (a ?? 0)),
    );
  });

  test('reckons a flag by employers, not by pairs', () => {
    const all = powerTable(asked, [frame()]);
    const few = powerTable(asked, [frame({ employers: 100 })]);
    expect(few?.cells[0]?.speaking).toBe(100);
    expect(few?.cells[0]?.alone).toBe(all?.cells[0]?.alone);
    expect(few?.cells[0]?.final ?? 1).toBeLessThan(all?.cells[0]?.final ?? 0);
    expect(few?.cells[0]?.standing ?? 1).toBeLessThan(all?.cells[0]?.standing ?? 0);
  });

  test('is none where no difference against the treatment arm is stated', () => {
    expect(powerTable({ ...asked, controlOnly: 0.1, treatmentOnly: 0.1 }, null)).toBeNull();
  });

  test('stays cheap for a plan of 60 sectors with 100,000 pairs each', () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ sector: `s${n}`, ...ONE, quota: 100_000 }));
    const began = performance.now();
    powerTable({ ...ofRates(12.4, 10.8, 8), cells: many }, null);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('the rules that bind a plan', () => {
  const campaign = {
    purpose: 'baseline' as const,
    sendFrom: dateOnly(2026, 9, 7),
    pairsPerDay: 24,
    cells,
  };
  const preview = (...frames: FrameUse[]): PlanPreview => ({
    frames,
    balance: [],
    days: [{ day: dateOnly(2026, 10, 1), first: 1, second: 1 }],
    holidays: [],
    withoutVacancy: false,
    byHand: { pairs: 0, most: 0, byTelephone: false },
  });
  const around = {
    pairsNeeded: 228,
    kind: 'correspondence' as const,
    basisUntil: null,
    today: dateOnly(2026, 9, 7),
  };

  test('are none for a plan that can be sealed and carried out', () => {
    expect(limitsOf(campaign, preview(frame()), around)).toEqual([]);
  });

  test('name power, with the pairs that would do', () => {
    expect(limitsOf(campaign, preview(frame()), { ...around, pairsNeeded: 300 })[0]).toEqual({
      rule: 'power',
      sector: 'bouw',
      ...ONE,
      quota: 228,
      needed: 300,
    });
  });

  test('ask no power of enforcement, nor of calls and mails of clients', () => {
    const lax = { ...around, pairsNeeded: null };
    expect(limitsOf({ ...campaign, purpose: 'enforcement' }, null, lax)).toEqual([]);
    expect(limitsOf(campaign, null, { ...lax, kind: 'client-call' })).toEqual([]);
    expect(limitsOf(campaign, null, { ...lax, kind: 'client-mail' })).toEqual([]);
    expect(limitsOf(campaign, null, lax)).toEqual([{ rule: 'no-difference' }]);
  });

  test.each([
    ['frame', { open: 100, drawn: 90, passedEstablishment: 10 }, 0],
    ['establishment', { drawn: 90, passedEstablishment: 300, passedRecruiter: 20 }, 300],
    ['group', { drawn: 90, passedEstablishment: 20, passedGroup: 300, passedRecruiter: 30 }, 300],
    ['recruiter', { drawn: 90, passedEstablishment: 20, passedRecruiter: 300 }, 300],
  ] as const)('name the %s when it leaves too few vacancies', (rule, change, passed) => {
    const one = frame(change);
    expect(limitsOf(campaign, preview(one), around)).toEqual([
      { rule, sector: 'bouw', ...ONE, quota: 228, drawn: 90, open: one.open, passed },
    ]);
  });

  test('name what a test that is done again lacks, where few employers may be tested', () => {
    const repeats = { scenario: 'correspondence-origin-name', days: 90 };
    const few = frame({ open: 2, drawn: 2 });
    const limits = limitsOf({ ...campaign, purpose: 'enforcement', repeats }, preview(few), around);
    expect(limits).toEqual([{ rule: 'repeat', sector: 'bouw', ...ONE, quota: 228, drawn: 2 }]);
    expect(limits.some(isHard)).toBe(true);
  });

  test('warn of vacancies that close, a basis that ends, and a first day that is over', () => {
    const limits = limitsOf(campaign, preview(frame({ closing: 3 })), {
      ...around,
      basisUntil: dateOnly(2026, 10, 1),
      today: dateOnly(2026, 9, 8),
    });
    expect(limits.map(({ rule }) => rule)).toEqual(['first-day-past', 'closing', 'basis-end']);
    expect(limits.some(isHard)).toBe(false);
  });
});
