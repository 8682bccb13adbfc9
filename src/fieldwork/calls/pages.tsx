import type { RouteLine } from '../../auth/index.js';
import { handOutPages } from './hand-out-pages.js';
import { planPages, type MailTable } from './plan-pages.js';
import type { Calls } from './service.js';
import { taskPages, type AsCandidate } from './task-pages.js';

/** The pages of calls: the tester's workplace, the plan of who calls whom, and what a test firm hands out. */
export function callPages(
  calls: Calls,
  others: { readonly asCandidate: AsCandidate; readonly mailTable: MailTable },
): RouteLine[] {
  return [...taskPages(calls, others.asCandidate), ...planPages(calls, others.mailTable), ...handOutPages()];
}
