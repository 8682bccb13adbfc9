import type { Generated } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    figure_approval: {
      campaign: CampaignId;
      publication_hash: Buffer;
      approved_by: string;
      approved_at: Generated<Date>;
      /** Null where the plan is from before it was kept what plans are drawn from. */
      replay_hash: Buffer | null;
      replayed_at: Date | null;
    };
  }
}

/** Why figures cannot be approved (yet), as the database tells it. */
export type Refusal =
  | 'approval-no-baseline'
  | 'approval-given'
  | 'approval-unpublished'
  | 'approval-late-answers'
  | 'approval-open-work';
