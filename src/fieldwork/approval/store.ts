import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { CapKind } from '../scheduling/index.js';

/**
 * Writes that the figures of a campaign were approved as they were published.
 * @param replay the hash of its plan as it was drawn again; null where that is from before it was kept what it was drawn from
 * @returns the hash of the set; undefined when they were approved before
 */
export async function insertApproval(
  ctx: TxCtx,
  campaign: CampaignId,
  replay: Buffer | null,
): Promise<Buffer | undefined> {
  const now = ctx.clock.now();
  const found = await sql<{
    hash: Buffer;
  }>`insert into figure_approval (campaign, publication_hash, approved_by, approved_at, replay_hash, replayed_at)
      select campaign, hash, ${ctx.actor.id}, ${now}, ${replay}::bytea, ${replay === null ? null : now}::timestamptz from publication where campaign = ${campaign}
    on conflict (campaign) do nothing returning publication_hash as hash`.execute(ctx.db);
  return found.rows[0]?.hash;
}

/** The approved campaigns whose employers are still to erase and that no hold keeps. */
export async function findToErase(db: Db): Promise<CampaignId[]> {
  const found = await sql<{
    campaign: CampaignId;
  }>`select campaign from baselines_to_erase() where not held`.execute(db);
  return found.rows.map(({ campaign }) => campaign);
}

/** What a cap still has to know of one test. */
export interface CapLine {
  readonly kind: CapKind;
  readonly value: string;
  /** The day that counts. */
  readonly on: string;
}

export async function findCaps(db: Db, campaign: CampaignId): Promise<readonly CapLine[]> {
  const found =
    await sql<CapLine>`select kind, value, counts_on::text as "on" from caps_of_baseline(${campaign})`.execute(
      db,
    );
  return found.rows;
}

/** A line of a cap as its mark. */
export interface Mark {
  readonly kind: CapKind;
  readonly mark: Buffer;
  readonly on: string;
}

/** Erases who was tested, and lays down the marks in its place. @returns how many tests; null when it was done before */
export async function eraseEmployers(
  db: Db,
  campaign: CampaignId,
  key: Buffer,
  marks: readonly Mark[],
): Promise<number | null> {
  const lines = marks.map(({ kind, mark, on }) => ({ kind, mark: mark.toString('hex'), counts_on: on }));
  const done = await sql<{
    done: boolean;
  }>`select erase_baseline(${campaign}, ${key}, ${JSON.stringify(lines)}::jsonb) as done`.execute(db);
  if (done.rows[0]?.done !== true) return null;
  const found = await sql<{
    tests: number;
  }>`select tests from employer_erasure where campaign = ${campaign}`.execute(db);
  return found.rows[0]?.tests ?? null;
}

/** Takes away the marks that no cap asks for any more. @returns how many */
export async function forgetMarks(db: Db): Promise<number> {
  const found = await sql<{ gone: number }>`select forget_cap_marks() as gone`.execute(db);
  return found.rows[0]?.gone ?? 0;
}
