import {
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  type Column,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import type { UploadLine } from './schema.js';
import { wordsIn, type Say } from './words.js';

/** The word for where an upload is on its way to the coders. */
export function stateWord(
  t: Say,
  { channel, state, toRelease }: Pick<UploadLine, 'channel' | 'state' | 'toRelease'>,
): string {
  if (state === 'set-aside') return t('state.aside');
  if (state !== 'matched') return t('state.queue');
  return t(toRelease && channel !== 'eml' ? 'state.to-release' : 'state.released');
}

/** What waits for its release, and what one brought in oneself. */
export function UploadList({
  lang,
  toRelease,
  own,
}: {
  readonly lang: Lang;
  readonly toRelease: readonly UploadLine[];
  readonly own: readonly UploadLine[];
}) {
  const t = wordsIn(lang);
  const columns = columnsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>
        <Link class="button button-primary" href={paths.uploads.add}>
          {t('add')}
        </Link>
      </p>
      <h2>{t('list.release')}</h2>
      <DataTable
        caption={t('list.release')}
        captionHidden
        columns={columns}
        rows={toRelease}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('list.none')}>
            <p>{t('list.none.next')}</p>
          </EmptyState>
        }
      />
      <h2>{t('list.own')}</h2>
      <DataTable
        caption={t('list.own')}
        captionHidden
        columns={columns}
        rows={own}
        keyOf={({ id }) => id}
        empty={<p>{t('list.own.none')}</p>}
      />
    </>
  );
}

function columnsIn(lang: Lang): Column<UploadLine>[] {
  const t = wordsIn(lang);
  const format = formatterFor(lang);
  return [
    {
      head: t('column.kind'),
      names: true,
      cell: ({ id, channel }) => <Link href={fill(paths.uploads.one, { id })}>{t(`kind.${channel}`)}</Link>,
    },
    { head: t('column.received'), cell: ({ receivedAt }) => format.dateTime(receivedAt) },
    {
      head: t('column.vacancy'),
      cell: ({ vacancyTitle }) => shownTitle(vacancyTitle, lang) ?? <span class="soft">{t('unknown')}</span>,
    },
    { head: t('column.campaign'), cell: ({ campaignName }) => campaignName ?? '–' },
    { head: t('column.state'), cell: (line) => stateWord(t, line) },
  ];
}
