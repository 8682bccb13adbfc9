import type { ShownRoute } from '../../platform/mail/index.js';
import type { Listed } from '../../platform/listing.js';
import {
  Callout,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  Pagination,
  paths,
  PlainText,
  Select,
  SubmitButton,
  SummaryList,
  Tag,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { letterOf, numberOf } from '../scheduling/looks.js';
import type { Need, Stop } from './rules.js';
import type { Rehearsed } from './schema.js';
import { whyWord } from '../outbox/index.js';
import { wordsIn } from './words.js';

/** One application with what was asked about it. */
export interface Line extends Rehearsed {
  readonly stops: readonly Stop[];
  readonly needs: readonly Need[];
  readonly route: ShownRoute;
}

export interface RehearsalProps {
  readonly lang: Lang;
  readonly path: string;
  readonly days: number;
  readonly refusal: string | null;
  readonly listed: Listed<Line>;
  /** Whether the reader may know the employer, and so read the message. */
  readonly named: boolean;
}

export const DAYS = [1, 3, 5, 10] as const;

/** What would leave in the coming working days? */
export function RehearsalView(props: RehearsalProps) {
  const { lang, path, days, refusal, listed } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('safe')}</p>
      {refusal === null ? null : (
        <Callout tone="warn" title={t('held.title')}>
          <p>{whyWord(refusal, lang)}</p>
        </Callout>
      )}
      <form method="get" action={path}>
        <Select
          name="dagen"
          label={t('days')}
          value={String(days)}
          choices={DAYS.map((value) => ({ value: String(value), label: String(value) }))}
        />
        <SubmitButton tone="secondary">{t('look')}</SubmitButton>
      </form>
      <h2>{t('caption')}</h2>
      <DataTable<Line>
        caption={t('caption')}
        captionHidden
        columns={columnsOf(props)}
        rows={listed.rows}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('empty')}>
            <p>{t('empty.next')}</p>
          </EmptyState>
        }
      />
      <Pagination
        page={listed.page}
        pages={listed.pages}
        hrefOf={(page) => withQuery(path, { dagen: days, pagina: page === 1 ? undefined : page })}
      />
    </>
  );
}

function columnsOf({ lang, named }: RehearsalProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    {
      head: t('test'),
      names: true,
      cell: (line: Line) => (
        <Link href={fill(paths.tests.one, { id: line.test })}>
          {numberOf(line.ordinal)}&nbsp;{letterOf(line)}
        </Link>
      ),
    },
    { head: t('moment'), cell: ({ dueAt }: Line) => f.dateTime(dueAt) },
    {
      head: t('from'),
      cell: ({ fromName, fromAddress }: Line) => (
        <>
          {fromName} <code>{fromAddress}</code>
        </>
      ),
    },
    {
      head: t('to'),
      cell: ({ toAddress, vacancyTitle }: Line) =>
        named ? (
          <>
            {shownTitle(vacancyTitle, lang)} <code>{toAddress}</code>
          </>
        ) : (
          <>
            {shownTitle(vacancyTitle, lang)} <span class="soft">({t('to.hidden')})</span>
          </>
        ),
    },
    {
      head: t('route'),
      cell: ({ route, byHand }: Line) => (byHand ? t('route.by-hand') : routeWords(route, lang)),
    },
    {
      head: t('verdict'),
      cell: (line: Line) => (
        <>
          <Verdict lang={lang} line={line} />{' '}
          {named ? (
            <Link href={fill(paths.dispatch.dryRun, { id: line.id })}>
              {t('message')}
              <span class="visually-hidden">
                : {numberOf(line.ordinal)} {letterOf(line)}
              </span>
            </Link>
          ) : null}
        </>
      ),
    },
  ];
}

function Verdict({ lang, line: { stops, needs } }: { readonly lang: Lang; readonly line: Line }) {
  const t = wordsIn(lang);
  const said = [...stops.map((stop) => stopWord(stop, lang)), ...needs.map((need) => t(`need.${need}`))];
  return (
    <>
      {stops.length > 0 ? (
        <Tag tone="bad">{t('no')}</Tag>
      ) : (
        <Tag tone={needs.length > 0 ? 'warn' : 'good'}>{t(needs.length > 0 ? 'if' : 'yes')}</Tag>
      )}{' '}
      {said.join(' ')}
    </>
  );
}

function stopWord(stop: Stop, lang: Lang): string {
  switch (stop) {
    case 'identity-retired':
    case 'ground-gone':
    case 'identity-unreleased':
    case 'employer-cools':
    case 'template-cools':
    case 'identity-cools':
      return whyWord(stop, lang);
    default:
      return wordsIn(lang)(`stop.${stop}`);
  }
}

function routeWords({ host, port, tls, signed }: ShownRoute, lang: Lang): string {
  const t = wordsIn(lang);
  return `${host}:${port}, ${t(`route.${tls}`)}, ${t(signed ? 'route.signed' : 'route.unsigned')}`;
}

export interface MessageProps {
  readonly lang: Lang;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly dueAt: Date;
  /** The web form into which a person copies it; null where it goes by mail. */
  readonly formUrl: string | null;
  readonly route: ShownRoute;
  readonly headers: string;
  readonly text: string;
  readonly size: number;
  readonly files: readonly { readonly name: string; readonly size: number; readonly hash: string }[];
}

/** One message as it would leave. */
export function MessageView(props: MessageProps) {
  const { lang, files, formUrl } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p>{t('safe')}</p>
      <SummaryList
        items={[
          { term: t('moment'), value: f.dateTime(props.dueAt) },
          { term: t('from'), value: `${props.fromName} <${props.fromAddress}>` },
          { term: t('to'), value: formUrl ?? props.toAddress },
          { term: t('route'), value: formUrl === null ? routeWords(props.route, lang) : t('route.by-hand') },
        ]}
      />
      <p class="soft">{t('as-planned')}</p>
      <h2>{t('headers')}</h2>
      <pre class="example">{props.headers}</pre>
      <h2>{t('text')}</h2>
      <PlainText text={props.text} />
      <h2>{t('files')}</h2>
      {files.length === 0 ? (
        <p>{t('files.none')}</p>
      ) : (
        <SummaryList
          items={files.flatMap(({ name, size, hash }) => [
            { term: t('file'), value: name },
            { term: t('size'), value: f.number(size) },
            { term: t('hash'), value: <code>{hash}</code> },
          ])}
        />
      )}
      <p>{t('whole', { size: f.number(props.size) })}</p>
    </>
  );
}
