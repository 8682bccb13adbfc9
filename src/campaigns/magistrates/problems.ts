import type { ProblemKind } from '../../platform/problems.js';

/** The problems of what magistrates decide, and the constraints that raise them. */
export const magistrateProblems = {
  kinds: {
    'request-not-open': {
      status: 409,
      nl: 'Over dit verzoek kunt u dit niet meer beslissen',
      en: 'This can no longer be decided on this request',
      fr: 'Cela ne peut plus être décidé sur cette demande',
    },
    'decision-wider': {
      status: 409,
      nl: 'De beslissing reikt verder dan wat gevraagd is',
      en: 'The decision reaches further than what was asked',
      fr: 'La décision va plus loin que ce qui est demandé',
    },
    'decision-not-kept': {
      status: 409,
      nl: 'De beslissing is niet bewaard. Probeer opnieuw',
      en: 'The decision was not kept. Try again',
      fr: 'La décision n’est pas conservée. Réessayez',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    magistrate_decision_own: 'not-allowed',
    magistrate_decision_in_time: 'request-not-open',
    magistrate_decision_as_said: 'decision-not-kept',
    magistrate_decision_within: 'decision-wider',
    // Two windows at once: the second one is told that it was decided.
    magistrate_decision_pkey: 'request-not-open',
  },
};
