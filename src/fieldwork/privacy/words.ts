import { createTranslator } from '../../web/index.js';
import { words } from './word-lists.js';

/** The words of data protection. */
export const wordsIn = createTranslator(words);

export type Say = ReturnType<typeof wordsIn>;
