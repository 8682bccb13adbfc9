import { z } from 'zod';
import { exportList, form, listFilters, page, type RouteLine } from '../../auth/index.js';
import { findMemberships } from '../../campaigns/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid } from '../../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import {
  Callout,
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
  TextArea,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { InDoubtList, inDoubtColumns, positionWord, type InDoubtListProps } from './in-doubt-list.js';
import { IN_DOUBT_SORTS, inDoubtSource } from './list-source.js';
import { PROCESS_ENDED, type InDoubt } from './schema.js';
import type { Dispatch } from './service.js';
import { Outboxes } from './outboxes.js';
import { findInDoubt, listOutboxes, type Outbox } from './views.js';
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
  ...listingFields(IN_DOUBT_SORTS),
  antwoord: z.enum(['ja', 'nee']).optional().catch(undefined),
  bericht: z.string().refine(isUuid).optional().catch(undefined),
  beslist: z.enum(DECISIONS).optional().catch(undefined),
});
type QueueQuery = z.output<typeof QueueQuery>;

const sourceOf = (query: QueueQuery) =>
  inDoubtSource(listingOf(query, 'poging'), {
    answered: query.antwoord === undefined ? undefined : query.antwoord === 'ja',
  });

/** The queue of sendings in doubt, and the decision on each. */
export function dispatchPages(dispatch: Dispatch): RouteLine[] {
  return [
    page(paths.dispatch.queue, { can: 'in-doubt.settle', query: QueueQuery }, (ctx, { query, lang }) =>
      showQueue(ctx, lang, query, NOTHING_SENT),
    ),
    exportList(
      paths.exports.dispatch,
      { can: 'in-doubt.settle', query: QueueQuery, list: 'in-doubt' },
      async (ctx, { query, lang }) => ({
        name: wordsIn(lang)('title'),
        campaign: null,
        ...(await readAll(ctx, sourceOf(query))),
        columns: inDoubtColumns(lang),
      }),
    ),
    form(
      paths.dispatch.settle,
      {
        can: 'in-doubt.settle',
        body: SettleBody,
        again: async (ctx, { params, body, lang }, faults) => {
          const shown = await showQueue(ctx, lang, { bericht: params.id }, { faults, kept: body });
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

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const NOTHING_SENT: Sent = { faults: [], kept: {} };

async function showQueue(ctx: Ctx, lang: Lang, query: QueueQuery, sent: Sent) {
  const { bericht, beslist, ...list } = query;
  const listed = await readPage(ctx, sourceOf(query), query.pagina ?? 1);
  const [only] = listed.rows;
  const opened =
    bericht === undefined
      ? listed.total === 1
        ? only
        : undefined
      : await findInDoubt(ctx, asId<'application'>(bericht));
  return {
    title: wordsIn(lang)('title'),
    content: (
      <Queue
        lang={lang}
        listed={listed}
        query={list}
        saved={await listFilters(ctx, paths.dispatch.queue)}
        teamless={(await findMemberships(ctx)).size === 0}
        opened={opened}
        outboxes={await listOutboxes(ctx)}
        done={beslist}
        {...sent}
      />
    ),
    opened: opened !== undefined,
  };
}

type QueueProps = Sent &
  Omit<InDoubtListProps, 'below'> & {
    /** The one whose decision is unfolded. */
    readonly opened: InDoubt | undefined;
    readonly outboxes: readonly Outbox[];
    readonly done: (typeof DECISIONS)[number] | undefined;
  };

/** What left and is uncertain? */
function Queue(props: QueueProps) {
  const { lang, listed, opened, done } = props;
  const t = wordsIn(lang);
  const alone = listed.total === 1 && listed.rows[0]?.id === opened?.id;
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      {done === undefined ? null : <Callout tone="good" title={t(`done.${done}`)} />}
      {listed.total === 0 ? null : <p>{t('why')}</p>}
      {opened === undefined ? null : <Decision {...props} item={opened} />}
      {alone ? null : (
        <>
          {opened === undefined ? null : <h2>{t('caption')}</h2>}
          <InDoubtList {...props} />
        </>
      )}
      <Outboxes lang={lang} outboxes={props.outboxes} />
    </>
  );
}

/** The last words of the server, as it said them; ours in the reader's language. */
function Reply({ lang, reply }: { readonly lang: Lang; readonly reply: string | null }) {
  const t = wordsIn(lang);
  if (reply === null) return <>{t('reply.none')}</>;
  return reply === PROCESS_ENDED ? <>{t('reply.ended')}</> : <code>{reply}</code>;
}

function Decision({ lang, item, faults, kept }: Sent & { readonly lang: Lang; readonly item: InDoubt }) {
  const t = wordsIn(lang);
  return (
    <>
      <h2>{t('decide.title')}</h2>
      <SummaryList
        items={[
          { term: t('vacancy'), value: shownTitle(item.vacancyTitle, lang) },
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
              of: shownTitle(item.vacancyTitle, lang),
            },
          },
          { term: t('tried'), value: formatterFor(lang).dateTime(item.triedAt) },
          {
            term: t(item.byHand ? 'reply.by-hand' : 'reply'),
            value: item.byHand ? item.reply : <Reply lang={lang} reply={item.reply} />,
          },
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
