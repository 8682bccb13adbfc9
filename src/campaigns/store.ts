import type { Db, TxCtx } from '../platform/context.js';
import type { Matter } from '../register/index.js';
import type { Signature } from './amendments/signing.js';
import { cellsOf, type ScenarioFacts } from './contrasts.js';
import type { CampaignDraft, CampaignId, CampaignState } from './schema.js';

/** Adds a draft, with who designed it as the first of its team; `scenario` is what the library holds at this moment. */
export async function insertCampaign(
  ctx: TxCtx,
  id: CampaignId,
  draft: CampaignDraft,
  scenario: Pick<
    ScenarioFacts,
    'version' | 'hash' | 'design' | 'contrasts' | 'withoutVacancy' | 'repeats' | 'wordings'
  >,
  matter: Matter,
): Promise<void> {
  await ctx.db
    .insertInto('campaign')
    .values({
      id,
      name: draft.name,
      purpose: draft.purpose,
      service: draft.service,
      ground: draft.ground,
      scenario: draft.scenario,
      scenario_version: scenario.version,
      scenario_hash: scenario.hash,
      design: scenario.design,
      basis_code: draft.basis.code,
      basis_version: draft.basis.version,
      employer_type: matter.employerType,
      relation: matter.relation,
      place: matter.place,
      hypothesis: draft.hypothesis,
      primary_definition: draft.primaryDefinition,
      stop_rule: draft.stopRule,
      alpha: draft.alpha,
      power: draft.power,
      control_only: draft.controlOnly,
      treatment_only: draft.treatmentOnly,
      send_from: draft.sendFrom,
      pairs_per_day: draft.pairsPerDay,
      rolling: draft.rolling ?? false,
      without_vacancy: scenario.withoutVacancy,
      repeats: scenario.repeats?.scenario ?? null,
      repeat_days: scenario.repeats?.days ?? null,
      wordings: scenario.wordings,
      created_by: ctx.actor.id,
    })
    .execute();
  await insertMember(ctx, id, ctx.actor.id);
  await ctx.db
    .insertInto('campaign_cell')
    .values(
      cellsOf(draft, scenario.contrasts).map(({ contrast, parts, ...cell }, position) => ({
        campaign: id,
        ...cell,
        contrast: contrast === null ? null : JSON.stringify(contrast),
        parts: parts === null ? null : [...parts],
        position,
      })),
    )
    .execute();
}

/** Adds somebody to the campaign's own team. @returns false when they belong to it already */
export async function insertMember(ctx: TxCtx, campaign: CampaignId, account: string): Promise<boolean> {
  const done = await ctx.db
    .insertInto('campaign_member')
    .values({ campaign, account, added_by: ctx.actor.id, added_at: ctx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Takes somebody out of the campaign's own team. */
export async function deleteMember(db: Db, campaign: CampaignId, account: string): Promise<void> {
  await db
    .deleteFrom('campaign_member')
    .where('campaign', '=', campaign)
    .where('account', '=', account)
    .execute();
}

/** Locks the campaign's row until the transaction ends, so that two acts on one campaign follow one another. */
export async function lockCampaign(db: Db, id: CampaignId): Promise<void> {
  await db.selectFrom('campaign').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function setState(
  db: Db,
  id: CampaignId,
  state: CampaignState,
  reason: string | null,
): Promise<void> {
  await db.updateTable('campaign').set({ state, state_reason: reason }).where('id', '=', id).execute();
}

/** Keeps how a campaign ended. */
export async function insertEnd(
  ctx: TxCtx,
  campaign: CampaignId,
  end: { how: 'closed' | 'stopped'; early: boolean; usedOutcomes: boolean },
): Promise<void> {
  await ctx.db
    .insertInto('campaign_end')
    .values({
      campaign,
      how: end.how,
      early: end.early,
      used_outcomes: end.usedOutcomes,
      actor: ctx.actor.id,
      at: ctx.clock.now(),
    })
    .execute();
}

export async function insertSeal(
  ctx: TxCtx,
  campaign: CampaignId,
  seal: { body: string; hash: Buffer; signed: Signature; seedSealed: Buffer; seedCommitment: Buffer },
): Promise<void> {
  await ctx.db
    .insertInto('seal')
    .values({
      campaign,
      body: seal.body,
      hash: seal.hash,
      seed_sealed: seal.seedSealed,
      seed_commitment: seal.seedCommitment,
      signature: seal.signed.signature,
      signed_with: seal.signed.signedWith,
      sealed_by: ctx.actor.id,
    })
    .execute();
}
