import type { ProblemKind } from '../../platform/problems.js';

export const detectionProblems = {
  kinds: {
    'suspicion-cleared': {
      status: 409,
      nl: 'Over dit vermoeden is al beslist',
      en: 'This suspicion was decided on already',
      fr: 'Ce soupçon a déjà été tranché',
    },
    'employer-cools': {
      status: 409,
      nl: 'Bij deze werkgever is een vermoeden: er vertrekt niets meer tot iemand beslist',
      en: 'There is a suspicion at this employer: nothing leaves until somebody decides',
      fr: 'Il y a un soupçon chez cet employeur : rien ne part avant une décision',
    },
    'template-cools': {
      status: 409,
      nl: 'Twee werkgevers doorzagen deze brief: hij rust tot iemand beslist',
      en: 'Two employers saw through this letter: it rests until somebody decides',
      fr: 'Deux employeurs ont percé cette lettre : elle repose jusqu’à une décision',
    },
    'identity-cools': {
      status: 409,
      nl: 'Twee werkgevers doorzagen deze naam: hij rust tot iemand beslist',
      en: 'Two employers saw through this name: it rests until somebody decides',
      fr: 'Deux employeurs ont percé ce nom : il repose jusqu’à une décision',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    suspicion_frozen: 'suspicion-cleared',
    'gate:employer-cools': 'employer-cools',
    'gate:template-cools': 'template-cools',
    'gate:identity-cools': 'identity-cools',
  },
};
