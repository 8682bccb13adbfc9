import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';

/** A call of which the name of who was spoken to was kept. */
export interface NamedCall {
  readonly call: string;
  /** The number of the call, or of its test. */
  readonly number: number;
  /** Null for a call of a client. */
  readonly position: number | null;
  readonly employer: string | null;
  readonly recordedAt: Date;
  readonly erasedAt: Date | null;
}

/** The calls of a campaign of which a name was kept, the latest first. Nobody but inspectors of its team sees any. */
export async function listNamedCalls(ctx: ReadCtx, campaign: CampaignId): Promise<NamedCall[]> {
  const found =
    await sql<NamedCall>`select p.call, coalesce(k.number, t.ordinal + 1) as number, a.position, e.name as employer, p.recorded_at as "recordedAt",
      p.erased_at as "erasedAt"
    from called_person p left join call_task k on k.id = p.call left join application a on a.id = p.call left join test t on t.id = a.test
      left join employer e on e.id = coalesce(k.employer, t.employer)
    where p.campaign = ${campaign} order by p.recorded_at desc, p.call`.execute(ctx.db);
  return found.rows;
}

/** The sealed name of one call, as far as the actor may have it. */
export async function findSealedName(
  ctx: ReadCtx,
  call: string,
): Promise<{ campaign: CampaignId; sealed: Buffer } | undefined> {
  return ctx.db
    .selectFrom('called_person')
    .select(['campaign', 'sealed'])
    .where('call', '=', call)
    .executeTakeFirst();
}
