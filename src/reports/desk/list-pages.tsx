import {
  Callout,
  Card,
  CardGrid,
  EmptyState,
  Link,
  StateTag,
  SummaryList,
  Tabs,
  Tag,
  useFormat,
  useLang,
  withQuery,
  type StateLook,
} from '../../web/index.js';
import { diffDays, type DateOnly } from '../../platform/dates.js';
import type { Answer, Told } from '../intake/answered.js';
import { intakeTranslator } from '../intake/words.js';
import { channelPaths, deskReportPath } from '../paths.js';
import { runningClock, type Life } from '../rules.js';
import type { Status } from '../schema.js';
import type { Named } from '../intake/step-form.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame, useDeskT } from './frame.js';
import type { DeskList } from './service.js';
import type { Visitor } from './session.js';
import type { Surge } from './surge.js';
import { deskTranslator, type DeskT } from './words.js';

const MOST_PAGES = 10_000;

/** GET /dienst: the reports, the one that is due first at the top. */
export async function listPage(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const closed = asked.query('status') === 'afgesloten';
  const page = /^\d{1,4}$/.test(asked.query('pagina')) ? Number(asked.query('pagina')) : 0;
  return listTold(means, asked, visitor, closed, Math.min(page, MOST_PAGES));
}

/** POST /dienst: another language, or signing out. */
export async function takeNav(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  if (asked.form.fields['actie'] !== 'af') return { to: channelPaths.desk };
  await means.desk.signOut(visitor);
  const t = deskTranslator(asked.lang);
  return {
    status: 200,
    title: t('sign.left'),
    content: <p class="lead">{t('sign.left.text')}</p>,
    cookies: [
      { name: 'opname', value: null },
      { name: 'dienst', value: null },
    ],
    leave: true,
    languages: false,
  };
}

async function listTold(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  closed: boolean,
  page: number,
): Promise<Told> {
  const list = await means.desk.list(visitor, closed, page);
  return {
    status: 200,
    title: deskTranslator(asked.lang)('list.title'),
    content: <ListView list={list} closed={closed} page={page} sectors={means.sectors(asked.lang)} />,
  };
}

/** How a report is called: the first letters of its random id. */
export const nameOfReport = (id: string): string => id.slice(0, 8).toUpperCase();

/** How each status is shown. */
export const statusLook = (t: DeskT): StateLook<Exclude<Status, 'draft'>> => ({
  sent: { tone: 'warn', word: t('status.sent') },
  acknowledged: { tone: 'neutral', word: t('status.acknowledged') },
  'in-progress': { tone: 'active', word: t('status.in-progress') },
  forwarded: { tone: 'muted', word: t('status.forwarded') },
  closed: { tone: 'good', word: t('status.closed') },
});

interface ClockProps {
  readonly life: Life;
  readonly today: DateOnly;
  /** Until when the clock stands still. */
  readonly pausedUntil: DateOnly | null;
}

/** The clock that runs, in words: what is due, when, and how long that still is; or until when it stands still. */
export function ClockLine({ life, today, pausedUntil }: ClockProps) {
  const t = useDeskT();
  const f = useFormat();
  const clock = runningClock(life);
  if (clock === null) return <p class="soft">{t('list.no-clock')}</p>;
  if (pausedUntil !== null && clock.what === 'feedback')
    return (
      <p>
        {t('pause.clock', { day: f.date(clock.by) })}{' '}
        <Tag tone="muted">{t('pause.still', { day: f.date(pausedUntil) })}</Tag>
      </p>
    );
  const left = diffDays(today, clock.by);
  const words =
    left === 0
      ? t('list.today')
      : left > 0
        ? t('list.left', { count: left })
        : t('list.late', { count: -left });
  return (
    <p>
      {t(`list.${clock.what}`, { day: f.date(clock.by) })}{' '}
      <Tag tone={left < 0 ? 'bad' : left <= 2 ? 'warn' : 'neutral'}>{words}</Tag>
    </p>
  );
}

interface ListProps {
  readonly list: DeskList;
  readonly closed: boolean;
  readonly page: number;
  readonly sectors: readonly Named[];
}

function ListView({ list, closed, page, sectors }: ListProps) {
  const t = useDeskT();
  const tabs = [
    { href: channelPaths.desk, label: t('list.open'), current: !closed },
    { href: addressOf(true, 0), label: t('list.closed'), current: closed },
  ];
  return (
    <DeskFrame current="list">
      {list.room === 'enough' ? null : <Callout tone="bad" title={t(`room.${list.room}`)} />}
      {list.surges.length === 0 ? null : <Surges surges={list.surges} />}
      <WaitingCard waiting={list.waiting} />
      <Tabs label={t('list.which')} tabs={tabs} />
      {list.reports.length === 0 ? (
        <EmptyState title={t(closed ? 'list.none.closed' : 'list.none')} />
      ) : (
        <CardGrid>
          {list.reports.map((report) => (
            <ReportCard key={report.id} report={report} today={list.today} sectors={sectors} />
          ))}
        </CardGrid>
      )}
      {page === 0 && !list.more ? null : (
        <nav class="confirm-acts" aria-label={t('list.pages')}>
          {page > 0 ? <Link href={addressOf(closed, page - 1)}>{t('list.previous')}</Link> : null}
          {list.more ? <Link href={addressOf(closed, page + 1)}>{t('list.next')}</Link> : null}
        </nav>
      )}
    </DeskFrame>
  );
}

/** What waits, before the list: a home card of the desk. */
function WaitingCard({ waiting }: { readonly waiting: DeskList['waiting'] }) {
  const t = useDeskT();
  return (
    <SummaryList
      items={[
        { term: t('waiting.acknowledge'), value: String(waiting.toAcknowledge) },
        { term: t('waiting.soon'), value: String(waiting.feedbackSoon) },
        { term: t('waiting.late'), value: String(waiting.late) },
        { term: t('waiting.answered'), value: String(waiting.answered) },
      ]}
    />
  );
}

const addressOf = (closed: boolean, page: number): string =>
  withQuery(channelPaths.desk, {
    ...(closed ? { status: 'afgesloten' } : {}),
    ...(page > 0 ? { pagina: String(page) } : {}),
  });

function ReportCard({
  report,
  today,
  sectors,
}: {
  readonly report: DeskList['reports'][number];
  readonly today: DateOnly;
  readonly sectors: readonly Named[];
}) {
  const t = useDeskT();
  const f = useFormat();
  const say = intakeTranslator(useLang());
  const { status } = report;
  const sector = sectors.find(({ code }) => code === report.sector)?.name;
  const kind = report.kind === null ? '' : say(`who.${report.kind}`);
  return (
    <Card
      title={t('list.name', { code: nameOfReport(report.id) })}
      href={deskReportPath(report.id)}
      aside={status === 'draft' ? null : <StateTag state={status} look={statusLook(t)} />}
    >
      <p>
        {kind}
        {sector === undefined ? '' : `, ${sector}`}
      </p>
      <p class="soft">{t('list.sent', { day: f.date(report.sentOn ?? '') })}</p>
      <ClockLine life={report} today={today} pausedUntil={report.pausedUntil} />
      {report.unseen === 0 ? null : (
        <p>
          <Tag tone="active">{t('list.new', { count: report.unseen })}</Tag>
        </p>
      )}
      <p class="soft">
        {report.handlerName === '' ? t('list.no-handler') : t('list.handler', { name: report.handlerName })}
      </p>
    </Card>
  );
}

/** Days on which far more came in than usual: told by their numbers alone, with how to look at them. */
function Surges({ surges }: { readonly surges: readonly Surge[] }) {
  const t = useDeskT();
  const f = useFormat();
  return (
    <Callout tone="warn" title={t('surge.title')}>
      <ul>
        {surges.map(({ day, count }) => (
          <li key={day}>{t('surge.day', { day: f.date(day), number: count })}</li>
        ))}
      </ul>
      <p>{t('surge.text')}</p>
    </Callout>
  );
}
