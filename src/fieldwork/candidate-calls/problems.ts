import type { ProblemKind } from '../../platform/problems.js';

export const candidateCallProblems = {
  kinds: {
    'candidate-call-not-due': {
      status: 409,
      nl: 'Dit gesprek kan nu niet beginnen: het is voor een andere dag of een ander uur, of het is voorbij',
      en: 'This call cannot begin now: it is for another day or hour, or it is over',
      fr: 'Cet appel ne peut pas commencer maintenant : il est prévu un autre jour ou une autre heure, ou il est terminé',
    },
    'candidate-call-not-held': {
      status: 409,
      nl: 'U bent dit gesprek niet aan het voeren. Begin het eerst, of kijk of u het al vastlegde',
      en: 'You are not making this call. Begin it first, or look whether you recorded it already',
      fr: 'Vous n’êtes pas en train de passer cet appel. Commencez-le d’abord, ou vérifiez si vous l’avez déjà enregistré',
    },
    'candidate-call-tried': {
      status: 409,
      nl: 'U probeerde vandaag al, of driemaal in het geheel. Bel niet opnieuw',
      en: 'You tried today already, or three times in all. Do not call again',
      fr: 'Vous avez déjà essayé aujourd’hui, ou trois fois en tout. Ne rappelez pas',
    },
    'candidate-call-not-yours': {
      status: 409,
      nl: 'Dit gesprek is aan een andere beller gegeven',
      en: 'This call was given to another caller',
      fr: 'Cet appel a été confié à un autre appelant',
    },
    'no-candidate-calls': {
      status: 409,
      nl: 'In dit plan bellen geen kandidaten',
      en: 'No candidates call in this plan',
      fr: 'Aucun candidat ne téléphone dans ce plan',
    },
    'callers-do-not-fit': {
      status: 409,
      nl: 'Deze bellers passen niet bij dit paar, of mogen er niet voor bellen. Kijk hun stemtesten na',
      en: 'These callers do not fit this pair, or may not call for it. Look at their voice pretests',
      fr: 'Ces appelants ne conviennent pas à cette paire, ou ne peuvent pas appeler pour elle. Consultez leurs tests de voix',
    },
    'callers-began': {
      status: 409,
      nl: 'Wie al belde, blijft de beller van dit paar',
      en: 'Whoever has called already stays the caller of this pair',
      fr: 'La personne qui a déjà appelé reste l’appelante de cette paire',
    },
    'send-cv-not-in-a-call': {
      status: 409,
      nl: 'Deze code bestaat alleen voor een telefoongesprek van een kandidaat. Kies “Vraag om informatie”',
      en: 'This code exists only for a call that a candidate made. Choose “Asks for information”',
      fr: 'Ce code n’existe que pour un appel passé par un candidat. Choisissez « Demande d’informations »',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    attempt_by_caller: 'candidate-call-not-yours',
    candidate_call_tried_today: 'candidate-call-tried',
    candidate_call_tried_enough: 'candidate-call-tried',
    pair_callers_by_planner: 'callers-do-not-fit',
    pair_callers_match: 'callers-do-not-fit',
    pair_callers_free: 'callers-do-not-fit',
    pair_callers_are_two: 'callers-do-not-fit',
    pair_callers_of_calls: 'no-candidate-calls',
    pair_callers_began: 'callers-began',
    application_after_three: 'candidate-call-tried',
    send_cv_in_a_call: 'send-cv-not-in-a-call',
  },
};
