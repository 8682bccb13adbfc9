// What a test firm does with the calls it was given: it says which of its testers makes each, and sees how far they are.
import { sql } from 'kysely';
import { record } from '../../audit/index.js';
import { findOwnFirm, listOwnTesters } from '../../auth/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';

export const FIRM_STATES = ['to-do', 'done', 'not-reached', 'cancelled'] as const;
export type FirmState = (typeof FIRM_STATES)[number];

/** A call as the firm that was given it sees it: no agency, no campaign, and no answer. */
export interface FirmTask {
  readonly id: string;
  readonly number: number;
  readonly plannedOn: DateOnly;
  readonly language: 'nl' | 'fr' | 'en';
  readonly state: FirmState;
  readonly begun: boolean;
  readonly testerNumber: number | null;
  readonly testerName: string | null;
}

/** How many calls of the own firm have no tester yet, and on which day the first is planned. */
export async function countToHandOut(
  ctx: ReadCtx,
): Promise<{ readonly count: number; readonly first: DateOnly | null }> {
  const found = await sql<{
    count: number;
    first: DateOnly | null;
  }>`select count(*)::integer as count, min(planned_on) as first from firm_task where state = 'to-do' and tester is null`.execute(
    ctx.db,
  );
  return found.rows[0] ?? { count: 0, first: null };
}

/** A call that could not be handed out, and why. */
export interface Refused {
  readonly task: string;
  readonly why: string;
}

/**
 * Gives calls of the own firm to one of its testers (by number), or takes them back (null): all of them, or none.
 * @returns those that were refused; then nothing changed. Problems: not-found, unknown-tester
 */
export async function handOut(
  ctx: Ctx,
  tasks: readonly string[],
  tester: number | null,
): Promise<readonly Refused[]> {
  const refused: Refused[] = [];
  try {
    await ctx.inTx(async (ctx) => {
      if ((await findOwnFirm(ctx)) === null) throw new Problem('not-found');
      const whom =
        tester === null
          ? null
          : (await listOwnTesters(ctx)).find(({ number, state }) => number === tester && state === 'active');
      if (whom === undefined) throw new Problem('unknown-tester');
      // In one order, so that two who hand out at once do not wait for each other.
      for (const task of [...new Set(tasks)].sort()) {
        const found = await sql<{
          campaign: CampaignId;
          refused: string | null;
        }>`select campaign, refused from hand_out(${task}::uuid, ${whom?.account ?? null}::uuid)`.execute(
          ctx.db,
        );
        const [answer] = found.rows;
        if (answer === undefined) throw new Problem('not-found');
        if (answer.refused !== null) refused.push({ task, why: answer.refused });
        else
          record(ctx, {
            what: 'call.assigned',
            campaign: answer.campaign,
            task,
            tester: whom?.account ?? null,
          });
      }
      if (refused.length > 0) throw new NothingHandedOut();
    });
  } catch (error) {
    if (!(error instanceof NothingHandedOut)) throw error;
  }
  return refused;
}

/** Undoes the whole of it. */
class NothingHandedOut extends Error {}
