import type { ProblemKind } from '../platform/problems.js';

export const reportProblems = {
  'channel-closed': {
    status: 503,
    nl: 'U kan nu niet melden. Er zijn te weinig medewerkers die een melding mogen lezen. Probeer het later opnieuw',
    en: 'You cannot report now. Too few members of staff may read a report. Please try again later',
    fr: 'Vous ne pouvez pas signaler maintenant. Trop peu d’agents peuvent lire un signalement. Réessayez plus tard',
  },
  'channel-busy': {
    status: 503,
    nl: 'Het is nu heel druk. Er ging niets verloren. Probeer het over een minuut opnieuw',
    en: 'It is very busy now. Nothing was lost. Try again in a minute',
    fr: 'Il y a beaucoup de monde maintenant. Rien n’est perdu. Réessayez dans une minute',
  },
  'check-word': {
    status: 422,
    nl: 'Dit is niet het laatste woord van uw code',
    en: 'This is not the last word of your code',
    fr: 'Ce n’est pas le dernier mot de votre code',
  },
  'report-not-whole': {
    status: 422,
    nl: 'Er ontbreekt nog iets in de melding',
    en: 'Something is still missing in the report',
    fr: 'Il manque encore quelque chose dans le signalement',
  },
  'report-not-now': {
    status: 409,
    nl: 'Dit kan nu niet met deze melding. Laad de pagina opnieuw',
    en: 'This cannot be done with this report now. Reload the page',
    fr: 'Ce n’est pas possible maintenant avec ce signalement. Rechargez la page',
  },
  'report-full': {
    status: 409,
    nl: 'Deze melding kan niets meer bijhouden. Verwijder eerst een bestand',
    en: 'This report cannot hold more. Remove a file first',
    fr: 'Ce signalement ne peut plus rien contenir. Supprimez d’abord un fichier',
  },
  'file-too-large': {
    status: 413,
    nl: 'Dit bestand is te groot. Kies een bestand van hoogstens 10 MB',
    en: 'This file is too large. Choose a file of at most 10 MB',
    fr: 'Ce fichier est trop grand. Choisissez un fichier de 10 Mo au plus',
  },
} as const satisfies Record<string, ProblemKind>;

/** Constraints of the channel's schema that people can meet, and the problem each is. */
export const reportConstraints = {
  report_life: 'report-not-now',
  report_kept: 'report-not-now',
  key_copy_one_code: 'report-not-now',
  report_readable: 'channel-closed',
} as const;
