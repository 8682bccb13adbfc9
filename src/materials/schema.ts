// What a scenario and the pools look like. Strict: a key that is not named here is an error, so that a typing error never
// silently changes what is sent.
import { z } from 'zod';
import type { DateOnly } from '../platform/dates.js';

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code has small letters, digits and single hyphens');
const line = z.string().trim().min(1, 'the text is empty');
const block = z.string().trim().min(1, 'the text is empty');
const names = z.strictObject({ nl: line, en: line, fr: line.optional() });
/** Two equivalent wordings; which arm gets which is counterbalanced. */
const twoOf = <T extends z.ZodType>(item: T) => z.tuple([item, item]);

export const CUE_FIELDS = ['nameOrigin', 'sex', 'birthYear'] as const;
/** What may distinguish the two profiles of a test. `birthYear` brings the school year and earlier work along. */
export type CueField = (typeof CUE_FIELDS)[number];

export const ARMS = ['control', 'treatment'] as const;
export type Arm = (typeof ARMS)[number];
export type Sex = 'f' | 'm';
/** Which of the two wordings of letter or CV. */
export type Variant = 0 | 1;

const sex = z.enum(['f', 'm']);

const armRule = z.strictObject({
  /** Origins of the name, of which one is drawn per pair. */
  nameOrigins: z.array(slug).min(1, 'name at least one origin'),
  /** Left out: both candidates of a pair have the same sex, drawn per pair. */
  sex: sex.optional(),
  /** Years older than the other arm, of which one is drawn per pair. */
  olderByYears: z.array(z.int().min(1).max(30)).min(1, 'give at least one number of years').optional(),
});

const correspondence = z.strictObject({
  kind: z.literal('correspondence'),
  id: slug,
  version: z.int().min(1),
  language: z.enum(['nl', 'fr', 'en']),
  ground: slug,
  title: names,
  cue: z.strictObject({
    what: names,
    fields: z.array(z.enum(CUE_FIELDS)).min(1, 'name what distinguishes the profiles'),
  }),
  arms: z.strictObject({ control: armRule, treatment: armRule }),
  candidate: z.strictObject({
    experienceYears: z.strictObject({ from: z.int().min(3).max(30), until: z.int().min(3).max(30) }),
  }),
  subjects: twoOf(line),
  letters: twoOf(block),
  cvs: twoOf(z.strictObject({ text: block, job: block, gap: block })),
});

export const CALL_CODES = [
  'COMPLY-OPEN',
  'COMPLY-HIDDEN',
  'EVADE',
  'REFUSE',
  'REFUSE-LAW',
  'REPORTS',
] as const;

const clientCall = z.strictObject({
  kind: z.literal('client-call'),
  id: slug,
  version: z.int().min(1),
  language: z.enum(['nl', 'fr', 'en']),
  ground: slug,
  title: names,
  /** The discriminatory wish that the caller voices, once, as a client would. */
  cue: z.strictObject({ what: names }),
  caller: z.strictObject({ role: line, need: line }),
  opening: z.array(line).min(1, 'give at least one line'),
  wish: line,
  prompts: z.array(line).max(2, 'at most two prompts: more would be pressing'),
  answers: z.array(z.strictObject({ question: line, answer: line })),
  exit: line,
  forbiddenPhrases: z.array(line).min(1, 'name what the caller may never say'),
  outcomes: z.array(z.strictObject({ code: z.enum(CALL_CODES), hears: line })),
  alsoNote: z.array(line),
});

export const scenarioSchema = z.discriminatedUnion('kind', [correspondence, clientCall]);
export type CorrespondenceScenario = z.output<typeof correspondence>;
export type ClientCallScenario = z.output<typeof clientCall>;
export type Scenario = z.output<typeof scenarioSchema>;

const pretest = z.strictObject({
  status: z.enum(['own-assumption', 'measured']),
  raters: z.int().min(0),
  /** Share of raters who named the right origin, 0 to 1. */
  shareRightOrigin: z.number().min(0).max(1),
  class: z.enum(['lower', 'middle', 'higher']),
});
const years = z.strictObject({ from: z.int().min(1900).max(2100), until: z.int().min(1900).max(2100) });
const postcodes = z.strictObject({ from: z.int().min(1000).max(9999), until: z.int().min(1000).max(9999) });

const originPool = z.strictObject({
  code: slug,
  name: names,
  /** Holds for every name below that has none of its own. */
  pretest,
  firstNames: z.array(z.strictObject({ name: line, sex, born: years, pretest: pretest.optional() })),
  familyNames: z.array(z.strictObject({ name: line, pretest: pretest.optional() })),
});

const occupation = z.strictObject({
  code: slug,
  match: z.array(line),
  role: line,
  education: z.strictObject({
    level: z.enum(['secondary', 'bachelor', 'master']),
    degree: line,
    finishedAt: z.int().min(17).max(26),
    schools: twoOf(line),
  }),
  /** Most recent first. */
  jobs: twoOf(z.strictObject({ role: line, place: twoOf(line), tasks: twoOf(line) })),
  strengths: twoOf(line),
});

export const poolsSchema = z.strictObject({
  version: z.int().min(1),
  use: z.enum(['exercise-only', 'field']),
  pretestRule: z.strictObject({ minRaters: z.int().min(1), minShareRightOrigin: z.number().min(0).max(1) }),
  origins: z.array(originPool).min(1, 'name at least one origin'),
  houseNumbers: z.strictObject({
    status: z.enum(['own-assumption', 'checked']),
    span: z.int().min(2).max(500),
  }),
  municipalities: z
    .array(
      z.strictObject({
        name: line,
        postcode: z.string().regex(/^[1-9]\d{3}$/, 'a postcode has four digits'),
        serves: z.array(postcodes),
        streets: z
          .array(z.strictObject({ name: line, firstUnusedNumber: z.int().min(1) }))
          .min(2, 'two candidates need two streets'),
      }),
    )
    .min(1, 'name at least one municipality'),
  localParts: z.strictObject({
    patterns: z
      .array(z.string().regex(/^(?=.*\{first\})(?=.*\{family\})(?=.*\{n\})/, 'use {first}, {family} and {n}'))
      .min(1),
    numbers: z.strictObject({ from: z.int().min(0), until: z.int().max(99_999) }),
  }),
  phone: z.strictObject({
    placeholder: z.string().regex(/#{2}/, 'mark the digits to fill in with #'),
    status: z.enum(['own-assumption', 'checked']),
  }),
  shared: z.strictObject({
    nationality: line,
    languages: twoOf(line),
    licence: twoOf(line),
    availability: twoOf(line),
  }),
  leisure: z.array(twoOf(line)).min(1),
  fillers: z.array(z.strictObject({ code: slug, role: twoOf(line), place: twoOf(z.string()) })).min(1),
  protectedTitles: z.array(line),
  occupations: z.array(occupation).min(1),
});

export type Pools = z.output<typeof poolsSchema>;
export type Pretest = z.output<typeof pretest>;
export type OriginPool = z.output<typeof originPool>;
export type Occupation = z.output<typeof occupation>;

export interface Job {
  from: number;
  /** null: until now. */
  until: number | null;
  role: string;
  place: string;
  tasks: string;
}

/** A fictitious candidate: what scheduling freezes on the application. */
export interface Identity {
  arm: Arm;
  displayName: string;
  firstName: string;
  familyName: string;
  nameOrigin: string;
  nameClass: Pretest['class'];
  sex: Sex;
  birthDate: DateOnly;
  /** Completed years on the planned date. */
  age: number;
  nationality: string;
  street: string;
  /** Lies above the highest number in the street, so that nobody lives there. */
  houseNumber: number;
  postcode: string;
  municipality: string;
  /** `Kerkstraat 912, 2800 Mechelen` */
  addressLine: string;
  mailLocalPart: string;
  mailAddress: string;
  phone: string;
  occupation: string;
  education: { level: string; degree: string; school: string; year: number };
  relevantYears: number;
  /** Relevant jobs, most recent first. */
  experience: Job[];
  /** What filled the years by which this candidate is older; null for the other. */
  filler: { code: string; job: Job } | null;
  leisureCount: number;
}

export interface Documents {
  template: Variant;
  layout: Variant;
  subject: string;
  letter: string;
  cv: string;
}

export interface Profile {
  identity: Identity;
  documents: Documents;
}
