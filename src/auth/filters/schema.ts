import type { Generated } from 'kysely';
import { z } from 'zod';
import type { Id } from '../../platform/ids.js';

export type FilterId = Id<'filter'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    saved_filter: {
      id: FilterId;
      account: string;
      name: string;
      path: string;
      query: string;
      created_at: Generated<Date>;
    };
  }
}

/** How many filters one account keeps of one list. */
export const MOST_FILTERS = 20;

/** The lists of the house: a filter leads to one of them and nowhere else. */
const LIST_PATH = /^\/(campagnes(\/[0-9a-f-]{36}\/testen)?|verzending|postvak)$/;
/** What an address may hold after the question mark, percent-encoded as `URLSearchParams` writes it. */
const QUERY = /^[\w%.*+=&-]*$/;

export const FilterBody = z.object({
  name: z
    .string({ error: 'Geef de filter een naam.' })
    .trim()
    .min(1, 'Geef de filter een naam.')
    .max(80, 'Hou de naam onder 80 tekens.'),
  path: z.string().regex(LIST_PATH),
  query: z.string().max(1000).regex(QUERY),
});
export type FilterBody = z.output<typeof FilterBody>;

/** A filter of the actor's own. */
export interface SavedFilter {
  readonly id: FilterId;
  readonly name: string;
  /** The address of the list as it was saved. */
  readonly address: string;
}
