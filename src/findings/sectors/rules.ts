import type { Campaign } from '../../campaigns/index.js';

/**
 * What somebody may see of a campaign's figures.
 * `all`: every cell · `published`: the published set · `waits`: nothing yet · `none`: that there are figures is not theirs to know
 */
export type Access = 'all' | 'published' | 'waits' | 'none';

/** Baselines and self-regulation are statistics, and published; the other purposes are somebody's case, and never are. */
export function isPublished(campaign: Pick<Campaign, 'purpose'>): boolean {
  return campaign.purpose === 'baseline' || campaign.purpose === 'self-regulation';
}

/** Whether figures of it would show how evidence grows that is not to be steered; the database's `evidence_is_shut` says the same. */
export function growsUnseen(campaign: Pick<Campaign, 'purpose' | 'state'>): boolean {
  return isPublished(campaign) && !['closed', 'stopped', 'abandoned'].includes(campaign.state);
}

/**
 * What an actor may see. The team sees every cell, but a fixed stop rule hides what tells the arms apart until every pair
 * counts. Others see nothing before the close: of figures that grow by a pair, the difference is that pair.
 */
export function accessTo(
  campaign: Pick<Campaign, 'purpose' | 'stopRule' | 'state'>,
  member: boolean,
): Access {
  const closed = campaign.state === 'closed';
  if (member) return !isPublished(campaign) || campaign.stopRule === 'e-value' || closed ? 'all' : 'waits';
  if (!isPublished(campaign)) return 'none';
  return closed ? 'published' : 'waits';
}
