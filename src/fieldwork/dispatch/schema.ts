import type { Generated } from 'kysely';
import type { Id } from '../../platform/ids.js';
import type { ApplicationId } from '../scheduling/index.js';

export type AttemptId = Id<'attempt'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    attempt: {
      id: AttemptId;
      application: ApplicationId;
      number: number;
      server: string;
      message: Buffer;
      started_at: Generated<Date>;
      lease_until: Date;
      ended_at: Date | null;
      result: AttemptResult | null;
      reply: string | null;
    };
  }
}

export const ATTEMPT_RESULTS = [
  'sent',
  'deferred',
  'not-taken',
  'refused',
  'in-doubt',
  'settled-sent',
  'settled-not-sent',
] as const;
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number];
