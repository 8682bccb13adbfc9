import { z } from 'zod';
import {
  download,
  exportList,
  form,
  listFilters,
  page,
  type PageAnswer,
  type RouteLine,
} from '../../auth/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { standingOf } from '../authorisations/rules.js';
import { findConditions } from '../authorisations/views.js';
import type { CampaignId } from '../schema.js';
import { DecisionForm } from './decision-form.js';
import type { ReportLine, RequestFacts } from './facts.js';
import { numberIn } from './files.js';
import { REQUEST_SORTS, REQUEST_STANDS, requestSource } from './list-source.js';
import { requestColumns, RequestList } from './list-view.js';
import { nameField } from './naming.js';
import { RequestView } from './request-view.js';
import { mayDecide } from './rules.js';
import { DECISION_STEPS, GrantForm, LaterForm, ReasonForm, type DecisionStep } from './schema.js';
import type { MagistrateUseCases } from './service.js';
import { findDecisionFiles, findDecisions, findOwnRequest } from './views.js';
import { wordsIn } from './words.js';

/** What these pages show of the rooms above; services hands it in. */
interface Seen {
  /** The reports that were made of an authorisation, newest first. */
  readonly reports: (ctx: ReadCtx, campaign: CampaignId) => Promise<readonly ReportLine[]>;
}

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
type Shown = Pick<PageAnswer, 'title' | 'content' | 'trail'>;
const NOTHING: Input = { faults: [], kept: {} };
const can = 'request.read-own';
const decides = 'request.decide';
const ListQuery = z.object({
  ...listingFields(REQUEST_SORTS),
  stand: z.enum(REQUEST_STANDS).optional().catch(undefined),
});
const StepQuery = z.object({ wat: z.enum(DECISION_STEPS).catch('granted') });

/** The pages of a magistrate: the own requests, one of them, and the decision on it. */
export function magistratePages(magistrates: MagistrateUseCases, seen: Seen): RouteLine[] {
  return [
    ...listLines(),
    page(paths.requests.one, { can }, async (ctx, { params, lang }) => {
      const facts = await findFacts(ctx, seen, params.id);
      return {
        title: facts.request.body.of.name,
        trail: [{ label: wordsIn(lang)('title'), href: paths.requests.list }],
        content: <RequestView lang={lang} facts={facts} {...NOTHING} />,
      };
    }),
    page(paths.requests.decision, { can: decides, query: StepQuery }, (ctx, { params, query, lang }) =>
      showDecision(ctx, seen, params.id, lang, { ...NOTHING, step: query.wat }),
    ),
    ...decisionForms(magistrates, seen),
    ...requestFiles(),
  ];
}

function listLines(): RouteLine[] {
  const line = { can, query: ListQuery } as const;
  const sourceOf = (query: z.output<typeof ListQuery>) =>
    requestSource(listingOf(query, 'stand'), query.stand);
  return [
    page(paths.requests.list, line, async (ctx, { query, lang }) => ({
      title: wordsIn(lang)('title'),
      content: (
        <RequestList
          lang={lang}
          listed={await readPage(ctx, sourceOf(query), query.pagina ?? 1)}
          query={query}
          saved={await listFilters(ctx, paths.requests.list)}
          now={ctx.clock.now()}
        />
      ),
    })),
    exportList(paths.exports.requests, { ...line, list: 'requests' }, async (ctx, { query, lang }) => ({
      name: wordsIn(lang)('title'),
      campaign: null,
      ...(await readAll(ctx, sourceOf(query))),
      columns: requestColumns(lang, ctx.clock.now()),
    })),
  ];
}

const back = (params: { readonly id: string }): string => fill(paths.requests.one, { id: params.id });

function decisionForms(magistrates: MagistrateUseCases, seen: Seen): RouteLine[] {
  const again =
    (step: DecisionStep) =>
    (
      ctx: Ctx,
      { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
      faults: readonly FieldFault[],
    ) =>
      showDecision(ctx, seen, params.id, lang, { faults, kept: body, step });
  return [
    form(
      paths.requests.grant,
      { can: decides, body: GrantForm, again: again('granted') },
      async (ctx, { params, body }) => {
        await magistrates.decide(ctx, params.id, { step: 'granted', granted: body });
        return back(params);
      },
    ),
    form(
      paths.requests.refuse,
      { can: decides, body: ReasonForm, again: again('refused') },
      async (ctx, { params, body }) => {
        await magistrates.decide(ctx, params.id, { step: 'refused', ...body });
        return back(params);
      },
    ),
    form(
      paths.requests.extend,
      { can: decides, body: LaterForm, again: again('extended') },
      async (ctx, { params, body }) => {
        await nameField(() => magistrates.decide(ctx, params.id, { step: 'extended', extended: body }));
        return back(params);
      },
    ),
    form(
      paths.requests.withdraw,
      { can: decides, body: ReasonForm, again: again('withdrawn') },
      async (ctx, { params, body }) => {
        await magistrates.decide(ctx, params.id, { step: 'withdrawn', ...body });
        return back(params);
      },
    ),
  ];
}

function requestFiles(): RouteLine[] {
  const one = (ctx: Ctx, id: string) => ctx.read((ctx) => findOwnRequest(ctx, id));
  const decision = (ctx: Ctx, params: { readonly id: string; readonly number: string }) =>
    ctx.read(async (ctx) => {
      await findOwnRequest(ctx, params.id);
      return findDecisionFiles(ctx, { authorisation: params.id }, numberIn(params));
    });
  const pdf = 'application/pdf';
  const html = 'text/html; charset=utf-8';
  return [
    download(paths.requests.pdf, { can }, async (ctx, { params }) => ({
      name: `verzoek-${params.id}.pdf`,
      type: pdf,
      text: (await one(ctx, params.id)).pdf,
    })),
    download(paths.requests.html, { can }, async (ctx, { params }) => ({
      name: `verzoek-${params.id}.html`,
      type: html,
      text: (await one(ctx, params.id)).html,
    })),
    download(paths.requests.decisionPdf, { can }, async (ctx, { params }) => ({
      name: `beslissing-${params.number}.pdf`,
      type: pdf,
      text: (await decision(ctx, params)).pdf,
    })),
    download(paths.requests.decisionHtml, { can }, async (ctx, { params }) => ({
      name: `beslissing-${params.number}.html`,
      type: html,
      text: (await decision(ctx, params)).html,
    })),
  ];
}

async function showDecision(
  ctx: Ctx,
  seen: Seen,
  id: string,
  lang: Lang,
  { step, ...input }: Input & { readonly step: DecisionStep },
): Promise<Shown> {
  const facts = await findFacts(ctx, seen, id);
  const { request } = facts;
  const verdict = mayDecide(step, request.authorisation.state, request.waits);
  if (!verdict.allowed) throw new Problem(verdict.reason);
  const t = wordsIn(lang);
  return {
    title: t(`title.${step}`),
    trail: [
      { label: t('title'), href: paths.requests.list },
      { label: request.body.of.name, href: back({ id }) },
    ],
    content: <DecisionForm lang={lang} facts={facts} step={step} {...input} />,
  };
}

function findFacts(ctx: Ctx, seen: Seen, id: string): Promise<RequestFacts> {
  return ctx.read(async (ctx) => {
    const request = await findOwnRequest(ctx, id);
    return {
      request,
      standing: standingOf(request.authorisation, ctx.clock.now(), undefined),
      conditions: await findConditions(ctx, id),
      decisions: await findDecisions(ctx, id),
      reports: await seen.reports(ctx, request.campaign),
    };
  });
}
