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
    application_window: 'application-frozen',
  },
};
