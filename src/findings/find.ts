import { holds } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { wordPrefixes } from '../platform/search-text.js';
import { isNamed } from '../register/index.js';
import { fill, HITS_SHOWN, inEveryLang, paths, type Hit, type Lang } from '../web/index.js';
import { listFlags, listPublishedFlags } from './flags/index.js';
import { findNames, groundName, nameOf } from './names.js';

/**
 * Flags by their sector, ground or campaign, of the actor's own campaigns that ended or published; one more than is shown.
 * Of a campaign that runs a hit would be a look at its evidence, which has a page that logs it.
 */
export async function find(ctx: Ctx, text: string): Promise<Hit[]> {
  if (wordPrefixes(text) === null || !holds(ctx.actor.roles, 'flag.read')) return [];
  const names = await findNames(ctx);
  const flags = [...(await listFlags(ctx, { ended: true })), ...(await listPublishedFlags(ctx))].filter(
    (flag) => {
      const about = (lang: Lang) =>
        [nameOf(names.sectors, flag.sector, lang), groundName(names, flag, lang), flag.campaignName].join(
          ' ',
        );
      return isNamed(inEveryLang(about), text);
    },
  );
  return flags.slice(0, HITS_SHOWN + 1).map((flag) => ({
    group: 'flag',
    title: inEveryLang(
      (lang) => `${nameOf(names.sectors, flag.sector, lang)}, ${groundName(names, flag, lang)}`,
    ),
    detail: inEveryLang(() => flag.campaignName),
    href: fill(paths.flags.one, { id: flag.id }),
  }));
}
