import type { FieldFault } from './problems.js';

/** One sentence in the languages of the interface. */
interface Sentence {
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

/**
 * A fault in every language, as the one string that a schema or a `FieldFault` carries. Who shows it, page or problem,
 * says it in the reader's language (`sayFaults`): a schema is made once, for readers of all languages.
 */
export function fault({ nl, en, fr }: Sentence): string {
  return JSON.stringify({ nl, en, fr });
}

/** What is wrong with a reason that somebody typed: it has 10 to 2,000 characters. */
export const reasonFaults = {
  short: fault({
    nl: 'Geef een reden van minstens 10 tekens.',
    en: 'Give a reason of at least 10 characters.',
    fr: 'Donnez une raison d’au moins 10 caractères.',
  }),
  long: fault({
    nl: 'Hou de reden onder 2.000 tekens.',
    en: 'Keep the reason under 2,000 characters.',
    fr: 'Limitez la raison à 2 000 caractères.',
  }),
} as const;

/** The faults with each message that `fault` made put into words by `say`; other messages stay as they are. */
export function sayEach(faults: readonly FieldFault[], say: (sentence: Sentence) => string): FieldFault[] {
  return faults.map(({ field, message }) => {
    const sentence = sentenceOf(message);
    return { field, message: sentence === undefined ? message : say(sentence) };
  });
}

function sentenceOf(message: string): Sentence | undefined {
  if (!message.startsWith('{"nl":')) return undefined;
  try {
    const read: unknown = JSON.parse(message);
    return isSentence(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isSentence(read: unknown): read is Sentence {
  const held = new Map(typeof read === 'object' && read !== null ? Object.entries(read) : []);
  return ['nl', 'en', 'fr'].every((lang) => typeof held.get(lang) === 'string');
}
