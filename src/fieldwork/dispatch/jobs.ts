import type { Job } from '../../platform/jobs.js';
import type { Dispatch } from './service.js';

/** What sends by itself: promotion of what is due, sending, and recovery of what a dead server left. */
export function dispatchJobs(dispatch: Dispatch): Job[] {
  return [
    { name: 'dispatch.promote', when: '*/10 * * * * *', run: dispatch.promote },
    { name: 'dispatch.send', when: '5-59/10 * * * * *', run: dispatch.send },
    { name: 'dispatch.recover', when: '30 * * * * *', run: (ctx) => dispatch.recover(ctx, false) },
  ];
}
