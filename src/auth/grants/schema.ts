import { z } from 'zod';
import type { Generated } from 'kysely';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';

export type GrantId = Id<'role-grant'>;
export type AnnouncementId = Id<'announcement'>;
export type GrantDecision = 'granted' | 'refused' | 'withdrawn';
/** What becomes of a role that two persons give. */
export type RoleNews = 'granted' | 'removed';

declare module '../../platform/db/tables.js' {
  interface Tables {
    role_grant: {
      id: string;
      account: string;
      role: string;
      proposed_by: string;
      proposed_at: Date;
      decision: GrantDecision | null;
      decided_by: string | null;
      decided_at: Date | null;
      reason: string | null;
      ended_at: Generated<Date | null>;
    };
    announcement: {
      id: string;
      recipient: string;
      account: string;
      role: string;
      what: RoleNews;
      made_at: Date;
      seen_at: Generated<Date | null>;
    };
  }
}

/** What an administrator says to a proposal. */
export const DecideBody = z.object({
  decision: z.enum(['granted', 'refused', 'withdrawn'], {
    error: fault({
      nl: 'Kies wat u beslist.',
      en: 'Choose what you decide.',
      fr: 'Choisissez votre décision.',
    }),
  }),
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});
export type DecideBody = z.output<typeof DecideBody>;

/** A role that waits for a second administrator. */
export interface Proposal {
  readonly id: GrantId;
  readonly account: string;
  readonly name: string;
  readonly role: string;
  readonly proposedBy: string;
  /** Who proposed it by name; the system's for the identity provider and the command line. */
  readonly proposer: string;
  readonly proposedAt: Date;
}

/** Something that holders of a role and administrators must know, until they say they saw it. */
export interface Announcement {
  readonly id: AnnouncementId;
  readonly name: string;
  readonly role: string;
  readonly what: RoleNews;
  readonly at: Date;
}
