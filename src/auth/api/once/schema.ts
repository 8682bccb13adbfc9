import type { Generated } from 'kysely';
import { z } from 'zod';

declare module '../../../platform/db/tables.js' {
  interface Tables {
    api_replay: {
      account: string;
      key: string;
      request_hash: Buffer;
      answer: string | null;
      made_at: Generated<Date>;
    };
  }
}

/** An answer as it is kept, to be given again. */
export const KeptAnswer = z.strictObject({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  value: z.json(),
});
export type KeptAnswer = z.output<typeof KeptAnswer>;

export const IdempotencyKey = z.string().regex(/^[!-~]{1,80}$/);
