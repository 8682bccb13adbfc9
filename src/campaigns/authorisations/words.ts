import { createTranslator, defineWords, type Lang } from '../../web/index.js';
import { EN } from './words-en.js';
import { FR } from './words-fr.js';
import { NL } from './words-nl.js';

/** The words of the pages of authorisations. */
export const wordsIn = createTranslator(defineWords({ nl: NL, en: EN, fr: FR }));
export type Say = ReturnType<typeof wordsIn>;
export type { Lang };
