import type { ProblemKind } from '../../platform/problems.js';

export const flagProblems = {
  kinds: {
    'evidence-not-blind': {
      status: 409,
      nl: 'In deze campagne belde, koppelde of besliste u zelf. Tot ze eindigt, ziet u niet hoe het bewijs groeit',
      en: 'You called, matched or decided in this campaign yourself. Until it ends you do not see how the evidence grows',
      fr: 'Vous avez vous-même appelé, associé ou tranché dans cette campagne. Jusqu’à sa fin, vous ne voyez pas l’évolution des indices',
    },
    'looked-at-evidence': {
      status: 409,
      nl: 'U keek in deze campagne naar het bewijs. Laat dit over aan iemand die dat niet deed',
      en: 'You looked at the evidence of this campaign. Leave this to somebody who did not',
      fr: 'Vous avez regardé les indices de cette campagne. Laissez ceci à quelqu’un qui ne l’a pas fait',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { looker_does_not_act: 'looked-at-evidence' },
};
