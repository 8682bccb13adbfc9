import { sql } from 'kysely';
import type { CampaignId } from '../campaigns/index.js';
import type { ReadCtx } from '../platform/context.js';
import type { Id } from '../platform/ids.js';
import type { OutcomeCode } from './responses/index.js';

/** A test of which both applications have their final code. */
export interface CompletePair {
  readonly test: Id<'test'>;
  readonly campaign: CampaignId;
  readonly ordinal: number;
  readonly sector: string;
  readonly ground: string;
  readonly wave: number;
  readonly employer: Id<'employer'>;
  readonly employerUnit: string;
  readonly occupation: string;
  readonly bottleneck: boolean;
  /** Of the place of work. */
  readonly postcode: string | null;
  readonly control: OutcomeCode;
  readonly treatment: OutcomeCode;
}

/** The pair of this application when both outcomes are final. */
export async function findCompletePair(
  ctx: ReadCtx,
  application: Id<'application'>,
): Promise<CompletePair | undefined> {
  const found =
    await sql<CompletePair>`select t.id as test, t.campaign, t.ordinal, t.sector, t.ground, t.wave, t.employer, t.employer_unit as "employerUnit",
      v.occupation, v.bottleneck, v.postcode, oc.code as control, ot.code as treatment
    from application x join test t on t.id = x.test join vacancy v on v.id = t.vacancy
      join application c on c.test = t.id and c.arm = 'control' join outcome oc on oc.application = c.id
      join application r on r.test = t.id and r.arm = 'treatment' join outcome ot on ot.application = r.id
    where x.id = ${application}`.execute(ctx.db);
  return found.rows[0];
}

/** Why a pair is void, in one word: the earlier arm's reason first. */
export async function findVoidReason(ctx: ReadCtx, pair: Pick<CompletePair, 'test'>): Promise<string> {
  const found = await sql<{
    reason: string;
  }>`select coalesce(case a.state when 'cancelled' then a.state_reason when 'refused' then 'refused' when 'not-sent' then 'not-sent' end,
      case o.code when 'BNC' then 'bounced' when 'DET' then 'detected' else 'error' end) as reason
    from application a join outcome o on o.application = a.id where a.test = ${pair.test} and o.code in ('BNC', 'DET', 'ERR') order by a.position limit 1`.execute(
    ctx.db,
  );
  return found.rows[0]?.reason ?? 'error';
}
