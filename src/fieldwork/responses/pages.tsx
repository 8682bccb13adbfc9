import { z } from 'zod';
import { exportList, form, listFilters, page, type RouteLine } from '../../auth/index.js';
import { fault } from '../../platform/faults.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid, type Id } from '../../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PlainText,
  PostForm,
  SubmitButton,
  SummaryList,
  TextInput,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { listSources } from '../mail-sources/index.js';
import type { AnswerSeal } from './seal.js';
import type { Responses } from './service.js';
import { UNMATCHED_SORTS, unmatchedSource } from './list-source.js';
import { Mailbox, senderWord, unmatchedColumns } from './mailbox.js';
import { findApplicationByAddress, findUndoEnd, openUnmatched, type OpenedMessage } from './views.js';
import { matchWordsIn } from './match-words.js';
import { Reasons } from './reasons.js';
import { wordsIn } from './words.js';

const DONE = ['gekoppeld', 'opzij', 'terug', 'verbeterd'] as const;
const QueueQuery = z.object({
  ...listingFields(UNMATCHED_SORTS),
  gedaan: z.enum(DONE).optional().catch(undefined),
  bericht: z.string().refine(isUuid).optional().catch(undefined),
});
type QueueQuery = z.output<typeof QueueQuery>;

const sourceOf = (query: QueueQuery) => unmatchedSource(listingOf(query, 'ontvangen'));

const MatchBody = z.object({
  application: z
    .string()
    .refine(
      isUuid,
      fault({
        nl: 'Kies een sollicitatie uit de lijst.',
        en: 'Choose an application from the list.',
        fr: 'Choisissez une candidature dans la liste.',
      }),
    )
    .optional(),
  address: z
    .string()
    .trim()
    .max(
      320,
      fault({
        nl: 'Een mailadres heeft hoogstens 320 tekens.',
        en: 'A mail address has at most 320 characters.',
        fr: 'Une adresse e-mail compte au plus 320 caractères.',
      }),
    )
    .optional(),
});

/** The mailbox: messages that matched no application, and one of them opened. */
export function responsePages(responses: Responses, seal: AnswerSeal): RouteLine[] {
  return [
    page(paths.inbox.queue, { can: 'mail.match', query: QueueQuery }, (ctx, { query, lang }) =>
      showQueue(ctx, lang, query),
    ),
    exportList(
      paths.exports.inbox,
      { can: 'mail.match', query: QueueQuery, list: 'inbox' },
      async (ctx, { query, lang }) => ({
        name: wordsIn(lang)('title'),
        campaign: null,
        ...(await readAll(ctx, sourceOf(query))),
        columns: unmatchedColumns(lang),
      }),
    ),
    page(paths.inbox.one, { can: 'mail.match' }, (ctx, { params, lang }) =>
      showMessage(ctx, seal, params.id, lang, [], {}),
    ),
    form(
      paths.inbox.match,
      {
        can: 'mail.match',
        body: MatchBody,
        again: (ctx, { params, body, lang }, faults) => showMessage(ctx, seal, params.id, lang, faults, body),
      },
      async (ctx, { params, body }) => {
        await responses.match(ctx, asId<'response'>(params.id), await chosenApplication(ctx, body));
        return withQuery(paths.inbox.queue, { gedaan: 'gekoppeld' });
      },
    ),
    form(paths.inbox.setAside, { can: 'mail.match' }, async (ctx, { params }) => {
      await responses.setAside(ctx, asId<'response'>(params.id));
      return withQuery(paths.inbox.queue, { gedaan: 'opzij', bericht: params.id });
    }),
    form(paths.inbox.takeBack, { can: 'mail.match' }, async (ctx, { params }) => {
      await responses.takeBack(ctx, asId<'response'>(params.id));
      return withQuery(paths.inbox.queue, { gedaan: 'terug' });
    }),
  ];
}

/** The application behind the pressed button, or behind the typed address. */
async function chosenApplication(ctx: Ctx, body: z.output<typeof MatchBody>): Promise<Id<'application'>> {
  if (body.application !== undefined) return asId<'application'>(body.application);
  if (body.address === undefined || body.address === '')
    throw new Problem('bad-input', undefined, [
      {
        field: 'address',
        message: fault({
          nl: 'Vul het adres van de sollicitant in.',
          en: 'Fill in the address of the applicant.',
          fr: 'Remplissez l’adresse du candidat.',
        }),
      },
    ]);
  return findApplicationByAddress(ctx, body.address);
}

async function showQueue(ctx: Ctx, lang: Lang, { gedaan, bericht, ...list }: QueueQuery) {
  const aside = gedaan === 'opzij' && bericht !== undefined ? asId<'response'>(bericht) : undefined;
  const until = aside === undefined ? null : await findUndoEnd(ctx, aside);
  return {
    title: wordsIn(lang)('title'),
    content: (
      <Mailbox
        lang={lang}
        listed={await readPage(ctx, sourceOf(list), list.pagina ?? 1)}
        query={list}
        saved={await listFilters(ctx, paths.inbox.queue)}
        sources={await listSources(ctx)}
        done={gedaan}
        undo={aside === undefined || until === null ? undefined : { id: aside, until }}
      />
    ),
  };
}

async function showMessage(
  ctx: Ctx,
  seal: AnswerSeal,
  id: string,
  lang: Lang,
  faults: readonly FieldFault[],
  kept: Readonly<Record<string, string>>,
) {
  const message = await openUnmatched(ctx, seal, asId<'response'>(id));
  const t = wordsIn(lang);
  return {
    title: t('one.title'),
    trail: [{ label: t('title'), href: paths.inbox.queue }],
    content: <Message lang={lang} message={message} faults={faults} kept={kept} />,
  };
}

interface MessageProps {
  readonly lang: Lang;
  readonly message: OpenedMessage;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

function Message({ lang, message, faults, kept }: MessageProps) {
  const t = wordsIn(lang);
  const { id } = message;
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <SummaryList
        items={[
          {
            term: t('subject'),
            value: message.subject === '' ? <span class="soft">{t('subject.none')}</span> : message.subject,
          },
          { term: t('from'), value: message.from === '' ? senderWord(lang, message.channel) : message.from },
          { term: t('to'), value: message.to === '' ? senderWord(lang, message.channel) : message.to },
          { term: t('received'), value: formatterFor(lang).dateTime(message.receivedAt) },
        ]}
      />
      <h2>{t('text')}</h2>
      <p class="soft">{t('text.note')}</p>
      <Callout>
        {message.text.trim() === '' ? <p>{t('text.none')}</p> : <PlainText text={message.text} />}
      </Callout>
      {message.channel === 'mail' ? null : (
        <p>
          <Link href={fill(paths.uploads.one, { id })}>{matchWordsIn(lang)('to-upload')}</Link>
        </p>
      )}
      <h2>{t('candidates')}</h2>
      <Candidates lang={lang} message={message} />
      <h2>{t('match.by-hand')}</h2>
      <PostForm action={fill(paths.inbox.match, { id })}>
        <TextInput
          name="address"
          type="email"
          autocomplete="off"
          label={t('match.address')}
          hint={t('match.address.hint')}
          value={kept['address']}
          error={faultOf(faults, 'address')}
        />
        <SubmitButton>{t('match.address.verb')}</SubmitButton>
      </PostForm>
      <h2>{t('aside.title')}</h2>
      <ConfirmForm action={fill(paths.inbox.setAside, { id })} verb={t('aside')} tone="secondary">
        <p>{t('aside.what')}</p>
      </ConfirmForm>
    </>
  );
}

function Candidates({ lang, message }: { readonly lang: Lang; readonly message: OpenedMessage }) {
  const t = wordsIn(lang);
  const m = matchWordsIn(lang);
  return (
    <>
      {message.trouble === null ? null : (
        <Callout tone="warn" title={m(`trouble.${message.trouble}`)}>
          <p>{m('trouble.what')}</p>
        </Callout>
      )}
      {message.doubt === null ? null : <p>{m(`doubt.${message.doubt}`)}</p>}
      {message.candidates.map(({ application, address, employerAddress, points, reasons }) => (
        <ConfirmForm
          key={application}
          action={fill(paths.inbox.match, { id: message.id })}
          hidden={{ application }}
          verb={t('match.verb', { address })}
          tone="secondary"
        >
          <p>{m('sent-to', { employer: employerAddress })}</p>
          <Reasons lang={lang} points={points} reasons={reasons} />
        </ConfirmForm>
      ))}
    </>
  );
}
