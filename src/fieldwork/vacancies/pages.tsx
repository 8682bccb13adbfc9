import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { CheckList, CompareView, DONE, type Done, type Sent } from './check-view.js';
import { ChecksBody, CompareBody } from './schema.js';
import { checkMany, compareVacancy } from './service.js';
import { findToCheck, listToCheck } from './views.js';
import { wordsIn } from './words.js';

const MOST = 50;
const NOTHING: Sent = { faults: [], kept: {} };
const can = 'vacancy.check';
const ListQuery = z.object({ gedaan: z.enum(DONE).optional().catch(undefined) });

/** The list of vacancies to look at, and the comparison of one. */
export function vacancyPages(): RouteLine[] {
  return [
    page(paths.vacancies.list, { can, query: ListQuery }, (ctx, { query, lang }) =>
      showList(ctx, lang, query.gedaan, NOTHING),
    ),
    form(
      paths.vacancies.record,
      {
        can,
        body: ChecksBody,
        again: (ctx, { body, lang }, faults) => showList(ctx, lang, undefined, { faults, kept: body }),
      },
      async (ctx, { body }) => {
        await checkMany(ctx, body);
        return withQuery(paths.vacancies.list, { gedaan: 'vast' });
      },
    ),
    page(paths.vacancies.one, { can }, (ctx, { params, lang }) => showOne(ctx, lang, params.id, NOTHING)),
    form(
      paths.vacancies.compare,
      {
        can,
        body: CompareBody,
        again: (ctx, { params, body, lang }, faults) => showOne(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        const changed = await compareVacancy(ctx, params.id, body);
        return withQuery(paths.vacancies.list, { gedaan: changed.length === 0 ? 'open' : 'gewijzigd' });
      },
    ),
  ];
}

async function showList(ctx: Ctx, lang: Lang, done: Done | undefined, sent: Sent) {
  return {
    title: wordsIn(lang)('title'),
    content: <CheckList lang={lang} vacancies={await listToCheck(ctx, MOST)} done={done} {...sent} />,
  };
}

async function showOne(ctx: Ctx, lang: Lang, id: string, sent: Sent) {
  const vacancy = await ctx.read((ctx) => findToCheck(ctx, id));
  return {
    title: vacancy.title,
    trail: [{ label: wordsIn(lang)('title'), href: paths.vacancies.list }],
    content: <CompareView lang={lang} vacancy={vacancy} {...sent} />,
  };
}
