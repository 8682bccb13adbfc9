import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import { parseKbo } from '../../register/index.js';
import { KINDS } from '../schema.js';

export const FORMS = ['direct', 'indirect', 'instruction', 'harassment', 'accommodation'] as const;
export const INTERMEDIARIES = ['temp-agency', 'recruiter', 'public-service', 'vouchers', 'other'] as const;
export const STAGES = ['request', 'selection', 'interview', 'assignment', 'work'] as const;
export const WAYS = ['phone', 'mail', 'meeting', 'portal', 'code-words', 'other'] as const;
export const FREQUENCIES = ['once', 'several', 'often'] as const;
export const STEPS = ['who', 'what', 'where', 'when', 'files', 'role', 'check', 'code'] as const;
export type Step = (typeof STEPS)[number];

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(
      most,
      fault({
        nl: `Gebruik hoogstens ${most} tekens.`,
        en: `Use at most ${most} characters.`,
        fr: `Utilisez au plus ${most} caractères.`,
      }),
    )
    .default('');
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).or(z.literal('')).default('');
const choose = (nl: string, en: string, fr: string) => ({ error: fault({ nl, en, fr }) });
const ticked = z.literal('ja').optional();

const Who = z.object({
  kind: z.enum(
    KINDS,
    choose(
      'Kies wie u bent in dit verhaal.',
      'Choose who you are in this story.',
      'Choisissez votre rôle dans cette situation.',
    ),
  ),
  intermediary: oneOf(INTERMEDIARIES),
});

const What = z
  .looseObject({ stage: oneOf(STAGES), way: oneOf(WAYS), wording: text(2000), facts: text(8000) })
  .refine((given) => given.facts !== '' || given.wording !== '', {
    path: ['facts'],
    error: fault({
      nl: 'Schrijf in uw eigen woorden wat er gebeurd is, of wat er letterlijk gevraagd werd.',
      en: 'Write in your own words what happened, or what was asked word for word.',
      fr: 'Écrivez avec vos mots ce qui s’est passé, ou ce qui a été demandé mot pour mot.',
    }),
  });

const Where = z.object({
  employer: text(300),
  kbo: z
    .string()
    .trim()
    .max(40)
    .refine((given) => given === '' || parseKbo(given).ok, {
      error: fault({
        nl: 'Dit is geen ondernemingsnummer. Het heeft tien cijfers, zoals 0872.324.958. U mag het leeg laten.',
        en: 'This is no enterprise number. It has ten digits, such as 0872.324.958. You may leave it empty.',
        fr: 'Ce n’est pas un numéro d’entreprise. Il a dix chiffres, comme 0872.324.958. Vous pouvez le laisser vide.',
      }),
    })
    .default(''),
  place: text(300),
  sector: text(40),
  committee: text(40),
  vacancy: text(500),
});

const When = z.object({ period: text(200), frequency: oneOf(FREQUENCIES), witnesses: text(2000) });
const Role = z.object({ ownRole: text(4000) });

const kept = z.string().optional();
const keptList = z.array(z.string()).readonly().optional();

/** What a client asked, as one of a series of an organisation. */
const KeptRequest = z.object({
  client: z.string(),
  kbo: z.string(),
  grounds: z.array(z.string()).readonly(),
  wording: z.string(),
  facts: z.string(),
  period: z.string(),
  way: z.string(),
});
export type ClientRequest = z.infer<typeof KeptRequest>;

/** Answers as they are sealed. The own role is none of them: it stands apart. */
export const KeptAnswers = z.object({
  kind: z.enum(KINDS).optional(),
  intermediary: kept,
  grounds: keptList,
  forms: keptList,
  stage: kept,
  way: kept,
  wording: kept,
  facts: kept,
  employer: kept,
  kbo: kept,
  place: kept,
  sector: kept,
  committee: kept,
  vacancy: kept,
  period: kept,
  frequency: kept,
  witnesses: kept,
  /** Of an organisation that files through its account: who it is, and what it calls this report. */
  filedBy: z.object({ organisation: z.string(), name: z.string(), reference: z.string() }).optional(),
  requests: z.array(KeptRequest).readonly().optional(),
  /** The language of the page on which the last step was saved. */
  lang: kept,
});
export type Answers = z.infer<typeof KeptAnswers>;

export type Given = Readonly<Record<string, string>>;
export interface StepFault {
  readonly field: string;
  readonly message: string;
}
/** What a step gives: its answers (and apart, the own role), or its faults. */
export type ReadStep =
  | { readonly ok: true; readonly answers: Answers; readonly ownRole?: string }
  | { readonly ok: false; readonly faults: readonly StepFault[] };

/** Codes that a reporter may name. */
export interface KnownCodes {
  readonly grounds: readonly string[];
  readonly sectors: readonly string[];
}

/** Reads what one step of the form brought. */
export function readStep(step: Step, given: Given, known: KnownCodes): ReadStep {
  switch (step) {
    case 'who':
      return read(Who, given);
    case 'what':
      return readWhat(given, known);
    case 'where': {
      const found = read(Where, given);
      return found.ok && !known.sectors.includes(found.answers.sector ?? '')
        ? { ...found, answers: { ...found.answers, sector: '' } }
        : found;
    }
    case 'when':
      return read(When, given);
    case 'role': {
      const parsed = Role.safeParse(given);
      return parsed.success
        ? { ok: true, answers: {}, ownRole: parsed.data.ownRole }
        : { ok: false, faults: faultsOf(parsed.error) };
    }
    case 'files':
    case 'check':
    case 'code':
      return { ok: true, answers: {} };
  }
}

function readWhat(given: Given, known: KnownCodes): ReadStep {
  const parsed = What.safeParse(given);
  const grounds = tickedOf(given, 'ground', known.grounds);
  const faults = parsed.success ? [] : faultsOf(parsed.error);
  if (grounds.length === 0)
    faults.unshift({
      field: 'ground',
      message: fault({
        nl: 'Duid minstens één reden aan.',
        en: 'Tick at least one reason.',
        fr: 'Cochez au moins une raison.',
      }),
    });
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  const { stage, way, wording, facts } = parsed.data;
  return {
    ok: true,
    answers: { grounds, forms: tickedOf(given, 'form', FORMS), stage, way, wording, facts },
  };
}

function read(schema: z.ZodType<Answers>, given: Given): ReadStep {
  const parsed = schema.safeParse(given);
  return parsed.success ? { ok: true, answers: parsed.data } : { ok: false, faults: faultsOf(parsed.error) };
}

/** The codes whose boxes are ticked (`name-code`). */
function tickedOf(given: Given, name: string, codes: readonly string[]): string[] {
  return codes.filter((code) => ticked.safeParse(given[`${name}-${code}`]).data === 'ja');
}

const faultsOf = (error: z.ZodError): StepFault[] =>
  error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));

/** The first step that still lacks an answer without which nothing can be sent. */
export function firstMissing(answers: Answers): Step | undefined {
  if (answers.kind === undefined) return 'who';
  const told =
    (answers.facts ?? '') !== '' || (answers.wording ?? '') !== '' || (answers.requests ?? []).length > 0;
  return (answers.grounds ?? []).length === 0 || !told ? 'what' : undefined;
}
