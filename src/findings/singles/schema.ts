import { z } from 'zod';

const count = z.int().min(0);
const Arm = z.strictObject({ n: count, callbacks: count });
const Arms = z.strictObject({ control: Arm, treatment: Arm });

const SinglePublishedCell = z.strictObject({
  cut: z.enum(['total', 'sector']),
  value: z.string(),
  strict: Arms,
  lenient: Arms,
});
export type SinglePublishedCell = z.output<typeof SinglePublishedCell>;

/** What a closed campaign of single applications publishes: per sector both arms, and all together. Void applications are in none. */
export const SinglePublication = z.strictObject({
  version: z.literal('praktijktest/publication/3'),
  campaign: z.string(),
  ground: z.string(),
  primaryDefinition: z.enum(['strict', 'lenient']),
  /** Hash of the campaign's seal, in hexadecimal. */
  seal: z.string(),
  cells: z.array(SinglePublishedCell),
  /** How many sectors are hidden. */
  hidden: z.strictObject({ sector: count }),
});
export type SinglePublication = z.output<typeof SinglePublication>;

const limit = z.number().nullable();
const ci = z.tuple([limit, limit]).readonly();
const Interval = z.object({ estimate: limit, ci });
const Rate = z.object({ n: z.number().int(), callbacks: z.number().int(), rate: limit, ci });

/** The figures of single applications by sector, and all sectors together. */
export const SinglesAnswer = z.object({
  definition: z.enum(['strict', 'lenient']),
  findings: z
    .array(
      z.object({
        sector: z.string(),
        voided: z.number().int().nullable().meta({ description: 'Null outside the team.' }),
        control: Rate,
        treatment: Rate,
        ratio: Interval.meta({ description: 'Control over treatment, with Katz’s log interval.' }),
        difference: Interval.meta({
          description: 'Control minus treatment, with Newcombe’s hybrid interval.',
        }),
        p: limit.meta({ description: 'Fisher’s exact test, two-sided; null where nothing can be tested.' }),
        adjustedP: z.number().meta({ description: 'Benjamini–Hochberg over the family.' }),
        rejectedByBh: z.boolean(),
      }),
    )
    .readonly(),
  together: z.object({ ratio: Interval, oddsRatio: Interval, p: z.number() }).nullable().meta({
    description: 'Mantel–Haenszel over the sectors that are shown; null where it cannot be computed.',
  }),
});
