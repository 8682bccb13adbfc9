import { download, form, holds, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { compare } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { DataClass } from '../../register/index.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { listApproved } from '../approval/index.js';
import { dpiaRecord } from './export.js';
import { readDay } from './read-days.js';
import { RegisterPage, type Sent } from './register-view.js';
import { RequestPage, RequestsPage } from './request-view.js';
import {
  AnswerBody,
  ConfirmBody,
  HoldBody,
  LiftBody,
  PostponeBody,
  RequestBody,
  SearchBody,
} from './schema.js';
import { latestReview, type Privacy } from './service.js';
import {
  findRequest,
  listHoldable,
  listHolds,
  listRequests,
  listRuns,
  listTerms,
  type FoundPlace,
} from './views.js';
import { wordsIn } from './words.js';

const NOTHING: Sent = { faults: [], kept: {} };
const RUNS_IN_RECORD = 400;

/** The register of data, the holds and the record for the impact assessment; and requests with their clock. */
export function privacyPages(privacy: Privacy, classes: readonly DataClass[]): RouteLine[] {
  return [...registerLines(privacy, classes), ...requestLines(privacy)];
}

function registerLines(privacy: Privacy, classes: readonly DataClass[]): RouteLine[] {
  const again = (
    ctx: Ctx,
    { body, lang }: { body: Readonly<Record<string, string>>; lang: Lang },
    faults: Sent['faults'],
  ) => showRegister(ctx, lang, classes, { faults, kept: body });
  return [
    page(paths.protection.page, { can: 'data-protection.read' }, (ctx, { lang }) =>
      showRegister(ctx, lang, classes, NOTHING),
    ),
    download(paths.protection.record, { can: 'data-protection.read' }, async (ctx) => ({
      name: 'verwerkingen.json',
      type: 'application/json; charset=utf-8',
      text: dpiaRecord({
        classes,
        terms: await listTerms(ctx),
        holds: await listHolds(ctx),
        runs: await listRuns(ctx, RUNS_IN_RECORD),
        approved: await ctx.read((ctx) => listApproved(ctx)),
        requests: holds(ctx.actor.roles, 'data-request.handle') ? await listRequests(ctx) : null,
        at: ctx.clock.now(),
      }),
    })),
    form(
      paths.protection.confirm,
      { can: 'data-request.handle', body: ConfirmBody, again },
      async (ctx, { body }) => {
        await privacy.confirmTerm(ctx, body.dataClass, body.text);
        return `${paths.protection.page}#register`;
      },
    ),
    form(
      paths.protection.hold,
      { can: 'legal-hold.place', body: HoldBody, again },
      async (ctx, { body, lang }) => {
        const today = ctx.clock.today();
        const reviewOn = readDay('holdReview', body, lang, { from: today, until: latestReview(today) });
        await privacy.hold(ctx, {
          campaign: asId<'campaign'>(body.campaign),
          reason: body.holdReason,
          reviewOn,
        });
        return paths.protection.page;
      },
    ),
    form(paths.protection.lift, { can: 'legal-hold.place', body: LiftBody, again }, async (ctx, { body }) => {
      await privacy.lift(ctx, asId<'legal-hold'>(body.hold), body.liftReason);
      return paths.protection.page;
    }),
  ];
}

async function showRegister(ctx: Ctx, lang: Lang, classes: readonly DataClass[], sent: Sent) {
  return {
    title: wordsIn(lang)('title'),
    content: (
      <RegisterPage
        lang={lang}
        today={ctx.clock.today()}
        classes={classes}
        terms={await listTerms(ctx)}
        runs={await listRuns(ctx)}
        holds={await listHolds(ctx)}
        approved={await ctx.read((ctx) => listApproved(ctx))}
        holdable={holds(ctx.actor.roles, 'legal-hold.place') ? await listHoldable(ctx) : null}
        handles={holds(ctx.actor.roles, 'data-request.handle')}
        {...sent}
      />
    ),
  };
}

function requestLines(privacy: Privacy): RouteLine[] {
  const can = 'data-request.handle';
  const again = (
    ctx: Ctx,
    { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
    faults: Sent['faults'],
  ) => showRequest(ctx, lang, params.id, { faults, kept: body });
  return [
    page(paths.protection.requests, { can }, (ctx, { lang }) => showRequests(ctx, lang, NOTHING)),
    form(
      paths.protection.recordRequest,
      {
        can,
        body: RequestBody,
        again: (ctx, { body, lang }, faults) => showRequests(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body, lang }) => {
        const receivedOn = readDay('received', body, lang, { until: ctx.clock.today() });
        const { kind, subject, details } = body;
        const id = await privacy.record(ctx, { kind, subject, details, receivedOn });
        return fill(paths.protection.one, { id });
      },
    ),
    page(paths.protection.one, { can }, (ctx, { params, lang }) =>
      showRequest(ctx, lang, params.id, NOTHING),
    ),
    // Sent as a form, so that the name that is looked for stands in no address and in no log.
    form(paths.protection.search, { can, body: SearchBody, again }, async (ctx, { params, body, lang }) => {
      const found = await privacy.search(ctx, asId<'data-request'>(params.id), body.words);
      return showRequest(ctx, lang, params.id, { faults: [], kept: { words: body.words } }, found);
    }),
    form(
      paths.protection.postpone,
      { can, body: PostponeBody, again },
      async (ctx, { params, body, lang }) => {
        const today = ctx.clock.today();
        const until = readDay('until', body, lang, { from: today });
        const reviewOn = readDay('review', body, lang, { from: today });
        if (compare(reviewOn, until) > 0)
          throw new Problem('bad-input', undefined, [
            { field: 'reviewDay', message: wordsIn(lang)('date.order') },
          ]);
        await privacy.postpone(ctx, asId<'data-request'>(params.id), {
          ground: body.ground,
          reason: body.reason,
          until,
          reviewOn,
        });
        return fill(paths.protection.one, { id: params.id });
      },
    ),
    form(paths.protection.answer, { can, body: AnswerBody, again }, async (ctx, { params, body }) => {
      await privacy.answer(ctx, asId<'data-request'>(params.id), body.answer);
      return fill(paths.protection.one, { id: params.id });
    }),
  ];
}

async function showRequests(ctx: Ctx, lang: Lang, sent: Sent) {
  const t = wordsIn(lang);
  return {
    title: t('requests'),
    trail: [{ label: t('title'), href: paths.protection.page }],
    content: (
      <RequestsPage lang={lang} today={ctx.clock.today()} requests={await listRequests(ctx)} {...sent} />
    ),
  };
}

async function showRequest(ctx: Ctx, lang: Lang, id: string, sent: Sent, found?: readonly FoundPlace[]) {
  const t = wordsIn(lang);
  const request = await findRequest(ctx, asId<'data-request'>(id));
  return {
    title: t('one.title', { number: request.number }),
    trail: [
      { label: t('title'), href: paths.protection.page },
      { label: t('requests'), href: paths.protection.requests },
    ],
    content: (
      <RequestPage
        lang={lang}
        today={ctx.clock.today()}
        request={request}
        approved={await ctx.read((ctx) => listApproved(ctx))}
        found={found}
        {...sent}
      />
    ),
  };
}
