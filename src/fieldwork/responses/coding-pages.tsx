import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { CodedPage, CodingQueue } from './coding-view.js';
import { countToCode, findCoded, findNextToCode, findToCode, type NextItem } from './coding-views.js';
import { codingWordsIn } from './coding-words.js';
import { CODES } from './schema.js';
import type { Responses } from './service.js';

const id = z.string().refine(isUuid).optional().catch(undefined);
const QueueQuery = z.object({
  /** Skipped: what comes after it. */
  na: id,
  /** Just coded. */
  vorige: id,
  gedaan: z.enum(['opzij']).optional().catch(undefined),
});
type QueueQuery = z.output<typeof QueueQuery>;
const OneQuery = z.object({ gedaan: z.enum(['gewijzigd']).optional().catch(undefined) });

const code = z.enum(CODES, {
  error: fault({
    nl: 'Kies wat het antwoord betekent.',
    en: 'Choose what the answer means.',
    fr: 'Choisissez ce que signifie la réponse.',
  }),
});
const CodeBody = z.object({ code });
const ChangeBody = z.object({
  code,
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const NOTHING_SENT: Sent = { faults: [], kept: {} };

/** The coders' pages: one answer after another, and a look back at the own codes. */
export function codingPages(
  responses: Responses,
  /** How many client calls wait for who asks, which another room knows. */
  countCalls: (ctx: Ctx) => Promise<number>,
): RouteLine[] {
  const can = 'coding.see';
  return [
    page(paths.coding.queue, { can, query: QueueQuery }, async (ctx, { query, lang }) =>
      showQueue(
        ctx,
        lang,
        await findNextToCode(ctx, asResponse(query.na)),
        { ...query, calls: await countCalls(ctx) },
        NOTHING_SENT,
      ),
    ),
    page(paths.coding.one, { can, query: OneQuery }, (ctx, { params, query, lang }) =>
      showCoded(ctx, lang, params.id, query.gedaan, NOTHING_SENT),
    ),
    form(
      paths.coding.code,
      {
        can,
        body: CodeBody,
        again: async (ctx, { params, body, lang }, faults) =>
          showQueue(
            ctx,
            lang,
            await findToCode(ctx, asId<'response'>(params.id)),
            { calls: await countCalls(ctx) },
            { faults, kept: body },
          ),
      },
      async (ctx, { params, body }) => {
        await responses.code(ctx, asId<'response'>(params.id), body.code);
        return withQuery(paths.coding.queue, { na: params.id, vorige: params.id });
      },
    ),
    form(paths.coding.stepAside, { can }, async (ctx, { params }) => {
      await responses.stepAside(ctx, asId<'response'>(params.id));
      return withQuery(paths.coding.queue, { na: params.id, gedaan: 'opzij' });
    }),
    form(
      paths.coding.change,
      {
        can,
        body: ChangeBody,
        again: (ctx, { params, body, lang }, faults) =>
          showCoded(ctx, lang, params.id, undefined, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await responses.recode(ctx, asId<'response'>(params.id), body.code, body.reason);
        return withQuery(fill(paths.coding.one, { id: params.id }), { gedaan: 'gewijzigd' });
      },
    ),
  ];
}

const asResponse = (given: string | undefined) => (given === undefined ? undefined : asId<'response'>(given));

async function showQueue(
  ctx: Ctx,
  lang: Lang,
  next: NextItem | undefined,
  { vorige, gedaan, calls }: Partial<QueueQuery> & { readonly calls: number },
  sent: Sent,
) {
  const before = asResponse(vorige);
  return {
    title: codingWordsIn(lang)('title'),
    content: (
      <CodingQueue
        lang={lang}
        next={next}
        left={await countToCode(ctx)}
        calls={calls}
        previous={before === undefined ? undefined : await findCoded(ctx, before)}
        done={gedaan}
        {...sent}
      />
    ),
  };
}

async function showCoded(ctx: Ctx, lang: Lang, response: string, done: 'gewijzigd' | undefined, sent: Sent) {
  const t = codingWordsIn(lang);
  return {
    title: t('one.title'),
    trail: [{ label: t('title'), href: paths.coding.queue }],
    content: (
      <CodedPage lang={lang} item={await findCoded(ctx, asId<'response'>(response))} done={done} {...sent} />
    ),
  };
}
