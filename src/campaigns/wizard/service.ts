import { fault } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { CampaignDraft, type CampaignId } from '../schema.js';
import type { CampaignUseCases } from '../service.js';
import { mayOpen, withChange } from './rules.js';
import type { Answers, AskingStep, Choices, DesignId } from './schema.js';
import { deleteDesign, insertDesign, saveAnswers } from './store.js';
import { findDesign, isNameTaken } from './views.js';

const nameTaken = fault({
  nl: 'Er bestaat al een campagne met die naam. Kies een andere naam.',
  en: 'A campaign of that name exists. Choose another name.',
  fr: 'Une campagne de ce nom existe déjà. Choisissez un autre nom.',
});

/** Begins a design: nothing is answered yet. @returns its id */
export function startDesign(ctx: Ctx): Promise<DesignId> {
  return ctx.inTx(async (ctx) => {
    const id = asId<'campaign-design'>(ctx.newId());
    await insertDesign(ctx, id);
    return id;
  });
}

/** Keeps the answers of one step. Problems: not-found, design-step-early, bad-input for a name that is taken */
export function answerStep(
  ctx: Ctx,
  id: DesignId,
  step: AskingStep,
  answers: Answers,
  choices: Choices,
): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const design = await findDesign(ctx, id);
    insist(mayOpen(step, design.answers));
    if (answers.name !== undefined && (await isNameTaken(ctx, answers.name)))
      throw new Problem('bad-input', undefined, [{ field: 'name', message: nameTaken }]);
    await saveAnswers(ctx, id, withChange(design.answers, answers, choices));
  });
}

/** Takes a design away for good. Problems: not-found */
export function removeDesign(ctx: Ctx, id: DesignId): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await findDesign(ctx, id);
    await deleteDesign(ctx, id);
  });
}

/**
 * Makes a campaign of a finished design, which is gone then. Problems: not-found, design-unfinished, campaign-name-taken,
 * and those of making a draft
 */
export function finishDesign(
  ctx: Ctx,
  campaigns: Pick<CampaignUseCases, 'create'>,
  id: DesignId,
  groundOf: (scenario: string) => string | undefined,
): Promise<CampaignId> {
  return ctx.inTx(async (ctx) => {
    const { answers } = await findDesign(ctx, id);
    const ground = answers.scenario === undefined ? undefined : groundOf(answers.scenario);
    const draft = CampaignDraft.safeParse({ ...answers, ground });
    if (!draft.success) throw new Problem('design-unfinished');
    if (await isNameTaken(ctx, draft.data.name)) throw new Problem('campaign-name-taken');
    const campaign = await campaigns.create(ctx, draft.data);
    await deleteDesign(ctx, id);
    return campaign;
  });
}
