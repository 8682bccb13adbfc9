import type { Generated, GeneratedAlways } from 'kysely';
import { z } from 'zod';
import type { Id } from '../../platform/ids.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { AttemptId } from '../dispatch/schema.js';
import type { VacancyId } from '../../register/index.js';

export type SnapshotId = Id<'vacancy-snapshot'>;

/** What a page may be kept as. */
export const PAGE_MEDIA = ['text/plain', 'text/html', 'application/pdf', 'image/png', 'image/jpeg'] as const;
export type PageMedia = (typeof PAGE_MEDIA)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    vacancy_snapshot: {
      id: SnapshotId;
      vacancy: VacancyId;
      media: PageMedia;
      bytes: number;
      sha256: Buffer;
      sealed: Buffer;
      page_key: GeneratedAlways<Buffer>;
      taken_by: string;
      taken_at: Generated<Date>;
      erased_at: Date | null;
      /** The web form that it confirms, with its campaign; null for a page of the vacancy itself. */
      attempt: AttemptId | null;
      campaign: CampaignId | null;
    };
  }
}

/** The longest text that is copied, in characters. */
export const LONGEST_PAGE = 500_000;

/** What the form sends beside the file itself. */
export const KeepBody = z.object({
  words: z
    .string()
    .max(2 * LONGEST_PAGE)
    .optional(),
});
