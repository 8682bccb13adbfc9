import { sql } from 'kysely';
import type { Actor, Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { AccountId, AccountState, User } from './schema.js';

const columns = sql`a.id, a.name, l.login, c.organisation, a.roles, a.state, a.practice,
  array(select s.sector from account_sector s where s.account = a.id order by s.sector) as sectors,
  (select f.name from firm_member m join test_firm f on f.id = m.firm where m.account = a.id) as firm,
  (select i.expires_at from invitation i where i.account = a.id and i.used_at is null and i.withdrawn_at is null and i.expires_at > app_now()
    order by i.made_at desc limit 1) as "invitedUntil",
  (select m.state from notice_mail m where m.account = a.id and m.kind = 'invitation' order by m.made_at desc limit 1) as mail`;
const joined = sql`account a left join account_login l on l.account = a.id left join capacity c on c.account = a.id`;

/** Everybody with an account, by name. Logins, capacities and invitations are seen by who looks after accounts. */
export function listUsers(ctx: Ctx): Promise<User[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<User>`select ${columns} from ${joined} where a.kind = 'person' order by a.name collate "C", a.id`.execute(
        ctx.db,
      );
    return found.rows;
  });
}

/** The people who may act, by name: who can be asked to join something. */
export function listPeople(ctx: Ctx): Promise<Actor[]> {
  return ctx.read((ctx) =>
    ctx.db
      .selectFrom('account')
      .select(['id', 'name', 'roles'])
      .where('kind', '=', 'person')
      .where('state', '=', 'active')
      .orderBy(sql`name collate "C"`)
      .orderBy('id')
      .execute(),
  );
}

/** One person. Throws `not-found` when there is none. */
export async function findUser(ctx: ReadCtx, id: AccountId): Promise<User> {
  const found =
    await sql<User>`select ${columns} from ${joined} where a.kind = 'person' and a.id = ${id}`.execute(
      ctx.db,
    );
  const [user] = found.rows;
  if (user === undefined) throw new Problem('not-found');
  return user;
}

/** For which sectors an account of a sector fund speaks, by code. */
export async function findSectorsOf(ctx: ReadCtx, account: AccountId): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('account_sector')
    .select('sector')
    .where('account', '=', account)
    .orderBy('sector')
    .execute();
  return rows.map(({ sector }) => sector);
}

/** The person with a login (in lower case), for who looks after accounts. */
export async function findUserByLogin(ctx: ReadCtx, login: string): Promise<User | undefined> {
  const found = await sql<User>`select ${columns} from ${joined} where l.login = ${login}`.execute(ctx.db);
  return found.rows[0];
}

/** Whether there is an administrator who can sign in, or who was invited to. */
export function haveAdministrator(ctx: Ctx): Promise<boolean> {
  return ctx.read(async (ctx) => {
    const found = await ctx.db
      .selectFrom('account')
      .select('id')
      .where('kind', '=', 'person')
      .where('state', '<>', 'blocked')
      .where(sql<boolean>`'administrator' = any (roles)`)
      .limit(1)
      .execute();
    return found.length > 0;
  });
}

/** An invitation by the hash of its token, with whom it is for. */
export interface FoundInvitation {
  readonly id: string;
  readonly account: AccountId;
  readonly name: string;
  readonly roles: readonly string[];
  readonly state: AccountState;
  readonly login: string | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

export async function findInvitation(ctx: ReadCtx, tokenHash: Buffer): Promise<FoundInvitation | undefined> {
  const found =
    await sql<FoundInvitation>`select i.id, i.account, a.name, a.roles, a.state, l.login, i.expires_at as "expiresAt", i.used_at as "usedAt", i.withdrawn_at as "withdrawnAt"
      from invitation i join account a on a.id = i.account left join account_login l on l.account = a.id where i.token_hash = ${tokenHash}`.execute(
      ctx.db,
    );
  return found.rows[0];
}
