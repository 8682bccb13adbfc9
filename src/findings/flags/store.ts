import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { FinalVerdict } from './rules.js';
import type { FinalCell, FlagDecision, FlagId, FlagNumbers } from './schema.js';

export interface KnownFlag {
  readonly id: FlagId;
  readonly sector: string;
  readonly ground: string;
  readonly state: 'standing' | 'weakened';
}

export async function lockStanding(db: Db, campaign: CampaignId): Promise<KnownFlag[]> {
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
  flag: {
    id: FlagId;
    campaign: CampaignId;
    sector: string;
    ground: string;
    procedure: 'standing' | 'final';
    numbers: FlagNumbers;
  },
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
      family: flag.numbers.family,
      procedure: flag.procedure,
      state: 'standing',
      raised_on: numbers,
      latest: numbers,
      raised_at: at,
      changed_at: at,
    })
    .execute();
}

/** Keeps the newest numbers of a standing flag, and its new state when that changed. */
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

/** Keeps the final look of a family. @returns false when it was kept already */
export async function insertFinalLook(
  ctx: TxCtx,
  campaign: CampaignId,
  look: {
    family: number;
    verdict: FinalVerdict;
    k: number;
    alpha: number;
    cells: readonly FinalCell[];
  },
): Promise<boolean> {
  const done = await ctx.db
    .insertInto('final_look')
    .values({
      campaign,
      family: look.family,
      at: ctx.clock.now(),
      kind: look.verdict.kind,
      why: look.verdict.kind === 'undetermined' ? look.verdict.why : null,
      early: look.verdict.early,
      k: look.k,
      alpha: look.alpha,
      cells: JSON.stringify(look.cells),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Waits until no other transaction looks at this campaign: two looks follow one another. */
export async function awaitLook(db: Db, campaign: CampaignId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('look/' || ${campaign}, 0))`.execute(db);
}

export async function insertDecision(
  ctx: TxCtx,
  decision: { id: string; flag: FlagId; decision: FlagDecision; reason: string },
): Promise<void> {
  await ctx.db
    .insertInto('flag_decision')
    .values({ ...decision, actor: ctx.actor.id, at: ctx.clock.now() })
    .execute();
}
