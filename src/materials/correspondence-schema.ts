// Scenarios of two applicants who write: their arms, what each says, and the wordings, their own or those of a family.
import { z } from 'zod';
import { block, heading, language, line, names, sex, slug, twoOf } from './fields.js';

export const CUE_FIELDS = ['nameOrigin', 'sex', 'birthYear', 'statement'] as const;
/**
 * What may distinguish the two profiles of a test. `birthYear` brings the school year and earlier work along; `statement`
 * is one sentence in the letter and one line in the CV.
 */
export type CueField = (typeof CUE_FIELDS)[number];

const armRule = z.strictObject({
  /** Origins of the name, of which one is drawn per pair. */
  nameOrigins: z.array(slug).min(1, 'name at least one origin'),
  /** Left out: both candidates of a pair have the same sex, drawn per pair. */
  sex: sex.optional(),
  /** Years older than the other arm, of which one is drawn per pair. */
  olderByYears: z.array(z.int().min(1).max(30)).min(1, 'give at least one number of years').optional(),
});
const arms = z.strictObject({ control: armRule, treatment: armRule });
export type Arms = z.output<typeof arms>;

/** What one arm says of itself: a sentence of the letter and a line of the CV, each in the two wordings. */
const statement = z.strictObject({
  code: slug,
  letter: twoOf(line),
  cv: twoOf(line),
  /** Words that would tell a coder of it, taken out of every answer. */
  hide: z.array(line).default([]),
});
export type Statement = z.output<typeof statement>;

const wording = {
  subjects: twoOf(line),
  letters: twoOf(block),
  cvs: twoOf(z.strictObject({ text: block, job: block, gap: block })),
};
export type Wording = z.output<z.ZodObject<typeof wording>>;
/** Wordings of which some may be missing, as a file writes them. */
export type WordingParts = { readonly [Part in keyof Wording]?: Wording[Part] | undefined };

const addressedTo = z.enum(['vacancy', 'employer']);

export const correspondence = z.strictObject({
  kind: z.literal('correspondence'),
  ...heading,
  /** `pair`: both arms go to one employer; `single`: one application per employer, of an arm drawn for it. */
  design: z.enum(['pair', 'single']).default('pair'),
  /** `employer`: without a vacancy. */
  to: addressedTo.default('vacancy'),
  cue: z.strictObject({
    what: names,
    fields: z.array(z.enum(CUE_FIELDS)).min(1, 'name what distinguishes the profiles'),
  }),
  arms,
  /**
   * In a 2 × 2 design: the contrasts of which each pair carries one. The arms above hold for the last of them. `ground`: what
   * the contrast is about, where that is another than the scenario's first.
   */
  contrasts: z
    .array(z.strictObject({ code: slug, title: names, ground: slug.optional(), arms }))
    .min(2, 'a design of several contrasts has at least two')
    .max(8, 'a design has at most eight contrasts')
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'names each contrast once')
    .optional(),
  statements: z.strictObject({ control: statement, treatment: statement }).optional(),
  candidate: z.strictObject({
    experienceYears: z.strictObject({ from: z.int().min(3).max(30), until: z.int().min(3).max(30) }),
    /** Years between the last relevant job of both candidates and now; the statement tells what filled them. */
    endedYearsAgo: z.int().min(1).max(5).optional(),
  }),
  /** Wordings of `scenarios/reference/letter-families.yaml`, instead of the three below. */
  family: slug.optional(),
  subjects: wording.subjects.optional(),
  letters: wording.letters.optional(),
  cvs: wording.cvs.optional(),
});
export type WrittenCorrespondence = z.output<typeof correspondence>;

/** A correspondence scenario with its wordings found. */
export type CorrespondenceScenario = Omit<WrittenCorrespondence, keyof Wording> & Wording;

export const familiesSchema = z.strictObject({
  version: z.int().min(1),
  families: z.array(z.strictObject({ code: slug, language, to: addressedTo, ...wording })).min(1),
});
export type Family = z.output<typeof familiesSchema>['families'][number];
