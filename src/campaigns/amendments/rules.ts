import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Campaign, CampaignState } from '../schema.js';
import type { AmendmentKind, Change, LiveTest, PlanScope, VoidedTests } from './schema.js';

const AMENDABLE: readonly CampaignState[] = ['sealed', 'ready', 'running', 'paused', 'closing'];
const UNSTARTED: readonly CampaignState[] = ['sealed', 'ready'];

/**
 * A sealed plan is amended by somebody else than who designed it, until its figures are final; tests are taken out before
 * the start only. The database's trigger asks the same.
 */
export function mayAmend(
  campaign: Pick<Campaign, 'state' | 'createdBy'>,
  kind: AmendmentKind,
  actor: string,
): Verdict {
  const states = kind === 'void-tests' ? UNSTARTED : AMENDABLE;
  if (!states.includes(campaign.state)) return refuse('amendment-state');
  return campaign.createdBy === actor ? refuse('amendment-two-persons') : ALLOW;
}

/** The tests that a change takes out, in the order of the plan. */
export function testsOut(live: readonly LiveTest[], change: Change): LiveTest[] {
  if (change.kind === 'statement') return [];
  const inOrder = [...live].sort((a, b) => a.ordinal - b.ordinal);
  if ('ordinals' in change) {
    const named = new Set(change.ordinals);
    return inOrder.filter(({ ordinal }) => named.has(ordinal));
  }
  const kept = inOrder.filter((test) => isInside(test, change.scope)).slice(0, change.scope.maxTests);
  const stays = new Set(kept.map(({ id }) => id));
  return inOrder.filter(({ id }) => !stays.has(id));
}

function isInside({ sector, employer }: LiveTest, { sectors, employers }: PlanScope): boolean {
  return (
    (sectors === undefined || sectors.includes(sector)) &&
    (employers === undefined || employers.includes(employer))
  );
}

/** What a plan has to keep when tests are taken out. */
export interface PlanKept {
  readonly cells: Campaign['cells'];
  readonly rolling: boolean;
  /** Tests that earlier amendments took out, by cell; several of one cell add up. */
  readonly voided: readonly VoidedTests[];
  /** Null where its purpose asks no power. */
  readonly pairsNeeded: number | null;
}

/** Taking tests out must take out what was named, and leave a plan that still holds: one test at least, and its power. */
export function mayVoid(
  live: readonly LiveTest[],
  out: readonly LiveTest[],
  change: Change,
  { cells, rolling, voided, pairsNeeded }: PlanKept,
): Verdict {
  if (change.kind === 'statement') return ALLOW;
  if (out.length === 0 || ('ordinals' in change && out.length < new Set(change.ordinals).size))
    return refuse('amendment-unknown-tests');
  if (out.length === live.length) return refuse('amendment-empties-plan');
  if (pairsNeeded === null) return ALLOW;
  const testsOf = sumByCell(countByCell(live.map(placeOf)));
  const lost = sumByCell(countByCell(out.map(placeOf)));
  const lostBefore = sumByCell(voided);
  // A plan that fills up reaches its quotas later, but replaces no test that was taken out.
  const most = (cell: Campaign['cells'][number]): number =>
    rolling ? cell.quota - lostBefore(cell) : testsOf(cell);
  return cells.some((cell) => most(cell) - lost(cell) < pairsNeeded) ? refuse('underpowered') : ALLOW;
}

/** The cell of a test: its sector, and its ground where that names a contrast. */
export function placeOf({ sector, ground }: Pick<LiveTest, 'sector' | 'ground'>): Omit<VoidedTests, 'tests'> {
  return { sector, ground: ground.includes('/') ? ground : null };
}

/** Tests per cell; several entries of one cell add up. */
export function sumByCell(
  counts: readonly VoidedTests[],
): (cell: Pick<Campaign['cells'][number], 'sector' | 'ground'>) => number {
  return (cell) => {
    const { sector, ground } = placeOf(cell);
    return counts
      .filter((one) => one.sector === sector && one.ground === ground)
      .reduce((sum, { tests }) => sum + tests, 0);
  };
}

/** How many tests of each cell, in the order of first mention. */
export function countByCell(tests: readonly Omit<VoidedTests, 'tests'>[]): VoidedTests[] {
  const counts = new Map<string, VoidedTests>();
  for (const { sector, ground } of tests) {
    const key = `${sector} ${ground ?? ''}`;
    counts.set(key, { sector, ground, tests: (counts.get(key)?.tests ?? 0) + 1 });
  }
  return [...counts.values()];
}
