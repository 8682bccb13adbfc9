import type { ProblemKind } from '../../platform/problems.js';

export const amendmentProblems = {
  kinds: {
    'amendment-state': {
      status: 409,
      nl: 'Deze wijziging kan niet in deze stand: testen vervallen alleen tussen verzegeling en start',
      en: 'This change is not possible in this state: tests are taken out between sealing and start only',
      fr: 'Cette modification n’est pas possible à ce stade : des tests ne sont retirés qu’entre le scellement et le démarrage',
    },
    'amendment-two-persons': {
      status: 409,
      nl: 'Wie het plan ontwierp, wijzigt het niet. Een andere coördinator doet dat',
      en: 'Who designed the plan does not amend it. Another coordinator does',
      fr: 'Qui a conçu le plan ne le modifie pas. Un autre coordinateur le fait',
    },
    'amendment-unknown-tests': {
      status: 422,
      nl: 'Een van deze testen zit niet (meer) in het plan. Kijk de nummers na',
      en: 'One of these tests is not in the plan (any more). Check the numbers',
      fr: 'Un de ces tests n’est pas ou plus dans le plan. Vérifiez les numéros',
    },
    'amendment-empties-plan': {
      status: 409,
      nl: 'Zo blijft er geen enkele test over. Verlaat de campagne in plaats daarvan',
      en: 'This leaves no test at all. Abandon the campaign instead',
      fr: 'Il ne resterait aucun test. Abandonnez plutôt la campagne',
    },
    'amendment-chain': {
      status: 409,
      nl: 'Iemand anders wijzigde dit plan net. Kijk opnieuw',
      en: 'Somebody else just amended this plan. Look again',
      fr: 'Quelqu’un vient de modifier ce plan. Regardez à nouveau',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    amendment_state: 'amendment-state',
    amendment_two_persons: 'amendment-two-persons',
    amendment_chain: 'amendment-chain',
    amendment_number_unique: 'amendment-chain',
    voided_test_named: 'amendment-unknown-tests',
    voided_test_pkey: 'amendment-unknown-tests',
  },
};
