import { z } from 'zod';

const share = z.number().min(0).max(1);

const weights = z
  .strictObject({
    /** Whom it holds for: the end of the employer's contact address ('@firm.test', '.test'), or several of them. */
    match: z.union([z.string(), z.array(z.string()).min(1)]),
    /** Shares of vacancies that answer positively to both applicants, to one only; the rest answer to neither. */
    both: share,
    controlOnly: share,
    treatmentOnly: share,
  })
  .refine((one) => one.both + one.controlOnly + one.treatmentOnly <= 1 + 1e-9, {
    message: 'both, controlOnly and treatmentOnly together may not exceed 1',
  });

/** How employers behave. Of several entries that match an address the first holds; without one it answers to neither. */
export const populationSchema = z.strictObject({
  employers: z.array(weights),
  /** Share of applications that come back as undeliverable. */
  bounceRate: share.default(0.01),
  /** Share of answers that come 31 to 45 days after the application instead of within 28. */
  lateShare: share.default(0.03),
  /** Stray mails per run that belong to no application. */
  strays: z.int().min(0).max(100).default(3),
});

export type PopulationInput = z.input<typeof populationSchema>;
export type Population = z.output<typeof populationSchema>;
export type Weights = Population['employers'][number];

/** The behaviour that holds for a contact address (lower case); null when none was given. */
export function weightsFor(population: Population, contact: string): Weights | null {
  const fits = (ending: string): boolean => contact.endsWith(ending.toLowerCase());
  return (
    population.employers.find(({ match }) => (Array.isArray(match) ? match.some(fits) : fits(match))) ?? null
  );
}
