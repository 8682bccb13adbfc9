import type { Job } from '../../platform/jobs.js';
import type { Detection } from './service.js';

/** Writes down what answers raised by themselves; what rests, rests from the moment of the code. */
export function detectionJobs(detection: Detection): Job[] {
  return [{ name: 'detection.note', when: '25 * * * * *', run: detection.note }];
}
