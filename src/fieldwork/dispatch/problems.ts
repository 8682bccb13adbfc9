import type { ProblemKind } from '../../platform/problems.js';

export const dispatchProblems = {
  kinds: {
    'not-in-doubt': {
      status: 409,
      nl: 'Deze verzending is niet (meer) onzeker',
      en: 'This sending is not in doubt (any more)',
      fr: 'Cet envoi n’est pas (ou plus) incertain',
    },
    'application-life': {
      status: 409,
      nl: 'Deze stap past niet bij de stand van de sollicitatie',
      en: 'This step does not fit the state of the application',
      fr: 'Cette étape ne convient pas à l’état de la candidature',
    },
    'ground-gone': {
      status: 409,
      nl: 'De grond om deze werkgever opnieuw te testen is er niet meer: de eerdere test toont geen ongelijke behandeling meer',
      en: 'The ground for testing this employer again is gone: the earlier test shows no unequal treatment any more',
      fr: 'Le motif pour tester à nouveau cet employeur a disparu : le test précédent ne montre plus d’inégalité de traitement',
    },
    'application-frozen': {
      status: 409,
      nl: 'Een geplande sollicitatie wijzigt niet meer',
      en: 'A planned application does not change any more',
      fr: 'Une candidature prévue ne change plus',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    application_life: 'application-life',
    application_attempt_first: 'application-life',
    attempt_one_open: 'application-life',
    application_frozen: 'application-frozen',
    'gate:ground-gone': 'ground-gone',
    application_window: 'application-frozen',
  },
};
