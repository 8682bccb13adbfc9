import type { VNode } from 'preact';
import { z } from 'zod';
import { form, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import { findCampaign, findStanding, insistMember, mayActIn, type Campaign } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Callout, fill, paths, withQuery, type Lang } from '../../web/index.js';
import { IdentitiesView, NoCandidates, PAIRS_SHOWN } from './identity-view.js';
import { OnePair, type Sent } from './one-pair.js';
import { drewAny, mayRelease, mayVoid } from './rules.js';
import { ReleaseBody, RetireBody } from './schema.js';
import { releaseIncrement, retireCandidate } from './service.js';
import { findChecked, findOverview, findPair, findPairs } from './views.js';
import { wordsIn } from './words.js';

const count = (most: number) => z.coerce.number().int().min(0).max(most).optional().catch(undefined);
const Query = z.object({
  aanvulling: count(100_000),
  pagina: count(1_000_000),
  paar: count(10_000_000),
  gedaan: z.enum(['vrij', 'weg']).optional().catch(undefined),
});
type Query = z.output<typeof Query>;
const NOTHING: Sent = { faults: [], kept: {} };
const can = 'identity.release';
type OriginName = (code: string, lang: Lang) => string;

/** The made-up candidates of a campaign for its own team: to look at, to release, to take out of use. */
export function identityPages(originName: OriginName): RouteLine[] {
  return [
    page(paths.campaigns.identities, { can, query: Query }, (ctx, { params, query, lang }) =>
      show(ctx, lang, params.id, query, originName, NOTHING),
    ),
    form(paths.campaigns.releaseIdentities, { can, body: ReleaseBody }, async (ctx, { params, body }) => {
      const id = asId<'campaign'>(params.id);
      await releaseIncrement(ctx, id, body.increment);
      return withQuery(fill(paths.campaigns.identities, { id }), {
        aanvulling: body.increment,
        gedaan: 'vrij',
      });
    }),
    form(
      paths.campaigns.retireIdentity,
      {
        can,
        body: RetireBody,
        again: (ctx, { params, body, lang }, faults) =>
          show(ctx, lang, params.id, Query.parse({ paar: body['pair'] }), originName, {
            faults,
            kept: body,
          }),
      },
      async (ctx, { params, body }) => {
        const id = asId<'campaign'>(params.id);
        await retireCandidate(ctx, id, body.pair, body.arm, body.note);
        return withQuery(fill(paths.campaigns.identities, { id }), { paar: body.pair, gedaan: 'weg' });
      },
    ),
  ];
}

function show(
  ctx: Ctx,
  lang: Lang,
  id: string,
  query: Query,
  originName: OriginName,
  sent: Sent,
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, asId<'campaign'>(id));
    await insistMember(ctx, campaign.id);
    const { paar } = query;
    if (paar === undefined)
      return framed(lang, campaign, query, await showAll(ctx, lang, campaign, query, originName));
    const pair = await findPair(ctx, campaign.id, paar);
    const may = mayVoid(await findStanding(ctx, campaign.id)).allowed;
    const view = (
      <OnePair lang={lang} campaign={id} pair={pair} originName={originName} may={may} {...sent} />
    );
    return framed(lang, campaign, query, view);
  });
}

async function showAll(
  ctx: ReadCtx,
  lang: Lang,
  campaign: Campaign,
  query: Query,
  originName: OriginName,
): Promise<VNode> {
  const { id, state } = campaign;
  const increments = await findChecked(ctx, id);
  // What waits is shown first; else what was drawn last.
  const waiting = increments.find(({ releasedAt }) => releasedAt === null);
  const chosen = increments.find(({ number }) => number === query.aanvulling) ?? waiting ?? increments.at(-1);
  if (chosen === undefined) return <NoCandidates lang={lang} />;
  const page = Math.min(Math.max(query.pagina ?? 1, 1), Math.ceil(chosen.pairs / PAIRS_SHOWN));
  const { number } = chosen;
  const skip = (page - 1) * PAIRS_SHOWN;
  return (
    <IdentitiesView
      lang={lang}
      campaign={id}
      increments={increments}
      chosen={chosen}
      overview={await findOverview(ctx, id, number)}
      pairs={await findPairs(ctx, id, { increment: number, skip, most: PAIRS_SHOWN })}
      page={page}
      originName={originName}
      own={drewAny(increments, ctx.actor.id)}
      may={
        mayActIn(await findStanding(ctx, id)).allowed &&
        mayRelease(chosen, increments, state, ctx.actor.id).allowed
      }
    />
  );
}

function framed(lang: Lang, campaign: Campaign, { gedaan }: Query, view: VNode) {
  const t = wordsIn(lang);
  return {
    title: t('title'),
    trail: [
      { label: t('campaigns'), href: paths.campaigns.list },
      { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
    ],
    content: (
      <>
        {gedaan === undefined ? null : <Callout tone="good" title={t(`done.${gedaan}`)} />}
        {view}
      </>
    ),
  };
}
