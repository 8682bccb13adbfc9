import { holds } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { wordPrefixes } from '../platform/search-text.js';
import { isNamed } from '../register/index.js';
import { fill, HITS_SHOWN, inEveryLang, paths, type Hit } from '../web/index.js';
import { listFlags } from './flags/index.js';
import { findNames, nameOf } from './names.js';

/** Flags by their sector, ground or campaign, among those that this actor may see; one more than is shown. */
export async function find(ctx: Ctx, text: string): Promise<Hit[]> {
  if (wordPrefixes(text) === null || !holds(ctx.actor.roles, 'flag.read')) return [];
  const names = await findNames(ctx);
  const flags = (await listFlags(ctx)).filter((flag) => {
    const about = (lang: 'nl' | 'en') =>
      [
        nameOf(names.sectors, flag.sector, lang),
        nameOf(names.grounds, flag.ground, lang),
        flag.campaignName,
      ].join(' ');
    return isNamed({ nl: about('nl'), en: about('en') }, text);
  });
  return flags.slice(0, HITS_SHOWN + 1).map((flag) => ({
    group: 'flag',
    title: inEveryLang(
      (lang) => `${nameOf(names.sectors, flag.sector, lang)}, ${nameOf(names.grounds, flag.ground, lang)}`,
    ),
    detail: inEveryLang(() => flag.campaignName),
    href: fill(paths.flags.one, { id: flag.id }),
  }));
}
