import type { SavedFilter } from '../../auth/index.js';
import type { Listed } from '../../platform/listing.js';
import {
  EmptyState,
  fill,
  formatterFor,
  Link,
  ListTable,
  paths,
  StateTag,
  Tag,
  type FileColumn,
  type Lang,
  type ListAddress,
} from '../../web/index.js';
import { standingLook } from '../authorisations/authorisation-view.js';
import { standingOf } from '../authorisations/rules.js';
import { wordsIn as authorisationWords } from '../authorisations/words.js';
import { REQUEST_STANDS } from './list-source.js';
import type { RequestLine } from './views.js';
import { wordsIn } from './words.js';

interface ListProps {
  readonly lang: Lang;
  readonly listed: Listed<RequestLine>;
  readonly query: ListAddress;
  readonly saved: readonly SavedFilter[];
  readonly now: Date;
}

/** Which requests came to me, and what did I decide? */
export function RequestList({ lang, listed, query, saved, now }: ListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ListTable<RequestLine>
        id="verzoeken"
        caption={t('caption')}
        path={paths.requests.list}
        query={query}
        sort="stand"
        textLabel={t('name')}
        choices={[
          {
            name: 'stand',
            label: t('state'),
            choices: REQUEST_STANDS.map((value) => ({ value, label: t(`stand.${value}`) })),
          },
        ]}
        listed={listed}
        keyOf={({ authorisation }) => authorisation}
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none-next')}</p>
          </EmptyState>
        }
        saved={saved}
        exports={paths.exports.requests}
        kinds={['requests']}
        columns={[
          {
            head: t('name'),
            sort: 'naam',
            names: true,
            cell: ({ authorisation, name }) => (
              <Link href={fill(paths.requests.one, { id: authorisation })}>{name}</Link>
            ),
          },
          { head: t('service'), cell: ({ service }) => service },
          { head: t('sent'), sort: 'verstuurd', cell: ({ sentAt }) => f.date(sentAt) },
          {
            head: t('state'),
            sort: 'stand',
            cell: (line) => <RequestState lang={lang} line={line} now={now} />,
          },
          {
            head: t('until'),
            sort: 'einde',
            cell: ({ validUntil }) => (validUntil === null ? '–' : f.date(validUntil)),
          },
        ]}
      />
    </>
  );
}

/** The columns of the list as a file. */
export function requestColumns(lang: Lang, now: Date): FileColumn<RequestLine>[] {
  const t = wordsIn(lang);
  return [
    { head: t('name'), cell: ({ name }) => name },
    { head: t('service'), cell: ({ service }) => service },
    { head: t('sent'), cell: ({ sentAt }) => sentAt },
    { head: t('state'), cell: (line) => stateWord(lang, line, now) },
    { head: t('until'), cell: ({ validUntil }) => validUntil },
  ];
}

interface StateProps {
  readonly lang: Lang;
  readonly line: Pick<RequestLine, 'state' | 'waits' | 'validUntil' | 'maxTests'>;
  readonly now: Date;
}

function stateWord(lang: Lang, line: StateProps['line'], now: Date): string {
  if (line.waits) return wordsIn(lang)('waits');
  if (line.state === 'requested') return wordsIn(lang)('lapsed');
  return standingLook(authorisationWords(lang))[standingOf(line, now, undefined)].word;
}

/** How a request stands for who was asked. */
export function RequestState({ lang, line, now }: StateProps) {
  const t = wordsIn(lang);
  if (line.waits) return <Tag tone="active">{t('waits')}</Tag>;
  if (line.state === 'requested') return <Tag tone="muted">{t('lapsed')}</Tag>;
  return <StateTag state={standingOf(line, now, undefined)} look={standingLook(authorisationWords(lang))} />;
}
