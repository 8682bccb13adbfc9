import { checkKept, type KeptState } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';

/** Checks every report of action against its hashes and the log. */
export function verifyActionReports(ctx: Ctx): Promise<KeptState> {
  return ctx.read(async (ctx) => {
    const made = await ctx.db
      .selectFrom('action_report')
      .select(['authorisation', 'number'])
      .orderBy('authorisation')
      .orderBy('number')
      .execute();
    return checkKept(ctx, {
      name: 'report of action',
      what: 'authorisation.actions-reported',
      keyOf: ({ authorisation, number }) => `${String(authorisation)}/${String(number)}`,
      keys: made.map(({ authorisation, number }) => `${authorisation}/${number}`),
      read: (key) => {
        const [authorisation = '', number = ''] = key.split('/');
        return ctx.db
          .selectFrom('action_report')
          .selectAll()
          .where('authorisation', '=', authorisation)
          .where('number', '=', Number(number))
          .executeTakeFirstOrThrow();
      },
    });
  });
}
