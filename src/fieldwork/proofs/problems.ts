import type { ProblemKind } from '../../platform/problems.js';

export const proofProblems = {
  kinds: {
    'proof-purpose': {
      status: 409,
      nl: 'Dit doel maakt geen zaak van één werkgever: een bewijs zou hem noemen',
      en: 'This purpose makes no case of one employer: a proof would name it',
      fr: 'Cette finalité ne vise pas un employeur : une preuve le nommerait',
    },
    'proof-open': {
      status: 409,
      nl: 'Niet alle testen van deze werkgever zijn afgesloten',
      en: 'Not all tests of this employer are closed',
      fr: 'Tous les tests de cet employeur ne sont pas clos',
    },
    'proof-impossible': {
      status: 409,
      nl: 'De testen van deze werkgever zijn niet meer volledig: hun bewaartermijn is voorbij',
      en: 'The tests of this employer are not whole any more: their term is over',
      fr: 'Les tests de cet employeur ne sont plus complets : leur délai de conservation est passé',
    },
  } satisfies Record<string, ProblemKind>,
};
