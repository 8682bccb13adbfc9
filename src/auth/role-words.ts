import type { Lang } from '../web/index.js';
import { createTranslator, defineWords } from '../web/index.js';

const words = defineWords({
  nl: {
    inspector: 'inspecteur',
    coordinator: 'coördinator',
    fieldworker: 'veldwerker',
    coder: 'codeur',
    tester: 'tester',
    administrator: 'beheerder',
    system: 'systeem',
  },
  en: {
    inspector: 'inspector',
    coordinator: 'coordinator',
    fieldworker: 'fieldworker',
    coder: 'coder',
    tester: 'tester',
    administrator: 'administrator',
    system: 'system',
  },
  fr: {
    inspector: 'inspecteur',
    coordinator: 'coordinateur',
    fieldworker: 'agent de terrain',
    coder: 'codeur',
    tester: 'testeur',
    administrator: 'administrateur',
    system: 'système',
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
