import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault } from '../../platform/faults.js';
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
const LIST_PATH =
  /^\/(campagnes(\/[0-9a-f-]{36}\/(testen|verzending))?|verzending|postvak|intrekken|verzoeken|bureau\/taken)$/;
/** What an address may hold after the question mark, percent-encoded as `URLSearchParams` writes it. */
const QUERY = /^[\w%.*+=&-]*$/;

const nameless = fault({
  nl: 'Geef de filter een naam.',
  en: 'Give the filter a name.',
  fr: 'Donnez un nom au filtre.',
});

export const FilterBody = z.object({
  name: z
    .string({ error: nameless })
    .trim()
    .min(1, nameless)
    .max(
      80,
      fault({
        nl: 'Hou de naam onder 80 tekens.',
        en: 'Keep the name under 80 characters.',
        fr: 'Limitez le nom à 80 caractères.',
      }),
    ),
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
