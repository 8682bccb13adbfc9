import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { CUTS } from '../counts/index.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    publication: { campaign: CampaignId; body: string; hash: Buffer; published_at: Generated<Date> };
  }
}

const count = z.int().min(0);
const Table = z.strictObject({ both: count, controlOnly: count, treatmentOnly: count, neither: count });

/** A cell that everybody may see, under both outcome definitions. */
const PublishedCell = z.strictObject({
  cut: z.enum(['total', ...CUTS]),
  value: z.string(),
  /** The ground and contrast of its pairs, in a design of several contrasts; left out in any other. */
  contrast: z.string().exactOptional(),
  strict: Table,
  lenient: Table,
});

/**
 * The figures of a closed campaign that everybody may see: one set, decided once. Void pairs are in none of them. Version 2
 * is that of a design of several contrasts: every cell, the total too, is of one contrast.
 */
export const Publication = z.strictObject({
  version: z.enum(['praktijktest/publication/1', 'praktijktest/publication/2']),
  campaign: z.string(),
  ground: z.string(),
  primaryDefinition: z.enum(['strict', 'lenient']),
  /** Hash of the campaign's seal, in hexadecimal. */
  seal: z.string(),
  cells: z.array(PublishedCell),
  /** How many values of each cut are hidden, over all contrasts. Not which: a rare occupation may name its employer. */
  hidden: z.record(z.enum(CUTS), count),
});
export type Publication = z.output<typeof Publication>;
export type PublishedCell = z.output<typeof PublishedCell>;
