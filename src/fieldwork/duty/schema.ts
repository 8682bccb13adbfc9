import type { Generated } from 'kysely';
import type { DateOnly } from '../../platform/dates.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    weekend_duty: {
      saturday: DateOnly;
      account: string;
      planned_by: string;
      planned_at: Generated<Date>;
    };
  }
}

/** A weekend, who stands by, and how many running campaigns that person cannot see because of not being in their team. */
export interface Weekend {
  readonly saturday: DateOnly;
  readonly account: string | null;
  readonly name: string | null;
  readonly unseen: number;
}

/** Somebody who may stand by. */
export interface Standby {
  readonly account: string;
  readonly name: string;
}
