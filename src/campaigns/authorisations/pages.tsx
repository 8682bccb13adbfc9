import { sectorsOf } from '../contrasts.js';
import { z } from 'zod';
import { form, holds, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { toInstant } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { AUTHORISATION_KINDS } from '../../register/index.js';
import { findSignalsAbout } from '../../signals/index.js';
import { fill, paths, type Lang } from '../../web/index.js';
import type { CampaignProgress } from '../facts.js';
import type { CampaignId } from '../schema.js';
import type { CampaignUseCases } from '../service.js';
import {
  findAuthorisation,
  findBasis,
  findCampaign,
  findMemberships,
  findOutside,
  isMember,
} from '../views.js';
import { findDecisions } from '../magistrates/views.js';
import { findAddressee, listMagistrates } from './addressee.js';
import { AuthorisationView } from './authorisation-view.js';
import { DecisionForm, DECISIONS, type DecisionKind } from './decision-form.js';
import type { AuthorisationFacts, AuthorisationProps, TriggerName } from './facts.js';
import { DraftForm, ExtensionForm, GrantForm, ON_PAPER, RefusalForm } from './forms.js';
import { AuthorisationList } from './list-view.js';
import { RequestForm } from './request-form.js';
import { standingOf } from './rules.js';
import { nameField, sentFiles } from './sent-files.js';
import { CheckBody, NarrowBody, NoteBody, SendBackBody } from './schema.js';
import {
  findConditions,
  findExtensions,
  findHands,
  findRequest,
  findScope,
  findSentLine,
  listAuthorisations,
} from './views.js';
import { wordsIn } from './words.js';

/** What these pages show of the rooms above; services hands it in. */
interface Seen {
  readonly progress: (ctx: Ctx, id: CampaignId) => Promise<CampaignProgress>;
  /** What gives reason to test, with its names. */
  readonly triggers: readonly TriggerName[];
}

type Input = Pick<AuthorisationProps, 'faults' | 'kept'>;
type Shown = Pick<PageAnswer, 'title' | 'content' | 'trail'>;
const NOTHING: Input = { faults: [], kept: {} };

const DecisionQuery = z.object({ wat: z.enum(DECISIONS).catch('verlening') });
const RequestForms = z.object({
  kind: z.enum(AUTHORISATION_KINDS),
  magistrate: z
    .union([z.uuid(), z.literal([ON_PAPER, ''])])
    .default(ON_PAPER)
    .transform((account) => (account === ON_PAPER || account === '' ? null : account)),
});

/** The pages of authorisations: the list, one, its request, and what was decided. */
export function authorisationPages(campaigns: CampaignUseCases, seen: Seen): RouteLine[] {
  return [
    page(paths.authorisations.list, { can: 'campaign.read' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('list.title'),
      content: await showList(ctx, seen, lang),
    })),
    page(paths.authorisations.one, { can: 'campaign.read' }, (ctx, { params, lang }) =>
      showOne(ctx, seen, params.id, lang, NOTHING),
    ),
    ...requestPages(campaigns, seen),
    ...sentFiles(),
    ...decisionPages(campaigns, seen),
    ...conditionForms(campaigns, seen),
  ];
}

const idOf = (params: { readonly id: string }): CampaignId => asId<'campaign'>(params.id);
const back = (params: { readonly id: string }): string => fill(paths.authorisations.one, { id: params.id });

function requestPages(campaigns: CampaignUseCases, seen: Seen): RouteLine[] {
  return [
    page(paths.authorisations.write, { can: 'authorisation.request' }, (ctx, { params, lang }) =>
      showRequest(ctx, seen, params.id, lang, NOTHING),
    ),
    form(
      paths.authorisations.draft,
      {
        can: 'authorisation.request',
        body: DraftForm,
        again: (ctx, { params, body, lang }, faults) =>
          showRequest(ctx, seen, params.id, lang, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await nameField(() => campaigns.draftRequest(ctx, idOf(params), body));
        return back(params);
      },
    ),
    form(
      paths.authorisations.check,
      { can: 'authorisation.check', body: CheckBody },
      async (ctx, { params, body }) => {
        await campaigns.checkRequest(ctx, idOf(params), body.version);
        return back(params);
      },
    ),
    form(
      paths.authorisations.sendBack,
      {
        can: 'authorisation.check',
        body: SendBackBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, seen, params.id, lang, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await campaigns.sendBack(ctx, idOf(params), body.version, body.remark);
        return back(params);
      },
    ),
    form(
      paths.authorisations.request,
      { can: 'authorisation.request', body: RequestForms },
      async (ctx, { params, body }) => {
        await campaigns.requestAuthorisation(ctx, idOf(params), body.kind, body.magistrate);
        return back(params);
      },
    ),
  ];
}

function decisionPages(campaigns: CampaignUseCases, seen: Seen): RouteLine[] {
  const again =
    (what: DecisionKind) =>
    (
      ctx: Ctx,
      { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
      faults: readonly FieldFault[],
    ) =>
      showDecision(ctx, seen, params.id, lang, { faults, kept: body, what });
  const can = 'authorisation.record';
  return [
    page(paths.authorisations.decision, { can, query: DecisionQuery }, (ctx, { params, query, lang }) =>
      showDecision(ctx, seen, params.id, lang, { ...NOTHING, what: query.wat }),
    ),
    form(
      paths.authorisations.grant,
      { can, body: GrantForm, again: again('verlening') },
      async (ctx, { params, body }) => {
        await campaigns.recordGrant(ctx, idOf(params), {
          number: body.number,
          decidedOn: body.decidedOn,
          validFrom: toInstant(body.validFrom, 0).toISOString(),
          validUntil: toInstant(body.validUntil, 0).toISOString(),
          maxTests: body.maxTests,
          documentHash: body.documentHash,
          ...(body.employers.length === 0 ? {} : { employers: body.employers }),
          ...(body.testTypes.length === 0 ? {} : { testTypes: body.testTypes }),
          ...(body.thirdPersons === undefined ? {} : { thirdPersons: body.thirdPersons }),
          ...(body.conditions.length === 0 ? {} : { conditions: body.conditions }),
        });
        return back(params);
      },
    ),
    form(
      paths.authorisations.refuse,
      { can, body: RefusalForm, again: again('weigering') },
      async (ctx, { params, body }) => {
        await campaigns.recordRefusal(ctx, idOf(params), body.documentHash, body.decidedOn);
        return back(params);
      },
    ),
    form(
      paths.authorisations.extend,
      { can, body: ExtensionForm, again: again('verlenging') },
      async (ctx, { params, body }) => {
        const { number, decidedOn, documentHash, maxTests } = body;
        const validUntil = toInstant(body.validUntil, 0);
        await campaigns.extendAuthorisation(ctx, idOf(params), {
          number,
          decidedOn,
          documentHash,
          validUntil,
          maxTests,
        });
        return back(params);
      },
    ),
    form(
      paths.authorisations.narrow,
      {
        can: 'campaign.seal',
        body: NarrowBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, seen, params.id, lang, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await campaigns.narrow(ctx, idOf(params), body.voidReason);
        return back(params);
      },
    ),
    form(paths.authorisations.withdraw, { can }, async (ctx, { params }) => {
      await campaigns.withdrawAuthorisation(ctx, idOf(params));
      return back(params);
    }),
  ];
}

function conditionForms(campaigns: CampaignUseCases, seen: Seen): RouteLine[] {
  return [
    form(
      paths.authorisations.meet,
      {
        can: 'authorisation.check',
        body: z.record(z.string(), z.string()),
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, seen, params.id, lang, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        const position = /^[1-9][0-9]{0,3}$/.test(params.position) ? Number(params.position) : null;
        if (position === null) throw new Problem('not-found');
        const name = `note${params.position}`;
        const read = NoteBody.safeParse({ note: body[name] ?? '' });
        if (!read.success)
          throw new Problem(
            'bad-input',
            undefined,
            read.error.issues.map(({ message }) => ({ field: name, message })),
          );
        await campaigns.meetCondition(ctx, idOf(params), position, read.data.note);
        return back(params);
      },
    ),
  ];
}

async function showList(ctx: Ctx, seen: Seen, lang: Lang) {
  const lines = await listAuthorisations(ctx);
  const own = await findMemberships(ctx);
  const begun = new Map<string, number>();
  for (const { id, campaign } of lines.filter((line) => own.has(line.campaign))) {
    const used = begunIn(await seen.progress(ctx, campaign));
    if (used !== undefined) begun.set(id, used);
  }
  return <AuthorisationList lang={lang} lines={lines} begun={begun} now={ctx.clock.now()} />;
}

const begunIn = ({ calls, plan }: CampaignProgress): number | undefined => calls?.begun ?? plan.begun;

async function showOne(ctx: Ctx, seen: Seen, id: string, lang: Lang, input: Input): Promise<Shown> {
  const facts = await findFacts(ctx, seen, asId<'campaign'>(id));
  return {
    title: wordsIn(lang)('title'),
    trail: trailOf(facts, lang),
    content: <AuthorisationView lang={lang} facts={facts} reader={ctx.actor} {...input} />,
  };
}

async function showRequest(ctx: Ctx, seen: Seen, id: string, lang: Lang, input: Input): Promise<Shown> {
  const facts = await findFacts(ctx, seen, asId<'campaign'>(id));
  if (!facts.member) throw new Problem('not-in-team');
  const t = wordsIn(lang);
  return {
    title: t('write.title'),
    trail: [...trailOf(facts, lang), { label: t('title'), href: back({ id }) }],
    content: <RequestForm lang={lang} facts={facts} reader={ctx.actor} {...input} />,
  };
}

async function showDecision(
  ctx: Ctx,
  seen: Seen,
  id: string,
  lang: Lang,
  { what, ...input }: Input & { readonly what: DecisionKind },
): Promise<Shown> {
  const facts = await findFacts(ctx, seen, asId<'campaign'>(id));
  const t = wordsIn(lang);
  const titles = { verlening: 'act.grant', weigering: 'act.refuse', verlenging: 'act.extend' } as const;
  return {
    title: t(titles[what]),
    trail: [...trailOf(facts, lang), { label: t('title'), href: back({ id }) }],
    content: <DecisionForm lang={lang} facts={facts} reader={ctx.actor} what={what} {...input} />,
  };
}

function trailOf({ campaign }: AuthorisationFacts, lang: Lang) {
  return [
    { label: wordsIn(lang)('campaigns'), href: paths.campaigns.list },
    { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
  ];
}

function findFacts(ctx: Ctx, seen: Seen, id: CampaignId): Promise<AuthorisationFacts> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const basis = await findBasis(ctx, campaign.basis);
    const member = await isMember(ctx, id);
    const authorisation = await findAuthorisation(ctx, id);
    const readsSignals = member && holds(ctx.actor.roles, 'signal.read');
    const about = { ground: campaign.ground, sectors: sectorsOf(campaign) };
    const signals = readsSignals ? await findSignalsAbout(ctx, about) : [];
    const known = { member, campaign, basis, authorisation, signals, triggers: seen.triggers };
    const nothing = {
      ...known,
      begun: undefined,
      outside: [],
      sent: null,
      reports: false,
      addressee: null,
      magistrates: [],
      decisions: [],
    };
    if (authorisation === null)
      return {
        ...nothing,
        standing: null,
        request: null,
        conditions: [],
        extensions: [],
        hands: null,
        employers: [],
      };
    const begun = member ? begunIn(await seen.progress(ctx, id)) : undefined;
    return {
      ...nothing,
      begun,
      standing: standingOf(authorisation, ctx.clock.now(), begun),
      request: await findRequest(ctx, authorisation.id),
      conditions: await findConditions(ctx, authorisation.id),
      extensions: await findExtensions(ctx, authorisation.id),
      hands: await findHands(ctx, authorisation.id),
      employers: await findScope(ctx, authorisation.id),
      reports: member && holds(ctx.actor.roles, 'authorisation.report'),
      sent: readsSignals ? await findSentLine(ctx, authorisation.id) : null,
      outside: member ? await findOutside(ctx, id) : [],
      addressee: await findAddressee(ctx, authorisation.id),
      magistrates:
        member && authorisation.state === 'checked' && authorisation.kind === 'magistrate'
          ? await listMagistrates(ctx)
          : [],
      decisions: await findDecisions(ctx, authorisation.id),
    };
  });
}
