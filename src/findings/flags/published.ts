import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';

/** A cell whose figures were published. */
export interface PublishedCell {
  readonly sector: string;
  readonly ground: string;
}

/** Tells which cells of a closed campaign were published. */
export type FindPublished = (ctx: ReadCtx, campaign: CampaignId) => Promise<readonly PublishedCell[]>;

/** Nothing is published until figures are: a flag is then seen by its campaign's team only. */
export const findNothingPublished: FindPublished = () => Promise.resolve([]);
