import type { ProblemKind } from '../../platform/problems.js';

export const snapshotProblems = {
  kinds: {
    'page-kept-for-good': {
      status: 409,
      nl: 'Een bewaarde pagina wijzigt niet meer',
      en: 'A page that was kept does not change any more',
      fr: 'Une page conservée ne change plus',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { vacancy_snapshot_append_only: 'page-kept-for-good' },
};
