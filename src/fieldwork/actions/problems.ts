import type { ProblemKind } from '../../platform/problems.js';

export const actionProblems = {
  kinds: {
    'action-report-undecided': {
      status: 409,
      nl: 'Een verslag kan pas na de beslissing over de machtiging',
      en: 'A report can be made once the authorisation was decided',
      fr: 'Un rapport n’est possible qu’après la décision sur l’autorisation',
    },
    'action-report-overtaken': {
      status: 409,
      nl: 'Er gebeurde iets terwijl het verslag werd opgemaakt. Maak het opnieuw op',
      en: 'Something happened while the report was being made. Make it again',
      fr: 'Quelque chose s’est passé pendant l’établissement du rapport. Recommencez',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    action_report_decided: 'action-report-undecided',
    action_report_whole: 'action-report-overtaken',
    action_report_pkey: 'action-report-overtaken',
  },
};
