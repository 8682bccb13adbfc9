import type { Job } from '../../platform/jobs.js';
import type { Responses } from './service.js';

/** What happens to answers by itself: matching, and fixing outcomes when windows end. */
export function responseJobs(responses: Responses): Job[] {
  return [
    { name: 'responses.process', when: '*/5 * * * * *', run: responses.process },
    { name: 'responses.close-windows', when: '15 * * * * *', run: responses.closeWindows },
  ];
}
