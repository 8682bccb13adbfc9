/** How often the flag procedures raise a false flag, and how often they find what is there: played, not derived. */
import { describe, expect, it } from 'vitest';
import { simulateFlags, type Scenario } from '../../src/findings/own-data/index.js';
import { speaksForUnit } from '../../src/findings/counts/rules.js';
import type { PairOutcome } from '../../src/findings/counts/schema.js';
import { lookAt, lookFinally } from '../../src/findings/flags/rules.js';
import type { Id } from '../../src/platform/ids.js';
import { openStream, type Stream } from '../../src/platform/rng.js';
import { clopperPearsonInterval, powerExact, powerNormal } from '../../src/statistics/index.js';

const RUNS = 2_000;
const POWER_RUNS = 10_000;

const campaign: Scenario = {
  sectors: 32,
  pairs: 200,
  controlRate: 0.25,
  ratio: 1,
  correlation: 0.3,
  unequal: 32,
  looks: 50,
  runs: RUNS,
  seed: 7,
  alpha: 0.05,
};

/** Upper 99 % limit of a share of runs. */
const upperLimit = (share: number, runs: number): number =>
  clopperPearsonInterval(Math.round(share * runs), runs, 0.02)[1] ?? 1;

describe('without discrimination, 32 cells and 50 looks', () => {
  const played = simulateFlags(campaign);
  it.each(['standing', 'final'] as const)('a %s flag is false in at most 5 %% of the runs', (procedure) => {
    const { falseFlagRate } = played[procedure];
    const upper = upperLimit(falseFlagRate, RUNS);
    const naive = played.naivePeeking.falseFlagRate;
    console.log(
      `${procedure}: ${(100 * falseFlagRate).toFixed(2)} % of ${RUNS} runs (upper 99 % limit ${(100 * upper).toFixed(2)} %); naive peeking ${(100 * naive).toFixed(1)} %`,
    );
    expect(upper).toBeLessThanOrEqual(0.05);
  });
});

/** Whether a run ever has a standing flag, and a final one, when only the application sent first is answered. */
function playOrderEffect(stream: Stream): { standing: boolean; final: boolean } {
  const BATCH = campaign.pairs / campaign.looks;
  const family = Array.from({ length: campaign.sectors }, (_, sector) => ({
    sector: String(sector),
    ground: '',
    evidence: { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 },
  }));
  let standing = false;
  for (let look = 0; look < campaign.looks; look += 1) {
    for (const { evidence } of family) {
      // Within a block of one batch each arm goes first as often as the other.
      const first = stream.shuffle(
        Array.from({ length: BATCH }, (_, place) => (place % 2 === 0 ? 'controlOnly' : 'treatmentOnly')),
      );
      for (const arm of first) if (stream.int(4) === 0) evidence[arm] += 1;
    }
    standing ||= lookAt(family, campaign.alpha).some(({ flagged }) => flagged);
  }
  const final = lookFinally(family, campaign.alpha).some(({ flagged }) => flagged);
  return { standing, final };
}

describe('with a full order effect under blocks', () => {
  const seed = Buffer.alloc(32, 7);
  const runs = Array.from({ length: RUNS }, (_, run) =>
    playOrderEffect(openStream(seed, 'order effect', run)),
  );
  it.each(['standing', 'final'] as const)('a %s flag is false in at most 5 %% of the runs', (procedure) => {
    const share = runs.filter((run) => run[procedure]).length / RUNS;
    const upper = upperLimit(share, RUNS);
    console.log(
      `order effect, ${procedure}: ${(100 * share).toFixed(2)} % of ${RUNS} runs (upper 99 % limit ${(100 * upper).toFixed(2)} %)`,
    );
    expect(upper).toBeLessThanOrEqual(0.05);
  });
});

const EMPLOYERS = 40;
const EACH = 5;
const LOOKS = 10;
const KEYS = {
  both: 'both',
  'control-only': 'controlOnly',
  'treatment-only': 'treatmentOnly',
  neither: 'neither',
} as const;

interface Unit {
  readonly planned: { readonly test: Id<'test'>; outcome: PairOutcome | null }[];
  readonly outcomes: readonly PairOutcome[];
  spoke: boolean;
}

/** An employer of five pairs with a leaning of its own, as often to one arm as to the other; one pair in ten is void. */
function drawUnit(stream: Stream): Unit {
  const leaning = stream.int(1000);
  const outcomes = Array.from({ length: EACH }, (): PairOutcome => {
    if (stream.int(10) === 0) return 'void';
    if (stream.int(2) === 0) return 'neither';
    return stream.int(1000) < leaning ? 'control-only' : 'treatment-only';
  });
  const planned = outcomes.map((_, place) => ({ test: String(place) as Id<'test'>, outcome: null }));
  return { planned, outcomes, spoke: false };
}

/** Whether a run ever has a standing flag, and a final one: pairs close in any order, the first planned unvoided one speaks. */
function playWaiting(stream: Stream): { standing: boolean; final: boolean } {
  const cells = Array.from({ length: campaign.sectors }, () => {
    const units = Array.from({ length: EMPLOYERS }, () => drawUnit(stream));
    const closing = stream.shuffle(
      units.flatMap((unit) => unit.planned.map((_, place) => ({ unit, place }))),
    );
    return { closing, evidence: { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 } };
  });
  let standing = false;
  for (let look = 0; look < LOOKS; look += 1) {
    for (const { closing, evidence } of cells) {
      for (const { unit, place } of closing.slice((200 / LOOKS) * look, (200 / LOOKS) * (look + 1))) {
        unit.planned[place]!.outcome = unit.outcomes[place]!;
        const speaker = unit.spoke ? null : speaksForUnit(unit.planned);
        if (speaker === null) continue;
        unit.spoke = true;
        evidence[KEYS[speaker.outcome]] += 1;
      }
    }
    standing ||= lookAt(cells, campaign.alpha).some(({ flagged }) => flagged);
  }
  return { standing, final: lookFinally(cells, campaign.alpha).some(({ flagged }) => flagged) };
}

describe('with five pairs at each employer, which leans its own way', () => {
  const seed = Buffer.alloc(32, 11);
  const runs = Array.from({ length: RUNS }, (_, run) => playWaiting(openStream(seed, 'waiting', run)));
  it.each(['standing', 'final'] as const)('a %s flag is false in at most 5 %% of the runs', (procedure) => {
    const share = runs.filter((run) => run[procedure]).length / RUNS;
    const upper = upperLimit(share, RUNS);
    console.log(
      `waiting rule, ${procedure}: ${(100 * share).toFixed(2)} % of ${RUNS} runs (upper 99 % limit ${(100 * upper).toFixed(2)} %)`,
    );
    expect(upper).toBeLessThanOrEqual(0.05);
  });
});

describe('the power of one cell', () => {
  it.each([
    { pairs: 70, ratio: 2.5 },
    { pairs: 150, ratio: 1.8 },
    { pairs: 300, ratio: 1.5 },
  ])('agrees with enumeration and with Connor: $pairs pairs, ratio $ratio', ({ pairs, ratio }) => {
    const [controlRate, correlation] = [0.3, 0.3];
    const one = {
      ...campaign,
      sectors: 1,
      unequal: 1,
      looks: 1,
      runs: POWER_RUNS,
      pairs,
      ratio,
      controlRate,
      correlation,
    };
    const played = simulateFlags(one).final.power ?? NaN;
    const both = (controlRate * controlRate) / ratio + correlation * spread(controlRate, controlRate / ratio);
    const d = { controlOnly: controlRate - both, treatmentOnly: controlRate / ratio - both };
    const exact = powerExact(d, pairs, 0.05, 'mid-p') ?? NaN;
    const connor = powerNormal(d, pairs) ?? NaN;
    console.log(
      `${pairs} pairs, ratio ${ratio}: played ${played}, exact ${exact.toFixed(4)}, Connor ${connor.toFixed(4)}`,
    );
    expect(Math.abs(played - exact)).toBeLessThan(0.01);
    expect(Math.abs(played - connor)).toBeLessThan(0.04);
  });
});

const spread = (p: number, q: number): number => Math.sqrt(p * (1 - p) * q * (1 - q));
