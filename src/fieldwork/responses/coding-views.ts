import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { Code, ResponseId } from './schema.js';

/** What a coder gets to see: redacted text and nothing else. */
export interface CodingItem {
  readonly response: ResponseId;
  /** Whether it was heard in a call that a candidate made. */
  readonly byCall: boolean;
  readonly subject: string;
  readonly text: string;
  readonly suggestion: Code | null;
  readonly suggestionWords: readonly string[];
}

interface ItemRow {
  readonly response: ResponseId;
  readonly byCall: boolean;
  readonly subject: string | null;
  readonly text: string | null;
  readonly suggestion: Code | null;
  readonly suggestionWords: string[] | null;
}

const COLUMNS = sql`i.response, i.by_call as "byCall", i.subject, i.text, i.suggestion, i.suggestion_words as "suggestionWords"`;
const WAITING = sql`from coding_item i where not i.done and not i.mine`;

const itemOf = (row: ItemRow): CodingItem => ({
  ...row,
  subject: row.subject ?? '',
  text: row.text ?? '',
  suggestionWords: row.suggestionWords ?? [],
});

/** Answers this coder has still to code, in an order that tells nothing of when or to whom they came. */
export function listToCode(ctx: Ctx, limit: number): Promise<CodingItem[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<ItemRow>`select ${COLUMNS} ${WAITING} order by i.response limit ${limit}`.execute(
      ctx.db,
    );
    return found.rows.map(itemOf);
  });
}

/** How many answers this coder has still to code. */
export function countToCode(ctx: Ctx): Promise<number> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ count: number }>`select count(*)::int as count ${WAITING}`.execute(ctx.db);
    return found.rows[0]?.count ?? 0;
  });
}

/** An answer to code now: without what the rules suggest, which would lead the hand. */
export interface NextItem {
  readonly response: ResponseId;
  readonly subject: string;
  readonly text: string;
  /** Whether it was heard in a call that a candidate made. */
  readonly byCall: boolean;
  /** The two codes that differ, for who settles them; none for the first two coders. */
  readonly settle: readonly Code[];
}

/** The next answer to code, the one after `after` when that is given; undefined when nothing waits. */
export function findNextToCode(ctx: Ctx, after: ResponseId | undefined): Promise<NextItem | undefined> {
  return ctx.read(async (ctx) => {
    const found = await sql<ItemRow & { step: 'code' | 'settle' }>`select ${COLUMNS}, i.step ${WAITING}
      order by ${after === undefined ? sql`` : sql`i.response <= ${after}, `}i.response limit 1`.execute(
      ctx.db,
    );
    const row = found.rows[0];
    if (row === undefined) return undefined;
    return {
      ...nextOf(row),
      settle: row.step === 'settle' ? await findCodesToSettle(ctx, row.response) : [],
    };
  });
}

const nextOf = ({ response, byCall, subject, text }: ItemRow): Omit<NextItem, 'settle'> => ({
  response,
  byCall,
  subject: subject ?? '',
  text: text ?? '',
});

/** One answer that this coder has still to code. Problems: not-to-code */
export function findToCode(ctx: Ctx, id: ResponseId): Promise<NextItem> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      ItemRow & { step: 'code' | 'settle' }
    >`select ${COLUMNS}, i.step ${WAITING} and i.response = ${id}`.execute(ctx.db);
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-to-code');
    return {
      ...nextOf(row),
      settle: row.step === 'settle' ? await findCodesToSettle(ctx, row.response) : [],
    };
  });
}

async function findCodesToSettle(ctx: Parameters<Parameters<Ctx['read']>[0]>[0], id: ResponseId) {
  const found = await sql<{ code: Code }>`select code from codes_to_settle(${id})`.execute(ctx.db);
  return found.rows.map(({ code }) => code);
}

/** An answer that this coder coded, with the own code, what the rules suggested, and the own changes of mind. */
export interface CodedItem extends CodingItem {
  readonly code: Code;
  readonly changes: readonly {
    readonly from: Code;
    readonly to: Code;
    readonly reason: string;
    readonly at: Date;
  }[];
}

/** An answer that this coder coded. Throws `not-found` for every other. */
export function findCoded(ctx: Ctx, id: ResponseId): Promise<CodedItem> {
  return ctx.read(async (ctx) => {
    const found = await sql<ItemRow & { code: Code }>`select ${COLUMNS}, c.code from coding_item i
      join coding c on c.response = i.response and c.coder = app_actor() where i.response = ${id}`.execute(
      ctx.db,
    );
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    const changes = await sql<
      CodedItem['changes'][number]
    >`select h.from_code as "from", h.to_code as "to", h.reason, h.at
      from coding_change h join coding c on c.id = h.coding and c.coder = app_actor()
      where h.response = ${id} order by h.at, h.id`.execute(ctx.db);
    return { ...itemOf(row), code: row.code, changes: changes.rows };
  });
}
