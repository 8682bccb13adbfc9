import type { ProblemKind } from '../../platform/problems.js';

export const calledNameProblems = {
  kinds: {
    'called-name-not-here': {
      status: 409,
      nl: 'In dit onderzoek worden geen namen bewaard. Laat het veld leeg',
      en: 'No names are kept in this study. Leave the field empty',
      fr: 'Aucun nom n’est conservé dans cette étude. Laissez le champ vide',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { called_person_in_enforcement: 'called-name-not-here' },
};
