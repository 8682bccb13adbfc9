import { z } from 'zod';
import { form, page, type PageAnswer, type RouteLine } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { asId } from '../platform/ids.js';
import type { FieldFault } from '../platform/problems.js';
import { insist } from '../platform/verdict.js';
import {
  ConfirmForm,
  createTranslator,
  defineWords,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  paths,
  SummaryList,
  TextArea,
  type Lang,
} from '../web/index.js';
import type { CampaignProgress } from './facts.js';
import { mayGo } from './rules.js';
import { ReasonBody, usedOutcomes, type Campaign, type CampaignId } from './schema.js';
import type { CampaignUseCases } from './service.js';
import { UsedOutcomes } from './used-outcomes.js';
import { findCampaign, insistTeam } from './views.js';

const wordsIn = createTranslator(
  defineWords({
    nl: {
      campaigns: 'Campagnes',
      'final.stop.title': 'Noodstop',
      'final.stop.lead': 'Alles stopt meteen en voorgoed. Pauzeer als u nog twijfelt.',
      'final.stop.verb': 'Stop alles nu',
      'final.abandon.title': 'Verlaat campagne',
      'final.abandon.lead': 'De campagne gaat niet door. Het verzegelde plan blijft zichtbaar, met uw reden.',
      'final.abandon.verb': 'Verlaat deze campagne',
      lost: 'Wat u verliest',
      unsent: 'Sollicitaties die niet meer vertrekken',
      untouched: 'Paren die niet getest worden',
      'cannot-undo': 'U kunt dit niet ongedaan maken.',
      stays: 'Wat blijft',
      answers: 'Antwoorden komen nog binnen. Vensters van wat vertrok lopen door.',
      'last-window': 'Laatste venster eindigt',
      counted: 'Paren die al tellen',
      reason: 'Waarom?',
      'reason.hint': 'Minstens 10 tekens. De reden blijft bij de campagne staan.',
    },
    en: {
      campaigns: 'Campaigns',
      'final.stop.title': 'Emergency stop',
      'final.stop.lead': 'Everything stops at once and for good. Pause if you still doubt.',
      'final.stop.verb': 'Stop everything now',
      'final.abandon.title': 'Abandon campaign',
      'final.abandon.lead': 'The campaign will not go on. The sealed plan stays visible, with your reason.',
      'final.abandon.verb': 'Abandon this campaign',
      lost: 'What you lose',
      unsent: 'Applications that will not leave',
      untouched: 'Pairs that will not be tested',
      'cannot-undo': 'You cannot undo this.',
      stays: 'What stays',
      answers: 'Answers still come in. Windows of what left run on.',
      'last-window': 'Last window ends',
      counted: 'Pairs that count already',
      reason: 'Why?',
      'reason.hint': 'At least 10 characters. The reason stays with the campaign.',
    },
    fr: {
      campaigns: 'Campagnes',
      'final.stop.title': 'Arrêt d’urgence',
      'final.stop.lead':
        'Tout s’arrête tout de suite et pour de bon. Mettez en pause si vous hésitez encore.',
      'final.stop.verb': 'Tout arrêter maintenant',
      'final.abandon.title': 'Abandonner la campagne',
      'final.abandon.lead': 'La campagne n’aura pas lieu. Le plan scellé reste visible, avec votre raison.',
      'final.abandon.verb': 'Abandonner cette campagne',
      lost: 'Ce que vous perdez',
      unsent: 'Candidatures qui ne partiront plus',
      untouched: 'Paires qui ne seront pas testées',
      'cannot-undo': 'Vous ne pouvez pas annuler cette étape.',
      stays: 'Ce qui reste',
      answers: 'Les réponses arrivent encore. Les délais de ce qui est parti continuent.',
      'last-window': 'Fin du dernier délai',
      counted: 'Paires qui comptent déjà',
      reason: 'Pourquoi ?',
      'reason.hint': 'Au moins 10 caractères. La raison reste avec la campagne.',
    },
  }),
);

type Act = 'stop' | 'abandon';

const TO = { stop: 'stopped', abandon: 'abandoned' } as const;
const { reason } = ReasonBody.shape;
const BODIES = {
  stop: z.object({ stopReason: reason, stopUsedOutcomes: usedOutcomes }),
  abandon: z.object({ abandonReason: reason }),
};

type Progress = (ctx: Ctx, id: CampaignId) => Promise<CampaignProgress>;

/** The acts that nothing undoes: each has a page of its own that says what will be lost, and asks why. */
export function finalActPages(campaigns: CampaignUseCases, progress: Progress): RouteLine[] {
  const back = (id: string) => fill(paths.campaigns.one, { id });
  const show =
    (act: Act) =>
    (ctx: Ctx, { params, lang }: { params: { id: string }; lang: Lang }) =>
      showAct(ctx, progress, act, asId<'campaign'>(params.id), lang);
  const again =
    (act: Act) =>
    (
      ctx: Ctx,
      { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
      faults: readonly FieldFault[],
    ) =>
      showAct(ctx, progress, act, asId<'campaign'>(params.id), lang, { faults, kept: body });
  return [
    page(paths.campaigns.stop, { can: 'campaign.run' }, show('stop')),
    form(
      paths.campaigns.stop,
      { can: 'campaign.run', body: BODIES.stop, again: again('stop') },
      async (ctx, { params, body }) => {
        await campaigns.stop(ctx, asId<'campaign'>(params.id), body.stopReason, body.stopUsedOutcomes);
        return back(params.id);
      },
    ),
    page(paths.campaigns.abandon, { can: 'campaign.seal' }, show('abandon')),
    form(
      paths.campaigns.abandon,
      { can: 'campaign.seal', body: BODIES.abandon, again: again('abandon') },
      async (ctx, { params, body }) => {
        await campaigns.abandon(ctx, asId<'campaign'>(params.id), body.abandonReason);
        return back(params.id);
      },
    ),
  ];
}

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

function showAct(
  ctx: Ctx,
  progress: Progress,
  act: Act,
  id: CampaignId,
  lang: Lang,
  sent: Sent = { faults: [], kept: {} },
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    await insistTeam(ctx, id);
    insist(mayGo(campaign.state, TO[act]));
    const t = wordsIn(lang);
    return {
      title: t(`final.${act}.title`),
      trail: [
        { label: t('campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: (
        <FinalAct lang={lang} act={act} campaign={campaign} progress={await progress(ctx, id)} {...sent} />
      ),
    };
  });
}

type FinalActProps = Sent & {
  readonly lang: Lang;
  readonly act: Act;
  readonly campaign: Campaign;
  readonly progress: CampaignProgress;
};

function FinalAct({ lang, act, campaign, progress, faults, kept }: FinalActProps) {
  const t = wordsIn(lang);
  const { id } = campaign;
  const [field, asked] = [`${act}Reason`, `${act}UsedOutcomes`];
  return (
    <>
      <p class="lead">{t(`final.${act}.lead`)}</p>
      <ErrorSummary faults={faults} />
      <Losses lang={lang} act={act} progress={progress} />
      <ConfirmForm
        action={fill(paths.campaigns[act], { id })}
        verb={t(`final.${act}.verb`)}
        tone="danger"
        cancelHref={fill(paths.campaigns.one, { id })}
      >
        <p>{t('cannot-undo')}</p>
        <TextArea
          name={field}
          label={t('reason')}
          hint={t('reason.hint')}
          rows={3}
          value={kept[field]}
          error={faultOf(faults, field)}
        />
        {act === 'abandon' ? null : (
          <UsedOutcomes name={asked} lang={lang} value={kept[asked]} error={faultOf(faults, asked)} />
        )}
      </ConfirmForm>
    </>
  );
}

function Losses({ lang, act, progress }: Pick<FinalActProps, 'lang' | 'act' | 'progress'>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { plan, counted } = progress;
  const unsent = (plan.states['planned'] ?? 0) + (plan.states['due'] ?? 0);
  return (
    <>
      <h2>{t('lost')}</h2>
      <SummaryList
        items={[
          { term: t('unsent'), value: f.number(unsent) },
          { term: t('untouched'), value: f.number(plan.pairs - (plan.begun ?? 0)) },
        ]}
      />
      {act === 'abandon' ? null : (
        <>
          <h2>{t('stays')}</h2>
          <p>{t('answers')}</p>
          <SummaryList
            items={[
              { term: t('counted'), value: f.number(counted.counted) },
              {
                term: t('last-window'),
                value: plan.lastWindowEnd === null ? '–' : f.dateTime(plan.lastWindowEnd),
              },
            ]}
          />
        </>
      )}
    </>
  );
}
