import { z } from 'zod';
import { exportList, holds, listFilters, page, type RouteLine } from '../../auth/index.js';
import { findCampaign, insistMember, type Campaign, type CampaignId } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import type { Ctx } from '../../platform/context.js';
import { findSectors, type NamedCode } from '../../register/index.js';
import {
  Card,
  CardGrid,
  fill,
  Link,
  paths,
  StateTag,
  SummaryList,
  Timeline,
  useFormat,
  withQuery,
  type Lang,
  type TimelineEvent,
  type Tone,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { TEST_SORTS, testSource } from './list-source.js';
import { singleWordsIn } from './single-words.js';
import { lookOf, numberOf, sectorName } from './looks.js';
import { APPLICATION_STATES } from './schema.js';
import { testColumns, TestList } from './test-list.js';
import { findTest, type ApplicationView, type TestView } from './views.js';
import { wordOr, wordsIn, type Say } from './words.js';

const ListQuery = z.object({
  ...listingFields(TEST_SORTS),
  sector: z.string().min(1).max(60).optional().catch(undefined),
  a: z.enum(APPLICATION_STATES).optional().catch(undefined),
  b: z.enum(APPLICATION_STATES).optional().catch(undefined),
});
type ListQuery = z.output<typeof ListQuery>;

const sourceOf = (campaign: CampaignId, query: ListQuery) =>
  testSource(campaign, listingOf(query, 'test'), { sector: query.sector, first: query.a, second: query.b });

/** A campaign for its own team. Throws `not-found` to everybody else. */
function findOwnCampaign(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  return ctx.read(async (ctx) => {
    await insistMember(ctx, id);
    return findCampaign(ctx, id);
  });
}

/** The pages of tests, for the campaign's own team: those of a campaign without their arms, and one test with both applications on one time axis. */
export function testPages(): RouteLine[] {
  return [
    page(
      paths.campaigns.tests,
      { can: 'test.read', query: ListQuery },
      async (ctx, { params, query, lang }) => {
        const id = asId<'campaign'>(params.id);
        const campaign = await findOwnCampaign(ctx, id);
        const path = fill(paths.campaigns.tests, { id });
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
              listed={await readPage(ctx, sourceOf(id, query), query.pagina ?? 1)}
              query={query}
              sectors={await findSectors(ctx)}
              own={campaign.cells.map(({ sector }) => sector)}
              single={campaign.design === 'single'}
              saved={await listFilters(ctx, path)}
              path={path}
              exports={fill(paths.exports.tests, { id })}
            />
          ),
        };
      },
    ),
    exportList(
      paths.exports.tests,
      { can: 'test.read', query: ListQuery, list: 'tests' },
      async (ctx, { params, query, lang }) => {
        const id = asId<'campaign'>(params.id);
        const campaign = await findOwnCampaign(ctx, id);
        return {
          name: wordsIn(lang)('tests.title'),
          campaign: id,
          ...(await readAll(ctx, sourceOf(id, query))),
          columns: testColumns(lang, await findSectors(ctx), {
            named: campaign.purpose === 'enforcement',
            single: campaign.design === 'single',
          }),
        };
      },
    ),
    page(paths.tests.one, { can: 'test.read' }, async (ctx, { params, lang }) => {
      const { roles } = ctx.actor;
      const test = await findTest(ctx, asId<'test'>(params.id), {
        seeAny: holds(roles, 'test.see-any'),
        seeArms: holds(roles, 'arm.see'),
        seeEmployer: holds(roles, 'employer.see'),
      });
      const t = wordsIn(lang);
      return {
        title: t('test.title', {
          ordinal: numberOf(test.ordinal),
          vacancy: shownTitle(test.vacancyTitle, lang) ?? t('test.erased'),
        }),
        trail: [
          { label: t('test.campaigns'), href: paths.campaigns.list },
          { label: test.campaignName, href: fill(paths.campaigns.one, { id: test.campaign }) },
          { label: t('tests.title'), href: fill(paths.campaigns.tests, { id: test.campaign }) },
        ],
        content: (
          <TestPage
            lang={lang}
            test={test}
            sectors={await findSectors(ctx)}
            now={ctx.clock.now()}
            uploads={holds(roles, 'answer.upload')}
            suspects={holds(roles, 'detection.handle')}
          />
        ),
      };
    }),
  ];
}

interface TestPageProps {
  readonly lang: Lang;
  readonly test: TestView;
  readonly sectors: readonly NamedCode[];
  readonly now: Date;
  /** Whether the reader may bring in an answer to it. */
  readonly uploads: boolean;
  /** Whether the reader may note a suspicion about it. */
  readonly suspects: boolean;
}

/** What happened with this test? */
function TestPage({ lang, test, sectors, now, uploads, suspects }: TestPageProps) {
  const t = wordsIn(lang);
  const single = test.applications.length === 1;
  const [a, b] = single ? [singleWordsIn(lang)('one'), ''] : [t('test.A'), t('test.B')];
  const axis = single ? singleWordsIn(lang)('axis') : t('test.axis');
  const events = test.applications.flatMap((application) => eventsOf(application, t, now));
  return (
    <>
      <p class="lead">{single ? singleWordsIn(lang)('test.lead') : t('test.lead')}</p>
      <SummaryList
        items={[
          { term: t('test.sector'), value: sectorName(sectors, test.sector, lang) },
          { term: t('test.vacancy'), value: shownTitle(test.vacancyTitle, lang) ?? t('test.erased') },
          {
            term: t('test.employer'),
            value: test.employer ?? (
              <span class="soft">
                {t(test.vacancyTitle === null ? 'test.employer-erased' : 'test.employer-hidden')}
              </span>
            ),
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
      {uploads ? (
        <p>
          <Link href={withQuery(paths.uploads.add, { test: test.id })}>{t('test.upload')}</Link>
        </p>
      ) : null}
      {suspects ? (
        <p>
          <Link href={fill(paths.tests.suspect, { id: test.id })}>{t('test.suspect')}</Link>
        </p>
      ) : null}
      <h2>{axis}</h2>
      <Timeline caption={axis} first={a} second={b} events={events} />
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
