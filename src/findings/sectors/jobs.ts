import type { Job } from '../../platform/jobs.js';
import { publishClosed } from './service.js';

/** Publishes the figures of campaigns that closed before this product could. */
export function sectorJobs(): Job[] {
  return [{ name: 'findings.publish', when: '15 */10 * * * *', run: publishClosed }];
}
