import type { Generated } from 'kysely';
import { z } from 'zod';
import { reasonFaults } from '../../platform/faults.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    kill_switch: {
      id: string;
      thrown_by: string;
      thrown_at: Generated<Date>;
      reason: string;
      released_by: Generated<string | null>;
      released_at: Generated<Date | null>;
      released_reason: Generated<string | null>;
    };
  }
}

export const SwitchBody = z.object({
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});

/** One time that the switch was thrown. */
export interface Thrown {
  readonly id: string;
  readonly throwerId: string;
  readonly thrower: string;
  readonly thrownAt: Date;
  readonly reason: string;
  readonly releaser: string | null;
  readonly releasedAt: Date | null;
  readonly releasedReason: string | null;
}
