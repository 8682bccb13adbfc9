import type { Generated } from 'kysely';
import type { Id } from '../../platform/ids.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { EmployerId, VacancyId } from '../../register/index.js';

export type TestId = Id<'test'>;
export type ApplicationId = Id<'application'>;
export type Arm = 'control' | 'treatment';

declare module '../../platform/db/tables.js' {
  interface Tables {
    test: {
      id: TestId;
      campaign: CampaignId;
      ordinal: number;
      wave: Generated<number>;
      /** Null of an employer without a vacancy, and once it was erased who was tested. */
      vacancy: VacancyId | null;
      employer: EmployerId | null;
      employer_unit: string;
      sector: string;
      ground: string;
      first_arm: Arm;
      block: number;
      leaf: Buffer;
      /** Null only for a test from before plans were drawn in increments. */
      increment: number | null;
    };
    application: {
      id: ApplicationId;
      test: TestId;
      campaign: CampaignId;
      position: number;
      arm: Arm;
      template: number;
      layout: number;
      profile: unknown;
      from_name: string;
      from_address: string;
      to_address: string;
      to_name: string | null;
      /** The web form by which a fieldworker sends it; null where it goes by mail. */
      form_url: string | null;
      subject: string;
      body: string;
      hidden_words: string[];
      message_id: string;
      planned_at: Date;
      due_at: Date;
      reschedules: Generated<number>;
      state: Generated<ApplicationState>;
      state_reason: string | null;
      next_attempt_at: Date | null;
      attempts: Generated<number>;
      sent_at: Date | null;
      window_ends_at: Date | null;
    };
    drawn_material: { hash: Buffer; body: string };
    plan_input: {
      campaign: CampaignId;
      /** An increment of a plan, or a wave of calls, from 0. */
      drawing: number;
      hash: Buffer;
      sealed: Buffer;
      erased_at: Generated<Date | null>;
    };
  }
}

export const APPLICATION_STATES = [
  'planned',
  'due',
  'sending',
  'sent',
  'refused',
  'in-doubt',
  'not-sent',
  'cancelled',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What one block position fixes: which arm goes first, which template and layout the control arm has (the treatment arm has the other). */
export interface Assignment {
  readonly firstArm: Arm;
  readonly template: 0 | 1;
  readonly layout: 0 | 1;
  readonly block: number;
}
