import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { CheckList, CompareView, DONE, type Done, type Sent } from './check-view.js';
import { ChecksBody, CompareBody } from './schema.js';
import { checkMany, compareVacancy } from './service.js';
import { countToCheck, findToCheck, listToCheck } from './views.js';
import { wordsIn } from './words.js';

/** So many fit on a phone before somebody loses count. */
const SIZE = 10;
const NOTHING: Sent = { faults: [], kept: {} };
const can = 'vacancy.check';
const pageNumber = z.coerce.number().int().min(1).max(1000).catch(1);
const ListQuery = z.object({ gedaan: z.enum(DONE).optional().catch(undefined), pagina: pageNumber });

/** The list of vacancies to look at, and the comparison of one. */
export function vacancyPages(): RouteLine[] {
  return [
    page(paths.vacancies.list, { can, query: ListQuery }, (ctx, { query, lang }) =>
      showList(ctx, lang, { done: query.gedaan, page: query.pagina, ...NOTHING }),
    ),
    form(
      paths.vacancies.record,
      {
        can,
        body: ChecksBody,
        again: (ctx, { body, lang }, faults) =>
          showList(ctx, lang, {
            done: undefined,
            page: pageNumber.parse(body['pagina']),
            faults,
            kept: body,
          }),
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

async function showList(
  ctx: Ctx,
  lang: Lang,
  { page: asked, ...shown }: Sent & { readonly done: Done | undefined; readonly page: number },
) {
  const { count } = await countToCheck(ctx);
  const pages = Math.max(1, Math.ceil(count / SIZE));
  const page = Math.min(asked, pages);
  const vacancies = await listToCheck(ctx, { size: SIZE, page });
  return {
    title: wordsIn(lang)('title'),
    content: (
      <CheckList lang={lang} vacancies={vacancies} count={count} page={page} pages={pages} {...shown} />
    ),
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
