import { download, form, page, type RouteLine } from '../../auth/index.js';
import {
  findAuthorisation,
  findCampaign,
  insistMember,
  type Campaign,
  type CampaignId,
} from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import {
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  SubmitButton,
  SummaryList,
  type Lang,
} from '../../web/index.js';
import { mayReport, shownTotals } from './rules.js';
import type { ActionReportLine, ActionTotals } from './schema.js';
import type { ActionReports } from './service.js';
import { countDone, findOwnReport, findReport, findReports } from './views.js';
import { wordsIn } from './words.js';

const idOf = (params: { readonly id: string }): CampaignId => asId<'campaign'>(params.id);

/** The page of the reports of action of an authorisation, and the files of each. */
export function actionPages(reports: ActionReports): RouteLine[] {
  const can = 'authorisation.report';
  return [
    page(paths.authorisations.actions, { can }, async (ctx, { params, lang }) => {
      const t = wordsIn(lang);
      const facts = await findFacts(ctx, idOf(params));
      const id = facts.campaign.id;
      return {
        title: t('title'),
        trail: [
          { label: facts.campaign.name, href: fill(paths.campaigns.one, { id }) },
          { label: t('authorisation'), href: fill(paths.authorisations.one, { id }) },
        ],
        content: <ActionsView lang={lang} facts={facts} />,
      };
    }),
    form(paths.authorisations.actions, { can }, async (ctx, { params }) => {
      await reports.make(ctx, idOf(params));
      return fill(paths.authorisations.actions, { id: params.id });
    }),
    download(paths.authorisations.actionsPdf, { can }, async (ctx, { params }) => ({
      name: `verslag-${params.number}.pdf`,
      type: 'application/pdf',
      text: (await findOwn(ctx, params)).pdf,
    })),
    download(paths.authorisations.actionsHtml, { can }, async (ctx, { params }) => ({
      name: `verslag-${params.number}.html`,
      type: 'text/html; charset=utf-8',
      text: (await findOwn(ctx, params)).html,
    })),
    download(paths.authorisations.actionsJson, { can }, async (ctx, { params }) => ({
      name: `verslag-${params.number}.json`,
      type: 'application/json',
      text: (await findOwn(ctx, params)).body,
    })),
  ];
}

/** The reports of action of an authorisation, for the magistrate who gave it. */
export function ownReportFiles(): RouteLine[] {
  const can = 'request.read-own';
  const find = (ctx: Ctx, params: { readonly id: string; readonly number: string }) =>
    ctx.read((ctx) => findOwnReport(ctx, params.id, numberIn(params)));
  return [
    download(paths.requests.reportPdf, { can }, async (ctx, { params }) => ({
      name: `verslag-${params.number}.pdf`,
      type: 'application/pdf',
      text: (await find(ctx, params)).pdf,
    })),
    download(paths.requests.reportHtml, { can }, async (ctx, { params }) => ({
      name: `verslag-${params.number}.html`,
      type: 'text/html; charset=utf-8',
      text: (await find(ctx, params)).html,
    })),
    download(paths.requests.reportJson, { can }, async (ctx, { params }) => ({
      name: `verslag-${params.number}.json`,
      type: 'application/json',
      text: (await find(ctx, params)).body,
    })),
  ];
}

const numberIn = ({ number }: { readonly number: string }): number =>
  /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;

function findOwn(ctx: Ctx, params: { readonly id: string; readonly number: string }) {
  return ctx.read((ctx) => findReport(ctx, idOf(params), numberIn(params)));
}

interface ActionsFacts {
  readonly campaign: Campaign;
  readonly decided: boolean;
  readonly totals: ActionTotals;
  readonly made: readonly ActionReportLine[];
}

function findFacts(ctx: Ctx, id: CampaignId): Promise<ActionsFacts> {
  return ctx.read(async (ctx) => {
    await insistMember(ctx, id);
    return {
      campaign: await findCampaign(ctx, id),
      decided: mayReport(await findAuthorisation(ctx, id)).allowed,
      totals: await countDone(ctx, id),
      made: await findReports(ctx, id),
    };
  });
}

/** What was done, and what was told of it? */
function ActionsView({ lang, facts }: { readonly lang: Lang; readonly facts: ActionsFacts }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, decided, totals, made } = facts;
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <SummaryList
        items={shownTotals(campaign.purpose).map((name) => ({
          term: t(`now.${name}`),
          value: f.number(totals[name]),
        }))}
      />
      <h2>{t('make.title')}</h2>
      <p>{t(decided ? 'make.what' : 'make.undecided')}</p>
      {decided ? (
        <PostForm action={fill(paths.authorisations.actions, { id: campaign.id })}>
          <SubmitButton>{t('make')}</SubmitButton>
        </PostForm>
      ) : null}
      <h2>{t('made.title')}</h2>
      {made.length === 0 ? (
        <EmptyState title={t('made.none')}>
          <p>{t('made.none-next')}</p>
        </EmptyState>
      ) : (
        made.map((one) => <Made key={one.number} lang={lang} id={campaign.id} one={one} />)
      )}
    </>
  );
}

interface MadeProps {
  readonly lang: Lang;
  readonly id: CampaignId;
  readonly one: ActionReportLine;
}

/** A report to take along. */
function Made({ lang, id, one }: MadeProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const files = [
    ['pdf', paths.authorisations.actionsPdf],
    ['html', paths.authorisations.actionsHtml],
    ['json', paths.authorisations.actionsJson],
  ] as const;
  const number = String(one.number);
  return (
    <section>
      <h3>{t('made.number', { number })}</h3>
      <p>{t('made.by', { maker: one.maker, when: f.dateTime(one.madeAt) })}</p>
      <ul>
        {files.map(([kind, path]) => (
          <li key={kind}>
            <Link
              href={fill(path, { id, number })}
            >{`${t('made.number', { number })}, ${t(`made.${kind}`)}`}</Link>
          </li>
        ))}
      </ul>
      <p>
        {t('made.hash')} <code class="breaks">{one.pdfHash.toString('hex')}</code>
      </p>
    </section>
  );
}
