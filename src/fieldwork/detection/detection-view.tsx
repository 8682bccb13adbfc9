import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  EmptyState,
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
  TextArea,
  type Column,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import type { ScenarioDetection, SuspicionView } from './schema.js';
import { wordsIn } from './words.js';

interface PageProps {
  readonly lang: Lang;
  readonly open: readonly SuspicionView[];
  readonly cleared: readonly SuspicionView[];
  readonly scenarios: readonly ScenarioDetection[];
}

/** Who suspects something, what was decided, and how often each scenario is seen through. */
export function DetectionPage({ lang, open, cleared, scenarios }: PageProps) {
  const t = wordsIn(lang);
  const columns = columnsIn(lang);
  const when = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('how')}</p>
      <h2>{t('open')}</h2>
      <DataTable
        caption={t('open')}
        captionHidden
        columns={[
          ...columns,
          { head: t('column.waiting'), align: 'right', cell: ({ waiting }) => when.number(waiting, 0) },
        ]}
        rows={open}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('open.none')}>
            <p>{t('open.none.next')}</p>
          </EmptyState>
        }
      />
      <h2>{t('scenarios')}</h2>
      <DataTable
        caption={t('scenarios')}
        captionHidden
        columns={scenarioColumns(lang)}
        rows={scenarios}
        keyOf={({ scenario }) => scenario}
        empty={<p>{t('scenarios.none')}</p>}
      />
      <h2>{t('cleared')}</h2>
      <DataTable
        caption={t('cleared')}
        captionHidden
        columns={[
          ...columns,
          {
            head: t('column.cleared'),
            cell: ({ clearedAt }) => (clearedAt === null ? '–' : when.dateTime(clearedAt)),
          },
        ]}
        rows={cleared}
        keyOf={({ id }) => id}
        empty={<p>{t('cleared.none')}</p>}
      />
    </>
  );
}

function columnsIn(lang: Lang): Column<SuspicionView>[] {
  const t = wordsIn(lang);
  const when = formatterFor(lang);
  return [
    {
      head: t('column.vacancy'),
      names: true,
      cell: ({ id, vacancyTitle }) => (
        <Link href={fill(paths.suspicions.one, { id })}>{shownTitle(vacancyTitle, lang)}</Link>
      ),
    },
    { head: t('column.campaign'), cell: ({ campaignName }) => campaignName },
    { head: t('column.source'), cell: ({ source }) => t(`source.${source}`) },
    { head: t('column.raised'), cell: ({ raisedAt }) => when.dateTime(raisedAt) },
  ];
}

function scenarioColumns(lang: Lang): Column<ScenarioDetection>[] {
  const t = wordsIn(lang);
  const { number } = formatterFor(lang);
  return [
    { head: t('column.scenario'), names: true, cell: ({ scenario }) => scenario },
    { head: t('column.sent'), align: 'right', cell: ({ sent }) => number(sent, 0) },
    { head: t('column.suspicions'), align: 'right', cell: ({ suspicions }) => number(suspicions, 0) },
    { head: t('column.open'), align: 'right', cell: ({ open }) => number(open, 0) },
    {
      head: t('column.share'),
      align: 'right',
      cell: ({ suspicions, sent }) => (sent === 0 ? '–' : number((100 * suspicions) / sent, 1)),
    },
  ];
}

interface OneProps {
  readonly lang: Lang;
  readonly suspicion: SuspicionView;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** One suspicion: what raised it, what waits, and the decision. */
export function SuspicionPage({ lang, suspicion, faults, kept }: OneProps) {
  const t = wordsIn(lang);
  const when = formatterFor(lang);
  const { id, campaign, campaignName, test, note, clearedAt, clearedReason } = suspicion;
  const vacancyTitle = shownTitle(suspicion.vacancyTitle, lang);
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={faults} />
      <SummaryList
        items={[
          {
            term: t('column.vacancy'),
            value: vacancyTitle,
            change: { href: fill(paths.tests.one, { id: test }), label: t('test'), of: vacancyTitle },
          },
          {
            term: t('column.campaign'),
            value: <Link href={fill(paths.campaigns.one, { id: campaign })}>{campaignName}</Link>,
          },
          { term: t('column.source'), value: t(`source.${suspicion.source}`) },
          { term: t('column.raised'), value: when.dateTime(suspicion.raisedAt) },
          { term: t('waiting'), value: when.number(suspicion.waiting, 0) },
        ]}
      />
      {note === null ? null : (
        <>
          <h2>{t('note')}</h2>
          <PlainText text={note} />
        </>
      )}
      {clearedAt === null ? (
        <>
          <h2>{t('clear.title')}</h2>
          <p>{t('clear.what')}</p>
          <p>{t('clear.instead')}</p>
          <PostForm action={fill(paths.suspicions.clear, { id })}>
            <TextArea
              name="reason"
              label={t('clear.reason')}
              hint={t('clear.reason.hint')}
              value={kept['reason']}
              error={faultOf(faults, 'reason')}
            />
            <SubmitButton>{t('clear.verb')}</SubmitButton>
          </PostForm>
        </>
      ) : (
        <Callout tone="neutral" title={t('cleared.title', { when: when.dateTime(clearedAt) })}>
          <PlainText text={clearedReason ?? ''} />
        </Callout>
      )}
    </>
  );
}
