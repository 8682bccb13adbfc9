import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Campaign, CampaignState } from '../schema.js';
import type { AmendmentKind, Change, LiveTest, PlanScope } from './schema.js';

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

/** Taking tests out must take out what was named, and leave a plan that still holds: one test at least, and its power. */
export function mayVoid(
  live: readonly LiveTest[],
  out: readonly LiveTest[],
  change: Change,
  { cells, pairsNeeded }: { readonly cells: Campaign['cells']; readonly pairsNeeded: number | null },
): Verdict {
  if (change.kind === 'statement') return ALLOW;
  if (out.length === 0 || ('ordinals' in change && out.length < new Set(change.ordinals).size))
    return refuse('amendment-unknown-tests');
  if (out.length === live.length) return refuse('amendment-empties-plan');
  if (pairsNeeded === null) return ALLOW;
  const gone = new Set(out.map(({ id }) => id));
  const left = (sector: string): number =>
    live.filter((test) => test.sector === sector && !gone.has(test.id)).length;
  return cells.some(({ sector }) => left(sector) < pairsNeeded) ? refuse('underpowered') : ALLOW;
}

/** How many tests of each sector, in the order of first mention. */
export function countBySector(
  tests: readonly { readonly sector: string }[],
): { sector: string; tests: number }[] {
  const counts = new Map<string, number>();
  for (const { sector } of tests) counts.set(sector, (counts.get(sector) ?? 0) + 1);
  return [...counts].map(([sector, tests]) => ({ sector, tests }));
}
