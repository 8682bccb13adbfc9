import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault } from '../platform/faults.js';
import type { Id } from '../platform/ids.js';
import { parseKbo } from '../register/index.js';

export type SignalId = Id<'signal'>;

/** What can give reason to test; the codes of triggers in scenarios/reference/legal-bases.yaml. */
export const SIGNAL_KINDS = [
  'objective-indication',
  'complaint-or-report',
  'datamining',
  'vacancy-text',
  'employer-suspicion',
  'sector-study',
  'sector-data-comparison',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];
export const EXHIBIT_KINDS = ['vacancy', 'report', 'statement', 'data', 'correspondence', 'other'] as const;
export type ExhibitKind = (typeof EXHIBIT_KINDS)[number];

declare module '../platform/db/tables.js' {
  interface Tables {
    signal: {
      id: SignalId;
      reference: string;
      kind: SignalKind;
      employer: string | null;
      sector: string;
      grounds: string[];
      period: string;
      facts: string;
      recorded_by: string;
      recorded_at: Generated<Date>;
    };
    exhibit: {
      id: string;
      signal: SignalId;
      kind: ExhibitKind;
      facts: string;
      file_hash: Buffer;
      added_by: string;
      added_at: Generated<Date>;
    };
  }
}

const facts = z
  .string()
  .trim()
  .min(
    20,
    fault({
      nl: 'Beschrijf de feiten in minstens 20 tekens.',
      en: 'Describe the facts in at least 20 characters.',
      fr: 'Décrivez les faits en 20 caractères au moins.',
    }),
  )
  .max(
    10_000,
    fault({
      nl: 'Hou de tekst onder 10.000 tekens.',
      en: 'Keep the text under 10,000 characters.',
      fr: 'Limitez le texte à 10 000 caractères.',
    }),
  );

const kboFault = fault({
  nl: 'Typ een KBO-nummer van tien cijfers, of laat het leeg.',
  en: 'Type an enterprise number of ten digits, or leave it empty.',
  fr: 'Tapez un numéro d’entreprise de dix chiffres, ou laissez vide.',
});

/** A signal as the API takes it: about an employer by its KBO number, or about a whole sector. */
export const SignalBody = z.strictObject({
  kind: z.enum(SIGNAL_KINDS, {
    error: fault({
      nl: 'Kies wat de aanleiding is.',
      en: 'Choose what the reason is.',
      fr: 'Choisissez le motif.',
    }),
  }),
  kbo: z
    .string()
    .trim()
    .default('')
    .transform((typed, ctx) => {
      if (typed === '') return null;
      const read = parseKbo(typed);
      if (read.ok) return read.value;
      ctx.issues.push({ code: 'custom', message: kboFault, input: typed });
      return z.NEVER;
    })
    .meta({ description: 'The employer’s KBO number; empty where the signal is about a whole sector.' }),
  sector: z
    .string()
    .max(60)
    .min(1, fault({ nl: 'Kies een sector.', en: 'Choose a sector.', fr: 'Choisissez un secteur.' })),
  grounds: z
    .array(z.string().min(1).max(60))
    .min(
      1,
      fault({
        nl: 'Kies minstens één kenmerk.',
        en: 'Choose at least one ground.',
        fr: 'Choisissez au moins un critère.',
      }),
    )
    .max(60),
  period: z
    .string()
    .regex(
      /^20[0-9]{2}-Q[1-4]$/,
      fault({ nl: 'Kies een kwartaal.', en: 'Choose a quarter.', fr: 'Choisissez un trimestre.' }),
    )
    .meta({ examples: ['2026-Q3'] }),
  facts,
});
export type SignalDraft = z.output<typeof SignalBody>;

const hash = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[0-9a-f]{64}$/,
    fault({
      nl: 'Kies het bestand.',
      en: 'Choose the file.',
      fr: 'Choisissez le fichier.',
    }),
  );

/** An exhibit; the file stands here by its SHA-256. */
export const ExhibitBody = z.object({
  kind: z.enum(EXHIBIT_KINDS, {
    error: fault({
      nl: 'Kies wat voor stuk dit is.',
      en: 'Choose what kind of exhibit this is.',
      fr: 'Choisissez de quelle pièce il s’agit.',
    }),
  }),
  facts,
  file: hash.meta({ examples: ['ab'.repeat(32)] }),
});
export type ExhibitDraft = z.output<typeof ExhibitBody>;

export interface Exhibit {
  readonly id: string;
  readonly kind: ExhibitKind;
  readonly facts: string;
  readonly fileHash: Buffer;
  readonly adder: string;
  readonly addedAt: Date;
}

/** One signal without what supports it. */
export interface SignalLine {
  readonly id: SignalId;
  readonly reference: string;
  readonly kind: SignalKind;
  /** Null where it is about a whole sector. */
  readonly employer: string | null;
  readonly kbo: string | null;
  readonly sector: string;
  readonly grounds: readonly string[];
  readonly period: string;
  readonly recorder: string;
  readonly recordedAt: Date;
  readonly exhibits: number;
}
export interface Signal extends Omit<SignalLine, 'exhibits'> {
  /** The numbers of the employer and its establishments; null where the signal is about a whole sector. */
  readonly numbers: readonly string[] | null;
  readonly facts: string;
  readonly exhibits: readonly Exhibit[];
}
