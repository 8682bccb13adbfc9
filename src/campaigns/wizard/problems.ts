import type { ProblemKind } from '../../platform/problems.js';

export const wizardProblems = {
  kinds: {
    'design-step-early': {
      status: 409,
      nl: 'Beantwoord eerst de stappen hiervoor',
      en: 'Answer the steps before this one first',
      fr: 'Répondez d’abord aux étapes précédentes',
    },
    'design-unfinished': {
      status: 409,
      nl: 'Dit ontwerp is nog niet af. Kijk de stappen na',
      en: 'This design is not finished. Look at its steps',
      fr: 'Ce projet n’est pas terminé. Revoyez ses étapes',
    },
  } satisfies Record<string, ProblemKind>,
};
