import { addDays, type DateOnly } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Campaign, CampaignState, Cell } from '../schema.js';
import { cellKey, type Filled } from './schema.js';

const GROWING: readonly CampaignState[] = ['ready', 'running', 'paused'];

/**
 * A plan with a rolling frame grows from the day it is authorised until it closes, as long as its quotas are not filled
 * and the authorised number is not reached. The database's trigger asks the same.
 */
export function mayGrow(
  campaign: Pick<Campaign, 'rolling' | 'state' | 'cells'>,
  filled: Pick<Filled, 'byCell' | 'live'>,
  authorised: number,
): Verdict {
  if (!campaign.rolling) return refuse('increment-not-rolling');
  if (!GROWING.includes(campaign.state)) return refuse('increment-state');
  if (openCells(campaign, filled).length === 0) return refuse('increment-full');
  return filled.live >= authorised ? refuse('increment-past-number') : ALLOW;
}

/** What each cell of a plan still lacks, in the order of the seal; full cells are left out. */
export function openCells({ cells }: Pick<Campaign, 'cells'>, { byCell }: Pick<Filled, 'byCell'>): Cell[] {
  return cells
    .map((cell) => ({ ...cell, quota: cell.quota - (byCell.get(cellKey(cell)) ?? 0) }))
    .filter(({ quota }) => quota > 0);
}

/** The first day of an increment: after what is planned already, so that no day holds more than the plan allows. */
export function firstDay(today: DateOnly, sendFrom: DateOnly, lastDay: DateOnly | null): DateOnly {
  const days = [addDays(today, 1), sendFrom, ...(lastDay === null ? [] : [addDays(lastDay, 1)])];
  return days.reduce((latest, day) => (day > latest ? day : latest));
}
