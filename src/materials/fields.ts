// The smallest parts of the YAML that materials reads.
import { z } from 'zod';

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code has small letters, digits and single hyphens');
export const line = z.string().trim().min(1, 'the text is empty');
export const block = z.string().trim().min(1, 'the text is empty');
export const names = z.strictObject({ nl: line, en: line, fr: line.optional() });
export const language = z.enum(['nl', 'fr', 'en']);
/** Language in which a scenario speaks to an employer. */
export type Speech = z.output<typeof language>;
/** Two equivalent wordings; which arm gets which is counterbalanced. */
export const twoOf = <T extends z.ZodType>(item: T) => z.tuple([item, item]);
export const sex = z.enum(['f', 'm']);

export type Names = z.output<typeof names>;

/** What every scenario says of itself. */
export const heading = {
  id: slug,
  version: z.int().min(1),
  language,
  /** The protected ground that the test is about; `none` for a comparison that no law protects. */
  ground: slug,
  /** Further grounds that the cue touches, in an intersectional design. */
  alsoGrounds: z.array(slug).default([]),
  title: names,
};
