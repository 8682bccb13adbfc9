import { z } from 'zod';
import { exportList, holds, listFilters, page, type RouteLine } from '../../auth/index.js';
import { asId } from '../../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../../platform/listing.js';
import type { Calendar } from '../../register/index.js';
import { Callout, fill, paths } from '../../web/index.js';
import { OUTBOX_SORTS, outboxSource, type OutboxFacts } from './list-source.js';
import { outboxColumns, OutboxList } from './outbox-list.js';
import { STANDS } from './schema.js';
import { findOutbox } from './views.js';
import { whyWord, wordsIn } from './words.js';

const can = 'test.read';
const OutboxQuery = z.object({
  ...listingFields(OUTBOX_SORTS),
  stand: z.enum(STANDS).optional().catch(undefined),
  sollicitatie: z.enum(['A', 'B']).optional().catch(undefined),
  verplaatst: z.enum(['ja', 'nee']).optional().catch(undefined),
});
type OutboxQuery = z.output<typeof OutboxQuery>;

const sourceOf = (facts: OutboxFacts, query: OutboxQuery) =>
  outboxSource(facts, listingOf(query, 'moment'), {
    stand: query.stand,
    position: query.sollicitatie === undefined ? undefined : query.sollicitatie === 'A' ? 1 : 2,
    moved: query.verplaatst === undefined ? undefined : query.verplaatst === 'ja',
  });

/** The outbox of a campaign and its export, for the campaign's own team. */
export function outboxPages(calendar: Calendar): RouteLine[] {
  return [
    page(paths.campaigns.outbox, { can, query: OutboxQuery }, async (ctx, { params, query, lang }) => {
      const id = asId<'campaign'>(params.id);
      const { campaign, facts } = await findOutbox(ctx, calendar, id);
      const path = fill(paths.campaigns.outbox, { id });
      const { roles } = ctx.actor;
      const t = wordsIn(lang);
      return {
        title: t('title'),
        trail: [
          { label: t('campaigns'), href: paths.campaigns.list },
          { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
        ],
        content: (
          <>
            <p class="lead">{t('lead')}</p>
            {facts.refusal !== null ? (
              <Callout tone="warn" title={t('held.title')}>
                <p>{whyWord(facts.refusal, lang)}</p>
              </Callout>
            ) : facts.office ? null : (
              <Callout title={t('office.title')} />
            )}
            <OutboxList
              lang={lang}
              listed={await readPage(ctx, sourceOf(facts, query), query.pagina ?? 1)}
              query={query}
              saved={await listFilters(ctx, path)}
              path={path}
              exports={fill(paths.exports.outbox, { id })}
              acts={{ settles: holds(roles, 'in-doubt.settle'), checks: holds(roles, 'vacancy.check') }}
            />
          </>
        ),
      };
    }),
    exportList(
      paths.exports.outbox,
      { can, query: OutboxQuery, list: 'outbox' },
      async (ctx, { params, query, lang }) => {
        const id = asId<'campaign'>(params.id);
        const { campaign, facts } = await findOutbox(ctx, calendar, id);
        return {
          name: wordsIn(lang)('title'),
          campaign: id,
          ...(await readAll(ctx, sourceOf(facts, query))),
          columns: outboxColumns(lang, campaign.purpose === 'enforcement'),
        };
      },
    ),
  ];
}
