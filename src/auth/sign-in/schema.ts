import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../platform/ids.js';
import type { AccountId, AccountState } from '../accounts/schema.js';

export type SessionId = Id<'session'>;
export type SignInWay = 'password' | 'code' | 'recovery-code' | 'oidc';
export type SessionEnd =
  'signed-out' | 'everywhere' | 'revoked' | 'blocked' | 'replaced' | 'too-many-codes' | 'credential-changed';

declare module '../../platform/db/tables.js' {
  interface Tables {
    credential: {
      account: string;
      password_hash: string;
      totp: Buffer | null;
      totp_step: Generated<number>;
      changed_at: Date;
    };
    recovery_code: { account: string; hash: Buffer; used_at: ColumnType<Date | null, never, Date> };
    session: {
      id: string;
      account: string;
      how: 'password' | 'oidc';
      complete: boolean;
      made_at: Date;
      seen_at: Date;
      ends_at: Date;
      carrier: Generated<number>;
      ended_at: ColumnType<Date | null, never, Date>;
      ended_by: ColumnType<SessionEnd | null, never, SessionEnd>;
      agent: string;
      wrong_codes: Generated<number>;
      enrolling: Buffer | null;
      id_token: Buffer | null;
    };
    sign_in: {
      id: string;
      account: string | null;
      at: Date;
      how: SignInWay;
      result: 'in' | 'refused';
      agent: string;
    };
    throttle: { key: Buffer; failures: number; until: Date; forget_at: Date };
  }
}

/** What the check of a password looks at. */
export interface Credential {
  readonly account: AccountId;
  readonly name: string;
  readonly login: string | null;
  readonly roles: readonly string[];
  readonly state: AccountState;
  readonly practice: boolean;
  readonly passwordHash: string | null;
  readonly totp: Buffer | null;
  readonly totpStep: number;
}

/** A session's row with whom it belongs to. */
export interface StoredSession {
  readonly id: SessionId;
  readonly account: AccountId;
  readonly name: string;
  readonly roles: readonly string[];
  readonly state: AccountState;
  readonly how: 'password' | 'oidc';
  readonly complete: boolean;
  readonly seenAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
  readonly carrier: number;
}

/** A session as its owner sees it. */
export interface OwnSession {
  readonly id: SessionId;
  readonly agent: string;
  readonly madeAt: Date;
  readonly seenAt: Date;
}

/** An attempt to sign in as its owner sees it. */
export interface OwnSignIn {
  readonly id: string;
  readonly at: Date;
  readonly how: SignInWay;
  readonly result: 'in' | 'refused';
  readonly agent: string;
}
