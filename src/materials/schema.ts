// What a scenario and the pools look like. Strict: a key that is not named here is an error, so that a typing error never
// silently changes what is sent.
import { z } from 'zod';
import type { DateOnly } from '../platform/dates.js';
import { correspondence, type CorrespondenceScenario } from './correspondence-schema.js';
import { language, line, names, sex, slug, twoOf } from './fields.js';
import {
  candidateCall,
  clientCall,
  clientMail,
  recurrence,
  type CandidateCallScenario,
} from './script-schema.js';

export const ARMS = ['control', 'treatment'] as const;
export type Arm = (typeof ARMS)[number];
export type Sex = z.output<typeof sex>;
/** Which of the two wordings of letter or CV. */
export type Variant = 0 | 1;

/** A scenario as its file writes it; the wordings of a family are not in it yet. */
export const scenarioSchema = z.discriminatedUnion('kind', [
  correspondence,
  clientCall,
  clientMail,
  candidateCall,
  recurrence,
]);
export type WrittenScenario = z.output<typeof scenarioSchema>;
/** A scenario of two candidates who are matched: they write, or they call. */
export type PairScenario = CorrespondenceScenario | CandidateCallScenario;
/** A scenario ready for use. */
export type Scenario = Exclude<WrittenScenario, { kind: 'correspondence' }> | CorrespondenceScenario;

const pretest = z.strictObject({
  status: z.enum(['own-assumption', 'measured']),
  raters: z.int().min(0),
  /** Share of raters who named the right origin, 0 to 1. */
  shareRightOrigin: z.number().min(0).max(1),
  class: z.enum(['lower', 'middle', 'higher']),
  /** Mean of the raters' answers on perceived class, 1 (lowest) to 5 (highest). */
  classMean: z.number().min(1).max(5).optional(),
});
const DIGITS = /^\d{6,12}$/;
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

/** What a profile tells in one language. */
const told = {
  shared: z.strictObject({
    nationality: line,
    languages: twoOf(line),
    licence: twoOf(line),
    availability: twoOf(line),
  }),
  leisure: z.array(twoOf(line)).min(1),
  fillers: z.array(z.strictObject({ code: slug, role: twoOf(line), place: twoOf(z.string()) })).min(1),
  occupations: z.array(occupation).min(1),
};

/** What stands in the place of the Dutch words when a scenario speaks another language. */
export const toldSchema = z.strictObject({ version: z.int().min(1), language, ...told });
export type Told = z.output<typeof toldSchema>;

export const poolsSchema = z.strictObject({
  version: z.int().min(1),
  use: z.enum(['exercise-only', 'field']),
  pretestRule: z.strictObject({
    minRaters: z.int().min(1),
    minShareRightOrigin: z.number().min(0).max(1),
    /** How far the mean perceived classes of two names in one pair may lie apart, on the scale of 1 to 5. */
    maxClassGap: z.number().min(0).max(4),
  }),
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
    /** Ranges of numbers whose lines the service owns, digits only; a number of a candidate in the field lies in one. */
    owned: z.array(z.strictObject({ from: z.string().regex(DIGITS), until: z.string().regex(DIGITS) })),
    status: z.enum(['own-assumption', 'checked']),
  }),
  ...told,
  protectedTitles: z.array(line),
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
  /** What both candidates can do and offer, whatever the wording of their documents. */
  offers: { skills: string; licence: string; languages: string; availability: string };
  /** What this arm says of itself, where that is the cue; null otherwise. */
  statement: { code: string; hide: readonly string[] } | null;
  /** The contrast of a 2 × 2 design that the pair carries; null otherwise. */
  contrast: string | null;
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

export { CUE_FIELDS } from './correspondence-schema.js';
export type {
  Arms,
  CorrespondenceScenario,
  CueField,
  Statement,
  Wording,
  WordingParts,
  WrittenCorrespondence,
} from './correspondence-schema.js';
export { CALL_CODES } from './script-schema.js';
export type {
  CandidateCallScenario,
  ClientCallScenario,
  ClientMailScenario,
  RecurrenceScenario,
} from './script-schema.js';
