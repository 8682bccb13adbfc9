import type { Lang } from '../web/index.js';
import { createTranslator, defineWords } from '../web/index.js';

const words = defineWords({
  nl: {
    inspector: 'inspecteur',
    coordinator: 'coördinator',
    fieldworker: 'veldwerker',
    coder: 'codeur',
    administrator: 'beheerder',
    system: 'systeem',
  },
  en: {
    inspector: 'inspector',
    coordinator: 'coordinator',
    fieldworker: 'fieldworker',
    coder: 'coder',
    administrator: 'administrator',
    system: 'system',
  },
});
const translator = createTranslator(words);

/** A role in the words of the interface. */
export function roleWord(role: string, lang: Lang): string {
  return isKnown(role) ? translator(lang)(role) : role;
}

function isKnown(role: string): role is keyof typeof words.nl {
  return Object.hasOwn(words.nl, role);
}
