// What the forms of authorisations send: everything is typed as text, and read here.
import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import { AUTHORISATION_KINDS } from '../../register/index.js';
import { isUuid } from '../../platform/ids.js';
import { dayText, draftFields, inOrder, orderFault, REQUEST_LANGUAGES, TEST_TYPES } from './schema.js';

/** What a form says where a request goes to no account. */
export const ON_PAPER = 'papier';

/** A whole number above zero as a form sends it. */
export const countText = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^[0-9]{1,6}$/, fault({ nl: 'Typ een getal.', en: 'Type a number.', fr: 'Tapez un nombre.' }))
    .transform(Number)
    .refine(
      (n) => n >= 1 && n <= most,
      fault({
        nl: `Geef een getal van 1 tot ${most}.`,
        en: `Give a number from 1 to ${most}.`,
        fr: `Donnez un nombre de 1 à ${most}.`,
      }),
    );

/** Numbers of ten digits, as people type them: with dots, spaces and BE, one a line or with commas. */
export const numbersText = z
  .string()
  .default('')
  .transform((typed, ctx) => {
    const numbers = typed
      .split(/[\n,;]+/)
      .map((one) => one.replace(/[.\s-]/g, '').replace(/^BE/i, ''))
      .filter((one) => one !== '');
    if (numbers.every((one) => /^\d{10}$/.test(one)) && numbers.length <= 2000) return [...new Set(numbers)];
    ctx.issues.push({
      code: 'custom',
      input: typed,
      message: fault({
        nl: 'Typ KBO-nummers of vestigingsnummers van tien cijfers, elk op een regel.',
        en: 'Type enterprise or establishment numbers of ten digits, each on a line.',
        fr: 'Tapez des numéros d’entreprise ou d’établissement de dix chiffres, un par ligne.',
      }),
    });
    return z.NEVER;
  });

const chooseKind = fault({
  nl: 'Kies wat u vraagt.',
  en: 'Choose what you ask for.',
  fr: 'Choisissez ce que vous demandez.',
});

/** The codes of the boxes that were ticked under a name. */
export const tickedIn = (typed: Readonly<Record<string, unknown>>, name: string): string[] =>
  Object.keys(typed)
    .filter((key) => key.startsWith(`${name}-`) && typed[key] === 'ja')
    .map((key) => key.slice(name.length + 1));

const { wantedFrom, wantedUntil, ...words } = draftFields;
const days = { wantedFrom, wantedUntil };
/** The same as a form sends it: each kind of test and each signal is a box of its own. */
export const DraftForm = z.preprocess(
  (sent) => {
    const typed = z.record(z.string(), z.unknown()).catch({}).parse(sent);
    return {
      language: 'nl',
      ...typed,
      testTypes: tickedIn(typed, 'testTypes'),
      signals: tickedIn(typed, 'signals'),
    };
  },
  z
    .object({
      // In the order of the page, which is the order in which faults are listed.
      kind: z.enum(AUTHORISATION_KINDS, { error: chooseKind }),
      signals: z.array(z.string().refine(isUuid)).max(50),
      ...words,
      testTypes: z.array(z.enum(TEST_TYPES)).min(
        1,
        fault({
          nl: 'Kies minstens één soort test.',
          en: 'Choose at least one kind of test.',
          fr: 'Choisissez au moins un type de test.',
        }),
      ),
      maxTests: countText(100_000),
      ...days,
      language: z.enum(REQUEST_LANGUAGES),
      employers: numbersText,
      thirdPersons: z
        .enum(['yes', 'no'], {
          error: fault({
            nl: 'Kies of derden meewerken.',
            en: 'Choose whether third persons take part.',
            fr: 'Choisissez si des tiers participent.',
          }),
        })
        .transform((answer) => answer === 'yes'),
      excusedActs: z
        .string()
        .trim()
        .max(4000)
        .default('')
        .transform((text) => (text === '' ? null : text)),
    })
    .refine(inOrder, orderFault),
);

const HASH = /^[0-9a-f]{64}$/;
const hashFault = fault({
  nl: 'Kies het document, of typ zijn SHA-256 (64 tekens, cijfers en a tot f).',
  en: 'Choose the document, or type its SHA-256 (64 characters, digits and a to f).',
  fr: 'Choisissez le document, ou tapez son SHA-256 (64 caractères, chiffres et a à f).',
});
const otherFault = fault({
  nl: 'Deze SHA-256 is niet die van het gekozen document. Laat een van beide weg.',
  en: 'This SHA-256 is not that of the document you chose. Leave one of them out.',
  fr: 'Ce SHA-256 n’est pas celui du document choisi. Laissez l’un des deux.',
});
const documentFields = { document: z.string().optional(), documentHash: z.string().optional() };

/** The hash of the file that was chosen (the door keeps no files), or the one that was typed; never where both differ. */
function hashOf(
  typed: { document?: string | undefined; documentHash?: string | undefined },
  ctx: z.RefinementCtx,
): string {
  const [file = '', hash = ''] = [typed.document, typed.documentHash].map((text) =>
    (text ?? '').trim().toLowerCase(),
  );
  const chosen = file === '' ? hash : file;
  if (!HASH.test(chosen))
    ctx.addIssue({ code: 'custom', path: ['document'], message: hashFault, input: chosen });
  else if (file !== '' && hash !== '' && file !== hash)
    ctx.addIssue({ code: 'custom', path: ['documentHash'], message: otherFault, input: hash });
  return chosen;
}

/** The number under which who decides files it. */
export const numberText = z
  .string()
  .trim()
  .min(
    1,
    fault({
      nl: 'Geef het nummer van de beslissing.',
      en: 'Give the number of the decision.',
      fr: 'Donnez le numéro de la décision.',
    }),
  )
  .max(
    80,
    fault({
      nl: 'Hou dit onder 80 tekens.',
      en: 'Keep this under 80 characters.',
      fr: 'Limitez ceci à 80 caractères.',
    }),
  );
const decidedOn = dayText({
  nl: 'Geef de dag van de beslissing.',
  en: 'Give the day of the decision.',
  fr: 'Donnez le jour de la décision.',
});
export const lastDay = dayText({
  nl: 'Geef de eerste dag waarop ze niet meer geldt.',
  en: 'Give the first day on which it no longer holds.',
  fr: 'Donnez le premier jour où elle ne vaut plus.',
});

/** One condition a line. */
export const conditionsText = z
  .string()
  .default('')
  .transform((typed) => typed.split('\n').map((line) => line.trim()))
  .transform((lines) => lines.filter((line) => line !== ''))
  .refine(
    (lines) => lines.length <= 30 && lines.every((line) => line.length >= 5 && line.length <= 1000),
    fault({
      nl: 'Schrijf hoogstens 30 voorwaarden, elk op een regel van 5 tot 1.000 tekens.',
      en: 'Write at most 30 conditions, each on a line of 5 to 1,000 characters.',
      fr: 'Écrivez 30 conditions au plus, une par ligne de 5 à 1 000 caractères.',
    }),
  );

/** Said or not: a decision may be silent on it. */
const maybe = z
  .enum(['yes', 'no', ''])
  .catch('')
  .transform((answer) => (answer === '' ? undefined : answer === 'yes'));
/** A number of tests, or nothing where it stays. */
export const maybeCount = z
  .string()
  .trim()
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(countText(100_000).nullable());

const GrantFields = z
  .object({
    testTypes: z.array(z.enum(TEST_TYPES)),
    thirdPersons: maybe,
    number: numberText,
    decidedOn,
    validFrom: dayText({
      nl: 'Geef de eerste dag.',
      en: 'Give the first day.',
      fr: 'Donnez le premier jour.',
    }),
    validUntil: lastDay,
    maxTests: countText(100_000),
    employers: numbersText,
    conditions: conditionsText,
    ...documentFields,
  })
  .transform((typed, ctx) => ({ ...typed, documentHash: hashOf(typed, ctx) }));
export const GrantForm = z.preprocess((sent) => {
  const typed = z.record(z.string(), z.unknown()).catch({}).parse(sent);
  return { ...typed, testTypes: tickedIn(typed, 'testTypes') };
}, GrantFields);

export const RefusalForm = z
  .object({ decidedOn, ...documentFields })
  .transform((typed, ctx) => ({ decidedOn: typed.decidedOn, documentHash: hashOf(typed, ctx) }));

export const ExtensionForm = z
  .object({ number: numberText, decidedOn, validUntil: lastDay, maxTests: maybeCount, ...documentFields })
  .transform((typed, ctx) => ({ ...typed, documentHash: hashOf(typed, ctx) }));
