import { AUTHORISATION_KINDS } from '../../register/index.js';
import { createTranslator, defineWords, type Lang } from '../../web/index.js';
import { EN } from './words-en.js';
import { FR } from './words-fr.js';
import { NL } from './words-nl.js';

/** The words of the pages of authorisations. */
export const wordsIn = createTranslator(defineWords({ nl: NL, en: EN, fr: FR }));
export type Say = ReturnType<typeof wordsIn>;
/** What a kind of authorisation is called; the code itself where it has no word. */
export function kindWord(kind: string, lang: Lang): string {
  const known = AUTHORISATION_KINDS.find((one) => one === kind);
  return known === undefined ? kind : wordsIn(lang)(`kind.${known}`);
}
export type { Lang };
