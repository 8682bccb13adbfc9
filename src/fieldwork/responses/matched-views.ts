import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { findMatching } from './candidates.js';
import type { MatchReason } from './matching.js';
import { readAnswer } from './reading.js';
import type { ResponseId } from './schema.js';
import type { AnswerSeal } from './seal.js';
import { likely, type LikelyApplication, type Unmatched } from './views.js';

/** A matched answer opened: where it stands and why, and where else it may belong. */
export interface MatchedMessage extends Omit<Unmatched, 'bytes'> {
  readonly subject: string;
  readonly text: string;
  readonly address: string;
  readonly employerAddress: string;
  /** By the rules, with points, or by a person, without. */
  readonly points: number | null;
  readonly reasons: readonly MatchReason[];
  readonly candidates: readonly LikelyApplication[];
}

interface Row extends Omit<Unmatched, 'bytes'> {
  readonly sealed: Buffer;
  readonly sha256: Buffer;
  readonly transcript: Buffer | null;
  readonly application: string;
  readonly address: string;
  readonly employerAddress: string;
  readonly points: number | null;
  readonly reasons: MatchReason[] | null;
  readonly final: boolean;
}

/**
 * One matched answer, for the team of its campaign, as long as its match may still be corrected: later nobody needs to
 * read it here. Problems: not-found, outcome-final
 */
export function openMatched(ctx: Ctx, seal: AnswerSeal, id: ResponseId): Promise<MatchedMessage> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<Row>`select r.id, r.received_at as "receivedAt", r.envelope_from as "from", r.envelope_to as "to", r.sealed, r.sha256, r.channel, r.transcript, r.application,
        r.match_points as points, r.match_reasons as reasons, m.address, m.to_address as "employerAddress",
        exists (select from outcome o where o.application = r.application) as final
      from response r join mailbox m on m.application = r.application where r.id = ${id} and r.state = 'matched'`.execute(
        ctx.db,
      );
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    const { sealed, sha256, transcript, application, final, reasons, ...shown } = row;
    if (final) throw new Problem('outcome-final');
    const parsed = await readAnswer(seal, { id, channel: row.channel, sealed, sha256, transcript });
    const { ranked } = await findMatching(ctx, { envelopeTo: row.to, envelopeFrom: row.from }, parsed);
    return {
      ...shown,
      reasons: reasons ?? [],
      subject: parsed.subject,
      text: parsed.text,
      candidates: ranked
        .filter(({ candidate }) => candidate.application !== application)
        .slice(0, 3)
        .map(likely),
    };
  });
}
