import { z } from 'zod';
import { Instant } from '../../auth/index.js';
import { ContrastTitle } from '../../campaigns/index.js';
import { FLAG_DECISIONS, FlagNumbers } from './schema.js';

/** A flag as the API gives it: the numbers it was raised on, those of the latest look, and what people decided. */
export const FlagRow = z.object({
  id: z.uuid(),
  campaign: z.uuid(),
  campaignName: z.string(),
  sector: z.string(),
  ground: z
    .string()
    .meta({ description: 'With the contrast after a stroke in a design of several: `origin/both`.' }),
  contrast: ContrastTitle.nullable(),
  procedure: z.enum(['standing', 'final']),
  state: z.enum(['standing', 'weakened']),
  raisedAt: Instant,
  changedAt: Instant,
  raisedOn: FlagNumbers,
  latest: FlagNumbers,
  decisions: z
    .array(z.object({ decision: z.enum(FLAG_DECISIONS), reason: z.string(), who: z.string(), at: Instant }))
    .readonly(),
});
