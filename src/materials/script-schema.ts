// Scenarios that follow a script: a client who calls or writes, a candidate who calls, and a test that is done again.
import { z } from 'zod';
import { heading, line, names, slug } from './fields.js';

export const CALL_CODES = [
  'COMPLY-OPEN',
  'COMPLY-HIDDEN',
  'EVADE',
  'REFUSE',
  'REFUSE-LAW',
  'REPORTS',
] as const;

const answers = z.array(
  z.strictObject({
    question: line,
    answer: line,
    /** The one approved reason for the wish, given only when they ask for it. */
    reason: z.boolean().default(false),
  }),
);

/** What a client says in whatever way: the wish once, and around it what keeps it a question. */
const client = {
  ...heading,
  /** The discriminatory wish that the client voices, once, as a client would. */
  cue: z.strictObject({ what: names }),
  caller: z.strictObject({ role: line, need: line }),
  wish: line,
  /** Words that tell the wish: they may stand in the wish and nowhere else. */
  wishWords: z.array(line).min(1, 'name the words that tell the wish'),
  /** Words that tell what service is asked for: they come before the wish. */
  serviceWords: z.array(line).min(1, 'name the words that tell the service'),
  answers,
  /** What is said when they refuse; it ends the subject. */
  refusal: line,
  forbiddenPhrases: z.array(line).min(1, 'name what the caller may never say'),
  outcomes: z.array(z.strictObject({ code: z.enum(CALL_CODES), hears: line })),
  alsoNote: z.array(line),
};

export const clientCall = z.strictObject({
  kind: z.literal('client-call'),
  ...client,
  opening: z.array(line).min(1, 'give at least one line'),
  prompts: z.array(line).max(2, 'at most two prompts: more would be pressing'),
  /** Seconds of silence after the wish, in which the other side can answer. */
  silenceSeconds: z.int().min(0).max(60),
  exit: line,
});
export type ClientCallScenario = z.output<typeof clientCall>;

export const clientMail = z.strictObject({
  kind: z.literal('client-mail'),
  ...client,
  subject: line,
  opening: z.array(line).min(1, 'give at least one line'),
  /** The open question that ends the mail. */
  question: line,
  /** Days in which nothing more is written, so that they can answer. */
  silenceDays: z.int().min(0).max(60),
  exit: line,
});
export type ClientMailScenario = z.output<typeof clientMail>;

/** What a candidate who calls may hear: the codes of answers, and the request to send a curriculum vitae. */
const HEARD_CODES = ['INV', 'TST', 'ALT', 'CTC', 'SEND-CV', 'INF', 'RES', 'FIL', 'REJ'] as const;

const caller = z.strictObject({
  nameOrigins: z.array(slug).min(1, 'name at least one origin'),
  /** What one hears, beside the name. */
  voice: line,
});
export const candidateCall = z.strictObject({
  kind: z.literal('candidate-call'),
  ...heading,
  cue: z.strictObject({ what: names }),
  arms: z.strictObject({ control: caller, treatment: caller }),
  /** Years of relevant work of both, as they say when they are asked. */
  candidate: z.strictObject({
    experienceYears: z.strictObject({ from: z.int().min(3).max(30), until: z.int().min(3).max(30) }),
  }),
  opening: z.array(line).min(1, 'give at least one line'),
  /** The open question: is the job still free? */
  question: line,
  /** What is said when it is free, and when it is not. */
  whenFree: line,
  whenFilled: line,
  answers,
  exit: line,
  forbiddenPhrases: z.array(line).min(1, 'name what the caller may never say'),
  outcomes: z.array(z.strictObject({ code: z.enum(HEARD_CODES), hears: line })),
  alsoNote: z.array(line),
});
export type CandidateCallScenario = z.output<typeof candidateCall>;

const FRESH = ['identities', 'addresses', 'wordings', 'vacancy'] as const;

export const recurrence = z.strictObject({
  kind: z.literal('recurrence'),
  ...heading,
  cue: z.strictObject({ what: names }),
  /** The scenario that is done again at the same employer. */
  repeats: slug,
  after: z.array(z.enum(['unequal-treatment', 'remediation'])).min(1, 'say after what it is done again'),
  /** Days that must lie between the two tests. */
  daysBetween: z.int().min(30).max(1000),
  /** What may not be the same as in the first test: all of it, and it is written out so that who reads the file knows. */
  fresh: z
    .array(z.enum(FRESH))
    .refine((named) => FRESH.every((one) => named.includes(one)), `name all of: ${FRESH.join(', ')}`),
  /** Wordings of `scenarios/reference/letter-families.yaml`: others than those of the scenario that is done again. */
  family: slug,
  /** What must be there first. */
  needs: names,
});
export type RecurrenceScenario = z.output<typeof recurrence>;
