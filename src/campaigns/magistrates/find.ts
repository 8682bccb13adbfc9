import { holds } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { wordPrefixes } from '../../platform/search-text.js';
import { isNamed } from '../../register/index.js';
import { fill, inEveryLang, paths, type Hit } from '../../web/index.js';
import { listOwnRequests } from './views.js';
import { wordsIn } from './words.js';

/** Requests that were addressed to who acts, by the name of what they are about. */
export async function find(ctx: Ctx, text: string): Promise<Hit[]> {
  if (wordPrefixes(text) === null || !holds(ctx.actor.roles, 'request.read-own')) return [];
  const lines = await ctx.read(listOwnRequests);
  return lines
    .filter(({ name }) =>
      isNamed(
        inEveryLang(() => name),
        text,
      ),
    )
    .map(({ authorisation, name, service, waits }) => ({
      group: 'request',
      title: inEveryLang(() => name),
      detail: inEveryLang((lang) => (waits ? wordsIn(lang)('waits') : service)),
      href: fill(paths.requests.one, { id: authorisation }),
    }));
}
