import type { SavedFilter } from '../../auth/index.js';
import type { Listed } from '../../platform/listing.js';
import {
  Callout,
  EmptyState,
  fill,
  formatterFor,
  Link,
  ListTable,
  paths,
  PostForm,
  SubmitButton,
  type FileColumn,
  type Lang,
  type ListAddress,
} from '../../web/index.js';
import { SourceList, type SourceView } from '../mail-sources/index.js';
import type { ResponseId } from './schema.js';
import type { Unmatched } from './views.js';
import { matchWordsIn } from './match-words.js';
import { wordsIn } from './words.js';

interface MailboxProps {
  readonly lang: Lang;
  readonly listed: Listed<Unmatched>;
  readonly query: ListAddress;
  readonly saved: readonly SavedFilter[];
  readonly sources: readonly SourceView[];
  /** What was just done. */
  readonly done: 'gekoppeld' | 'opzij' | 'terug' | 'verbeterd' | undefined;
  /** The message that was just set aside, while it can be taken back. */
  readonly undo: { readonly id: ResponseId; readonly until: Date } | undefined;
}

/** What could not be matched? */
export function Mailbox(props: MailboxProps) {
  const { lang, done } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      {done === undefined ? null : (
        <Callout tone="good" title={t(`done.${done}`)}>
          {props.undo === undefined ? undefined : <TakeBack lang={lang} {...props.undo} />}
        </Callout>
      )}
      <ListTable<Unmatched>
        id="postvak"
        caption={t('caption')}
        path={paths.inbox.queue}
        query={props.query}
        sort="ontvangen"
        textLabel={t('filter')}
        choices={[]}
        listed={props.listed}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('empty')}>
            <p>{t('empty.next')}</p>
          </EmptyState>
        }
        saved={props.saved}
        exports={paths.exports.inbox}
        kinds={['inbox']}
        columns={columnsOf(lang)}
      />
      <SourceList lang={lang} sources={props.sources} />
    </>
  );
}

function TakeBack({
  lang,
  id,
  until,
}: {
  readonly lang: Lang;
  readonly id: ResponseId;
  readonly until: Date;
}) {
  const t = wordsIn(lang);
  return (
    <PostForm action={fill(paths.inbox.takeBack, { id })}>
      <p>{t('back.until', { when: formatterFor(lang).time(until) })}</p>
      <SubmitButton tone="secondary">{t('back.verb')}</SubmitButton>
    </PostForm>
  );
}

function columnsOf(lang: Lang) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    {
      head: t('from'),
      sort: 'van',
      cell: ({ id, from, channel }: Unmatched) => (
        <Link href={fill(paths.inbox.one, { id })}>{from === '' ? senderWord(lang, channel) : from}</Link>
      ),
      names: true,
    },
    { head: t('received'), sort: 'ontvangen', cell: ({ receivedAt }: Unmatched) => f.dateTime(receivedAt) },
    { head: t('to'), cell: ({ to, channel }: Unmatched) => (to === '' ? senderWord(lang, channel) : to) },
    { head: t('size'), cell: ({ bytes }: Unmatched) => f.number(bytes / 1024, 1), align: 'right' as const },
  ];
}

/** What stands where an answer has no address: the null sender of a mail, or how the answer came. */
export const senderWord = (lang: Lang, channel: Unmatched['channel']): string =>
  channel === 'mail' ? '<>' : matchWordsIn(lang)(`channel.${channel}`);

/**
 * The columns of the list as a file: no address. Who wrote may be an employer of a baseline, and to whom may name a
 * profile; both stay in the product.
 */
export function unmatchedColumns(lang: Lang): FileColumn<Unmatched>[] {
  const t = wordsIn(lang);
  return [
    { head: t('file.number'), cell: ({ id }) => id },
    { head: t('received'), cell: ({ receivedAt }) => receivedAt },
    { head: t('size'), cell: ({ bytes }) => Math.round(bytes / 102.4) / 10 },
  ];
}
