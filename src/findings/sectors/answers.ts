import { z } from 'zod';

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

/** The figures of a campaign per sector, under its sealed primary definition. */
export const FindingsAnswer = z.object({
  definition: z.enum(['strict', 'lenient']),
  sectors: z.array(
    z.object({
      sector: z.string(),
      ground: z.string(),
      voided: z.number().int(),
      analysis: Analysis,
      evidence: EValues.extend({ log10: EValues }),
      adjustedP: z.number().meta({ description: 'Benjamini–Hochberg over all sealed cells.' }),
      rejectedByBh: z.boolean(),
    }),
  ),
});
