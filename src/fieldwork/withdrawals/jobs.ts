import type { Job } from '../../platform/jobs.js';
import type { Withdrawals } from './service.js';

/** What happens to withdrawals by itself: sending off what nobody decided on in time, sending what was decided on, and recovery of what a dead server left. */
export function withdrawalJobs(withdrawals: Withdrawals): Job[] {
  return [
    { name: 'withdrawals.send-undecided', when: '25 * * * * *', run: withdrawals.sendUndecided },
    { name: 'withdrawals.send', when: '*/5 * * * * *', run: withdrawals.send },
    { name: 'withdrawals.recover', when: '40 * * * * *', run: (ctx) => withdrawals.recover(ctx, false) },
  ];
}
