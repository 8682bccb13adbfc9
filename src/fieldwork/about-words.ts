import { createTranslator, defineWords, type Lang } from '../web/index.js';

const wordsIn = createTranslator(
  defineWords({
    nl: { spontaneous: 'Spontane sollicitatie' },
    en: { spontaneous: 'Spontaneous application' },
    fr: { spontaneous: 'Candidature spontanée' },
  }),
);

/** The title of a vacancy as people read it; '' says that there is none, and null that nobody knows any more. */
export function shownTitle(title: string, lang: Lang): string;
export function shownTitle(title: string | null, lang: Lang): string | null;
export function shownTitle(title: string | null, lang: Lang): string | null {
  return title === '' ? wordsIn(lang)('spontaneous') : title;
}
