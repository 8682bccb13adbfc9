import { sql } from 'kysely';
import { canonicalJson } from '../platform/canonical.js';
import { PREPARED } from '../platform/db/index.js';
import type { Happening, TxCtx } from '../platform/context.js';
import { sha256 } from '../platform/crypto.js';
import type { AuditEvent } from './schema.js';

/** The hash of a link: SHA-256('praktijktest/audit/1' ‖ hash of the link before ‖ body as UTF-8). */
export function linkHash(previous: Uint8Array, body: string): Buffer {
  return sha256('praktijktest/audit/1', previous, body);
}

/** Queues an event; `inTx` writes it as the transaction's last statement, so that act and log stand or fall together. */
export function record(ctx: TxCtx, event: AuditEvent): void {
  ctx.happenings.push(event);
}

/**
 * Writes the queued events as links of the chain. Locks the head, which is the last lock of every transaction.
 * A link's body is canonical JSON of {seq, at, actor, …event}.
 */
export async function writeLinks(ctx: TxCtx, happenings: readonly Happening[]): Promise<void> {
  const head = await sql<{
    seq: number;
    hash: Buffer;
  }>`${PREPARED} select seq, hash from audit_head for update`.execute(ctx.db);
  const [last] = head.rows;
  if (last === undefined) throw new Error('The chain has no head.');
  const at = ctx.clock.now();
  let { seq, hash } = last;
  const links = happenings.map((happening) => {
    seq += 1;
    const body = canonicalJson({ ...happening, seq, at: at.toISOString(), actor: ctx.actor.id });
    hash = linkHash(hash, body);
    const campaign = typeof happening['campaign'] === 'string' ? happening['campaign'] : null;
    return { seq, at, actor: ctx.actor.id, what: happening.what, campaign, body, hash };
  });
  const values = sql.join(
    links.map(
      (link) =>
        sql`(${link.seq}::bigint, ${link.at}::timestamptz, ${link.actor}::uuid, ${link.what}, ${link.campaign}::uuid, ${link.body}, ${link.hash}::bytea)`,
    ),
  );
  await sql`with written as (insert into audit_link (seq, at, actor, what, campaign, body, hash) values ${values})
    update audit_head set seq = ${seq}, hash = ${hash}`.execute(ctx.db);
}
