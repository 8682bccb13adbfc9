import { sayEach } from '../../platform/faults.js';
import type { FieldFault } from '../../platform/problems.js';
import type { Lang } from './languages.js';
import { spaceFrench } from './french.js';

/**
 * One text in the languages of the interface, written where it is used. A text whose French is still awaited (the test
 * of words keeps the list, which must become empty) reads in English.
 */
export interface Texts {
  readonly nl: string;
  readonly en: string;
  readonly fr?: string;
}

/** The text in a language. */
export function textIn(texts: Texts, lang: Lang): string {
  if (lang !== 'fr') return texts[lang];
  return texts.fr === undefined ? texts.en : spaceFrench(texts.fr);
}

/** Faults in the language of who reads them. */
export function sayFaults(faults: readonly FieldFault[], lang: Lang): FieldFault[] {
  return sayEach(faults, (sentence) => textIn(sentence, lang));
}
