import type { Generated } from 'kysely';
import { z } from 'zod';
import type { DateOnly } from '../../platform/dates.js';

/** What custodians keep closed, or decide on: only of a duty there is nothing to open. */
export const PURPOSES = ['identity', 'annex', 'recovery', 'duty'] as const;
export type Purpose = (typeof PURPOSES)[number];
/** What is closed in boxes of a report. */
export type ClosedPurpose = 'identity' | 'annex';
/** On which ground something is asked (directive 2019/1937, art. 16); the last is that of the recovery key alone. */
export const GROUNDS = ['court-order', 'law', 'consent'] as const;
export type LegalGround = (typeof GROUNDS)[number];
export const isLegalGround = (text: string): text is LegalGround => GROUNDS.some((one) => one === text);
export type Notice = 'given' | 'withheld' | 'none';
export type CustodyVerdict = 'agree' | 'refuse';

/** Who a reporter is and how to reach that person, as it stands in the inner box. */
export const Identity = z.object({ name: z.string(), contact: z.string() });
export type Identity = z.infer<typeof Identity>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    custody_box: {
      id: string;
      purpose: ClosedPurpose | 'recovery';
      record: string;
      report: string | null;
      outer_key: Buffer;
      inner_key: Buffer;
      body: Buffer;
      on_day: Generated<DateOnly>;
    };
    custody_request: {
      id: string;
      purpose: Purpose;
      record: string;
      report: string | null;
      ground: LegalGround | 'no-officer';
      asked_by: string | null;
      asked_on: Generated<DateOnly>;
      notice: Notice;
      open_from: DateOnly;
      until_day: DateOnly;
      reason_hash: Buffer;
      first_key: Buffer | null;
      first_signature: Buffer | null;
      first_on: DateOnly | null;
      second_key: Buffer | null;
      second_signature: Buffer | null;
      second_on: DateOnly | null;
      refused_key: Buffer | null;
      refused_signature: Buffer | null;
      refused_on: DateOnly | null;
      opened_on: DateOnly | null;
    };
    peeled_box: {
      request: string;
      outer_key: Buffer;
      inner_key: Buffer;
      body: Buffer;
      until_at: Generated<Date>;
    };
    recovery_key: {
      id: string;
      public_key: Buffer;
      until_day: DateOnly;
      boxes_hash: Buffer;
      signatures: Buffer[];
      made_on: Generated<DateOnly>;
      replaced: Generated<boolean>;
      used_on: Generated<DateOnly | null>;
    };
    recovery_copy: { report: string; recovery: string; body: Buffer };
  }
}
