import type { Generated } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Id } from '../../platform/ids.js';
import type { ResponseId } from '../responses/index.js';
import type { TestId } from '../scheduling/index.js';

export type SuspicionId = Id<'suspicion'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    suspicion: {
      id: SuspicionId;
      campaign: CampaignId;
      test: TestId;
      employer: string;
      scenario: string;
      template: number | null;
      identity: string | null;
      response: ResponseId | null;
      note: string | null;
      raised_by: string | null;
      raised_at: Generated<Date>;
      logged: Generated<boolean>;
      cleared_by: string | null;
      cleared_at: Date | null;
      cleared_reason: string | null;
    };
  }
}

/** A suspicion as its campaign's team sees it. */
export interface SuspicionView {
  readonly id: SuspicionId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly test: TestId;
  readonly vacancyTitle: string;
  /** What raised it: an answer that was coded so, or a note. */
  readonly source: 'answer' | 'note';
  readonly note: string | null;
  readonly raisedAt: Date;
  readonly clearedAt: Date | null;
  readonly clearedReason: string | null;
  /** Applications of this campaign to this employer that wait until it is cleared. */
  readonly waiting: number;
}

/** How often a scenario was seen through, in the actor's own campaigns. */
export interface ScenarioDetection {
  readonly scenario: string;
  /** Applications that were sent. */
  readonly sent: number;
  readonly suspicions: number;
  readonly open: number;
}
