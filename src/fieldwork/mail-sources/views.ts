import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.js';
import type { MailboxTrouble } from '../../platform/mail/index.js';

/** A mailbox elsewhere, and whether it is read. */
export interface SourceView {
  readonly address: string;
  /** All that lay in it then is kept; null before the first time. */
  readonly readAt: Date | null;
  readonly trouble: MailboxTrouble | null;
  readonly troubleSince: Date | null;
}

/** The mailboxes that are read, those with trouble first. */
export function listSources(ctx: Ctx): Promise<SourceView[]> {
  return ctx.read(async ({ db }) => {
    const found =
      await sql<SourceView>`select address, read_at as "readAt", trouble, trouble_since as "troubleSince"
      from mail_source order by trouble is null, address collate "C"`.execute(db);
    return found.rows;
  });
}

/** How many mailboxes are read, how many of them cannot be, and since when. */
export function countSources(ctx: Ctx): Promise<{ all: number; ill: number; since: Date | null }> {
  return ctx.read(async ({ db }) => {
    const found = await sql<{ all: number; ill: number; since: Date | null }>`select count(*)::int as all,
      count(trouble)::int as ill, min(trouble_since) as since from mail_source`.execute(db);
    return found.rows[0] ?? { all: 0, ill: 0, since: null };
  });
}
