import { z } from 'zod';
import { holds, page, type RouteLine } from '../../auth/index.js';
import { findCampaign, stands, type Campaign } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { readPage } from '../../platform/listing.js';
import { mailDomainOf } from '../../platform/mail/index.js';
import { Problem } from '../../platform/problems.js';
import { toLocal } from '../../platform/dates.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { compose, type Outgoing } from '../dispatch/index.js';
import { isOfficeTime } from '../scheduling/index.js';
import type { RehearsalMeans } from './means.js';
import { DAYS, MessageView, RehearsalView, type Line } from './rehearsal-view.js';
import { needsOf, stopsOf, type RehearsalFacts } from './rules.js';
import type { Rehearsed } from './schema.js';
import { findOutgoing, findRehearsal, rehearsalSource, type Rehearsal } from './views.js';
import { wordsIn } from './words.js';

// Who is sent tells the arm: it is for who may see arms.
const can = 'arm.see';
const Query = z.object({
  dagen: z.coerce
    .number()
    .refine((days) => DAYS.some((one) => one === days))
    .catch(5),
  pagina: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** The dry run of a campaign and each message of it, for the campaign's own team. */
export function rehearsalPages(means: RehearsalMeans): RouteLine[] {
  return [
    page(paths.campaigns.dryRun, { can, query: Query }, (ctx, { params, query, lang }) =>
      showRun(ctx, means, lang, { ...query, id: params.id }),
    ),
    page(paths.dispatch.dryRun, { can }, (ctx, { params, lang }) => showMessage(ctx, means, lang, params.id)),
  ];
}

/** Whether who acts may know the employers of a campaign: in enforcement its team, else its fieldworkers. */
const mayName = (ctx: Ctx, { purpose }: Pick<Campaign, 'purpose'>): boolean =>
  purpose === 'enforcement' || holds(ctx.actor.roles, 'employer.see');

async function showRun(
  ctx: Ctx,
  means: RehearsalMeans,
  lang: Lang,
  asked: { readonly id: string; readonly dagen: number; readonly pagina: number },
) {
  const id = asId<'campaign'>(asked.id);
  const run = await findRehearsal(ctx, means.calendar, id, asked.dagen);
  const listed = await readPage(ctx, rehearsalSource(id, run.until), asked.pagina);
  const t = wordsIn(lang);
  return {
    title: t('title'),
    trail: trailOf(run.campaign, lang),
    content: (
      <RehearsalView
        lang={lang}
        path={fill(paths.campaigns.dryRun, { id })}
        days={asked.dagen}
        refusal={run.refusal}
        listed={{ ...listed, rows: listed.rows.map((row) => lineOf(row, run, means)) }}
        named={mayName(ctx, run.campaign)}
      />
    ),
  };
}

const trailOf = ({ id, name }: Campaign, lang: Lang) => [
  { label: wordsIn(lang)('campaigns'), href: paths.campaigns.list },
  { label: name, href: fill(paths.campaigns.one, { id }) },
];

/** The last look at the vacancy of an application. */
function lookOf({ withoutVacancy, verdict, checkedAt: at }: Rehearsed): RehearsalFacts['check'] {
  if (withoutVacancy) return 'none';
  return verdict === null || at === null ? null : { verdict, at };
}

function lineOf(row: Rehearsed, { authorisation }: Rehearsal, { calendar, routeOf }: RehearsalMeans): Line {
  const route = routeOf(mailDomainOf(row.fromAddress));
  const valid = authorisation !== null && stands(authorisation.state);
  const facts: RehearsalFacts = {
    ...row,
    officeTime: isOfficeTime(row.dueAt, calendar),
    covered: valid ? row.covered : null,
    authorisedFrom: valid ? authorisation.validFrom : null,
    authorisedUntil: valid ? authorisation.validUntil : null,
    closed: row.openUntil !== null && toLocal(row.dueAt).date >= row.openUntil,
    check: lookOf(row),
    hourly: row.byHand ? undefined : route.hourly,
  };
  return { ...row, route, stops: stopsOf(facts), needs: needsOf(facts) };
}

async function showMessage(ctx: Ctx, means: RehearsalMeans, lang: Lang, id: string) {
  const application = await findOutgoing(ctx, asId<'application'>(id));
  const campaign = await ctx.read((ctx) => findCampaign(ctx, application.campaign));
  if (!mayName(ctx, campaign)) throw new Problem('not-found');
  const t = wordsIn(lang);
  return {
    title: application.subject,
    trail: [
      ...trailOf(campaign, lang),
      { label: t('title'), href: fill(paths.campaigns.dryRun, { id: campaign.id }) },
    ],
    content: <MessageView lang={lang} {...await messageOf(application, means)} />,
  };
}

async function messageOf(application: Outgoing, { sign, printCv, routeOf }: RehearsalMeans) {
  const { raw, text, attachments } = await compose(application, { sign, printCv }, application.dueAt);
  const { fromName, fromAddress, toAddress, dueAt, formUrl } = application;
  return {
    ...{ fromName, fromAddress, toAddress, dueAt, formUrl, text },
    route: routeOf(mailDomainOf(fromAddress)),
    headers: raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('utf8').replaceAll('\r\n', '\n'),
    size: raw.length,
    files: attachments.map(({ filename, content }) => ({
      name: filename,
      size: content.length,
      hash: sha256(content).toString('hex'),
    })),
  };
}
