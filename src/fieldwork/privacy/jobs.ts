import type { Job } from '../../platform/jobs.js';
import type { Privacy } from './service.js';

/** By night what is past its term is erased, with a report; names leave the text of answers soon after their pair counts. */
export function privacyJobs(privacy: Privacy): Job[] {
  return [
    { name: 'privacy.terms', when: '0 20 3 * * *', run: privacy.applyTerms },
    { name: 'privacy.names', when: '25 */5 * * * *', run: privacy.hideNames },
  ];
}
