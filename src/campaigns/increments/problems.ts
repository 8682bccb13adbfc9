import type { ProblemKind } from '../../platform/problems.js';

export const incrementProblems = {
  kinds: {
    'increment-not-rolling': {
      status: 409,
      nl: 'Dit plan vult zich niet aan: dat is zo verzegeld',
      en: 'This plan does not fill up: it was sealed so',
      fr: 'Ce plan ne se complète pas : il a été scellé ainsi',
    },
    'increment-state': {
      status: 409,
      nl: 'Een plan wordt aangevuld vanaf de machtiging tot het sluiten',
      en: 'A plan is filled up from its authorisation until it closes',
      fr: 'Un plan se complète depuis l’autorisation jusqu’à la clôture',
    },
    'increment-full': {
      status: 409,
      nl: 'Het plan is vol: er zijn al zoveel testen als verzegeld is',
      en: 'The plan is full: there are as many tests as were sealed',
      fr: 'Le plan est complet : il y a autant de tests que prévu',
    },
    'increment-empty': {
      status: 409,
      nl: 'Er staan nu geen vacatures open die nog in het plan passen',
      en: 'No vacancies are open now that still fit the plan',
      fr: 'Aucune offre ouverte ne convient encore au plan',
    },
    'increment-past-number': {
      status: 409,
      nl: 'De aanvulling gaat over het aantal testen van de machtiging',
      en: 'The increment goes past the number of tests that was authorised',
      fr: 'Le complément dépasse le nombre de tests autorisé',
    },
    'increment-not-authorised': {
      status: 409,
      nl: 'De aanvulling bevat een werkgever die buiten de machtiging valt',
      en: 'The increment holds an employer outside the authorisation',
      fr: 'Le complément contient un employeur hors de l’autorisation',
    },
    'increment-chain': {
      status: 409,
      nl: 'De aanvulling volgt niet op wat verzegeld is',
      en: 'The increment does not follow what was sealed',
      fr: 'Le complément ne suit pas ce qui a été scellé',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    increment_state: 'increment-state',
    increment_chain: 'increment-chain',
    increment_quota: 'increment-full',
    increment_past_number: 'increment-past-number',
    increment_not_authorised: 'increment-not-authorised',
    test_increment_open: 'increment-chain',
    test_increment_known: 'increment-chain',
    plan_increment_pkey: 'increment-chain',
  },
};
