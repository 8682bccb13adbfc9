import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { EmployerDecision, EmployerFlagId, EmployerNumbers, EmployerRule } from './schema.js';

export interface KnownEmployerFlag {
  readonly id: EmployerFlagId;
  readonly unit: string;
  readonly rule: EmployerRule;
  readonly state: 'standing' | 'weakened';
}

export async function lockEmployerFlags(db: Db, campaign: CampaignId): Promise<KnownEmployerFlag[]> {
  return db
    .selectFrom('employer_flag')
    .select(['id', 'employer_unit as unit', 'rule', 'state'])
    .where('campaign', '=', campaign)
    .forUpdate()
    .execute();
}

export async function insertEmployerFlag(
  ctx: TxCtx,
  flag: {
    id: EmployerFlagId;
    campaign: CampaignId;
    unit: string;
    rule: EmployerRule;
    numbers: EmployerNumbers;
  },
): Promise<void> {
  const numbers = JSON.stringify(flag.numbers);
  const at = ctx.clock.now();
  await ctx.db
    .insertInto('employer_flag')
    .values({
      id: flag.id,
      campaign: flag.campaign,
      employer_unit: flag.unit,
      rule: flag.rule,
      state: 'standing',
      raised_on: numbers,
      latest: numbers,
      raised_at: at,
      changed_at: at,
    })
    .execute();
}

/** Keeps the newest numbers of a flag on an employer, and its new state when that changed. */
export async function updateEmployerFlag(
  ctx: TxCtx,
  id: EmployerFlagId,
  numbers: EmployerNumbers,
  state?: 'standing' | 'weakened',
): Promise<void> {
  await ctx.db
    .updateTable('employer_flag')
    .set({
      latest: JSON.stringify(numbers),
      ...(state === undefined ? {} : { state, changed_at: ctx.clock.now() }),
    })
    .where('id', '=', id)
    .execute();
}

export async function insertEmployerDecision(
  ctx: TxCtx,
  decision: { id: string; flag: EmployerFlagId; decision: EmployerDecision; reason: string },
): Promise<void> {
  await ctx.db
    .insertInto('employer_flag_decision')
    .values({ ...decision, actor: ctx.actor.id, at: ctx.clock.now() })
    .execute();
}
