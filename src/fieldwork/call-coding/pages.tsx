import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid } from '../../platform/ids.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import type { CallTaskId } from '../calls/schema.js';
import { countToCode } from '../responses/coding-views.js';
import { CodedCallPage } from './coded-view.js';
import { CallQueue, type Sent } from './queue-view.js';
import { ChangeForm, CodeForm } from './schema.js';
import type { CallCoding } from './service.js';
import { countCallsToCode, findCallToCode, findCodedCall, findNextCall, type NextCall } from './views.js';
import { wordsIn } from './words.js';

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

const NOTHING_SENT: Sent = { faults: [], kept: {} };
const asTask = (given: string): CallTaskId => asId<'call-task'>(given);

/** The coders' pages of calls: one answer after another, and a look back at the own codes. */
export function callCodingPages(coding: CallCoding): RouteLine[] {
  const can = 'coding.see';
  return [
    page(paths.callCoding.queue, { can, query: QueueQuery }, async (ctx, { query, lang }) =>
      showQueue(
        ctx,
        lang,
        await findNextCall(ctx, query.na === undefined ? undefined : asTask(query.na)),
        query,
        NOTHING_SENT,
      ),
    ),
    page(paths.callCoding.one, { can, query: OneQuery }, (ctx, { params, query, lang }) =>
      showCoded(ctx, lang, params.id, query.gedaan, NOTHING_SENT),
    ),
    form(
      paths.callCoding.code,
      {
        can,
        body: CodeForm,
        again: async (ctx, { params, body, lang }, faults) =>
          showQueue(ctx, lang, await findCallToCode(ctx, asTask(params.id)), {}, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await coding.code(ctx, asTask(params.id), body);
        return withQuery(paths.callCoding.queue, { na: params.id, vorige: params.id });
      },
    ),
    form(paths.callCoding.stepAside, { can }, async (ctx, { params }) => {
      await coding.stepAside(ctx, asTask(params.id));
      return withQuery(paths.callCoding.queue, { na: params.id, gedaan: 'opzij' });
    }),
    form(
      paths.callCoding.change,
      {
        can,
        body: ChangeForm,
        again: (ctx, { params, body, lang }, faults) =>
          showCoded(ctx, lang, params.id, undefined, { faults, kept: body }),
      },
      async (ctx, { params, body: { reason, ...codes } }) => {
        await coding.recode(ctx, asTask(params.id), codes, reason);
        return withQuery(fill(paths.callCoding.one, { id: params.id }), { gedaan: 'gewijzigd' });
      },
    ),
  ];
}

async function showQueue(
  ctx: Ctx,
  lang: Lang,
  next: NextCall | undefined,
  { vorige, gedaan }: Partial<QueueQuery>,
  sent: Sent,
) {
  const t = wordsIn(lang);
  return {
    title: t('title'),
    trail: [{ label: t('coding'), href: paths.coding.queue }],
    content: (
      <CallQueue
        lang={lang}
        next={next}
        left={await countCallsToCode(ctx)}
        mail={await countToCode(ctx)}
        previous={vorige === undefined ? undefined : await findCodedCall(ctx, asTask(vorige))}
        done={gedaan}
        {...sent}
      />
    ),
  };
}

async function showCoded(ctx: Ctx, lang: Lang, task: string, done: 'gewijzigd' | undefined, sent: Sent) {
  const t = wordsIn(lang);
  return {
    title: t('one.title'),
    trail: [
      { label: t('coding'), href: paths.coding.queue },
      { label: t('title'), href: paths.callCoding.queue },
    ],
    content: (
      <CodedCallPage lang={lang} item={await findCodedCall(ctx, asTask(task))} done={done} {...sent} />
    ),
  };
}
