import { sql } from 'kysely';
import type { ReadCtx, TxCtx } from '../platform/context.js';
import type { DateOnly } from '../platform/dates.js';
import { Problem } from '../platform/problems.js';
import type { TranscriptWay } from './schema.js';
import { openIn, sealIn, type Opened } from './sealed.js';

/** Who took a report down for its reporter, and whether the reporter signed what was written. */
export interface Transcript {
  readonly officer: string;
  readonly way: TranscriptWay;
  readonly takenOn: DateOnly;
  readonly signedOn: DateOnly | null;
  /** What the reporter made of it; null where nothing was changed, or it was not signed. */
  readonly corrected: string | null;
}

/** The transcript of an open report; null where its reporter wrote it alone. @throws SealBroken */
export async function readTranscript(ctx: ReadCtx, opened: Opened): Promise<Transcript | null> {
  const row = await ctx.db
    .selectFrom('transcript')
    .select(['officer', 'way', 'taken_on as takenOn', 'signed_on as signedOn', 'corrected'])
    .where('report', '=', opened.report)
    .executeTakeFirst();
  if (row === undefined) return null;
  const corrected =
    row.corrected === null
      ? null
      : String(openIn(opened, 'transcript', 'corrected', opened.report, row.corrected));
  return { ...row, corrected };
}

/** Says of the own draft that the officer of a session took it down. */
export async function insertTranscript(
  ctx: TxCtx,
  report: string,
  session: Buffer,
  way: TranscriptWay,
): Promise<void> {
  await sql`select take_down(${report}, ${session}, ${way})`.execute(ctx.db);
}

/** Signs the own transcript, as it was written or in other words. Problems: not-found, report-not-now once it was signed */
export async function signTranscript(
  ctx: TxCtx,
  opened: Opened,
  written: string,
  text: string,
): Promise<void> {
  const transcript = await readTranscript(ctx, opened);
  if (transcript === null) throw new Problem('not-found');
  if (transcript.signedOn !== null) throw new Problem('report-not-now');
  const corrected = text === written ? null : sealIn(opened, 'transcript', 'corrected', opened.report, text);
  await ctx.db
    .updateTable('transcript')
    .set({ corrected, signed_on: ctx.clock.today() })
    .where('report', '=', opened.report)
    .execute();
}
