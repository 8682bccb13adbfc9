import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';

/** What checking the requests that were sent found; `broken` names the first that does not hold, by its campaign, and why. */
export interface RequestState {
  readonly requests: number;
  readonly broken: { readonly campaign: string; readonly why: string } | null;
}

const Link = z.looseObject({
  authorisation: z.string(),
  bodyHash: z.string(),
  htmlHash: z.string(),
  pdfHash: z.string(),
});
const PARTS = ['body', 'html', 'pdf'] as const;

/** Checks every request that was sent: each of its files has the hash that stands beside it, and the log holds all three. */
export function verifyRequests(ctx: Ctx): Promise<RequestState> {
  return ctx.read(async (ctx) => {
    const links = await ctx.db
      .selectFrom('audit_link')
      .select('body')
      .where('what', '=', 'authorisation.request-kept')
      .execute();
    const logged = new Map(
      links.map(({ body }) => {
        const said = Link.parse(JSON.parse(body));
        return [said.authorisation, said] as const;
      }),
    );
    const ids = await ctx.db
      .selectFrom('sent_request')
      .select('authorisation')
      .orderBy('authorisation')
      .execute();
    for (const { authorisation } of ids) {
      const one = await ctx.db
        .selectFrom('sent_request')
        .selectAll()
        .where('authorisation', '=', authorisation)
        .executeTakeFirstOrThrow();
      const link = logged.get(authorisation);
      const broken = (why: string) => ({ requests: ids.length, broken: { campaign: one.campaign, why } });
      if (link === undefined) return broken('the log does not hold the request that was sent');
      for (const part of PARTS) {
        if (!sha256(one[part]).equals(one[`${part}_hash`]))
          return broken(`the ${part} of the request that was sent does not have its hash`);
        if (one[`${part}_hash`].toString('hex') !== link[`${part}Hash`])
          return broken(`the ${part} of the request that was sent is not the one in the log`);
      }
    }
    // What the log says was kept is there.
    const kept = new Set(ids.map(({ authorisation }) => authorisation));
    const gone = [...logged.keys()].find((id) => !kept.has(id));
    return gone === undefined
      ? { requests: ids.length, broken: null }
      : {
          requests: ids.length,
          broken: { campaign: '?', why: `the request of authorisation ${gone} is gone` },
        };
  });
}
