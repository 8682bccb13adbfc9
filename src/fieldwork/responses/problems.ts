import type { ProblemKind } from '../../platform/problems.js';

export const responseProblems = {
  kinds: {
    'not-unmatched': {
      status: 409,
      nl: 'Dit bericht wacht niet (meer) op een beslissing',
      en: 'This message does not wait for a decision (any more)',
      fr: 'Ce message n’attend pas (ou plus) de décision',
    },
    'not-set-aside': {
      status: 409,
      nl: 'Dit bericht ligt niet (meer) opzij',
      en: 'This message is not set aside (any more)',
      fr: 'Ce message n’est pas (ou plus) mis de côté',
    },
    'too-late-to-undo': {
      status: 409,
      nl: 'Dit kon tien minuten lang ongedaan gemaakt worden, en die zijn voorbij',
      en: 'This could be undone for ten minutes, and they are over',
      fr: 'Cela pouvait être annulé pendant dix minutes, et elles sont passées',
    },
    'unknown-application': {
      status: 422,
      nl: 'Dit adres hoort bij geen sollicitatie. Kijk het adres na',
      en: 'That address belongs to no application. Check the address',
      fr: 'Cette adresse n’appartient à aucune candidature. Vérifiez l’adresse',
    },
    'not-to-code': {
      status: 409,
      nl: 'Dit antwoord heeft al een definitieve code',
      en: 'This answer has its final code already',
      fr: 'Cette réponse a déjà son code définitif',
    },
    'coded-already': {
      status: 409,
      nl: 'U codeerde dit antwoord al',
      en: 'You coded this answer already',
      fr: 'Vous avez déjà codé cette réponse',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { coding_once: 'coded-already' },
};
