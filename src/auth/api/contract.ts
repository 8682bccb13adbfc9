import { z } from 'zod';
import type { Permission } from '../permissions.js';
import type { Cursors } from './cursor.js';

/** What the document of the API says of a line, and what its answers are held to. */
export interface Contract {
  /** In English: one line, a verb first. */
  readonly summary: string;
  /** `edit` changes one thing and asks its version; `create` makes one; `act` does neither. */
  readonly kind: 'read' | 'one' | 'list' | 'create' | 'edit' | 'act';
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  /** Of the answer as sent: unknown keys are left out of it. */
  readonly answer: z.ZodType;
  readonly status: 200 | 201;
  /** The codes of the problems this line has of its own, beside those that every line of its kind has. */
  readonly problems: readonly string[];
  /** What an edit is an edit of. */
  readonly of: { readonly can: Permission; readonly answer: z.ZodType } | undefined;
}

/** What a request to the API brings beside its parameters. */
export interface ApiCall {
  readonly ifMatch: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** The cursors of the list at this address. */
  readonly cursors: Cursors;
  /** The address of this list from another cursor on. */
  readonly hrefFrom: (cursor: string) => string;
}

/** An instant in an answer: from a Date to ISO 8601 in UTC. */
export const Instant = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(z.iso.datetime().meta({ examples: ['2026-09-07T06:00:00.000Z'] }));

/** A SHA-256 in an answer: from bytes to 64 hexadecimal digits. */
export const Hash = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array)
  .transform((bytes) => Buffer.from(bytes).toString('hex'))
  .pipe(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ examples: ['ab'.repeat(32)] }),
  );

export const MOST_PER_PAGE = 200;

/** The search parameters of every list; a list with filters extends it. */
export const PageQuery = z.strictObject({
  limit: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(MOST_PER_PAGE, `must be at most ${MOST_PER_PAGE}`)
    .default(50)
    .meta({ description: 'How many to give.' }),
  cursor: z
    .string()
    .max(600)
    .optional()
    .meta({ description: 'Where to go on: from `next` of the answer before.' }),
});
