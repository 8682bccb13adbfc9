import type { ProblemKind } from '../../platform/problems.js';

/** The problems of this room and the constraints that raise them. */
export const callProblems = {
  kinds: {
    'call-over': {
      status: 409,
      nl: 'Deze oproep is gedaan of geschrapt',
      en: 'This call is done or cancelled',
      fr: 'Cet appel est fait ou supprimé',
    },
    'call-recorded': {
      status: 409,
      nl: 'Van deze oproep staat al een andere uitkomst genoteerd. Een uitkomst wijzigt niet meer',
      en: 'Another outcome of this call is on record. An outcome does not change any more',
      fr: 'Un autre résultat de cet appel est déjà noté. Un résultat ne change plus',
    },
    'call-without-number': {
      status: 409,
      nl: 'Deze oproep heeft nog geen telefoonnummer. Vraag het aan uw coördinator',
      en: 'This call has no phone number yet. Ask your coordinator',
      fr: 'Cet appel n’a pas encore de numéro de téléphone. Demandez-le à votre coordinateur',
    },
    'call-frozen': {
      status: 409,
      nl: 'Een geplande oproep wijzigt niet meer',
      en: 'A planned call does not change any more',
      fr: 'Un appel planifié ne change plus',
    },
    'call-not-yours': {
      status: 403,
      nl: 'Alleen de tester van deze oproep legt ze vast',
      en: 'Only the tester of this call records it',
      fr: 'Seul le testeur de cet appel l’enregistre',
    },
    'call-incomplete': {
      status: 422,
      nl: 'Bij een antwoord horen alle vragen',
      en: 'An answer comes with all its questions',
      fr: 'Une réponse va avec toutes ses questions',
    },
    'call-planned-already': {
      status: 409,
      nl: 'Deze golf is al gepland',
      en: 'This wave is planned already',
      fr: 'Cette vague est déjà planifiée',
    },
    'calls-not-drawn': {
      status: 409,
      nl: 'Deze campagne heeft geen klantoproepen',
      en: 'This campaign has no client calls',
      fr: 'Cette campagne n’a pas d’appels mystères',
    },
    'wave-open': {
      status: 409,
      nl: 'De vorige golf is nog niet klaar',
      en: 'The wave before is not finished yet',
      fr: 'La vague précédente n’est pas encore terminée',
    },
    'nobody-to-call': {
      status: 409,
      nl: 'Er is niemand om opnieuw te bellen',
      en: 'There is nobody to call again',
      fr: 'Il n’y a personne à rappeler',
    },
    'unknown-tester': {
      status: 422,
      nl: 'Deze tester kan deze oproep niet krijgen',
      en: 'This tester cannot be given this call',
      fr: 'Ce testeur ne peut pas recevoir cet appel',
    },
    'firm-contract-over': {
      status: 409,
      nl: 'Het contract van het testbureau geldt vandaag niet',
      en: 'The contract of the test firm does not hold today',
      fr: 'Le contrat du bureau de test n’est pas en vigueur aujourd’hui',
    },
    'unknown-firm': {
      status: 422,
      nl: 'Dit testbureau kan deze oproepen niet krijgen',
      en: 'This test firm cannot be given these calls',
      fr: 'Ce bureau de test ne peut pas recevoir ces appels',
    },
    'script-changed': {
      status: 409,
      nl: 'Het script is gewijzigd sinds de campagne werd ontworpen. Ontwerp ze opnieuw',
      en: 'The script changed since the campaign was designed. Design it anew',
      fr: 'Le script a changé depuis la conception de la campagne. Concevez-la de nouveau',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    call_task_once: 'call-planned-already',
    call_task_ordinal_unique: 'call-planned-already',
    call_task_frozen: 'call-frozen',
    call_task_life: 'call-over',
    call_task_by_planner: 'call-not-yours',
    call_task_tester_fkey: 'unknown-tester',
    call_task_firm: 'unknown-tester',
    call_task_firm_fkey: 'unknown-firm',
    call_outcome_pkey: 'call-recorded',
    call_outcome_by_tester: 'call-not-yours',
    call_outcome_open: 'call-over',
    call_outcome_answered_is_whole: 'call-incomplete',
    call_outcome_void_is_marked: 'call-incomplete',
  },
};
