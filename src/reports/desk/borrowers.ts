import { sql } from 'kysely';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';

/** A colleague who can read a report for a while. */
export interface Borrower {
  readonly officer: string;
  /** The last day. */
  readonly until: DateOnly;
}

/** Who can read a report for a while today, the first to end first. */
export async function listBorrowers(ctx: ReadCtx, report: string): Promise<Borrower[]> {
  const { rows } = await sql<Borrower>`select officer, until_day as until from borrowers(${report})`.execute(
    ctx.db,
  );
  return rows;
}
