import { z } from 'zod';
import {
  exportList,
  findOwnFirm,
  form,
  listFilters,
  listOwnTesters,
  mayWorkOn,
  page,
  type RouteLine,
} from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { isUuid } from '../../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import { handOut, type Refused } from './hand-out.js';
import { countFirmTasks, findFirmTasks, FIRM_SORTS, FIRM_STANDS, firmSource } from './hand-out-list.js';
import { firmColumns, HandOutView } from './hand-out-view.js';
import { handOutWordsIn } from './hand-out-words.js';

const TASK = 'task-';
/** The ticked calls, and who gets them. */
const HandOutForm = z
  .looseObject({
    tester: z
      .string()
      .regex(
        /^([1-9]\d{0,6}|niemand)$/,
        fault({ nl: 'Kies een tester.', en: 'Choose a tester.', fr: 'Choisissez un testeur.' }),
      ),
  })
  .transform((body, ctx) => {
    const tasks = Object.keys(body)
      .filter((name) => name.startsWith(TASK) && body[name] === 'ja')
      .map((name) => name.slice(TASK.length))
      .filter(isUuid);
    if (tasks.length === 0)
      ctx.addIssue({
        code: 'custom',
        path: ['tasks'],
        message: fault({
          nl: 'Vink minstens één oproep aan.',
          en: 'Tick at least one call.',
          fr: 'Cochez au moins un appel.',
        }),
        input: body,
      });
    return { tasks, lijst: body['lijst'], tester: body.tester === 'niemand' ? null : Number(body.tester) };
  });

const ListQuery = z.object({
  ...listingFields(FIRM_SORTS),
  stand: z.enum(FIRM_STANDS).optional().catch(undefined),
  tester: z.coerce.number().int().min(1).max(9_999_999).optional().catch(undefined),
});
type ListQuery = z.output<typeof ListQuery>;
/** The list from which something was handed out: one goes on where one was. */
const queryIn = ({ lijst }: Readonly<Record<string, unknown>>): ListQuery =>
  ListQuery.parse(Object.fromEntries(new URLSearchParams(typeof lijst === 'string' ? lijst : '')));

const sourceOf = (query: ListQuery) => firmSource(listingOf(query, 'stand'), query);

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What a test firm was given to call: who of its testers gets which call, and how far they are. */
export function handOutPages(): RouteLine[] {
  const can = 'task.hand-out';
  return [
    page(paths.firm.tasks, { can, query: ListQuery }, (ctx, { query, lang }) =>
      show(ctx, lang, query, { faults: [], kept: {} }),
    ),
    exportList(
      paths.exports.firmCalls,
      { can, query: ListQuery, list: 'firm-calls' },
      async (ctx, { query, lang }) => ({
        name: handOutWordsIn(lang)('title'),
        campaign: null,
        ...(await readAll(ctx, sourceOf(query))),
        columns: firmColumns(lang),
      }),
    ),
    form(
      paths.firm.handOut,
      {
        can,
        body: HandOutForm,
        again: (ctx, { body, lang }, faults) => show(ctx, lang, queryIn(body), { faults, kept: body }),
      },
      async (ctx, { body }) => {
        const refused = await handOut(ctx, body.tasks, body.tester);
        if (refused.length > 0)
          throw new Problem('bad-input', undefined, [
            { field: 'tester', message: await sayRefused(ctx, refused) },
          ]);
        return withQuery(paths.firm.tasks, queryIn(body));
      },
    ),
  ];
}

/** Names the calls that could not be handed out by their numbers. */
async function sayRefused(ctx: Ctx, refused: readonly Refused[]): Promise<string> {
  const tasks = await ctx.read((ctx) =>
    findFirmTasks(
      ctx,
      refused.map(({ task }) => task),
    ),
  );
  const numbers = tasks
    .map(({ number }) => number)
    .sort((one, other) => one - other)
    .join(', ');
  const say = (lang: Lang): string => {
    const t = handOutWordsIn(lang);
    if (refused.some(({ why }) => why === 'firm-contract-over')) return t('refused.contract');
    return t(refused.some(({ why }) => why === 'call-over') ? 'refused.over' : 'refused.tester', { numbers });
  };
  return fault({ nl: say('nl'), en: say('en'), fr: say('fr') });
}

async function show(ctx: Ctx, lang: Lang, query: ListQuery, input: Input) {
  return ctx.read(async (ctx) => {
    const firm = await findOwnFirm(ctx);
    if (firm === null) throw new Problem('not-found');
    return {
      title: handOutWordsIn(lang)('title'),
      content: (
        <HandOutView
          lang={lang}
          holds={mayWorkOn(firm, ctx.clock.today()).allowed}
          counts={await countFirmTasks(ctx)}
          listed={await readPage(ctx, sourceOf(query), query.pagina ?? 1)}
          query={query}
          saved={await listFilters(ctx, paths.firm.tasks)}
          testers={(await listOwnTesters(ctx)).filter(({ state }) => state === 'active')}
          {...input}
        />
      ),
    };
  });
}
