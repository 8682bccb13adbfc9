import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { paths, type Lang } from '../../web/index.js';
import { addressOf } from '../api/index.js';
import { may } from '../permissions.js';
import { form, page, type PageAnswer, type RouteLine } from '../route.js';
import { TokenBody } from './schema.js';
import { makeToken, revokeToken } from './service.js';
import { Tokens, type Offer } from './token-view.js';
import { listTokens } from './views.js';
import { wordsIn } from './words.js';

/** The page of one's own tokens; `lines` are those of the API, from which it offers what the actor may do. */
export function tokenPages(lines: readonly RouteLine[]): RouteLine[] {
  return [
    page(paths.tokens.list, { can: 'signed-in' }, (ctx, { lang }) => showTokens(ctx, lines, lang)),
    form(
      paths.tokens.make,
      {
        can: 'signed-in',
        body: TokenBody,
        again: (ctx, { body, lang }, faults) => showTokens(ctx, lines, lang, { faults, kept: body }),
      },
      async (ctx, { body, lang }) => {
        const made = await makeToken(ctx, body);
        return showTokens(ctx, lines, lang, { made });
      },
    ),
    form(paths.tokens.revoke, { can: 'signed-in' }, async (ctx, { params }) => {
      await revokeToken(ctx, asId<'api-token'>(params.id));
      return paths.tokens.list;
    }),
  ];
}

interface Shown {
  readonly made?: string;
  readonly faults?: readonly FieldFault[];
  readonly kept?: Readonly<Record<string, string>>;
}

async function showTokens(
  ctx: Ctx,
  lines: readonly RouteLine[],
  lang: Lang,
  { made, faults = [], kept = {} }: Shown = {},
): Promise<Pick<PageAnswer, 'title' | 'content'>> {
  return {
    title: wordsIn(lang)('tokens.title'),
    content: (
      <Tokens
        lang={lang}
        tokens={await listTokens(ctx)}
        offers={offersTo(ctx, lines)}
        today={ctx.clock.today()}
        made={made ?? null}
        faults={faults}
        kept={kept}
      />
    ),
  };
}

/** What the actor may do through the API, permission by permission. */
function offersTo(ctx: Ctx, lines: readonly RouteLine[]): Offer[] {
  const offers = new Map<Offer['scope'], string[]>();
  for (const line of lines) {
    const { can, method } = line;
    if (can === 'public' || can === 'signed-in' || !may(ctx.actor, can)) continue;
    offers.set(can, [...(offers.get(can) ?? []), `${method.toUpperCase()} ${addressOf(line)}`]);
  }
  return [...offers].map(([scope, opened]) => ({ scope, opens: opened }));
}
