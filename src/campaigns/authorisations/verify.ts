import type { Ctx } from '../../platform/context.js';
import { checkKept, type KeptState } from '../kept-papers.js';

/** Checks every request that was sent against its hashes and the log. */
export function verifyRequests(ctx: Ctx): Promise<KeptState> {
  return ctx.read(async (ctx) => {
    const ids = await ctx.db
      .selectFrom('sent_request')
      .select('authorisation')
      .orderBy('authorisation')
      .execute();
    return checkKept(ctx, {
      name: 'request that was sent',
      what: 'authorisation.request-kept',
      keyOf: ({ authorisation }) => String(authorisation),
      keys: ids.map(({ authorisation }) => authorisation),
      read: (authorisation) =>
        ctx.db
          .selectFrom('sent_request')
          .selectAll()
          .where('authorisation', '=', authorisation)
          .executeTakeFirstOrThrow(),
    });
  });
}
