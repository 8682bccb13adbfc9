import type { RouteLine } from '../../auth/index.js';
import { handOutPages } from './hand-out-pages.js';
import { planPages } from './plan-pages.js';
import type { Calls } from './service.js';
import { taskPages, type AsCandidate } from './task-pages.js';

/** The pages of calls: the tester's workplace, the plan of who calls whom, and what a test firm hands out. */
export function callPages(calls: Calls, asCandidate: AsCandidate): RouteLine[] {
  return [...taskPages(calls, asCandidate), ...planPages(calls), ...handOutPages()];
}
