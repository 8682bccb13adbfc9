import { sql } from 'kysely';
import { writeLinks } from '../audit/index.js';
import type { Clock } from '../platform/clock.js';
import type { Actor, Ctx } from '../platform/context.js';
import { randomBytes, sha256 } from '../platform/crypto.js';
import { createContexts, type Database } from '../platform/db/index.js';
import type { Log } from '../platform/log.js';
import { Problem } from '../platform/problems.js';
import type { Calendar } from '../register/index.js';
import { createDerivation, DerivationBusy, type Derived } from './crypto/derivation.js';
import type { ShredPool } from './crypto/pool.js';
import type { Receipts } from './crypto/receipt.js';
import type { Room } from './room.js';
import type { OfficerId, OrganisationId, ReportId } from './schema.js';

/** Who signs officers' public keys and keeps names closed, as the settings name them. */
export interface Custodian {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly signingKey: Uint8Array;
  /** X25519, 32 bytes. */
  readonly boxKey: Uint8Array;
}

export interface ChannelMeans {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: ShredPool;
  readonly custodians: readonly Custodian[];
  readonly calendar: Calendar;
  readonly receipts: Receipts;
  /** Under which secrets of one-time codes are sealed: the channel's own, outside the database. */
  readonly secretKey: Uint8Array;
  /** Whether the disks can take in more. */
  readonly room: () => Room;
}

/** What every use case of the channel works with: who acts, the shred keys, and the derivation of codes. */
export interface Channel {
  readonly pool: ShredPool;
  readonly custodians: readonly Custodian[];
  readonly calendar: Calendar;
  /** Signs and reads proofs of filing. */
  readonly receipts: Receipts;
  readonly secretKey: Uint8Array;
  readonly room: () => Room;
  readonly log: Log;
  /** Nobody yet: finds what a secret opens, and nothing else. */
  door(): Ctx;
  /** The reporter of one report, who sees that report alone. */
  reporter(report: ReportId): Ctx;
  officer(officer: { readonly id: OfficerId; readonly name: string }): Ctx;
  /** An organisation that is signed in, or whose program signed what it sends. */
  organisation(organisation: { readonly id: OrganisationId; readonly name: string }): Ctx;
  /** A custodian whose signature of the settings was right. */
  custodian(custodian: Custodian): Ctx;
  /** The channel itself: jobs, officers' sign-in. */
  system(): Ctx;
  /** Lookup and key from the bytes of a code, under the one salt of this site. Problems: channel-busy */
  derive(code: Uint8Array): Promise<Derived>;
  /** The key (32 bytes) that an officer's passphrase gives under a salt of that officer. Problems: channel-busy */
  stretch(passphrase: string, salt: Uint8Array): Promise<Buffer>;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';
const SYSTEM = '00000000-0000-4000-8000-000000000001';

/** Opens the channel over its database: in its own role, in its own schema. */
export function createChannel(means: ChannelMeans): Channel {
  const contexts = createContexts({
    kysely: means.database.kysely,
    clock: means.clock,
    log: means.log,
    lastStatement: writeLinks,
    place: {
      role: 'pt_channel',
      searchPath: 'pt_reports, pg_catalog',
      sideOf: (actor) => actor.roles[0] ?? '',
    },
  });
  const as = (id: string, name: string, side: string): Ctx => {
    const actor: Actor = { id, name, roles: [side] };
    return contexts(actor);
  };
  const system = (): Ctx => as(SYSTEM, 'system', 'system');
  const derivation = createDerivation();
  let salt: Promise<Buffer> | undefined;
  const knownSalt = (): Promise<Buffer> => {
    salt ??= readSalt(system()).catch((error: unknown) => {
      salt = undefined;
      throw error;
    });
    return salt;
  };
  return {
    pool: means.pool,
    custodians: means.custodians,
    calendar: means.calendar,
    receipts: means.receipts,
    secretKey: means.secretKey,
    room: means.room,
    log: means.log,
    door: () => as(NOBODY, 'door', 'door'),
    reporter: (report) => as(report, 'reporter', 'reporter'),
    officer: ({ id, name }) => as(id, name, 'officer'),
    organisation: ({ id, name }) => as(id, name, 'organisation'),
    custodian: ({ name, signingKey }) => as(idOfCustodian(signingKey), name, 'custodian'),
    system,
    derive: async (code) => derivation(code, await knownSalt()),
    stretch: async (passphrase, salt) => {
      try {
        return (await derivation(Buffer.from(passphrase.normalize('NFKC'), 'utf8'), salt)).key;
      } catch (error) {
        throw error instanceof DerivationBusy ? new Problem('channel-busy') : error;
      }
    },
  };
}

/** Custodians have no account: the chain knows them by an id that follows from the key they sign with. */
export function idOfCustodian(signingKey: Uint8Array): string {
  const hex = sha256('praktijktest/custodian-id/1', signingKey).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The salt of this site, drawn at the first start. */
function readSalt(ctx: Ctx): Promise<Buffer> {
  return ctx.inTx(async (ctx) => {
    await sql`insert into site (salt) values (${randomBytes(32)}) on conflict do nothing`.execute(ctx.db);
    return (await ctx.db.selectFrom('site').select('salt').executeTakeFirstOrThrow()).salt;
  });
}

/** Lets one process for all (demo, pilot) enter the channel's role too; where logins are apart nobody may. */
export async function shareLogin(database: Database): Promise<void> {
  await database.session((session) =>
    session.exec(
      `do $$ begin if not pg_has_role('pt_channel', 'member') then execute format('grant pt_channel to %I', current_user); end if; end $$`,
    ),
  );
}
