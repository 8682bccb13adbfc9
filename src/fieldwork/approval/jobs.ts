import type { Job } from '../../platform/jobs.js';
import type { Approval } from './service.js';

/** Soon after an approval it goes who was tested; by night the marks that no cap asks for any more. */
export function approvalJobs({ erase, forget }: Approval): Job[] {
  return [
    { name: 'approval.erase', when: '50 * * * * *', run: erase },
    { name: 'approval.forget', when: '0 40 3 * * *', run: forget },
  ];
}
