import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { FlagId, FlagNumbers } from './schema.js';

export interface KnownFlag {
  readonly id: FlagId;
  readonly sector: string;
  readonly ground: string;
  readonly state: 'standing' | 'weakened';
}

export async function lockFlags(db: Db, campaign: CampaignId): Promise<KnownFlag[]> {
  return db
    .selectFrom('flag')
    .select(['id', 'sector', 'ground', 'state'])
    .where('campaign', '=', campaign)
    .where('procedure', '=', 'standing')
    .forUpdate()
    .execute();
}

export async function insertFlag(
  ctx: TxCtx,
  flag: { id: FlagId; campaign: CampaignId; sector: string; ground: string; numbers: FlagNumbers },
): Promise<void> {
  const numbers = JSON.stringify(flag.numbers);
  const at = ctx.clock.now();
  await ctx.db
    .insertInto('flag')
    .values({
      id: flag.id,
      campaign: flag.campaign,
      sector: flag.sector,
      ground: flag.ground,
      procedure: 'standing',
      state: 'standing',
      raised_on: numbers,
      latest: numbers,
      raised_at: at,
      changed_at: at,
    })
    .execute();
}

/** Keeps the newest numbers of a flag, and its new state when that changed. */
export async function updateFlag(
  ctx: TxCtx,
  id: FlagId,
  numbers: FlagNumbers,
  state?: 'standing' | 'weakened',
): Promise<void> {
  await ctx.db
    .updateTable('flag')
    .set({
      latest: JSON.stringify(numbers),
      ...(state === undefined ? {} : { state, changed_at: ctx.clock.now() }),
    })
    .where('id', '=', id)
    .execute();
}

export async function insertDecision(
  ctx: TxCtx,
  decision: {
    id: string;
    flag: FlagId;
    decision: 'watch' | 'dismiss' | 'propose-campaign' | 'raise-with-sector';
    reason: string;
  },
): Promise<void> {
  await ctx.db
    .insertInto('flag_decision')
    .values({ ...decision, actor: ctx.actor.id })
    .execute();
}
