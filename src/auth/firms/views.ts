import { sql } from 'kysely';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { AccountState } from '../accounts/schema.js';
import type { FirmId } from './schema.js';

/** A test firm, and how many people work for it. */
export interface FirmLine {
  readonly id: FirmId;
  readonly name: string;
  readonly contract: string;
  readonly validFrom: DateOnly;
  readonly validUntil: DateOnly;
}

const columns = ['id', 'name', 'contract', 'valid_from as validFrom', 'valid_until as validUntil'] as const;

/** The test firms, by name, for who may know them. */
export function listFirms(ctx: ReadCtx): Promise<FirmLine[]> {
  return ctx.db
    .selectFrom('test_firm')
    .select(columns)
    .orderBy(sql`name collate "C"`)
    .orderBy('id')
    .execute();
}

/** The firm whose testers who acts keeps; null for everybody else. */
export async function findOwnFirm(ctx: ReadCtx): Promise<FirmLine | null> {
  const row = await ctx.db
    .selectFrom('test_firm')
    .select(columns)
    .where(sql<boolean>`id = app_own_firm()`)
    .executeTakeFirst();
  return row ?? null;
}

/** A tester of the own firm. */
export interface OwnTester {
  readonly account: string;
  readonly number: number;
  readonly name: string;
  readonly login: string | null;
  readonly state: AccountState;
  /** Calls that they have still to make for the firm. */
  readonly open: number;
}

/** The testers of the own firm, by number. */
export async function listOwnTesters(ctx: ReadCtx): Promise<OwnTester[]> {
  const found = await sql<OwnTester>`select a.id as account, t.number, a.name, l.login, a.state,
      (select count(*)::integer from firm_task f where f.tester = a.id and f.state = 'to-do') as open
    from account a join tester t on t.account = a.id left join account_login l on l.account = a.id
    where a.id in (select app_own_testers()) order by a.state = 'blocked', t.number`.execute(ctx.db);
  return found.rows;
}
