import type { SavedFilter } from '../../auth/index.js';
import type { Listed } from '../../platform/listing.js';
import {
  EmptyState,
  formatterFor,
  Link,
  ListTable,
  paths,
  Tag,
  withQuery,
  type FileColumn,
  type Lang,
  type ListAddress,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import type { InDoubt } from './schema.js';
import { wordsIn } from './words.js';

export interface InDoubtListProps {
  readonly lang: Lang;
  readonly listed: Listed<InDoubt>;
  readonly query: ListAddress;
  readonly saved: readonly SavedFilter[];
  /** The reader is in no team, and therefore sees no sending at all. */
  readonly teamless: boolean;
}

/** Sendings in doubt, the oldest first unless asked otherwise. */
export function InDoubtList({ lang, listed, query, saved, teamless }: InDoubtListProps) {
  const t = wordsIn(lang);
  return (
    <ListTable<InDoubt>
      id="onzeker"
      caption={t('caption')}
      path={paths.dispatch.queue}
      query={query}
      sort="poging"
      textLabel={t('campaign')}
      choices={[
        {
          name: 'antwoord',
          label: t('answer'),
          choices: [
            { value: 'ja', label: t('answer.came') },
            { value: 'nee', label: t('answer.none') },
          ],
        },
      ]}
      listed={listed}
      keyOf={({ id }) => id}
      empty={
        teamless ? (
          <EmptyState title={t('teamless')}>
            <p>{t('teamless.next')}</p>
          </EmptyState>
        ) : (
          <EmptyState title={t('empty')}>
            <p>{t('empty.next')}</p>
          </EmptyState>
        )
      }
      saved={saved}
      exports={paths.exports.dispatch}
      kinds={['dispatch']}
      columns={columnsOf(lang)}
    />
  );
}

/** Which of the two applications of a pair. */
export const positionWord = (position: number, lang: Lang): string =>
  wordsIn(lang)(position === 1 ? 'application.1' : 'application.2');

function columnsOf(lang: Lang) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    { head: t('vacancy'), cell: ({ vacancyTitle }: InDoubt) => shownTitle(vacancyTitle, lang), names: true },
    { head: t('tried'), sort: 'poging', cell: ({ triedAt }: InDoubt) => f.dateTime(triedAt) },
    { head: t('campaign'), sort: 'campagne', cell: ({ campaignName }: InDoubt) => campaignName },
    { head: t('application'), cell: ({ position }: InDoubt) => positionWord(position, lang) },
    {
      head: t('answer'),
      cell: ({ answered }: InDoubt) =>
        answered ? <Tag tone="active">{t('answer.came')}</Tag> : t('answer.none'),
    },
    {
      head: t('decide'),
      cell: ({ id, vacancyTitle }: InDoubt) => (
        <Link href={withQuery(paths.dispatch.queue, { bericht: id })}>
          {t('decide')}
          <span class="visually-hidden">: {shownTitle(vacancyTitle, lang)}</span>
        </Link>
      ),
    },
  ];
}

/**
 * The columns of the list as a file. What the server said and a vacancy's title can name the employer: the title leaves
 * the product for enforcement only, the reply never.
 */
export function inDoubtColumns(lang: Lang): FileColumn<InDoubt>[] {
  const t = wordsIn(lang);
  return [
    {
      head: t('vacancy'),
      cell: ({ purpose, vacancyTitle }) =>
        purpose === 'enforcement' ? shownTitle(vacancyTitle, lang) : null,
    },
    { head: t('tried'), cell: ({ triedAt }) => triedAt },
    { head: t('campaign'), cell: ({ campaignName }) => campaignName },
    { head: t('application'), cell: ({ position }) => positionWord(position, lang) },
    { head: t('answer'), cell: ({ answered }) => t(answered ? 'answer.came' : 'answer.none') },
  ];
}
