import { mayTakeOn } from '../../auth/index.js';
import { mayActIn, type CampaignState, type Standing as CaseStanding } from '../../campaigns/index.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { ApplicationState } from '../scheduling/index.js';
import type { Checked, Retirement, Standing } from './schema.js';

const OPEN: readonly CampaignState[] = ['sealed', 'ready', 'running', 'paused'];

/** Whether somebody had any increment of a campaign drawn. */
export const drewAny = (increments: readonly Pick<Checked, 'drawnBy'>[], account: string): boolean =>
  increments.some(({ drawnBy }) => drawnBy === account);

/**
 * Candidates are released once, by who had none of the campaign's drawn. The database's trigger asks the same.
 * @param increments all of the campaign
 */
export function mayRelease(
  { releasedAt }: Pick<Checked, 'releasedAt'>,
  increments: readonly Pick<Checked, 'drawnBy'>[],
  state: CampaignState,
  actor: string,
): Verdict {
  if (!OPEN.includes(state)) return refuse('identity-state');
  if (releasedAt !== null) return refuse('identity-released');
  return drewAny(increments, actor) ? refuse('identity-two-persons') : ALLOW;
}

/** A candidate is retired once, whatever it did until then. */
export function mayRetire(retired: Retirement | null): Verdict {
  return retired === null ? ALLOW : refuse('identity-retired');
}

/** Who is tied to somebody in a campaign, or looked at its evidence, makes none of its pairs void. */
export function mayVoid(standing: CaseStanding): Verdict {
  const act = mayActIn(standing);
  return act.allowed ? mayTakeOn(standing.duties, 'void') : act;
}

/** Why a candidate is retired by hand: before the release it did not pass, after it it became known. */
export const reasonOf = (released: boolean): Retirement => (released ? 'disclosed' : 'rejected');

const UNSENT: readonly ApplicationState[] = ['planned', 'due', 'cancelled', 'not-sent'];

/** How a candidate stands. One that was used is never used again: its address and message are its own. */
export function standingOf(released: boolean, retired: Retirement | null, state: ApplicationState): Standing {
  if (retired !== null) return retired;
  if (!UNSENT.includes(state)) return 'used';
  return released ? 'released' : 'unreleased';
}
