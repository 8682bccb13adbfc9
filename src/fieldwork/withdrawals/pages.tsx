import { z } from 'zod';
import { exportList, form, listFilters, page, type RouteLine } from '../../auth/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import type { FieldFault } from '../../platform/problems.js';
import { Callout, fill, paths, withQuery, type Lang } from '../../web/index.js';
import { AnswerPage } from './answer-view.js';
import { clockColumns, ClockList } from './clock-list.js';
import { CLOCK_SORTS, clockSource } from './list-source.js';
import { STEPS } from './schema.js';
import type { Withdrawals } from './service.js';
import { readSlot, TriageBody } from './triage-form.js';
import { findAnswer, findWithdrawal } from './views.js';
import type { AnswerSeal } from '../responses/index.js';
import { SETTLED, WithdrawalPage } from './withdrawal-view.js';
import { wordsIn } from './words.js';

const DONE = ['niets', 'vertrekt', 'laat-zo', 'beslist'] as const;
const QueueQuery = z.object({
  ...listingFields(CLOCK_SORTS),
  stap: z.enum(STEPS).optional().catch(undefined),
  'te-laat': z.enum(['ja', 'nee']).optional().catch(undefined),
  gedaan: z.enum(DONE).optional().catch(undefined),
});
type QueueQuery = z.output<typeof QueueQuery>;
const OneQuery = z.object({ gedaan: z.enum(['gelezen']).optional().catch(undefined) });

const reason = z
  .string({ error: reasonFaults.short })
  .trim()
  .min(10, reasonFaults.short)
  .max(2000, reasonFaults.long);
const SpareBody = z.object({ reason });
const SettleBody = z.object({
  decision: z.enum(SETTLED, {
    error: fault({
      nl: 'Kies of het bericht vertrokken is.',
      en: 'Choose whether the message has left.',
      fr: 'Choisissez si le message est parti.',
    }),
  }),
  reason,
});

/** The list of what stands on a clock, an answer with its triage, and a withdrawal with its acts. */
export function withdrawalPages(withdrawals: Withdrawals, seal: AnswerSeal): RouteLine[] {
  const can = 'withdrawal.handle';
  return [
    ...listLines(),
    page(paths.withdrawals.answer, { can }, (ctx, { params, lang }) =>
      showAnswer(ctx, seal, lang, params.id, NOTHING_SENT),
    ),
    form(
      paths.withdrawals.triage,
      {
        can,
        body: TriageBody,
        again: (ctx, { params, body, lang }, faults) =>
          showAnswer(ctx, seal, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body, lang }) => {
        const { expects } = body;
        const slot = readSlot(body, ctx.clock.now(), lang);
        const id = await withdrawals.triage(ctx, asId<'response'>(params.id), { expects, slot });
        return id === null
          ? withQuery(paths.withdrawals.queue, { gedaan: 'niets' })
          : withQuery(fill(paths.withdrawals.one, { id }), { gedaan: 'gelezen' });
      },
    ),
    page(paths.withdrawals.one, { can, query: OneQuery }, (ctx, { params, query, lang }) =>
      showWithdrawal(ctx, seal, lang, params.id, { ...NOTHING_SENT, done: query.gedaan }),
    ),
    ...actLines(withdrawals, seal),
  ];
}

function actLines(withdrawals: Withdrawals, seal: AnswerSeal): RouteLine[] {
  const can = 'withdrawal.handle';
  const again = (
    ctx: Ctx,
    { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
    faults: readonly FieldFault[],
  ) => showWithdrawal(ctx, seal, lang, params.id, { faults, kept: body, done: undefined });
  return [
    form(paths.withdrawals.withdraw, { can }, async (ctx, { params }) => {
      await withdrawals.withdraw(ctx, asId<'withdrawal'>(params.id));
      return withQuery(paths.withdrawals.queue, { gedaan: 'vertrekt' });
    }),
    form(paths.withdrawals.spare, { can, body: SpareBody, again }, async (ctx, { params, body }) => {
      await withdrawals.spare(ctx, asId<'withdrawal'>(params.id), body.reason);
      return withQuery(paths.withdrawals.queue, { gedaan: 'laat-zo' });
    }),
    form(paths.withdrawals.settle, { can, body: SettleBody, again }, async (ctx, { params, body }) => {
      await withdrawals.settle(ctx, asId<'withdrawal'>(params.id), body.decision, body.reason);
      return withQuery(paths.withdrawals.queue, { gedaan: 'beslist' });
    }),
  ];
}

const sourceOf = (query: QueueQuery, now: Date) =>
  clockSource(listingOf(query, 'klok'), {
    step: query.stap,
    late: query['te-laat'] === undefined ? undefined : { is: query['te-laat'] === 'ja', now },
  });

function listLines(): RouteLine[] {
  const line = { can: 'withdrawal.handle', query: QueueQuery } as const;
  return [
    page(paths.withdrawals.queue, line, async (ctx, { query, lang }) => {
      const { gedaan, ...list } = query;
      const t = wordsIn(lang);
      const now = ctx.clock.now();
      return {
        title: t('title'),
        content: (
          <>
            <p class="lead">{t('lead')}</p>
            {gedaan === undefined ? null : <Callout tone="good" title={t(`done.${gedaan}`)} />}
            <ClockList
              lang={lang}
              now={now}
              listed={await readPage(ctx, sourceOf(query, now), query.pagina ?? 1)}
              query={list}
              saved={await listFilters(ctx, paths.withdrawals.queue)}
            />
          </>
        ),
      };
    }),
    exportList(paths.exports.withdrawals, { ...line, list: 'withdrawals' }, async (ctx, { query, lang }) => ({
      name: wordsIn(lang)('title'),
      campaign: null,
      ...(await readAll(ctx, sourceOf(query, ctx.clock.now()))),
      columns: clockColumns(lang),
    })),
  ];
}

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const NOTHING_SENT: Sent = { faults: [], kept: {} };

const trailIn = (lang: Lang) => [{ label: wordsIn(lang)('title'), href: paths.withdrawals.queue }];

async function showAnswer(ctx: Ctx, seal: AnswerSeal, lang: Lang, id: string, sent: Sent) {
  const answer = await findAnswer(ctx, seal, asId<'response'>(id));
  return {
    title: wordsIn(lang)('answer.title'),
    trail: trailIn(lang),
    content: <AnswerPage lang={lang} now={ctx.clock.now()} answer={answer} {...sent} />,
  };
}

async function showWithdrawal(
  ctx: Ctx,
  seal: AnswerSeal,
  lang: Lang,
  id: string,
  sent: Sent & { readonly done: 'gelezen' | undefined },
) {
  const withdrawal = await findWithdrawal(ctx, seal, asId<'withdrawal'>(id));
  return {
    title: wordsIn(lang)('one.title'),
    trail: trailIn(lang),
    content: <WithdrawalPage lang={lang} now={ctx.clock.now()} withdrawal={withdrawal} {...sent} />,
  };
}
