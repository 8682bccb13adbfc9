import {
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  StateTag,
  Tag,
  type Lang,
} from '../../web/index.js';
import { standingLook } from '../authorisations/authorisation-view.js';
import { standingOf } from '../authorisations/rules.js';
import { wordsIn as authorisationWords } from '../authorisations/words.js';
import type { RequestLine } from './views.js';
import { wordsIn } from './words.js';

interface ListProps {
  readonly lang: Lang;
  readonly lines: readonly RequestLine[];
  readonly now: Date;
}

/** Which requests came to me, and what did I decide? */
export function RequestList({ lang, lines, now }: ListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <DataTable<RequestLine>
        caption={t('caption')}
        captionHidden
        narrow="stack"
        rows={lines}
        keyOf={({ authorisation }) => authorisation}
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none-next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('name'),
            names: true,
            cell: ({ authorisation, name }) => (
              <Link href={fill(paths.requests.one, { id: authorisation })}>{name}</Link>
            ),
          },
          { head: t('service'), cell: ({ service }) => service },
          { head: t('sent'), cell: ({ sentAt }) => f.date(sentAt) },
          { head: t('state'), cell: (line) => <RequestState lang={lang} line={line} now={now} /> },
          {
            head: t('until'),
            cell: ({ validUntil }) => (validUntil === null ? '–' : f.date(validUntil)),
          },
        ]}
      />
    </>
  );
}

interface StateProps {
  readonly lang: Lang;
  readonly line: Pick<RequestLine, 'state' | 'waits' | 'validUntil' | 'maxTests'>;
  readonly now: Date;
}

/** How a request stands for who was asked. */
export function RequestState({ lang, line, now }: StateProps) {
  const t = wordsIn(lang);
  if (line.waits) return <Tag tone="active">{t('waits')}</Tag>;
  if (line.state === 'requested') return <Tag tone="muted">{t('lapsed')}</Tag>;
  return <StateTag state={standingOf(line, now, undefined)} look={standingLook(authorisationWords(lang))} />;
}
