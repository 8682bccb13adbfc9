// The list of phrases that make an intention arise, as data.
import { z } from 'zod';
import { line, slug } from '../fields.js';

const told = z.strictObject({ nl: line, en: line, fr: line });
const phrases = z.array(
  line.regex(
    /^[^*…]+\*?( (…|[^*…\s]+\*?))*$/,
    'begin with a word; “…” stands for up to four words, “*” for the rest of a word',
  ),
);

export const provocationSchema = z.strictObject({
  version: z.int().min(1),
  rules: z
    .array(
      z.strictObject({
        code: slug,
        /** Who may not speak so: a client who asks for what is forbidden, a candidate, or both. */
        speakers: z.array(z.enum(['client', 'candidate'])).min(1),
        name: told,
        /** Why it provokes. */
        why: told,
        phrases: z.strictObject({ nl: phrases, fr: phrases, en: phrases }),
      }),
    )
    .min(1),
});
export type Provocation = z.output<typeof provocationSchema>;
export type PhraseRule = Provocation['rules'][number];

/** Rules on the course of a script, beside those on its phrases. */
export const COURSE_RULES = [
  'service-first',
  'wish-once',
  'reason-only-asked',
  'open-question',
  'silence',
  'refusal-ends',
] as const;
export type CourseRule = (typeof COURSE_RULES)[number];

/** A place in a script where a rule is broken. */
export interface Provoking {
  rule: string;
  /** Where it stands in the scenario's file. */
  path: readonly (string | number)[];
  line: string;
  /** The forbidden phrase, for rules on phrases and the script's own list. */
  phrase?: string;
}
