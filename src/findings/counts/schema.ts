import type { Generated } from 'kysely';
import type { Id } from '../../platform/ids.js';
import type { CampaignId, Definition } from '../../campaigns/index.js';
import type { Arm } from '../../statistics/index.js';
import type { Province } from '../../register/index.js';

export type PairOutcome = 'both' | 'control-only' | 'treatment-only' | 'neither' | 'void';
/** What a single application came to: its arm, and whether it was called back. */
export type SingleOutcome = `${Arm}-${'called' | 'silent'}` | 'void';
export type TestOutcome = PairOutcome | SingleOutcome;

interface CountColumns {
  both_arms: Generated<number>;
  control_only: Generated<number>;
  treatment_only: Generated<number>;
  neither: Generated<number>;
  control_called: Generated<number>;
  control_silent: Generated<number>;
  treatment_called: Generated<number>;
  treatment_silent: Generated<number>;
  void: Generated<number>;
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    counted_test: {
      test: Id<'test'>;
      campaign: CampaignId;
      ordinal: number;
      sector: string;
      ground: string;
      wave: number;
      employer: Id<'employer'>;
      employer_unit: string;
      occupation: string;
      /** Null of a test without a vacancy. */
      bottleneck: boolean | null;
      province: Province | null;
      strict: TestOutcome;
      lenient: TestOutcome;
      void_reason: string | null;
      counted_at: Generated<Date>;
    };
    cell_count: {
      campaign: CampaignId;
      sector: string;
      ground: string;
      wave: number;
      definition: Definition;
    } & CountColumns;
    employer_count: {
      campaign: CampaignId;
      employer: Id<'employer'>;
      ground: string;
      definition: Definition;
    } & CountColumns;
    evidence: {
      campaign: CampaignId;
      sector: string;
      ground: string;
      place: number;
      employer_unit: string;
      test: Id<'test'>;
      outcome: Exclude<PairOutcome, 'void'>;
    };
  }
}
