import { z } from 'zod';
import { holds, page, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { findSectors, type NamedCode } from '../../register/index.js';
import {
  Card,
  CardGrid,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  StateTag,
  SummaryList,
  Timeline,
  useFormat,
  withQuery,
  type Lang,
  type StateLook,
  type TimelineEvent,
  type Tone,
} from '../../web/index.js';
import type { ApplicationState } from './schema.js';
import { findTest, listTests, type ApplicationView, type TestLine, type TestView } from './views.js';
import { wordOr, wordsIn, type Say } from './words.js';

const LINES = 25;
const ListQuery = z.object({ na: z.coerce.number().int().min(0).max(1e9).optional().catch(undefined) });

/** The pages of tests: those of a campaign without their arms, and one test with both applications on one time axis. */
export function testPages(): RouteLine[] {
  return [
    page(
      paths.campaigns.tests,
      { can: 'test.read', query: ListQuery },
      async (ctx, { params, query, lang }) => {
        const id = asId<'campaign'>(params.id);
        const campaign = await ctx.read((ctx) => findCampaign(ctx, id));
        const after = query.na ?? -1;
        // One more than is shown tells whether there is a next page.
        const lines = await listTests(ctx, id, after, LINES + 1);
        const t = wordsIn(lang);
        return {
          title: t('tests.title'),
          trail: [
            { label: t('test.campaigns'), href: paths.campaigns.list },
            { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
          ],
          content: (
            <TestList
              lang={lang}
              lines={lines}
              sectors={await findSectors(ctx)}
              address={fill(paths.campaigns.tests, { id })}
              first={after < 0}
            />
          ),
        };
      },
    ),
    page(paths.tests.one, { can: 'test.read' }, async (ctx, { params, lang }) => {
      const { roles } = ctx.actor;
      const test = await findTest(ctx, asId<'test'>(params.id), {
        seeArms: holds(roles, 'arm.see'),
        seeEmployer: holds(roles, 'employer.see'),
      });
      const t = wordsIn(lang);
      return {
        title: t('test.title', { ordinal: numberOf(test.ordinal), vacancy: test.vacancyTitle }),
        trail: [
          { label: t('test.campaigns'), href: paths.campaigns.list },
          { label: test.campaignName, href: fill(paths.campaigns.one, { id: test.campaign }) },
          { label: t('tests.title'), href: fill(paths.campaigns.tests, { id: test.campaign }) },
        ],
        content: <TestPage lang={lang} test={test} sectors={await findSectors(ctx)} now={ctx.clock.now()} />,
      };
    }),
  ];
}

/** Plans number from 0, people from 1. */
const numberOf = (ordinal: number): number => ordinal + 1;

const TONES: Readonly<Record<ApplicationState, Tone>> = {
  planned: 'muted',
  due: 'neutral',
  sending: 'active',
  sent: 'good',
  refused: 'bad',
  'in-doubt': 'warn',
  'not-sent': 'bad',
  cancelled: 'bad',
};

function lookOf(t: Say): StateLook<ApplicationState> {
  const look = (state: ApplicationState) => ({ tone: TONES[state], word: t(`state.${state}`) });
  return {
    planned: look('planned'),
    due: look('due'),
    sending: look('sending'),
    sent: look('sent'),
    refused: look('refused'),
    'in-doubt': look('in-doubt'),
    'not-sent': look('not-sent'),
    cancelled: look('cancelled'),
  };
}

const sectorName = (sectors: readonly NamedCode[], code: string, lang: Lang): string =>
  sectors.find((one) => one.code === code)?.[lang] ?? code;

interface TestListProps {
  readonly lang: Lang;
  readonly lines: readonly TestLine[];
  readonly sectors: readonly NamedCode[];
  readonly address: string;
  /** True on the first page of the list. */
  readonly first: boolean;
}

function TestList({ lang, lines, sectors, address, first }: TestListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const shown = lines.slice(0, LINES);
  const last = shown[shown.length - 1];
  return (
    <>
      <p class="lead">{t('tests.lead')}</p>
      <DataTable<TestLine>
        caption={t('tests.caption')}
        rows={shown}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t(first ? 'tests.empty' : 'tests.none-further')}>
            {first ? <p>{t('tests.empty-next')}</p> : null}
          </EmptyState>
        }
        columns={[
          {
            head: t('tests.number'),
            cell: ({ id, ordinal }) => <Link href={fill(paths.tests.one, { id })}>{numberOf(ordinal)}</Link>,
            names: true,
          },
          { head: t('test.vacancy'), cell: ({ vacancyTitle }) => vacancyTitle },
          { head: t('test.sector'), cell: ({ sector }) => sectorName(sectors, sector, lang) },
          { head: t('test.A'), cell: ({ first: state }) => <StateTag state={state} look={lookOf(t)} /> },
          { head: t('test.B'), cell: ({ second }) => <StateTag state={second} look={lookOf(t)} /> },
          { head: t('tests.due'), cell: ({ due }) => f.dateTime(due) },
        ]}
      />
      <p>
        {first ? null : <Link href={address}>{t('tests.first')}</Link>}
        {first || lines.length <= LINES ? null : ' · '}
        {lines.length > LINES && last !== undefined ? (
          <Link href={withQuery(address, { na: last.ordinal })}>{t('tests.next')}</Link>
        ) : null}
      </p>
    </>
  );
}

interface TestPageProps {
  readonly lang: Lang;
  readonly test: TestView;
  readonly sectors: readonly NamedCode[];
  readonly now: Date;
}

/** What happened with this pair? */
function TestPage({ lang, test, sectors, now }: TestPageProps) {
  const t = wordsIn(lang);
  const [a, b] = [t('test.A'), t('test.B')];
  const events = test.applications.flatMap((application) => eventsOf(application, t, now));
  return (
    <>
      <p class="lead">{t('test.lead')}</p>
      <SummaryList
        items={[
          { term: t('test.sector'), value: sectorName(sectors, test.sector, lang) },
          { term: t('test.vacancy'), value: test.vacancyTitle },
          {
            term: t('test.employer'),
            value: test.employer ?? <span class="soft">{t('test.employer-hidden')}</span>,
          },
        ]}
      />
      <CardGrid>
        {test.applications.map((application) => (
          <ApplicationCard
            key={application.id}
            t={t}
            application={application}
            title={application.position === 1 ? a : b}
          />
        ))}
      </CardGrid>
      {test.applications.some(({ arm }) => arm === null) ? <p class="soft">{t('test.arms-hidden')}</p> : null}
      <h2>{t('test.axis')}</h2>
      <Timeline caption={t('test.axis')} first={a} second={b} events={events} />
    </>
  );
}

function ApplicationCard({
  t,
  application,
  title,
}: {
  readonly t: Say;
  readonly application: ApplicationView;
  readonly title: string;
}) {
  const { colon } = useFormat();
  const { arm, name, state, stateReason } = application;
  return (
    <Card title={title} aside={<StateTag state={state} look={lookOf(t)} />}>
      {stateReason === null ? null : <p>{wordOr(t, 'reason', stateReason)}</p>}
      {arm === null ? null : (
        <p>
          {t('test.profile')}
          {colon}
          <strong>{t(`test.${arm}`)}</strong>
        </p>
      )}
      {name === null ? null : (
        <p>
          {t('test.name')}
          {colon}
          {name}
        </p>
      )}
    </Card>
  );
}

/** Everything that happened to an application, and what is still to come, as moments on its side of the axis. */
function eventsOf(application: ApplicationView, t: Say, now: Date): TimelineEvent[] {
  const side = application.position === 1 ? 'first' : 'second';
  const planned = application.events.find(({ kind }) => kind === 'planned');
  const moved = planned !== undefined && application.dueAt.getTime() !== planned.at.getTime();
  const moments = application.events.map(({ at, kind, detail }): TimelineEvent => {
    const known = kind === 'attempt' ? wordOr(t, 'attempt', detail ?? 'open') : t(`event.${kind}`);
    const says = kind === 'coded' || kind === 'outcome';
    return {
      at,
      side,
      title: known,
      tone: toneOf(kind, detail),
      planned: at > now,
      ...(says && detail !== null ? { detail: <p>{wordOr(t, 'code', detail)}</p> } : {}),
    };
  });
  return moved
    ? [...moments, { at: application.dueAt, side, title: t('event.due'), planned: application.dueAt > now }]
    : moments;
}

function toneOf(kind: ApplicationView['events'][number]['kind'], detail: string | null): Tone {
  if (kind === 'sent') return 'active';
  if (kind === 'attempt') return detail === 'refused' || detail === 'settled-not-sent' ? 'bad' : 'warn';
  if (kind === 'planned' || kind === 'window-end') return 'muted';
  return 'neutral';
}
