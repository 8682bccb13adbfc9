import type { Generated } from 'kysely';
import { z } from 'zod';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import type { Id } from '../../platform/ids.js';
import { isPermission, type Permission } from '../permissions.js';

export type TokenId = Id<'api-token'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    api_token: {
      id: TokenId;
      account: string;
      label: string;
      hash: Buffer;
      scopes: string[];
      made_at: Generated<Date>;
      expires_on: string;
      last_used_on: string | null;
      revoked_at: Date | null;
    };
  }
}

const permission = z.custom<Permission>((value) => typeof value === 'string' && isPermission(value), {
  error: 'Kies uit de lijst wat dit token mag doen.',
});

/** What somebody asks of a new token. One ticked box comes in as a text, several as a list, none as nothing. */
export const TokenBody = z.object({
  label: z
    .string({ error: 'Geef het token een naam.' })
    .trim()
    .min(1, 'Geef het token een naam.')
    .max(80, 'Hou de naam onder 80 tekens.'),
  expiresOn: z.custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), {
    error: 'Vul een datum in, zoals 2027-03-29.',
  }),
  scopes: z
    .union([permission.transform((one) => [one]), z.array(permission)], {
      error: 'Kies minstens één ding dat dit token mag doen.',
    })
    .transform((scopes) => [...new Set(scopes)].sort()),
});
export type TokenBody = z.output<typeof TokenBody>;

/** A token as its owner sees it: never the token itself. */
export interface TokenView {
  readonly id: TokenId;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly madeAt: Date;
  readonly expiresOn: DateOnly;
  readonly lastUsedOn: DateOnly | null;
  readonly revokedAt: Date | null;
}
