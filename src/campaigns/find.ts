import { sql } from 'kysely';
import { holds } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { wordPrefixes } from '../platform/search-text.js';
import { fill, HITS_SHOWN, inEveryLang, paths, type Hit } from '../web/index.js';
import type { CampaignId, CampaignState, Purpose } from './schema.js';
import { wordsIn } from './words.js';

/** Of a word that more campaigns carry than this, some are shown; the page says that there are more. */
const MOST_SORTED = 1_000;

/** Campaigns of which the name holds every word typed, by its beginning; one more than is shown. */
export async function find(ctx: Ctx, text: string): Promise<Hit[]> {
  const words = wordPrefixes(text);
  if (words === null || !holds(ctx.actor.roles, 'campaign.read')) return [];
  const found = await ctx.read((ctx) =>
    sql<{
      id: CampaignId;
      name: string;
      state: CampaignState;
      purpose: Purpose;
    }>`with named as materialized (
        select id, name, state, purpose from campaign
        where id in (select campaigns_named(${words}, ${MOST_SORTED})))
      select id, name, state, purpose from named order by lower(name) collate "C", id limit ${HITS_SHOWN + 1}`.execute(
      ctx.db,
    ),
  );
  return found.rows.map(({ id, name, state, purpose }) => ({
    group: 'campaign',
    title: inEveryLang(() => name),
    detail: inEveryLang((lang) => {
      const t = wordsIn(lang);
      return `${t(`purpose.${purpose}`)}, ${t(`state.${state}`)}`;
    }),
    href: fill(paths.campaigns.one, { id }),
  }));
}
