import type { Job } from '../../platform/jobs.js';
import type { CandidateCalls } from './service.js';

/** What follows a call, where the server that took its record could not do it at once. */
export function candidateCallJobs(calls: CandidateCalls): Job[] {
  return [{ name: 'candidate-calls.follow', when: '15,45 * * * * *', run: (ctx) => calls.follow(ctx) }];
}
