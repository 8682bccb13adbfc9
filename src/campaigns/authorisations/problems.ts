import type { ProblemKind } from '../../platform/problems.js';

/** The problems of the life of an authorisation, and the constraints that raise them. */
export const authorisationProblems = {
  kinds: {
    'authorisation-unchecked': {
      status: 409,
      nl: 'Stel eerst een verzoek op en laat het nakijken door een tweede persoon',
      en: 'Draft a request first, and have a second person check it',
      fr: 'Rédigez d’abord une demande et faites-la vérifier par une deuxième personne',
    },
    'authorisation-not-drafted': {
      status: 409,
      nl: 'Er is geen ontwerp om na te kijken',
      en: 'There is no draft to check',
      fr: 'Il n’y a pas de projet à vérifier',
    },
    'authorisation-check-two-persons': {
      status: 409,
      nl: 'Wie het verzoek schreef, kijkt het niet zelf na',
      en: 'Whoever wrote the request does not check it',
      fr: 'La personne qui a écrit la demande ne la vérifie pas elle-même',
    },
    'authorisation-draft-changed': {
      status: 409,
      nl: 'Het verzoek wijzigde intussen. Lees het opnieuw',
      en: 'The request has changed meanwhile. Read it again',
      fr: 'La demande a changé entre-temps. Relisez-la',
    },
    'authorisation-extension': {
      status: 409,
      nl: 'Een verlenging eindigt later dan de machtiging nu, en wordt beslist voor die eindigt',
      en: 'An extension ends later than the authorisation does now, and is decided before that end',
      fr: 'Une prolongation se termine après la fin actuelle et se décide avant celle-ci',
    },
    'authorisation-conditions-open': {
      status: 409,
      nl: 'Niet aan alle voorwaarden is voldaan. Vink ze af op de pagina van de machtiging',
      en: 'Not all conditions are met. Tick them on the page of the authorisation',
      fr: 'Toutes les conditions ne sont pas remplies. Cochez-les sur la page de l’autorisation',
    },
    'authorisation-condition-met': {
      status: 409,
      nl: 'Aan deze voorwaarde is al voldaan',
      en: 'This condition is met already',
      fr: 'Cette condition est déjà remplie',
    },
    'authorisation-other-employer': {
      status: 409,
      nl: 'De machtiging noemt deze werkgever niet',
      en: 'The authorisation does not name this employer',
      fr: 'L’autorisation ne nomme pas cet employeur',
    },
    'authorisation-narrower-employers': {
      status: 409,
      nl: 'Het plan telt tests bij werkgevers die de machtiging niet noemt. Neem die eerst uit het plan',
      en: 'The plan has tests at employers whom the authorisation does not name. Take them out of the plan first',
      fr: 'Le plan compte des tests chez des employeurs que l’autorisation ne nomme pas. Retirez-les d’abord du plan',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    authorisation_unchecked: 'authorisation-unchecked',
    authorisation_check_two_persons: 'authorisation-check-two-persons',
    authorisation_extension: 'authorisation-extension',
    authorisation_condition_once: 'authorisation-condition-met',
    authorisation_own_name: 'not-allowed',
    campaign_outside_authorisation: 'authorisation-narrower-employers',
  },
};
