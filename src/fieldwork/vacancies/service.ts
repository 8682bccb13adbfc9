import type { Ctx, TxCtx } from '../../platform/context.js';
import { checkVacancy } from '../../register/index.js';
import { changedFields, knownText, type VacancyField, type VacancyText } from './rules.js';
import type { Verdict } from './schema.js';
import { findOpenToCheck, findToCheck, type ToCheck } from './views.js';

const PERSON = 'person';

/**
 * A person says of vacancies whether they are open, closed or changed. Each check keeps what stood in the vacancy, so that
 * the next look has something to compare with. One of which nothing has to leave any more is passed over. Problems:
 * looked-at-evidence
 */
export function checkMany(
  ctx: Ctx,
  said: readonly { readonly id: string; readonly verdict: Verdict }[],
): Promise<void> {
  return ctx.inTx(async (ctx) => {
    for (const { id, verdict } of said) {
      const vacancy = await findOpenToCheck(ctx, id);
      // Its last application left or ended since the list was shown: of that one nothing is to be said any more.
      if (vacancy !== undefined) await keep(ctx, vacancy, verdict, knownText(vacancy));
    }
  });
}

/**
 * Compares what stands in a vacancy now with what stood there, and keeps both the verdict and the text: changed where a
 * field says something else, open where none does. @returns the fields that changed
 */
export function compareVacancy(ctx: Ctx, id: string, now: VacancyText): Promise<readonly VacancyField[]> {
  return ctx.inTx(async (ctx) => {
    const vacancy = await findToCheck(ctx, id);
    const changed = changedFields(knownText(vacancy), now);
    await keep(ctx, vacancy, changed.length === 0 ? 'open' : 'changed', now);
    return changed;
  });
}

function keep(ctx: TxCtx, { id }: ToCheck, verdict: Verdict, fields: VacancyText): Promise<void> {
  return checkVacancy(ctx, id, verdict, PERSON, fields);
}
