import { sql } from 'kysely';
import { record } from '../audit/index.js';
import type { CampaignId } from '../campaigns/index.js';
import type { Ctx } from '../platform/context.js';
import { PREPARED } from '../platform/db/index.js';

/** Where somebody looked at the evidence of a campaign: its path, its figures, its flags in a list, or one flag. */
export type LookedOn = 'path' | 'figures' | 'list' | 'flag';

/**
 * Opens the evidence of these campaigns to the actor, and logs that they looked while the outcome could still change.
 * The database decides (`look_at_evidence`): nobody who codes, calls, settles, matches or voids in a campaign of which the
 * outcome is not to be steered sees how it grows, and who looked does none of that in it any more.
 * @returns the campaigns of which the actor may see it
 */
export function lookAtEvidence(
  ctx: Ctx,
  campaigns: readonly CampaignId[],
  on: LookedOn,
): Promise<ReadonlySet<CampaignId>> {
  const asked = [...new Set(campaigns)];
  if (asked.length === 0) return Promise.resolve(new Set());
  return ctx.inTx(async (ctx) => {
    const found = await sql<{ id: CampaignId; may: boolean; ended: boolean }>`${PREPARED}
      select c.id, look_at_evidence(c.id) as may, c.state in ('closed', 'stopped', 'abandoned') as ended
      from campaign c where c.id = any(${asked}::uuid[]) order by c.id`.execute(ctx.db);
    const open = found.rows.filter(({ may }) => may);
    for (const { id, ended } of open)
      if (!ended) record(ctx, { what: 'evidence.looked-at', campaign: id, on });
    return new Set(open.map(({ id }) => id));
  });
}
