import { download, form, holds, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import { canonicalJson, type Json } from '../../platform/canonical.js';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import type { Named } from '../names.js';
import type { CampaignId } from '../schema.js';
import type { CampaignUseCases } from '../service.js';
import { findCampaign, findSeal, isMember } from '../views.js';
import { AmendmentsView } from './amendment-view.js';
import { mayAmend } from './rules.js';
import { StatementBody, VoidBody } from './schema.js';
import { printSeal } from './seal-paper.js';
import { portable } from './signing.js';
import { findAmendments } from './views.js';
import { wordsIn } from './words.js';

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
type Sectors = (ctx: Ctx) => Promise<readonly Named[]>;

const unknownTests = fault({
  nl: 'Een van deze nummers staat niet (meer) in het plan.',
  en: 'One of these numbers is not in the plan (any more).',
  fr: 'Un de ces numéros n’est pas ou plus dans le plan.',
});

/** The sealed plan with its amendments: the page, the two ways to amend, and the files to take along. */
export function amendmentPages(campaigns: CampaignUseCases, sectors: Sectors): RouteLine[] {
  const again = (
    ctx: Ctx,
    { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
    faults: readonly FieldFault[],
  ) => showAmendments(ctx, sectors, asId<'campaign'>(params.id), lang, { faults, kept: body });
  const back = (id: string) => fill(paths.campaigns.amendments, { id });
  return [
    page(paths.campaigns.amendments, { can: 'campaign.read' }, (ctx, { params, lang }) =>
      showAmendments(ctx, sectors, asId<'campaign'>(params.id), lang, { faults: [], kept: {} }),
    ),
    form(
      paths.campaigns.voidTests,
      { can: 'campaign.seal', body: VoidBody, again },
      async (ctx, { params, body }) => {
        // People number tests from 1, plans from 0.
        const ordinals = body.numbers.map((number) => number - 1);
        await nameField('numbers', () =>
          campaigns.amend(ctx, asId<'campaign'>(params.id), {
            kind: 'void-tests',
            ordinals,
            reason: body.voidReason,
          }),
        );
        return back(params.id);
      },
    ),
    form(
      paths.campaigns.stateChange,
      { can: 'campaign.seal', body: StatementBody, again },
      async (ctx, { params, body }) => {
        await campaigns.amend(ctx, asId<'campaign'>(params.id), {
          kind: 'statement',
          text: body.text,
          reason: body.statementReason,
        });
        return back(params.id);
      },
    ),
    ...sealFiles(),
  ];
}

function sealFiles(): RouteLine[] {
  return [
    download(paths.campaigns.sealJson, { can: 'campaign.read' }, async (ctx, { params }) => {
      const { campaign, seal, amendments } = await findSealed(ctx, asId<'campaign'>(params.id));
      const value: Json = {
        campaign: campaign.id,
        seal: { body: seal.body, hash: seal.hash.toString('hex'), signature: portable(seal.signed) },
        amendments: amendments.map((one) => ({
          body: one.body,
          previous: one.previous.toString('hex'),
          hash: one.hash.toString('hex'),
          signature: portable(one.signed),
          reason: one.reason,
        })),
      };
      return {
        name: `seal-${campaign.id}.json`,
        type: 'application/json',
        text: `${canonicalJson(value)}\n`,
      };
    }),
    download(paths.campaigns.sealPdf, { can: 'campaign.read' }, async (ctx, { params, lang }) => {
      const sealed = await findSealed(ctx, asId<'campaign'>(params.id));
      return {
        name: `seal-${sealed.campaign.id}.pdf`,
        type: 'application/pdf',
        text: await printSeal(sealed, lang),
      };
    }),
  ];
}

/** A sealed campaign with its amendments. Throws not-found, not-sealed */
function findSealed(ctx: Ctx, id: CampaignId) {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const seal = await findSeal(ctx, id);
    if (seal === null) throw new Problem('not-sealed');
    return { campaign, seal, amendments: await findAmendments(ctx, id) };
  });
}

/** A number that no test has is a fault of its field. */
async function nameField(field: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Problem && error.code === 'amendment-unknown-tests')
      throw new Problem(error.code, error.detail, [{ field, message: unknownTests }]);
    throw error;
  }
}

async function showAmendments(
  ctx: Ctx,
  sectors: Sectors,
  id: CampaignId,
  lang: Lang,
  input: Input,
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  const t = wordsIn(lang);
  const names = await sectors(ctx);
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const acts = holds(ctx.actor.roles, 'campaign.seal') && (await isMember(ctx, id));
    const { id: actor } = ctx.actor;
    return {
      title: t('title'),
      trail: [
        { label: t('campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: (
        <AmendmentsView
          lang={lang}
          campaign={campaign}
          sealed={(await findSeal(ctx, id)) !== null}
          amendments={await findAmendments(ctx, id)}
          sectors={names}
          may={{
            void: acts && mayAmend(campaign, 'void-tests', actor).allowed,
            state: acts && mayAmend(campaign, 'statement', actor).allowed,
          }}
          {...input}
        />
      ),
    };
  });
}
