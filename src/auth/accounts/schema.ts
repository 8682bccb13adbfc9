import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../platform/ids.js';

export type AccountId = Id<'account'>;
export type AccountState = 'invited' | 'active' | 'blocked';
/** What a mail of the service tells: an invitation, a role that was given or taken away, or that a request waits. */
export type NoticeKind = 'invitation' | 'announcement' | 'request';
export type NoticeState = 'queued' | 'sending' | 'sent' | 'failed' | 'in-doubt';

declare module '../../platform/db/tables.js' {
  interface Tables {
    account: {
      id: string;
      name: string;
      kind: 'person' | 'system';
      roles: string[];
      practice: boolean;
      state: Generated<AccountState>;
      created_at: Generated<Date>;
    };
    account_sector: { account: string; sector: string };
    account_login: { account: string; login: string };
    capacity: { account: string; issuer: string; subject: string; organisation: string };
    invitation: {
      id: string;
      account: string;
      token_hash: Buffer;
      made_by: string;
      made_at: Date;
      expires_at: Date;
      used_at: ColumnType<Date | null, never, Date>;
      withdrawn_at: ColumnType<Date | null, never, Date>;
    };
    notice_mail: {
      id: string;
      account: string;
      kind: NoticeKind;
      address: string;
      subject: string;
      body: Buffer | null;
      state: Generated<NoticeState>;
      attempts: Generated<number>;
      next_at: Date;
      made_at: Date;
    };
    clock: { one: Generated<boolean>; mode: 'live' | 'demo'; shift: Generated<string> };
  }
}

/** The system's own account: jobs act as it. */
export const systemAccount = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Praktijktest',
  roles: ['system'],
} as const;

/** Who looks at a public page: nobody. The database shows such an actor nothing at all. */
export const visitorAccount = { id: '', name: '', roles: [] } as const;

/** The accounts of a demo; they sign in with their login and the printed password, without a second step. */
export const practiceAccounts = [
  {
    id: '00000000-0000-4000-8000-000000000011',
    name: 'Ines Inspecteur',
    roles: ['inspector'],
    login: 'ines',
  },
  {
    id: '00000000-0000-4000-8000-000000000012',
    name: 'Cas Coördinator',
    roles: ['coordinator'],
    login: 'cas',
  },
  {
    id: '00000000-0000-4000-8000-000000000013',
    name: 'Veerle Veldwerker',
    roles: ['fieldworker'],
    login: 'veerle',
  },
  { id: '00000000-0000-4000-8000-000000000014', name: 'Cleo Codeur', roles: ['coder'], login: 'cleo' },
  { id: '00000000-0000-4000-8000-000000000015', name: 'Cyriel Codeur', roles: ['coder'], login: 'cyriel' },
  {
    id: '00000000-0000-4000-8000-000000000016',
    name: 'Astrid Beheerder',
    roles: ['administrator'],
    login: 'astrid',
  },
  { id: '00000000-0000-4000-8000-000000000017', name: 'Tess Tester', roles: ['tester'], login: 'tess' },
  { id: '00000000-0000-4000-8000-000000000018', name: 'Anke Analist', roles: ['analyst'], login: 'anke' },
  {
    id: '00000000-0000-4000-8000-000000000019',
    name: 'Leo Logboekcontroleur',
    roles: ['log-reviewer'],
    login: 'leo',
  },
  {
    id: '00000000-0000-4000-8000-000000000020',
    name: 'Soetkin Sectorfonds',
    roles: ['sector-fund'],
    login: 'soetkin',
    sectors: ['uitzend'],
  },
  {
    id: '00000000-0000-4000-8000-000000000021',
    name: 'Mieke Magistraat',
    roles: ['magistrate'],
    login: 'mieke',
  },
  {
    id: '00000000-0000-4000-8000-000000000022',
    name: 'Fien Firma',
    roles: ['test-firm'],
    login: 'fien',
    firm: true,
  },
  {
    id: '00000000-0000-4000-8000-000000000031',
    name: 'Arne Arbiter',
    roles: ['adjudicator'],
    login: 'arne',
  },
  {
    id: '00000000-0000-4000-8000-000000000032',
    name: 'Dina Databescherming',
    roles: ['dpo'],
    login: 'dina',
  },
] as const;

/** The testers who call beside the practice tester in a demo with calls of candidates: two of a pair are matched by voice. */
export const practiceCallers = [
  { id: '00000000-0000-4000-8000-000000000041', name: 'Tülin Tester', roles: ['tester'], login: 'tulin' },
  { id: '00000000-0000-4000-8000-000000000042', name: 'Toon Tester', roles: ['tester'], login: 'toon' },
  { id: '00000000-0000-4000-8000-000000000043', name: 'Tarik Tester', roles: ['tester'], login: 'tarik' },
] as const;

/** The test firm of a demo. */
export const PRACTICE_FIRM = {
  id: '00000000-0000-4000-8000-0000000000b1',
  name: 'Oefenbureau',
  contract: 'OEFENING-1',
  validFrom: '2026-01-01',
  validUntil: '2031-01-01',
} as const;

/** The password of every practice account. It is public, and opens nothing outside a demo. */
export const PRACTICE_PASSWORD = 'alles-hier-is-verzonnen';

/** A sector by its code and its names. */
export interface SectorChoice {
  readonly code: string;
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

/** Somebody as the page of users shows them. */
export interface User {
  readonly id: AccountId;
  readonly name: string;
  /** Mail address or login name; null for who comes in through the identity provider. */
  readonly login: string | null;
  /** The organisation they come for through the identity provider. */
  readonly organisation: string | null;
  readonly roles: readonly string[];
  /** For which sectors an account of a sector fund speaks, by code; empty for others. */
  readonly sectors: readonly string[];
  /** The test firm that they work for; null for others. */
  readonly firm: string | null;
  readonly state: AccountState;
  readonly practice: boolean;
  /** Until when the newest invitation can be used; null when there is none to use. */
  readonly invitedUntil: Date | null;
  readonly mail: NoticeState | null;
}
