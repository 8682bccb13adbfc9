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
  withQuery,
  type FileColumn,
  type Lang,
  type ListAddress,
  type StateLook,
  type Tone,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { letterOf, numberOf } from '../scheduling/looks.js';
import { STANDS, type OutboxLine, type Stand } from './schema.js';
import { whyWord, wordsIn } from './words.js';

const TONES: Readonly<Record<Stand, Tone>> = {
  planned: 'muted',
  held: 'warn',
  due: 'neutral',
  deferred: 'warn',
  sending: 'active',
  'to-fill-in': 'active',
  'filling-in': 'active',
  'in-doubt': 'warn',
  sent: 'good',
  bounced: 'bad',
  refused: 'bad',
  'not-sent': 'bad',
  cancelled: 'bad',
};

function lookOf(lang: Lang): StateLook<Stand> {
  const t = wordsIn(lang);
  const look = (stand: Stand) => ({ tone: TONES[stand], word: t(`stand.${stand}`) });
  return {
    planned: look('planned'),
    held: look('held'),
    due: look('due'),
    deferred: look('deferred'),
    sending: look('sending'),
    'to-fill-in': look('to-fill-in'),
    'filling-in': look('filling-in'),
    'in-doubt': look('in-doubt'),
    sent: look('sent'),
    bounced: look('bounced'),
    refused: look('refused'),
    'not-sent': look('not-sent'),
    cancelled: look('cancelled'),
  };
}

/** What the reader may do about a line. */
export interface Acts {
  readonly settles: boolean;
  readonly checks: boolean;
}

interface OutboxListProps {
  readonly lang: Lang;
  readonly listed: Listed<OutboxLine>;
  readonly query: ListAddress;
  readonly saved: readonly SavedFilter[];
  readonly path: string;
  readonly exports: string;
  readonly acts: Acts;
}

/** Every application of a campaign with where it stands, without arms. */
export function OutboxList({ lang, listed, query, saved, path, exports, acts }: OutboxListProps) {
  const t = wordsIn(lang);
  return (
    <ListTable<OutboxLine>
      id="verzending"
      caption={t('caption')}
      path={path}
      query={query}
      sort="moment"
      textLabel={t('filter')}
      choices={[
        {
          name: 'stand',
          label: t('stand'),
          choices: STANDS.map((value) => ({ value, label: t(`stand.${value}`) })),
        },
        {
          name: 'sollicitatie',
          label: t('application'),
          choices: [
            { value: 'A', label: 'A' },
            { value: 'B', label: 'B' },
          ],
        },
        {
          name: 'verplaatst',
          label: t('moved'),
          choices: [
            { value: 'ja', label: t('moved.yes') },
            { value: 'nee', label: t('moved.no') },
          ],
        },
      ]}
      listed={listed}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title={t('empty')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      }
      saved={saved}
      exports={exports}
      kinds={['dispatch']}
      columns={columnsOf(lang, acts)}
    />
  );
}

/** What explains a line, sentence by sentence. */
function explain(line: OutboxLine, lang: Lang): string[] {
  const t = wordsIn(lang);
  const { stand, why, replyCode, nextAt, moved } = line;
  const said = replyCode !== null && (stand === 'deferred' || stand === 'refused');
  return [
    ...(why === null ? [] : [whyWord(why, lang)]),
    ...(said ? [t('said', { code: replyCode })] : []),
    ...(stand === 'deferred' && nextAt !== null
      ? [t('next-at', { at: formatterFor(lang).dateTime(nextAt) })]
      : []),
    ...(moved && stand === 'planned' ? [t('is-moved')] : []),
  ];
}

function columnsOf(lang: Lang, acts: Acts) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    {
      head: t('test'),
      sort: 'test',
      names: true,
      cell: (line: OutboxLine) => (
        <Link href={fill(paths.tests.one, { id: line.test })}>
          {numberOf(line.ordinal)}&nbsp;{letterOf(line)}
        </Link>
      ),
    },
    { head: t('vacancy'), cell: ({ vacancyTitle }: OutboxLine) => shownTitle(vacancyTitle, lang) ?? '—' },
    {
      head: t('stand'),
      cell: ({ stand }: OutboxLine) => <StateTag state={stand} look={lookOf(lang)} />,
    },
    { head: t('why'), cell: (line: OutboxLine) => <Why lang={lang} line={line} acts={acts} /> },
    { head: t('moment'), sort: 'moment', cell: ({ dueAt }: OutboxLine) => f.dateTime(dueAt) },
    {
      head: t('left'),
      cell: ({ sentAt }: OutboxLine) => (sentAt === null ? '–' : f.dateTime(sentAt)),
    },
  ];
}

function Why({ lang, line, acts }: { readonly lang: Lang; readonly line: OutboxLine; readonly acts: Acts }) {
  const t = wordsIn(lang);
  const words = explain(line, lang).join(' ');
  if (line.stand === 'in-doubt' && acts.settles)
    return <Link href={withQuery(paths.dispatch.queue, { bericht: line.id })}>{t('settle')}</Link>;
  if (line.why === 'vacancy-unchecked' && line.stand === 'held' && acts.checks)
    return (
      <>
        {words} <Link href={paths.vacancies.list}>{t('check')}</Link>
      </>
    );
  if (line.byHand && line.stand !== 'in-doubt')
    return (
      <>
        {words} <Link href={fill(paths.forms.one, { id: line.id })}>{t('by-hand')}</Link>
      </>
    );
  return <>{words === '' ? '–' : words}</>;
}

/**
 * The columns of the list as a file. A vacancy's title can name its employer, so it leaves the product in enforcement only
 * (`named`); what a server said leaves as its code alone.
 */
export function outboxColumns(lang: Lang, named: boolean): FileColumn<OutboxLine>[] {
  const t = wordsIn(lang);
  return [
    { head: t('test'), cell: ({ ordinal }) => numberOf(ordinal) },
    { head: t('application'), cell: letterOf },
    ...(named
      ? [{ head: t('vacancy'), cell: ({ vacancyTitle }: OutboxLine) => shownTitle(vacancyTitle, lang) }]
      : []),
    { head: t('stand'), cell: ({ stand }) => t(`stand.${stand}`) },
    // How a sending in doubt was settled stands in a person's own words.
    {
      head: t('why'),
      cell: ({ why, stand }) => (why === null || stand === 'not-sent' ? null : whyWord(why, lang)),
    },
    { head: t('way'), cell: ({ byHand }) => t(byHand ? 'way.form' : 'way.mail') },
    { head: t('moment'), cell: ({ dueAt }) => dueAt },
    { head: t('moved'), cell: ({ moved }) => t(moved ? 'moved.yes' : 'moved.no') },
    { head: t('left'), cell: ({ sentAt }) => sentAt },
    { head: t('tries'), cell: ({ attempts }) => attempts },
    { head: t('code'), cell: ({ replyCode }) => replyCode },
  ];
}
