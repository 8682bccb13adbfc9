import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { listBasisTexts } from '../legal-bases/views.js';
import { findClockMode } from '../views.js';
import { Answers, type Choices, type Design, type DesignId, type WizardMeans } from './schema.js';

/** The actor's own unfinished designs, the one changed last first. */
export function listDesigns(ctx: Ctx): Promise<Design[]> {
  return ctx.read(async (ctx) =>
    (await rowsOf(ctx).orderBy('changed_at', 'desc').orderBy('id').limit(50).execute()).map(toDesign),
  );
}

/** One of the actor's own. Throws `not-found`, also for somebody else's. */
export async function findDesign(ctx: ReadCtx, id: DesignId): Promise<Design> {
  const row = await rowsOf(ctx).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return toDesign(row);
}

function rowsOf(ctx: ReadCtx) {
  return ctx.db.selectFrom('campaign_design').select(['id', 'answers', 'changed_at as changedAt']);
}

/** Answers of an older form of the wizard that are not understood any more are asked again. */
const toDesign = (row: { id: DesignId; answers: unknown; changedAt: Date }): Design => ({
  id: row.id,
  answers: Answers.catch({}).parse(row.answers),
  changedAt: row.changedAt,
});

/** Whether a campaign bears this name already. */
export async function isNameTaken(ctx: ReadCtx, name: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('campaign').select('id').where('name', '=', name).executeTakeFirst();
  return row !== undefined;
}

/** Everything that the steps choose from, as it stands now. */
export async function findChoices(ctx: Ctx, means: WizardMeans, answers: Answers): Promise<Choices> {
  const today = ctx.clock.today();
  const scenario = means.scenarios.find(({ code }) => code === answers.scenario);
  const language = scenario?.language ?? 'nl';
  return {
    scenarios: means.scenarios,
    services: means.services,
    matters: means.matters,
    sectors: await means.sectors(ctx),
    grounds: await means.grounds(ctx),
    open:
      scenario?.withoutVacancy === true
        ? await means.reachableEmployers(ctx, language)
        : await means.openVacancies(ctx, answers.sendFrom ?? today, language),
    mode: await ctx.read(findClockMode),
    today,
    bases: (await listBasisTexts(ctx)).map((one) => ({
      code: one.code,
      version: one.version,
      name: one.name,
      purposes: one.purposes,
      services: one.services,
      exercise: one.exercise,
      confirmed: one.status === 'confirmed',
      validFrom: one.validFrom,
      validUntil: one.validUntil,
    })),
  };
}
