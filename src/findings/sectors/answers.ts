import { z } from 'zod';
import { Instant } from '../../auth/index.js';
import { CUTS } from '../counts/index.js';
import { SinglePublication } from '../singles/index.js';
import { Publication } from './schema.js';

const limit = z.number().nullable();
const Interval = z.object({ estimate: limit, ci: z.tuple([limit, limit]).readonly() });
const Rate = z.object({
  n: z.number().int(),
  callbacks: z.number().int(),
  rate: limit,
  ci: z.tuple([limit, limit]).readonly(),
});
const EValues = z.object({ uniform: z.number(), kt: z.number(), oneSided: z.number() });

/** Everything computed from one pair table; null where there is nothing to compute. */
const Analysis = z.object({
  pairs: z.object({
    both: z.number().int(),
    controlOnly: z.number().int(),
    treatmentOnly: z.number().int(),
    neither: z.number().int(),
    total: z.number().int(),
    discordant: z.number().int(),
  }),
  control: Rate,
  treatment: Rate,
  ratio: Interval.extend({ method: z.literal('nam-blackwelder') }),
  difference: Interval.extend({ method: z.literal('tango') }),
  netDiscrimination: z.object({ usable: z.number().int(), net: limit, netAll: limit }),
  mcnemar: z.object({
    chi2: limit,
    p: limit,
    chi2Corrected: limit,
    pCorrected: limit,
    exactP: limit,
    midP: limit,
  }),
  conditionalOdds: Interval,
  eValue: EValues.extend({ log10: EValues }),
  direction: z.enum(['against-treatment', 'against-control', 'none']),
  verdict: z.object({ kind: z.enum(['tested', 'undetermined']), why: z.string().nullable() }),
});

/** The figures of a campaign by one cut; what is null is not shown outside the campaign's own team. */
export const FindingsAnswer = z.object({
  definition: z.enum(['strict', 'lenient']),
  per: z.enum(CUTS),
  findings: z
    .array(
      z.object({
        value: z.string(),
        ground: z
          .string()
          .meta({ description: 'With the contrast after a stroke in a design of several: `origin/both`.' }),
        voided: z.number().int().nullable(),
        units: z.number().int().nullable().meta({ description: 'Employer units.' }),
        analysis: Analysis,
        evidence: EValues.extend({ log10: EValues }).nullable(),
        adjustedP: z.number().meta({ description: 'Benjamini–Hochberg over the family.' }),
        rejectedByBh: z.boolean(),
      }),
    )
    .readonly(),
});

/** The one frozen set that a closed campaign publishes. */
export const PublishedAnswer = z.object({
  publication: z.discriminatedUnion('version', [Publication, SinglePublication]),
  publishedAt: Instant,
  hash: z.string().meta({ description: 'SHA-256 of the publication, as the log holds it.' }),
});
