import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  SummaryList,
  Tag,
  TextArea,
  withQuery,
  type Lang,
} from '../../web/index.js';
import type { Dispatch } from './service.js';
import { listInDoubt, type InDoubt } from './views.js';
import { wordsIn } from './words.js';

const DECISIONS = ['sent', 'not-sent'] as const;
const SettleBody = z.object({
  decision: z.enum(DECISIONS, {
    error: fault({
      nl: 'Kies of het bericht vertrokken is.',
      en: 'Choose whether the message has left.',
      fr: 'Choisissez si le message est parti.',
    }),
  }),
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});
const QueueQuery = z.object({
  bericht: z.string().max(40).optional().catch(undefined),
  beslist: z.enum(DECISIONS).optional().catch(undefined),
});

/** The queue of sendings in doubt, and the decision on each. */
export function dispatchPages(dispatch: Dispatch): RouteLine[] {
  return [
    page(paths.dispatch.queue, { can: 'in-doubt.settle', query: QueueQuery }, async (ctx, { query, lang }) =>
      showQueue(ctx, lang, { open: query.bericht, done: query.beslist, faults: [], kept: {} }),
    ),
    form(
      paths.dispatch.settle,
      {
        can: 'in-doubt.settle',
        body: SettleBody,
        again: async (ctx, { params, body, lang }, faults) => {
          const shown = await showQueue(ctx, lang, { open: params.id, done: undefined, faults, kept: body });
          // Somebody else settled it meanwhile: a form with faults for something that is gone would mislead.
          if (!shown.opened) throw new Problem('not-in-doubt');
          return shown;
        },
      },
      async (ctx, { params, body }) => {
        await dispatch.settle(ctx, asId<'application'>(params.id), body.decision, body.reason);
        return withQuery(paths.dispatch.queue, { beslist: body.decision });
      },
    ),
  ];
}

interface Shown {
  /** The application whose decision is unfolded. */
  readonly open: string | undefined;
  readonly done: (typeof DECISIONS)[number] | undefined;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

async function showQueue(ctx: Ctx, lang: Lang, shown: Shown) {
  const items = await listInDoubt(ctx);
  const opened =
    items.find(({ id }) => id === shown.open) ??
    (items.length === 1 && shown.open === undefined ? items[0] : undefined);
  return {
    title: wordsIn(lang)('title'),
    content: <Queue lang={lang} items={items} opened={opened} {...shown} />,
    opened: opened !== undefined,
  };
}

type QueueProps = Shown & {
  readonly lang: Lang;
  readonly items: readonly InDoubt[];
  readonly opened: InDoubt | undefined;
};

/** What left and is uncertain? */
function Queue(props: QueueProps) {
  const { lang, items, opened, done } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      {done === undefined ? null : <Callout tone="good" title={t(`done.${done}`)} />}
      {items.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t('why')}</p>
          {opened === undefined ? null : <Decision {...props} item={opened} />}
          {items.length === 1 && opened !== undefined ? null : (
            <Lines lang={lang} items={items} below={opened !== undefined} />
          )}
        </>
      )}
    </>
  );
}

interface LinesProps {
  readonly lang: Lang;
  readonly items: readonly InDoubt[];
  /** True when they stand below the decision on one of them. */
  readonly below: boolean;
}

function Lines({ lang, items, below }: LinesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      {below ? <h2>{t('caption')}</h2> : null}
      <DataTable<InDoubt>
        caption={t('caption')}
        captionHidden={below}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { head: t('vacancy'), cell: ({ vacancyTitle }) => vacancyTitle, names: true },
          { head: t('tried'), cell: ({ triedAt }) => f.dateTime(triedAt) },
          { head: t('campaign'), cell: ({ campaignName }) => campaignName },
          { head: t('application'), cell: ({ position }) => positionWord(position, lang) },
          {
            head: t('answer'),
            cell: ({ answered }) =>
              answered ? <Tag tone="active">{t('answer.came')}</Tag> : t('answer.none'),
          },
          {
            head: t('decide'),
            cell: ({ id, vacancyTitle }) => (
              <Link href={withQuery(paths.dispatch.queue, { bericht: id })}>
                {t('decide')}
                <span class="visually-hidden">: {vacancyTitle}</span>
              </Link>
            ),
          },
        ]}
      />
    </>
  );
}

const positionWord = (position: number, lang: Lang): string =>
  wordsIn(lang)(position === 1 ? 'application.1' : 'application.2');

function Decision({ lang, item, faults, kept }: QueueProps & { readonly item: InDoubt }) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('decide.title')}</h2>
      <SummaryList
        items={[
          { term: t('vacancy'), value: item.vacancyTitle },
          {
            term: t('campaign'),
            value: <Link href={fill(paths.campaigns.one, { id: item.campaign })}>{item.campaignName}</Link>,
          },
          {
            term: t('application'),
            value: positionWord(item.position, lang),
            change: {
              href: fill(paths.tests.one, { id: item.test }),
              label: t('decide.test'),
              of: item.vacancyTitle,
            },
          },
          { term: t('tried'), value: formatterFor(lang).dateTime(item.triedAt) },
          { term: t('reply'), value: item.reply === null ? t('reply.none') : <code>{item.reply}</code> },
        ]}
      />
      {item.answered ? (
        <Callout tone="active" title={t('decide.answered')}>
          <p>{t('decide.answered.means')}</p>
        </Callout>
      ) : null}
      <PostForm action={fill(paths.dispatch.settle, { id: item.id })}>
        <Radios
          name="decision"
          label={t('decide.as')}
          value={kept['decision']}
          error={faultOf(faults, 'decision')}
          choices={DECISIONS.map((value) => ({
            value,
            label: t(`decide.${value}`),
            hint: t(`decide.${value}.means`),
          }))}
        />
        <TextArea
          name="reason"
          label={t('decide.reason')}
          hint={t('decide.reason.hint')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
        <SubmitButton>{t('decide.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
