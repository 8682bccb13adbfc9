// Whom a request goes to: the account of a magistrate, or nobody here, where it goes on paper.
import { sql } from 'kysely';
import { listPeople } from '../../auth/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';

/** A magistrate with an account. */
export interface Addressee {
  readonly account: string;
  readonly name: string;
}

/** The magistrates who can be asked, by name. */
export async function listMagistrates(ctx: Ctx): Promise<Addressee[]> {
  const people = await listPeople(ctx);
  return people
    .filter(({ roles }) => roles.includes('magistrate'))
    .map(({ id, name }) => ({ account: id, name }));
}

/** The magistrate who alone decides on an authorisation; null where it was asked for on paper, or that account is shut. */
export async function findAddressee(ctx: ReadCtx, authorisation: string): Promise<Addressee | null> {
  const found = await sql<Addressee>`select a.id as account, a.name from account a
    where a.id = request_addressee(${authorisation})`.execute(ctx.db);
  return found.rows[0] ?? null;
}
