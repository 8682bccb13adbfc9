import { sha256 } from '../../platform/crypto.js';
import { openStream, type Stream } from '../../platform/rng.js';
import { FEWEST_DISCORDANT, mcnemar, pairProbabilities, type PairTable } from '../../statistics/index.js';
import { lookAt, lookFinally } from '../flags/rules.js';
import { DataRefused } from './refusal.js';

/** A made-up campaign: one cell per sector, one pair per employer. */
export interface Scenario {
  readonly sectors: number;
  /** Per sector, sent in `looks` batches of equal size (but for rounding). */
  readonly pairs: number;
  readonly controlRate: number;
  /** Control rate over treatment rate in the unequal sectors; elsewhere 1. */
  readonly ratio: number;
  readonly correlation: number;
  /** Sectors that have the ratio. */
  readonly unequal: number;
  readonly looks: number;
  readonly runs: number;
  readonly seed: number;
  readonly alpha: number;
}

/** How a procedure of raising flags did. */
export interface Performance {
  /** Share of runs with at least one flag on an equal sector. */
  readonly falseFlagRate: number;
  /** Share of unequal sectors flagged; null when there are none. */
  readonly power: number | null;
  /** Median number of pairs of an unequal sector at its first flag; null when none was flagged. */
  readonly medianPairsToFlag: number | null;
  /** Mean share of false flags among the flags at the last look; a run without flags counts 0. */
  readonly fdr: number;
}

export interface Simulated {
  /** e-BH on the current one-sided e-values, at every look. */
  readonly standing: Performance;
  /** BH on two-sided mid-p, once, at the end. */
  readonly final: Performance;
  /** Uncorrected: mid-p below alpha after any batch. */
  readonly naivePeeking: Performance;
}

type Procedure = keyof Simulated;
const PROCEDURES = ['standing', 'final', 'naivePeeking'] as const satisfies readonly Procedure[];

const isUnequal = (s: Scenario, sector: number): boolean => s.ratio > 1 && sector < s.unequal;

/**
 * Plays the campaign `runs` times with the same flag procedures as real campaigns. The same scenario gives the same
 * answer on every machine. A flag always says: against the treatment arm, on at least six discordant pairs.
 * @throws DataRefused when the rates and the correlation cannot be together
 */
export function simulateFlags(scenario: Scenario): Simulated {
  const chances = sectorChances(scenario);
  const scores = {
    standing: new Score(scenario),
    final: new Score(scenario),
    naivePeeking: new Score(scenario),
  };
  const seed = sha256(`simulate ${scenario.seed}`);
  const midP = midPOnce();
  for (let run = 0; run < scenario.runs; run += 1) {
    const flags = playRun(scenario, chances, openStream(seed, 'flags', run), midP);
    for (const procedure of PROCEDURES) scores[procedure].add(flags[procedure]);
  }
  return {
    standing: scores.standing.performance(),
    final: scores.final.performance(),
    naivePeeking: scores.naivePeeking.performance(),
  };
}

/** Chances of control only, and of control only or treatment only, as whole numbers out of 2^31. */
type Chances = readonly [controlOnly: number, discordant: number];
const WHOLE = 2 ** 31;

function sectorChances(scenario: Scenario): Chances[] {
  const { controlRate, ratio, correlation, unequal, sectors } = scenario;
  const chancesAt = (treatmentRate: number): Chances => {
    const cells = pairProbabilities(controlRate, treatmentRate, correlation);
    if (cells.kind === 'undetermined')
      throw new DataRefused(
        `No pair outcomes have the rates ${controlRate} and ${treatmentRate} with correlation ${correlation}: ${cells.why}. Take a --correlation nearer to 0, or another --control-rate or --ratio.`,
      );
    return [
      Math.round(cells.controlOnly * WHOLE),
      Math.round((cells.controlOnly + cells.treatmentOnly) * WHOLE),
    ];
  };
  const [equal, different] = [chancesAt(controlRate), chancesAt(controlRate / ratio)];
  return Array.from({ length: sectors }, (_, sector) => (sector < unequal ? different : equal));
}

/** Per sector: pairs at its first flag (0: never), and whether the flag is there at the last look. */
interface Flags {
  readonly firstAt: number[];
  readonly atEnd: boolean[];
}

type MidP = (table: PairTable) => number;

/** Two-sided mid-p, 1 without a discordant pair; each pair of counts is computed once. */
function midPOnce(): MidP {
  const known = new Map<number, number>();
  return (table) => {
    const place = table.controlOnly * WHOLE + table.treatmentOnly;
    let p = known.get(place);
    if (p === undefined) {
      const tested = mcnemar(table);
      p = tested.kind === 'tested' ? tested.midP : 1;
      known.set(place, p);
    }
    return p;
  };
}

const mayFlag = ({ controlOnly, treatmentOnly }: PairTable): boolean =>
  controlOnly > treatmentOnly && controlOnly + treatmentOnly >= FEWEST_DISCORDANT;

function playRun(
  scenario: Scenario,
  chances: readonly Chances[],
  stream: Stream,
  midP: MidP,
): Record<Procedure, Flags> {
  const { sectors, looks, alpha, pairs } = scenario;
  const noFlags = (): Flags => ({
    firstAt: Array.from({ length: sectors }, () => 0),
    atEnd: Array.from({ length: sectors }, () => false),
  });
  const flags = { standing: noFlags(), final: noFlags(), naivePeeking: noFlags() };
  const counts = chances.map(() => ({ both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 }));
  const family = counts.map((evidence, sector) => ({ sector: String(sector), ground: '', evidence }));
  let sent = 0;
  for (let look = 1; look <= looks; look += 1) {
    const now = Math.round((pairs * look) / looks);
    for (const [sector, counted] of counts.entries())
      draw(counted, chances[sector] ?? [0, 0], now - sent, stream);
    sent = now;
    for (const [sector, { flagged }] of lookAt(family, alpha).entries())
      mark(flags.standing, sector, flagged, sent);
    for (const [sector, table] of counts.entries()) {
      // Who peeks without correction never takes a flag back.
      const before = flags.naivePeeking.atEnd[sector] === true;
      mark(flags.naivePeeking, sector, before || (mayFlag(table) && midP(table) < alpha), sent);
    }
  }
  for (const [sector, { flagged }] of lookFinally(family, alpha, midP).entries())
    mark(flags.final, sector, flagged, sent);
  return flags;
}

function mark(flags: Flags, sector: number, flagged: boolean, sent: number): void {
  flags.atEnd[sector] = flagged;
  if (flagged && flags.firstAt[sector] === 0) flags.firstAt[sector] = sent;
}

interface Drawn {
  controlOnly: number;
  treatmentOnly: number;
}

/** Only discordant pairs matter to the flags; the others are not told apart. */
function draw(counted: Drawn, [controlOnly, discordant]: Chances, pairs: number, stream: Stream): void {
  for (let pair = 0; pair < pairs; pair += 1) {
    const drawn = stream.int(WHOLE);
    if (drawn < controlOnly) counted.controlOnly += 1;
    else if (drawn < discordant) counted.treatmentOnly += 1;
  }
}

/** Adds up the runs of one procedure. */
class Score {
  readonly #scenario: Scenario;
  readonly #pairsToFlag: number[] = [];
  #runs = 0;
  #runsWithFalse = 0;
  #falseShares = 0;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  add({ firstAt, atEnd }: Flags): void {
    this.#runs += 1;
    let [anyFalse, falseAtEnd, flagsAtEnd] = [false, 0, 0];
    for (const [sector, first] of firstAt.entries()) {
      const unequal = isUnequal(this.#scenario, sector);
      if (first > 0 && unequal) this.#pairsToFlag.push(first);
      if (first > 0 && !unequal) anyFalse = true;
      if (atEnd[sector] !== true) continue;
      flagsAtEnd += 1;
      if (!unequal) falseAtEnd += 1;
    }
    if (anyFalse) this.#runsWithFalse += 1;
    if (flagsAtEnd > 0) this.#falseShares += falseAtEnd / flagsAtEnd;
  }

  performance(): Performance {
    const unequal = this.#scenario.ratio > 1 ? this.#scenario.unequal : 0;
    return {
      falseFlagRate: this.#runsWithFalse / this.#runs,
      power: unequal === 0 ? null : this.#pairsToFlag.length / (this.#runs * unequal),
      medianPairsToFlag: medianOf(this.#pairsToFlag),
      fdr: this.#falseShares / this.#runs,
    };
  }
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
