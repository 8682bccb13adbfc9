import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { CallScript, type CallTaskId } from '../calls/schema.js';
import type { CallCodes } from './schema.js';

/** What a coder gets to see of a call, and nothing else. */
export interface CallItem {
  readonly task: CallTaskId;
  /** What the tester wished for, as the script says it. */
  readonly wish: string;
  readonly language: 'nl' | 'fr' | 'en';
  /** What one hears with each code, as the script says it. */
  readonly outcomes: CallScript['outcomes'];
  /** What they said, in the tester's words. */
  readonly told: string;
  /** As the tester noted them. */
  readonly askedReason: boolean;
  readonly namedBan: boolean;
  /** Whether the agency wrote: then the words are its own. */
  readonly byMail: boolean;
}

/** An answer to code now. */
export interface NextCall extends CallItem {
  /** The two opinions that differ, for who settles them; none for the first two coders. */
  readonly settle: readonly CallCodes[];
}

interface ItemRow extends Omit<CallItem, 'language' | 'outcomes' | 'told'> {
  readonly language: unknown;
  readonly outcomes: unknown;
  readonly told: string | null;
}

const Shown = CallScript.pick({ language: true, outcomes: true });
const COLUMNS = sql`i.task, i.wish, i.language, i.outcomes, i.told, i.asked_reason as "askedReason", i.named_ban as "namedBan", i.by_mail as "byMail"`;
const WAITING = sql`from call_coding_item i where not i.done and not i.mine`;

const itemOf = ({ language, outcomes, told, ...row }: ItemRow): CallItem => ({
  ...row,
  ...Shown.parse({ language, outcomes }),
  told: told ?? '',
});

/** How many calls this coder has still to code. */
export function countCallsToCode(ctx: Ctx): Promise<number> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ count: number }>`select count(*)::int as count ${WAITING}`.execute(ctx.db);
    return found.rows[0]?.count ?? 0;
  });
}

/** The next call to code, the one after `after` when that is given; undefined when nothing waits. */
export function findNextCall(ctx: Ctx, after: CallTaskId | undefined): Promise<NextCall | undefined> {
  return ctx.read(async (ctx) => {
    // In an order that tells nothing of when or whom was called.
    const found = await sql<ItemRow & { step: 'code' | 'settle' }>`select ${COLUMNS}, i.step ${WAITING}
      order by ${after === undefined ? sql`` : sql`i.task <= ${after}, `}i.task limit 1`.execute(ctx.db);
    const row = found.rows[0];
    return row === undefined ? undefined : nextOf(ctx, row);
  });
}

/** One call that this coder has still to code. Problems: not-to-code */
export function findCallToCode(ctx: Ctx, task: CallTaskId): Promise<NextCall> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      ItemRow & { step: 'code' | 'settle' }
    >`select ${COLUMNS}, i.step ${WAITING} and i.task = ${task}`.execute(ctx.db);
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-to-code');
    return nextOf(ctx, row);
  });
}

async function nextOf(
  ctx: ReadCtx,
  { step, ...row }: ItemRow & { step: 'code' | 'settle' },
): Promise<NextCall> {
  return { ...itemOf(row), settle: step === 'settle' ? await findCodesToSettle(ctx, row.task) : [] };
}

async function findCodesToSettle(ctx: ReadCtx, task: CallTaskId): Promise<CallCodes[]> {
  const found =
    await sql<CallCodes>`select code, asked_reason as "askedReason", named_ban as "namedBan" from call_codes_to_settle(${task})`.execute(
      ctx.db,
    );
  return found.rows;
}

/** A call that this coder coded, with the own codes and the own changes of mind. */
export interface CodedCall extends CallItem {
  readonly own: CallCodes;
  readonly changes: readonly {
    readonly from: CallCodes;
    readonly to: CallCodes;
    readonly reason: string;
    readonly at: Date;
  }[];
}

/** A call that this coder coded. Throws `not-found` for every other. */
export function findCodedCall(ctx: Ctx, task: CallTaskId): Promise<CodedCall> {
  return ctx.read(async (ctx) => {
    const found = await sql<ItemRow & { own: CallCodes }>`select ${COLUMNS},
        jsonb_build_object('code', c.code, 'askedReason', c.asked_reason, 'namedBan', c.named_ban) as own
      from call_coding_item i join call_coding c on c.task = i.task and c.coder = app_actor() where i.task = ${task}`.execute(
      ctx.db,
    );
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    const changes = await sql<CodedCall['changes'][number]>`select h.reason, h.at,
        jsonb_build_object('code', h.from_code, 'askedReason', h.from_asked, 'namedBan', h.from_named) as "from",
        jsonb_build_object('code', h.to_code, 'askedReason', h.to_asked, 'namedBan', h.to_named) as "to"
      from call_coding_change h join call_coding c on c.id = h.coding and c.coder = app_actor()
      where h.task = ${task} order by h.at, h.id`.execute(ctx.db);
    const { own, ...item } = row;
    return { ...itemOf(item), own, changes: changes.rows };
  });
}
