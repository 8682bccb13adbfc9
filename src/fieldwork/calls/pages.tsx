import type { RouteLine } from '../../auth/index.js';
import { planPages } from './plan-pages.js';
import type { Calls } from './service.js';
import { taskPages } from './task-pages.js';

/** The pages of calls: the tester's workplace, and the plan of who calls whom. */
export function callPages(calls: Calls): RouteLine[] {
  return [...taskPages(calls), ...planPages(calls)];
}
