import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault } from '../../platform/faults.js';
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
  error: fault({
    nl: 'Kies uit de lijst wat dit token mag doen.',
    en: 'Choose from the list what this token may do.',
    fr: 'Choisissez dans la liste ce que ce jeton peut faire.',
  }),
});

const noName = fault({
  nl: 'Geef het token een naam.',
  en: 'Give the token a name.',
  fr: 'Donnez un nom au jeton.',
});

/** What somebody asks of a new token. One ticked box comes in as a text, several as a list, none as nothing. */
export const TokenBody = z.object({
  label: z
    .string({ error: noName })
    .trim()
    .min(1, noName)
    .max(
      80,
      fault({
        nl: 'Hou de naam onder 80 tekens.',
        en: 'Keep the name under 80 characters.',
        fr: 'Limitez le nom à 80 caractères.',
      }),
    ),
  expiresOn: z.custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), {
    error: fault({
      nl: 'Vul een datum in, zoals 2027-03-29.',
      en: 'Fill in a date, such as 2027-03-29.',
      fr: 'Remplissez une date, comme 2027-03-29.',
    }),
  }),
  scopes: z
    .union([permission.transform((one) => [one]), z.array(permission)], {
      error: fault({
        nl: 'Kies minstens één ding dat dit token mag doen.',
        en: 'Choose at least one thing that this token may do.',
        fr: 'Choisissez au moins une chose que ce jeton peut faire.',
      }),
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
