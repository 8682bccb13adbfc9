import type { ProblemKind } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';

export const uploadProblems = {
  kinds: {
    'wrong-file': {
      status: 422,
      nl: 'Dit bestand is niet van een soort die hier past. Kies een ander bestand',
      en: 'This file is not of a kind that fits here. Choose another file',
      fr: 'Ce fichier n’est pas d’un type accepté ici. Choisissez un autre fichier',
    },
    'received-later': {
      status: 422,
      nl: 'Een antwoord kan niet in de toekomst binnengekomen zijn. Kijk de dag en het uur na',
      en: 'An answer cannot have come in in the future. Check the day and the time',
      fr: 'Une réponse ne peut pas être arrivée dans le futur. Vérifiez le jour et l’heure',
    },
    'received-before-sent': {
      status: 422,
      nl: 'De sollicitatie vertrok later dan dit. Kijk de dag en het uur na, of kies de andere sollicitatie',
      en: 'The application left later than this. Check the day and the time, or choose the other application',
      fr: 'La candidature est partie après ce moment. Vérifiez le jour et l’heure, ou choisissez l’autre candidature',
    },
    'answer-before-sent': {
      status: 422,
      nl: 'Die sollicitatie is niet verstuurd. Kies een andere, of laat het antwoord naar het postvak gaan',
      en: 'That application was not sent. Choose another, or leave the answer to the mailbox',
      fr: 'Cette candidature n’a pas été envoyée. Choisissez-en une autre, ou laissez la réponse au courrier',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    upload_received: 'received-later',
    upload_after_sending: 'received-before-sent',
  },
};

/** What a refusal says, as a sentence beside its field. */
export function refusalIn(lang: Lang, code: string): string {
  const kinds: Readonly<Record<string, Readonly<Record<Lang, string>>>> = uploadProblems.kinds;
  const said = kinds[code]?.[lang];
  return said === undefined ? code : `${said}.`;
}
