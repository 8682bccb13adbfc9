import {
  benjaminiHochberg,
  eBenjaminiHochberg,
  evidencePath,
  FEWEST_DISCORDANT,
  logEValues,
  mcnemar,
  pFromLog,
  type Arm,
  type PairTable,
} from '../../statistics/index.js';
import type { CampaignEnd } from '../../campaigns/index.js';
import type { PairOutcome } from '../counts/index.js';

/** Whatever carries the evidence of one cell: its sequential series as a table. */
interface HasEvidence {
  readonly evidence: PairTable;
}

/** A cell at a look: its evidence in natural log, and whether e-BH rejects it. */
export type LookedAt<Cell extends HasEvidence> = Cell & {
  readonly logE: number;
  readonly flagged: boolean;
};

/** Only a difference against the treatment arm, on enough discordant pairs, may be flagged. */
function mayBeFlagged({ controlOnly, treatmentOnly }: PairTable): boolean {
  return controlOnly > treatmentOnly && controlOnly + treatmentOnly >= FEWEST_DISCORDANT;
}

/**
 * One look at a family: one-sided e-values against the treatment arm, then e-BH at `alpha` over all K cells (a cell
 * without data has E = 1 and stays in). Never flagged below six discordant pairs or when the direction is not against
 * the treatment arm. Source: Wang and Ramdas 2022; STATISTICS.md section 3.
 */
export function lookAt<Cell extends HasEvidence>(family: readonly Cell[], alpha: number): LookedAt<Cell>[] {
  const logE = family.map((cell) => logEValues(cell.evidence).oneSided);
  const rejected = new Set(eBenjaminiHochberg(logE, alpha).rejected);
  return family.map((cell, index) => ({
    ...cell,
    logE: logE[index] ?? 0,
    flagged: rejected.has(index) && mayBeFlagged(cell.evidence),
  }));
}

/** A cell at the final look. */
export type FinallyLookedAt<Cell extends HasEvidence> = Cell & {
  /** Two-sided mid-p; null without a discordant pair, which is no test. */
  readonly midP: number | null;
  /** Adjusted over the K cells of the family (BH; a cell without a discordant pair counts in K with p = 1). */
  readonly adjustedP: number;
  readonly flagged: boolean;
};

/** Two-sided mid-p of a table; null without a discordant pair. */
export function midPOf(table: PairTable): number | null {
  const tested = mcnemar(table);
  return tested.kind === 'tested' ? tested.midP : null;
}

/**
 * The one look at a family at its registered end: Benjamini and Hochberg at `alpha` on two-sided mid-p over all K
 * cells. Raised only against the treatment arm and on six or more discordant pairs; a cell with one to five keeps its
 * mid-p in the procedure. Source: Benjamini and Hochberg 1995; STATISTICS.md section 3.
 * @param midP the test of a table; a caller that looks at many may give one that remembers
 */
export function lookFinally<Cell extends HasEvidence>(
  family: readonly Cell[],
  alpha: number,
  midP: (table: PairTable) => number | null = midPOf,
): FinallyLookedAt<Cell>[] {
  const p = family.map((cell) => midP(cell.evidence));
  const { adjusted, rejected } = benjaminiHochberg(
    p.map((value) => value ?? 1),
    alpha,
  );
  const raised = new Set(rejected);
  return family.map((cell, index) => ({
    ...cell,
    midP: p[index] ?? null,
    adjustedP: adjusted[index] ?? 1,
    flagged: raised.has(index) && mayBeFlagged(cell.evidence),
  }));
}

/** What the end of a campaign allows: the final look, or none and why. `early` says that it rests on fewer pairs than planned. */
export type FinalVerdict =
  | { readonly kind: 'tested'; readonly early: boolean }
  | {
      readonly kind: 'undetermined';
      readonly why: 'stopped-early' | 'stop-rule-e-value';
      readonly early: boolean;
    };

/** Final flags belong to a plan with a fixed end whose end no outcome chose. */
export function mayLookFinally(stopRule: 'fixed' | 'e-value', end: CampaignEnd): FinalVerdict {
  const { early } = end;
  if (stopRule === 'e-value') return { kind: 'undetermined', why: 'stop-rule-e-value', early };
  return end.usedOutcomes ? { kind: 'undetermined', why: 'stopped-early', early } : { kind: 'tested', early };
}

/** Standing flags belong to plans that stop by e-value, and to a plan with a fixed end that was ended because of outcomes. */
export function mayLookStanding(stopRule: 'fixed' | 'e-value', end: CampaignEnd | null): boolean {
  return stopRule === 'e-value' || end?.usedOutcomes === true;
}

/** The largest one-sided evidence a series ever had (natural logarithm, at least 0), and p = min(1, 1/max E), which holds at every look. */
export function anytimeEvidence(series: readonly PairOutcome[]): { largestLogE: number; p: number } {
  const calledBack = series.flatMap((outcome): Arm[] =>
    outcome === 'control-only' ? ['control'] : outcome === 'treatment-only' ? ['treatment'] : [],
  );
  let largestLogE = 0;
  for (const { logE } of evidencePath(calledBack)) largestLogE = Math.max(largestLogE, logE.oneSided);
  return { largestLogE, p: pFromLog(-largestLogE) };
}

/** Splits cells into their families, in the order of the families' numbers. */
export function familiesOf<Cell extends { readonly family: number }>(
  cells: readonly Cell[],
): { readonly family: number; readonly cells: readonly Cell[] }[] {
  const numbers = [...new Set(cells.map((cell) => cell.family))].sort((a, b) => a - b);
  return numbers.map((family) => ({ family, cells: cells.filter((cell) => cell.family === family) }));
}

/** Who may see a flag on a sector. */
export interface FlagReader {
  /** Belongs to the campaign's own team, or is the system itself. */
  readonly member: boolean;
  /** Whether the figures of the flag's cell were published. */
  readonly published: boolean;
}

/** The team sees every flag; others only those of a closed campaign whose cell is published; of enforcement none. */
export function maySeeFlag(
  campaign: { readonly state: string; readonly purpose: string },
  reader: FlagReader,
): boolean {
  if (reader.member) return true;
  return campaign.purpose !== 'enforcement' && campaign.state === 'closed' && reader.published;
}
