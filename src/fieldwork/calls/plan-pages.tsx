import { z } from 'zod';
import { form, holds, page, type RouteLine } from '../../auth/index.js';
import { findCampaign, insistMember, type CampaignId } from '../../campaigns/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { ComponentChildren } from 'preact';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { AssignView, FIRM } from './assign-view.js';
import { PlanView } from './plan-view.js';
import { AssignBody, GiveForm, WaveBody } from './schema.js';
import type { Calls } from './service.js';
import { findCallProgress } from './counting-views.js';
import { listCalls, listFreeTesters, listGivableFirms } from './views.js';
import { callFault, wordsIn } from './words.js';

const PlanQuery = z.object({ gepland: z.coerce.number().int().min(1).optional().catch(undefined) });
const WaveForm = z.object({
  whom: WaveBody.shape.whom,
  callsPerUnit: z
    .string()
    .regex(/^[1-5]$/, callFault('wave.calls-fault'))
    .transform(Number),
  from: WaveBody.shape.from,
});
const AssignForm = z.object({
  tester: z
    .string()
    .regex(
      /^([1-9]\d{0,6}|niemand|bureau:[0-9a-f-]{36})$/,
      fault({ nl: 'Kies een tester.', en: 'Choose a tester.', fr: 'Choisissez un testeur.' }),
    )
    .transform((value) =>
      value.startsWith(FIRM)
        ? { tester: null, firm: value.slice(FIRM.length) }
        : { tester: value === 'niemand' ? null : Number(value), firm: null },
    ),
  phone: z.preprocess((value) => (value === '' ? null : value), AssignBody.shape.phone),
  plannedOn: AssignBody.shape.plannedOn,
});
const CancelForm = z.object({
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const NOTHING: Input = { faults: [], kept: {} };
interface Again {
  params: { id: string };
  body: Readonly<Record<string, string>>;
  lang: Lang;
}

/** The mails of a campaign in the place of its calls (client-mails); null for a campaign that writes none. */
export type MailTable = (
  ctx: ReadCtx,
  lang: Lang,
  campaign: CampaignId,
  may: { seeEmployer: boolean },
) => Promise<ComponentChildren>;

/** The plan of who calls whom: the calls of a campaign, the next wave, and one call. */
export function planPages(calls: Calls, mailTable: MailTable): RouteLine[] {
  const oneAgain = (ctx: Ctx, { params, body, lang }: Again, faults: readonly FieldFault[]) =>
    showCall(ctx, lang, params.id, { faults, kept: body });
  return [
    page(paths.campaigns.calls, { can: 'call.plan', query: PlanQuery }, (ctx, { params, query, lang }) =>
      showPlan(ctx, mailTable, lang, params.id, query.gepland),
    ),
    form(
      paths.campaigns.planCalls,
      {
        can: 'call.plan',
        body: WaveForm,
        again: (ctx, { params, body, lang }, faults) =>
          showPlan(ctx, mailTable, lang, params.id, undefined, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        const { wave } = await planWave(ctx, calls, asId<'campaign'>(params.id), body);
        return withQuery(fill(paths.campaigns.calls, { id: params.id }), { gepland: wave });
      },
    ),
    form(
      paths.campaigns.giveCalls,
      {
        can: 'call.plan',
        body: GiveForm,
        again: (ctx, { params, body, lang }, faults) =>
          showPlan(ctx, mailTable, lang, params.id, undefined, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await calls.give(ctx, asId<'campaign'>(params.id), body);
        return fill(paths.campaigns.calls, { id: params.id });
      },
    ),
    page(paths.calls.one, { can: 'call.plan' }, (ctx, { params, lang }) => showCall(ctx, lang, params.id)),
    form(
      paths.calls.assign,
      { can: 'call.plan', body: AssignForm, again: oneAgain },
      async (ctx, { params, body }) => {
        const { campaign } = await findCall(ctx, params.id);
        const { tester: whom, ...rest } = body;
        await calls.assign(ctx, asId<'call-task'>(params.id), { ...rest, ...whom });
        return fill(paths.campaigns.calls, { id: campaign });
      },
    ),
    form(
      paths.calls.cancel,
      { can: 'call.plan', body: CancelForm, again: oneAgain },
      async (ctx, { params, body }) => {
        const { campaign } = await findCall(ctx, params.id);
        await calls.cancel(ctx, asId<'call-task'>(params.id), body.reason);
        return fill(paths.campaigns.calls, { id: campaign });
      },
    ),
  ];
}

/** Plans a wave; that answers still wait for a coder comes back on the form, with how many. */
async function planWave(ctx: Ctx, calls: Calls, id: CampaignId, body: WaveBody): Promise<{ wave: number }> {
  try {
    return await calls.planCalls(ctx, id, body);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'wave-uncoded') throw error;
    const { lastWave: wave = 0, toCode = 0 } = (await findCallProgress(ctx, id)) ?? {};
    const say = (lang: Lang): string => wordsIn(lang)('wave.uncoded', { wave, n: toCode });
    const message = fault({ nl: say('nl'), en: say('en'), fr: say('fr') });
    throw new Problem(error.code, error.detail, [{ field: 'whom', message }]);
  }
}

const sight = (ctx: Ctx) => ({ seeEmployer: holds(ctx.actor.roles, 'employer.see') });

async function findCall(ctx: Ctx, id: string) {
  const [call] = await listCalls(ctx, { id: asId<'call-task'>(id) }, sight(ctx));
  if (call === undefined) throw new Problem('not-found');
  return call;
}

function showPlan(
  ctx: Ctx,
  mailTable: MailTable,
  lang: Lang,
  id: string,
  planned: number | undefined,
  input = NOTHING,
) {
  const t = wordsIn(lang);
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, asId<'campaign'>(id));
    await insistMember(ctx, campaign.id);
    return {
      title: t('plan.title'),
      trail: [
        { label: t('plan.campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: (
        <PlanView
          lang={lang}
          campaign={campaign}
          mails={await mailTable(ctx, lang, campaign.id, sight(ctx))}
          calls={await listCalls(ctx, { campaign: campaign.id }, sight(ctx))}
          progress={await findCallProgress(ctx, campaign.id)}
          planned={planned}
          firms={await listGivableFirms(ctx, campaign.id)}
          {...input}
        />
      ),
    };
  });
}

async function showCall(ctx: Ctx, lang: Lang, id: string, input = NOTHING) {
  const t = wordsIn(lang);
  const call = await findCall(ctx, id);
  const { testers, firms } = await ctx.read(async (ctx) => ({
    testers: await listFreeTesters(ctx, call.campaign),
    firms: await listGivableFirms(ctx, call.campaign),
  }));
  return {
    title: t('assign.title', { number: call.number }),
    trail: [
      { label: t('plan.campaigns'), href: paths.campaigns.list },
      { label: call.campaignName, href: fill(paths.campaigns.one, { id: call.campaign }) },
      { label: t('plan.title'), href: fill(paths.campaigns.calls, { id: call.campaign }) },
    ],
    content: <AssignView lang={lang} call={call} testers={testers} firms={firms} {...input} />,
  };
}
