import type { Job } from '../../../platform/jobs.js';
import { sweepAnswers } from './service.js';

/** What the API does by itself: forgetting answers that need not be given again. */
export function apiJobs(): Job[] {
  return [{ name: 'api.sweep', when: '15 7 * * * *', run: sweepAnswers }];
}
