import type { VNode } from 'preact';
import { z } from 'zod';
import { form, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { isDateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { fill, Link, paths, type Lang } from '../../web/index.js';
import { LimitsView } from '../planning/limits-view.js';
import { PowerView } from '../planning/power-view.js';
import { wordsIn as repeatWordsIn } from '../repeats/words.js';
import { PreviewView } from '../planning/preview-view.js';
import { limitsOf, powerTable } from '../planning/rules.js';
import { wordsIn as planWords } from '../planning/words.js';
import { testsNeeded } from '../power.js';
import { cellsOf } from '../contrasts.js';
import { isOfClients, needsPower } from '../rules.js';
import type { CampaignUseCases } from '../service.js';
import { AskingFields } from './asking-steps.js';
import { DesignList } from './list-view.js';
import { readStep } from './read-step.js';
import { Review } from './review-view.js';
import { isAsking, isSingle, isStep, mayOpen, stepAfter } from './rules.js';
import type { Choices, Design, DesignId, Step, WizardMeans } from './schema.js';
import { answerStep, finishDesign, removeDesign, startDesign } from './service.js';
import { stepAddress, StepForm, StepFrame } from './step-view.js';
import { findChoices, findDesign, listDesigns } from './views.js';
import { wordsIn } from './words.js';

const Typed = z.record(z.string(), z.string());
interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>> | null;
}
const FRESH: Input = { faults: [], kept: null };

/** The wizard: from nothing to a campaign in eight steps that can be left and resumed. */
export function wizardPages(campaigns: Pick<CampaignUseCases, 'create'>, means: WizardMeans): RouteLine[] {
  return [
    page(paths.campaigns.designs, { can: 'campaign.design' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('list.title'),
      trail: [{ label: wordsIn(lang)('campaigns'), href: paths.campaigns.list }],
      content: <DesignList lang={lang} designs={await listDesigns(ctx)} />,
    })),
    form(paths.campaigns.designs, { can: 'campaign.design' }, async (ctx) =>
      stepAddress({ id: await startDesign(ctx) }, 'doel'),
    ),
    page(paths.campaigns.designStep, { can: 'campaign.design' }, (ctx, { params, lang }) =>
      showStep(ctx, means, asId<'campaign-design'>(params.id), stepOf(params.step), lang, FRESH),
    ),
    form(
      paths.campaigns.designStep,
      {
        can: 'campaign.design',
        body: Typed,
        again: (ctx, { params, body, lang }, faults) =>
          showStep(ctx, means, asId<'campaign-design'>(params.id), stepOf(params.step), lang, {
            faults,
            kept: body,
          }),
      },
      async (ctx, { params, body, lang }) => {
        const id = asId<'campaign-design'>(params.id);
        const step = stepOf(params.step);
        if (!isAsking(step)) throw new Problem('not-found');
        const { answers } = await ctx.read((ctx) => findDesign(ctx, id));
        const choices = await findChoices(ctx, means, answers);
        const read = readStep(step, body, answers, choices, lang);
        if ('faults' in read) throw new Problem('bad-input', undefined, read.faults);
        await answerStep(ctx, id, step, read.answers, choices);
        return stepAddress({ id }, stepAfter(step));
      },
    ),
    form(paths.campaigns.removeDesign, { can: 'campaign.design' }, async (ctx, { params }) => {
      await removeDesign(ctx, asId<'campaign-design'>(params.id));
      return paths.campaigns.designs;
    }),
    form(paths.campaigns.finishDesign, { can: 'campaign.design' }, async (ctx, { params }) => {
      const ground = (scenario: string) => means.scenarios.find(({ code }) => code === scenario)?.ground;
      const id = await finishDesign(ctx, campaigns, asId<'campaign-design'>(params.id), ground);
      return fill(paths.campaigns.one, { id });
    }),
  ];
}

function stepOf(text: string): Step {
  if (!isStep(text)) throw new Problem('not-found');
  return text;
}

async function showStep(
  ctx: Ctx,
  means: WizardMeans,
  id: DesignId,
  step: Step,
  lang: Lang,
  input: Input,
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  const t = wordsIn(lang);
  const design = await ctx.read((ctx) => findDesign(ctx, id));
  insist(mayOpen(step, design.answers));
  const choices = await findChoices(ctx, means, design.answers);
  const props = { lang, design, choices, ...input };
  const content = isAsking(step) ? (
    <StepForm lang={lang} design={design} step={step}>
      <AskingFields {...props} step={step} />
    </StepForm>
  ) : step === 'voorbeeld' ? (
    await previewOf(ctx, means, design, choices, lang)
  ) : (
    <Review lang={lang} design={design} choices={choices} />
  );
  return {
    title: t(`step.${step}`),
    trail: [
      { label: t('campaigns'), href: paths.campaigns.list },
      { label: t('list.title'), href: paths.campaigns.designs },
    ],
    content: (
      <StepFrame lang={lang} design={design} step={step} faults={input.faults}>
        {content}
      </StepFrame>
    ),
  };
}

/** What the plan can show and whether it can be carried out, before there is a campaign. */
async function previewOf(
  ctx: Ctx,
  means: WizardMeans,
  design: Design,
  choices: Choices,
  lang: Lang,
): Promise<VNode> {
  const t = wordsIn(lang);
  const p = planWords(lang);
  const { answers } = design;
  const {
    purpose,
    cells: quotas,
    sendFrom,
    pairsPerDay,
    controlOnly,
    treatmentOnly,
    alpha,
    power,
    stopRule,
  } = answers;
  const { rolling = false } = answers;
  const scenario = choices.scenarios.find(({ code }) => code === answers.scenario);
  const kind = scenario?.kind ?? 'correspondence';
  const withoutVacancy = scenario?.withoutVacancy ?? false;
  if (
    purpose === undefined ||
    quotas === undefined ||
    sendFrom === undefined ||
    pairsPerDay === undefined ||
    controlOnly === undefined ||
    treatmentOnly === undefined ||
    alpha === undefined ||
    power === undefined ||
    stopRule === undefined
  )
    throw new Problem('design-unfinished');
  const cells = cellsOf({ ground: scenario?.ground ?? '', cells: quotas }, scenario?.contrasts ?? []);
  const language = scenario?.language ?? 'nl';
  const asked = {
    language,
    design: scenario?.design ?? 'pair',
    purpose,
    cells,
    sendFrom,
    pairsPerDay,
    controlOnly,
    treatmentOnly,
    alpha,
    power,
    stopRule,
  };
  // Whom one may test again is known once the request names employers: before that nothing was looked at.
  const again = scenario !== undefined && scenario.repeats !== null;
  const preview =
    isOfClients(kind) || again
      ? null
      : await means.preview(ctx, { ...asked, byTelephone: kind === 'candidate-call', withoutVacancy });
  const until = choices.bases.find(
    ({ code, version }) => code === answers.basis?.code && version === answers.basis.version,
  )?.validUntil;
  const limits = limitsOf({ ...asked, rolling: rolling && !withoutVacancy }, preview, {
    pairsNeeded: needsPower(purpose, kind) ? testsNeeded(asked) : null,
    kind,
    basisUntil: until !== undefined && until !== null && isDateOnly(until) ? until : null,
    today: choices.today,
  });
  const { sectors } = choices;
  const single = isSingle(design, choices);
  return (
    <>
      {again && limits.length === 0 ? null : (
        <>
          <h2>{p('limits.title')}</h2>
          <LimitsView
            lang={lang}
            limits={limits}
            sectors={sectors}
            employers={withoutVacancy}
            single={single}
          />
        </>
      )}
      <p class="confirm-acts">
        <Link href={stepAddress(design, 'nakijken')} class="button button-primary">
          {t('on')}
        </Link>
        <Link href={stepAddress(design, 'kader')}>{t('step.kader')}</Link>
        <Link href={stepAddress(design, 'kracht')}>{t('step.kracht')}</Link>
      </p>
      {preview === null ? (
        <p>{isOfClients(kind) ? p('plan.calls') : repeatWordsIn(lang)('wizard.preview')}</p>
      ) : (
        <>
          <h2>{p('power.title')}</h2>
          <PowerView lang={lang} asked={asked} table={powerTable(asked, preview.frames)} sectors={sectors} />
          <h2>{p('preview.title')}</h2>
          <PreviewView lang={lang} preview={preview} sectors={sectors} single={single} />
        </>
      )}
    </>
  );
}
