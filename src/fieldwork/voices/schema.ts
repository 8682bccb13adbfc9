import type { Generated } from 'kysely';
import { z } from 'zod';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import { chosenHash, hashText } from '../../platform/document-hash.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import { isUuid, type Id } from '../../platform/ids.js';

export type VoiceId = Id<'voice-pretest'>;
export const VOICE_LANGUAGES = ['nl', 'fr', 'en'] as const;
export type VoiceLanguage = (typeof VOICE_LANGUAGES)[number];
export const VOICE_SEXES = ['f', 'm'] as const;
export type VoiceSex = (typeof VOICE_SEXES)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    voice_pretest: {
      id: VoiceId;
      number: Generated<number>;
      tester: string;
      language: VoiceLanguage | null;
      origin: string | null;
      tested_on: DateOnly;
      sex: VoiceSex | null;
      raters: number | null;
      share: number | null;
      age: number | null;
      clarity: number | null;
      friendliness: number | null;
      pace: number | null;
      document_hash: Buffer;
      remark: string | null;
      recorded_by: string;
      recorded_at: Date;
      confirmed_by: string | null;
      confirmed_at: Date | null;
      withdrawn_by: string | null;
      withdrawn_at: Date | null;
      withdrawn_reason: string | null;
      erased_at: Date | null;
    };
  }
}

/** What raters heard in a voice: means over all of them. */
export interface Heard {
  readonly sex: VoiceSex;
  /** The age they guessed, in years. */
  readonly age: number;
  /** Words per minute. */
  readonly pace: number;
  /** From 1 to 5. */
  readonly clarity: number;
  readonly friendliness: number;
}

/** A pretest of one voice, in one language, as one origin. */
export interface Pretest extends Heard {
  readonly language: VoiceLanguage;
  readonly origin: string;
  readonly testedOn: DateOnly;
  readonly raters: number;
  /** The part of the raters who heard this origin, 0 to 1. */
  readonly share: number;
}

/** A pretest with whose voice it is and what became of it. */
export interface Voice extends Pretest {
  readonly id: VoiceId;
  readonly number: number;
  /** The tester's account, number, and the name under which the reader may know them. */
  readonly account: string;
  readonly tester: number;
  readonly name: string;
  readonly documentHash: Buffer;
  readonly remark: string | null;
  readonly recordedBy: string;
  readonly recorder: string;
  readonly recordedAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmer: string | null;
  readonly confirmedAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawer: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
  /** Whether the pretest that was recorded and confirmed last for this tester, language and origin is another, newer one. */
  readonly replaced: boolean;
  /** Whether this tester calls for us today. */
  readonly active: boolean;
}

const choose = (what: { nl: string; en: string; fr: string }) =>
  fault({ nl: `Kies ${what.nl}.`, en: `Choose ${what.en}.`, fr: `Choisissez ${what.fr}.` });
const dayFault = fault({
  nl: 'Geef de dag van de voortest.',
  en: 'Give the day of the pretest.',
  fr: 'Donnez le jour du prétest.',
});
/** What is wrong with a tester who cannot be chosen. */
export const testerFault = choose({ nl: 'een tester', en: 'a tester', fr: 'un testeur' });
const originFault = choose({
  nl: 'de afkomst die men hoorde',
  en: 'the origin that was heard',
  fr: 'l’origine entendue',
});

/** A number in a form: digits with a comma or point before its decimals, of which there are at most so many. */
const typed = (decimals: number, least: number, most: number, message: string) =>
  z
    .string({ error: message })
    .trim()
    .regex(new RegExp(`^\\d{1,6}${decimals === 0 ? '' : `([.,]\\d{1,${decimals}})?`}$`), message)
    .transform((text) => Number(text.replace(',', '.')))
    .pipe(z.number().min(least, message).max(most, message));

const between = (what: { nl: string; en: string; fr: string }, least: number, most: number) =>
  fault({
    nl: `Geef ${what.nl}: een getal van ${least} tot ${most}`,
    en: `Give ${what.en}: a number from ${least} to ${most}`,
    fr: `Donnez ${what.fr} : un nombre de ${least} à ${most}`,
  });
const rating = (what: { nl: string; en: string; fr: string }) => between(what, 1, 5);

const remark = z
  .string()
  .trim()
  .max(
    500,
    fault({
      nl: 'Hou de opmerking onder 500 tekens.',
      en: 'Keep the remark under 500 characters.',
      fr: 'Limitez la remarque à 500 caractères.',
    }),
  );

/** The day of a pretest. */
export const Day = z
  .custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), { error: dayFault })
  .meta({ type: 'string', format: 'date' });

const whose = {
  tester: z.string({ error: testerFault }).refine(isUuid, testerFault),
  language: z.enum(VOICE_LANGUAGES, {
    error: choose({ nl: 'een taal', en: 'a language', fr: 'une langue' }),
  }),
  origin: z.string({ error: originFault }).regex(/^[a-z][a-z0-9-]{0,59}$/, originFault),
  testedOn: Day,
  sex: z.enum(VOICE_SEXES, {
    error: choose({ nl: 'vrouw of man', en: 'woman or man', fr: 'femme ou homme' }),
  }),
};

/** What is recorded of a pretest. */
export interface VoiceRecord extends Pretest {
  readonly tester: string;
  readonly documentHash: string;
  readonly remark: string | null;
}

/** A pretest as a form sends it: numbers as people type them, the share in per cent, the sheet as a file or its hash. */
export const VoiceForm = z
  .object({
    ...whose,
    raters: typed(
      0,
      1,
      100_000,
      fault({
        nl: 'Geef hoeveel mensen luisterden: een geheel getal vanaf 1',
        en: 'Give how many people listened: a whole number from 1',
        fr: 'Donnez le nombre d’auditeurs : un nombre entier à partir de 1',
      }),
    ),
    share: typed(
      1,
      0,
      100,
      between(
        {
          nl: 'hoeveel procent deze afkomst hoorde, met hoogstens één cijfer na de komma',
          en: 'how many per cent heard this origin, with at most one decimal',
          fr: 'le pourcentage qui a entendu cette origine, avec une décimale au plus',
        },
        0,
        100,
      ),
    ),
    age: typed(
      1,
      10,
      99,
      between(
        {
          nl: 'de gemiddelde leeftijd, met hoogstens één cijfer na de komma',
          en: 'the mean age, with at most one decimal',
          fr: 'l’âge moyen, avec une décimale au plus',
        },
        10,
        99,
      ),
    ),
    clarity: typed(
      2,
      1,
      5,
      rating({
        nl: 'het gemiddelde voor duidelijk, met hoogstens twee cijfers na de komma',
        en: 'the mean for clear, with at most two decimals',
        fr: 'la moyenne pour la clarté, avec deux décimales au plus',
      }),
    ),
    friendliness: typed(
      2,
      1,
      5,
      rating({
        nl: 'het gemiddelde voor vriendelijk, met hoogstens twee cijfers na de komma',
        en: 'the mean for friendly, with at most two decimals',
        fr: 'la moyenne pour l’amabilité, avec deux décimales au plus',
      }),
    ),
    pace: typed(
      0,
      40,
      400,
      between(
        {
          nl: 'het tempo in woorden per minuut, zonder komma',
          en: 'the pace in words per minute, without decimals',
          fr: 'le débit en mots par minute, sans décimale',
        },
        40,
        400,
      ),
    ),
    document: z.string().optional(),
    documentHash: z.string().optional(),
    remark: remark.optional(),
  })
  .transform((sent, ctx): VoiceRecord => {
    const documentHash = chosenHash(sent, ctx);
    if (documentHash === null) return z.NEVER;
    const { document: _, share, remark: said, ...rest } = sent;
    return {
      ...rest,
      documentHash,
      // Tenths of a per cent, without what binary fractions add.
      share: Math.round(share * 10) / 1000,
      remark: said === undefined || said === '' ? null : said,
    };
  });

/** The same as a program sends it. */
export const VoiceBody = z.strictObject({
  ...whose,
  raters: z.int().min(1).max(100_000),
  share: z.number().min(0).max(1).multipleOf(0.001).meta({
    description: 'The part of the raters who heard this origin, in thousandths.',
  }),
  age: z.number().min(10).max(99).multipleOf(0.1),
  clarity: z.number().min(1).max(5).multipleOf(0.01),
  friendliness: z.number().min(1).max(5).multipleOf(0.01),
  pace: z.int().min(40).max(400).meta({ description: 'Words per minute.' }),
  documentHash: hashText,
  remark: remark.min(1).nullable(),
});

export const WithdrawBody = z.object({
  reason: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});
