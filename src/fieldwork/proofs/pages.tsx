import { download, page, type RouteLine } from '../../auth/index.js';
import { findCampaign, insistMember, type Campaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { Callout, DataTable, EmptyState, fill, formatterFor, paths, type Lang } from '../../web/index.js';
import { mayProve } from './rules.js';
import type { Provable } from './schema.js';
import { proveEmployer, type OpenSeed } from './service.js';
import { listProvable } from './views.js';
import { wordsIn } from './words.js';

const can = 'evidence.prove';

/** The employers of a campaign that makes a case of one, and the proof of each, for its own team. */
export function proofPages(openSeed: OpenSeed): RouteLine[] {
  return [
    page(paths.campaigns.proofs, { can }, (ctx, { params, lang }) =>
      ctx.read(async (ctx) => {
        const campaign = await findCampaign(ctx, asId<'campaign'>(params.id));
        await insistMember(ctx, campaign.id);
        const t = wordsIn(lang);
        const open = mayProve(campaign.purpose, { tests: 0, closed: 0 }).allowed;
        return {
          title: t('title'),
          trail: [
            { label: t('campaigns'), href: paths.campaigns.list },
            { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
          ],
          content: open ? (
            <ProofsView lang={lang} campaign={campaign} employers={await listProvable(ctx, campaign.id)} />
          ) : (
            <Callout tone="neutral" title={t('wall')} />
          ),
        };
      }),
    ),
    download(paths.campaigns.proof, { can }, async (ctx, { params }) => ({
      name: `proof-${params.kbo}.json`,
      type: 'application/json',
      text: `${await proveEmployer(ctx, openSeed, asId<'campaign'>(params.id), params.kbo)}\n`,
    })),
  ];
}

interface ProofsProps {
  readonly lang: Lang;
  readonly campaign: Campaign;
  readonly employers: readonly Provable[];
}

function ProofsView({ lang, campaign: { id, purpose }, employers }: ProofsProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('how')}</p>
      <p>{t('logged')}</p>
      <DataTable<Provable>
        caption={t('caption')}
        rows={employers}
        keyOf={({ kbo }) => kbo}
        narrow="stack"
        empty={
          <EmptyState title={t('none')}>
            <p>{t('none.next')}</p>
          </EmptyState>
        }
        columns={[
          { head: t('employer'), names: true, cell: ({ name }) => name },
          { head: t('tests'), align: 'right', cell: ({ tests }) => f.number(tests) },
          { head: t('closed'), align: 'right', cell: ({ closed }) => f.number(closed) },
          {
            head: t('file'),
            cell: (one) =>
              mayProve(purpose, one).allowed ? (
                <a href={fill(paths.campaigns.proof, { id, kbo: one.kbo })}>{t('file.get')}</a>
              ) : (
                t('file.wait')
              ),
          },
        ]}
      />
    </>
  );
}
