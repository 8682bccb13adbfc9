import { z } from 'zod';
import { REQUEST_LANGUAGES, type CampaignId } from '../../campaigns/index.js';
import { ATTEMPTS } from '../calls/schema.js';
import { LETTER_STATES, STEPS } from '../client-mails/schema.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    action_report: {
      authorisation: string;
      number: number;
      campaign: CampaignId;
      body: string;
      html: string;
      pdf: Buffer;
      body_hash: Buffer;
      html_hash: Buffer;
      pdf_hash: Buffer;
      made_by: string;
      made_at: Date;
    };
  }
}

const named = z.object({ code: z.string(), name: z.string() });

const DoneApplication = z.object({
  position: z.number(),
  /** Null where the purpose hides arms. */
  arm: z.enum(['control', 'treatment']).nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  sentAt: z.string().nullable(),
  /** Empty where the purpose hides answers. */
  answers: z.array(z.object({ at: z.string(), code: z.string().nullable() })),
  outcome: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
});

const DoneTest = z.object({
  ordinal: z.number(),
  sector: named,
  /** Null where the purpose hides employers. */
  employer: z.object({ number: z.string(), name: z.string() }).nullable(),
  /** By its title; '' of an employer without a vacancy, null where the purpose hides employers. */
  vacancy: z.string().nullable(),
  /** Whether an amendment took it out of the plan. */
  takenOut: z.boolean(),
  applications: z.array(DoneApplication),
});

const DoneCall = z.object({
  ordinal: z.number(),
  sector: named,
  employer: z.object({ number: z.string(), name: z.string() }).nullable(),
  plannedOn: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** What coders agreed on, or how a call without an answer ended; in reports from before, what its tester chose. */
  code: z.string().nullable(),
  /** Whether the answer waits for a coder. */
  waits: z.boolean().default(false),
  voidReason: z.string().nullable(),
  deviations: z.number(),
  /** Attempts that reached nobody; reports from before they were kept hold none. */
  attempts: z
    .array(z.object({ onDay: z.string(), how: z.enum(ATTEMPTS) }))
    .readonly()
    .default([]),
  /** Whether the client wrote instead of calling. */
  byMail: z.boolean().default(false),
  /** What was sent of it: where the purpose hides answers the wish alone, as the rest tells what they said. */
  letters: z
    .array(z.object({ step: z.enum(STEPS), state: z.enum(LETTER_STATES), sentAt: z.string().nullable() }))
    .readonly()
    .default([]),
});

/** The text of a report of action as it is kept: names in its own language stand beside the codes. */
export const ActionBody = z.object({
  form: z.literal('praktijktest/actions/1'),
  authorisation: z.string(),
  campaign: z.string(),
  number: z.number(),
  language: z.enum(REQUEST_LANGUAGES),
  of: z.object({ name: z.string(), purpose: z.string(), service: named, ground: named }),
  decision: z.object({
    kind: z.string(),
    state: z.string(),
    number: z.string(),
    decidedOn: z.string().nullable(),
    validFrom: z.string().nullable(),
    validUntil: z.string().nullable(),
    maxTests: z.number().nullable(),
    extensions: z.array(z.object({ number: z.string(), decidedOn: z.string(), validUntil: z.string() })),
    conditions: z.array(
      z.object({
        words: z.string(),
        metBy: z.string().nullable(),
        metAt: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
  tests: z.array(DoneTest),
  calls: z.array(DoneCall),
  acts: z.array(
    z.object({
      link: z.number(),
      at: z.string(),
      who: z.string(),
      what: z.string(),
      /** The application that it was of, or whose answer it was of. */
      of: z.object({ ordinal: z.number(), position: z.number() }).nullable(),
      hash: z.string(),
    }),
  ),
  maker: z.string(),
  madeAt: z.string(),
});
export type ActionBody = z.output<typeof ActionBody>;
export type DoneTest = z.output<typeof DoneTest>;
export type DoneCall = z.output<typeof DoneCall>;

/** What is counted of a report. */
export interface ActionTotals {
  /** Tests of the plan. */
  readonly planned: number;
  /** Tests of which at least one application left or may have left. */
  readonly begun: number;
  /** Tests with an outcome for both applications. */
  readonly complete: number;
  /** Of those, tests in which both applications ended with the same outcome. */
  readonly alike: number;
  readonly takenOut: number;
  readonly calls: number;
  readonly callsMade: number;
  /** Mails of clients whose wish left, or may have. */
  readonly mailsSent: number;
  readonly acts: number;
}

/** A report that was made. */
export interface ActionReportLine {
  readonly number: number;
  readonly maker: string;
  readonly madeAt: Date;
  readonly pdfHash: Buffer;
  readonly htmlHash: Buffer;
}
