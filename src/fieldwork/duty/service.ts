import { record } from '../../audit/index.js';
import type { Ctx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import * as store from './store.js';

/** Plans who stands by in a weekend. Problems: weekend-past, not-a-fieldworker */
export function planWeekend(ctx: Ctx, saturday: DateOnly, account: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await store.setDuty(ctx, saturday, account);
    record(ctx, { what: 'duty.planned', saturday, account });
  });
}
