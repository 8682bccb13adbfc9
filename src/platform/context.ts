import type { Kysely } from 'kysely';
import type { Json } from './canonical.js';
import type { Clock } from './clock.js';
import type { Tables } from './db/tables.js';
import type { Log } from './log.js';

/** Who acts: an account, or the system for a job. What it may do is decided by the room of permissions. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The permissions to which a token of the API is held; without it all that the roles give. */
  readonly scopes?: readonly string[];
}

/** A connection inside a transaction that may write. */
export type Db = Kysely<Tables>;

/** A connection inside a read-only transaction: views cannot write, by type and by the database. */
export type ReadDb = Pick<
  Kysely<Tables>,
  'selectFrom' | 'with' | 'fn' | 'dynamic' | 'getExecutor' | 'selectNoFrom'
>;

/** Something that happened, to be written to the log in the transaction in which it happened. */
export interface Happening {
  readonly what: string;
  readonly [field: string]: Json;
}

/** Who asks, when, and with which means. Every use case takes it first. */
export interface Ctx {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly log: Log;
  readonly requestId: string;
  /** A fresh random id. */
  readonly newId: () => string;
  /** Runs a use case in one transaction; inside another it joins that one. */
  inTx<T>(use: (ctx: TxCtx) => Promise<T>): Promise<T>;
  /** Runs a view in a read-only transaction; inside another transaction it joins that one. */
  read<T>(use: (ctx: ReadCtx) => Promise<T>): Promise<T>;
}

export interface TxCtx extends Ctx {
  readonly db: Db;
  /** Written by the last statement of the transaction. */
  readonly happenings: Happening[];
  /** Runs after the commit; a failure there is logged and changes nothing. */
  afterCommit(act: () => void): void;
}

export interface ReadCtx extends Ctx {
  readonly db: ReadDb;
}
