import type { ProblemKind } from '../../platform/problems.js';

export const identityProblems = {
  kinds: {
    'identity-state': {
      status: 409,
      nl: 'In deze stand van de campagne worden geen kandidaten vrijgegeven',
      en: 'No candidates are released in this state of the campaign',
      fr: 'Aucun candidat n’est libéré dans cet état de la campagne',
    },
    'identity-released': {
      status: 409,
      nl: 'Deze kandidaten zijn al vrijgegeven',
      en: 'These candidates were released already',
      fr: 'Ces candidats ont déjà été libérés',
    },
    'identity-two-persons': {
      status: 409,
      nl: 'Wie kandidaten van een campagne liet trekken, geeft er geen van vrij',
      en: 'Whoever had candidates of a campaign drawn releases none of them',
      fr: 'Qui a fait tirer des candidats d’une campagne n’en libère aucun',
    },
    'identity-unreleased': {
      status: 409,
      nl: 'Deze kandidaat is nog niet vrijgegeven',
      en: 'This candidate was not released yet',
      fr: 'Ce candidat n’a pas encore été libéré',
    },
    'identity-retired': {
      status: 409,
      nl: 'Deze kandidaat is ingetrokken',
      en: 'This candidate was retired',
      fr: 'Ce candidat a été retiré',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    identity_release_pkey: 'identity-released',
    identity_release_state: 'identity-state',
    identity_two_persons: 'identity-two-persons',
    identity_release_root: 'identity-state',
    identity_retirement_pkey: 'identity-retired',
    'gate:identity-unreleased': 'identity-unreleased',
    'gate:identity-retired': 'identity-retired',
  },
};
