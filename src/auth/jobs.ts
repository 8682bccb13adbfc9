import type { Ctx } from '../platform/context.js';
import type { Job } from '../platform/jobs.js';
import type { Notices } from './accounts/notices.js';
import { sweep } from './sign-in/store.js';

const DAY = 86_400_000;
const KEEP = { sessions: 30, signIns: 365, invitations: 365 } as const;

/** What accounts do by themselves: mails leave, and what is of no more use goes. */
export function authJobs(notices: Notices): Job[] {
  return [
    { name: 'auth.notices', when: '*/10 * * * * *', run: notices.send },
    { name: 'auth.sweep', when: '0 17 3 * * *', run: sweepOld },
  ];
}

/** Deletes guesses that are forgotten, sessions 30 days after their end, sign-ins and invitations after a year. */
function sweepOld(ctx: Ctx): Promise<number> {
  return ctx.inTx((ctx) => {
    const ago = (days: number): Date => new Date(ctx.clock.now().getTime() - days * DAY);
    return sweep(ctx.db, {
      guesses: ctx.clock.now(),
      sessions: ago(KEEP.sessions),
      signIns: ago(KEEP.signIns),
      invitations: ago(KEEP.invitations),
    });
  });
}
