import type { ProblemKind } from '../../platform/problems.js';

export const dutyProblems = {
  kinds: {
    'weekend-past': {
      status: 409,
      nl: 'Dat weekend is voorbij',
      en: 'That weekend is over',
      fr: 'Ce week-end est passé',
    },
    'not-a-fieldworker': {
      status: 409,
      nl: 'Alleen een veldwerker met een open account heeft weekenddienst',
      en: 'Only a fieldworker with an open account stands by in a weekend',
      fr: 'Seul un enquêteur de terrain dont le compte est ouvert est de garde',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    weekend_duty_past: 'weekend-past',
    weekend_duty_is_saturday: 'weekend-past',
    weekend_duty_fieldworker: 'not-a-fieldworker',
  },
};
