import type { Said } from './i18n/every-language.js';

/** What a hit is of, in the order in which groups are shown. */
export const HIT_GROUPS = ['page', 'campaign', 'request', 'test', 'employer', 'sector', 'flag'] as const;
export type HitGroup = (typeof HIT_GROUPS)[number];

/** How many hits of a group are shown; a room gives one more, so that the page can say that there are more. */
export const HITS_SHOWN = 10;

/** One thing that the search found, and the way to it. A room gives only what its reader may see. */
export interface Hit {
  readonly group: HitGroup;
  readonly title: Said;
  readonly detail?: Said;
  readonly href: string;
}
