import type { Generated } from 'kysely';
import type { Id } from '../../platform/ids.js';
import type { CampaignId, Purpose } from '../../campaigns/index.js';
import type { ApplicationId, TestId } from '../scheduling/index.js';

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
      /** What the server said; of a web form or a call what its taker said. */
      reply: string | null;
      /** Who took the web form or made the call; null where it goes by mail. */
      taken_by: string | null;
      /** The number that the site of the form gave. */
      reference: string | null;
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
  'not-possible',
  'given-back',
  'no-answer',
  'busy',
  'voicemail',
  'call-back-later',
  'cut-off',
  'wrong-number',
  'stopped',
] as const;
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number];

/** What an attempt says in the place of a reply when no server gave one: this program ended first. */
export const PROCESS_ENDED = 'the process ended during the attempt';

/** An application of which nobody knows whether it was sent. */
export interface InDoubt {
  readonly id: ApplicationId;
  readonly test: TestId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly purpose: Purpose;
  readonly vacancyTitle: string;
  readonly position: number;
  readonly triedAt: Date;
  /** What the line said last, or why it is in doubt. */
  readonly reply: string | null;
  /** A person sent it by a web form; then that person said the last word. */
  readonly byHand: boolean;
  /** Whether an answer to it came in, which proves that it was sent. */
  readonly answered: boolean;
}
