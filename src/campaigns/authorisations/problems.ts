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
    'authorisation-other-test-type': {
      status: 409,
      nl: 'De machtiging noemt een ander soort test dan het plan',
      en: 'The authorisation names another kind of test than the plan has',
      fr: 'L’autorisation nomme un autre type de test que celui du plan',
    },
    'authorisation-inspectors-only': {
      status: 409,
      nl: 'De machtiging laat geen derden toe: alleen een inspecteur doet deze oproep',
      en: 'The authorisation allows no third persons: only an inspector makes this call',
      fr: 'L’autorisation n’admet pas de tiers : seul un inspecteur passe cet appel',
    },
    'authorisation-covers-plan': {
      status: 409,
      nl: 'De machtiging dekt het hele plan. Er hoeft niets uit',
      en: 'The authorisation covers the whole plan. Nothing has to leave it',
      fr: 'L’autorisation couvre tout le plan. Rien ne doit en sortir',
    },
    'trigger-missing': {
      status: 409,
      nl: 'Deze rechtsgrond vraagt een andere of een bijkomende aanleiding. Kies een aanwijzing van die soort',
      en: 'This legal basis asks for another or a further trigger. Choose a signal of that kind',
      fr: 'Cette base légale demande un autre motif, ou un motif de plus. Choisissez un indice de ce type',
    },
    'trigger-elsewhere': {
      status: 409,
      nl: 'Een van de aanwijzingen gaat niet over het kenmerk en de sectoren van deze campagne',
      en: 'One of the signals is not about the ground and the sectors of this campaign',
      fr: 'Un des indices ne concerne pas le critère et les secteurs de cette campagne',
    },
    'trigger-without-exhibit': {
      status: 409,
      nl: 'Een van de aanwijzingen heeft nog geen stuk. Voeg er eerst een toe',
      en: 'One of the signals has no exhibit yet. Add one first',
      fr: 'Un des indices n’a pas encore de pièce. Ajoutez-en une d’abord',
    },
    'trigger-other-kind': {
      status: 409,
      nl: 'De gekozen aanleiding vraagt een ander soort machtiging',
      en: 'The chosen trigger asks for another kind of authorisation',
      fr: 'Le motif choisi demande un autre type d’autorisation',
    },
    'request-not-kept': {
      status: 409,
      nl: 'Het verstuurde verzoek is niet wat nagekeken werd. Probeer opnieuw',
      en: 'The request that is sent is not the one that was checked. Try again',
      fr: 'La demande envoyée n’est pas celle qui a été vérifiée. Réessayez',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    authorisation_unchecked: 'authorisation-unchecked',
    authorisation_check_two_persons: 'authorisation-check-two-persons',
    authorisation_extension: 'authorisation-extension',
    authorisation_condition_once: 'authorisation-condition-met',
    authorisation_own_name: 'not-allowed',
    'request:authorisation-unchecked': 'authorisation-unchecked',
    'request:trigger-missing': 'trigger-missing',
    'request:trigger-elsewhere': 'trigger-elsewhere',
    'request:trigger-without-exhibit': 'trigger-without-exhibit',
    'request:trigger-other-kind': 'trigger-other-kind',
    sent_request_as_checked: 'request-not-kept',
    authorisation_sent_copy: 'request-not-kept',
    campaign_outside_authorisation: 'authorisation-narrower',
  },
};
