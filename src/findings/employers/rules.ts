import {
  betaPosterior,
  discordantPairs,
  FEWEST_DISCORDANT,
  logEValues,
  shrinkBeta,
  type BetaShrinkage,
  type BetaUnit,
  type PairTable,
} from '../../statistics/index.js';
import type { Definition } from '../../campaigns/index.js';
import type { Contradiction } from '../../fieldwork/index.js';
import type { PairOutcome } from '../counts/index.js';
import type { EmployerRule } from './schema.js';

/** One closed pair at an employer unit. `day` is the day in Brussels on which its first application left, if one did. */
export interface EmployerPair {
  readonly test: string;
  readonly unit: string;
  readonly strict: PairOutcome;
  readonly lenient: PairOutcome;
  readonly day: string | null;
}

/** What is known of one employer unit in one campaign. */
export interface EmployerPattern {
  readonly unit: string;
  readonly strict: PairTable;
  readonly lenient: PairTable;
  readonly voided: number;
  /** Discordant pairs under the sealed definition. */
  readonly discordant: number;
  /** One-sided evidence under the sealed definition, natural logarithm; null under six discordant pairs. */
  readonly logE: number | null;
  /** Share of discordant pairs that went to the control profile, drawn towards the other employers; null without a prior or a discordant pair. */
  readonly shrunk: BetaUnit | null;
  /** Tests in which the control profile alone was called back, and the days on which they were sent. */
  readonly recurrence: { readonly tests: readonly string[]; readonly days: readonly string[] };
  /** "Already filled" to one profile, then an invitation to the other, later, on one vacancy. */
  readonly contradictions: readonly Contradiction[];
}

const KEYS = {
  both: 'both',
  'control-only': 'controlOnly',
  'treatment-only': 'treatmentOnly',
  neither: 'neither',
} as const satisfies Record<Exclude<PairOutcome, 'void'>, keyof PairTable>;

function tally(outcomes: readonly PairOutcome[]): PairTable {
  const table = { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 };
  for (const outcome of outcomes) if (outcome !== 'void') table[KEYS[outcome]] += 1;
  return table;
}

/** The prior of a campaign: the beta distribution of its own employers' shares, by maximum likelihood. */
export function priorOf(tables: readonly PairTable[]): BetaShrinkage {
  return shrinkBeta(
    tables.map((table) => ({ controlOnly: table.controlOnly, discordant: discordantPairs(table) })),
  );
}

/**
 * The patterns of a campaign's employer units, in byte order of the unit. Every closed pair counts: the null is about
 * this one employer, whose arms were assigned at random per pair. No evidence is given under six discordant pairs.
 * Source: issue of the statistics engine, part 3 (b); STATISTICS.md sections 2 and 3.
 */
export function findPatterns(
  pairs: readonly EmployerPair[],
  contradictions: readonly Contradiction[],
  primary: Definition,
): EmployerPattern[] {
  const byUnit = new Map<string, EmployerPair[]>();
  for (const pair of pairs) {
    const own = byUnit.get(pair.unit);
    if (own === undefined) byUnit.set(pair.unit, [pair]);
    else own.push(pair);
  }
  const units = [...byUnit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, own]) => ({ unit, own, table: tally(own.map((pair) => pair[primary])) }));
  const prior = priorOf(units.map(({ table }) => table));
  return units.map(({ unit, own, table }) => {
    const discordant = discordantPairs(table);
    const alone = own.filter((pair) => pair[primary] === 'control-only');
    return {
      unit,
      strict: tally(own.map((pair) => pair.strict)),
      lenient: tally(own.map((pair) => pair.lenient)),
      voided: own.filter((pair) => pair.strict === 'void').length,
      discordant,
      logE: discordant < FEWEST_DISCORDANT ? null : logEValues(table).oneSided,
      shrunk: shrunkOf(prior, table.controlOnly, discordant),
      recurrence: {
        tests: alone.map((pair) => pair.test),
        days: [...new Set(alone.flatMap((pair) => pair.day ?? []))].sort(),
      },
      contradictions: contradictions.filter((one) => one.unit === unit),
    };
  });
}

function shrunkOf(prior: BetaShrinkage, controlOnly: number, discordant: number): BetaUnit | null {
  if (prior.kind === 'undetermined' || discordant === 0) return null;
  return betaPosterior([{ controlOnly, discordant }], prior.alpha, prior.beta)[0] ?? null;
}

/** Evidence at which one employer is flagged: an e-value of 20, a level of 5 %. */
const ENOUGH_EVIDENCE = Math.log(20);

/**
 * Which rules a pattern meets; each is in the open and can be checked by hand.
 * contradiction: the tested profile heard "filled", and the control profile was invited later on the same vacancy.
 * recurrence: control alone in two or more tests on different days, the tested profile alone in none.
 * evidence: a one-sided e-value of 20 or more on six or more discordant pairs.
 */
export function rulesMet(pattern: EmployerPattern, primary: Definition): EmployerRule[] {
  const { recurrence, logE } = pattern;
  const met: Record<EmployerRule, boolean> = {
    contradiction: pattern.contradictions.some((one) => one.filledArm === 'treatment'),
    recurrence:
      recurrence.tests.length >= 2 && recurrence.days.length >= 2 && pattern[primary].treatmentOnly === 0,
    evidence: logE !== null && logE >= ENOUGH_EVIDENCE,
  };
  return (['contradiction', 'recurrence', 'evidence'] as const).filter((rule) => met[rule]);
}
