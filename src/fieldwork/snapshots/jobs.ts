import type { Job } from '../../platform/jobs.js';
import type { Snapshots } from './service.js';

/** Seals kept pages under a new key, so that an old one can be put away. */
export function snapshotJobs(snapshots: Snapshots): Job[] {
  return [{ name: 'snapshots.reseal', when: '38 * * * * *', run: snapshots.reseal }];
}
