import type { Ctx } from '../../platform/context.js';
import { checkKept, type KeptState } from '../kept-papers.js';

/** Checks every decision of a magistrate against its hashes and the log. */
export function verifyDecisions(ctx: Ctx): Promise<KeptState> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('magistrate_decision')
      .select(['authorisation', 'number'])
      .orderBy('authorisation')
      .orderBy('number')
      .execute();
    return checkKept(ctx, {
      name: 'decision of a magistrate',
      what: 'authorisation.decision-kept',
      keyOf: ({ authorisation, number }) => `${String(authorisation)}/${String(number)}`,
      keys: rows.map(({ authorisation, number }) => `${authorisation}/${number}`),
      read: (key) => {
        const [authorisation = '', number = ''] = key.split('/');
        return ctx.db
          .selectFrom('magistrate_decision')
          .selectAll()
          .where('authorisation', '=', authorisation)
          .where('number', '=', Number(number))
          .executeTakeFirstOrThrow();
      },
    });
  });
}
