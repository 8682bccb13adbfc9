import type { ProblemKind } from '../../platform/problems.js';

export const approvalProblems = {
  kinds: {
    'approval-no-baseline': {
      status: 409,
      nl: 'Alleen cijfers van een nulmeting met sollicitaties worden goedgekeurd',
      en: 'Only figures of a baseline with applications are approved',
      fr: 'Seuls les chiffres d’une mesure de référence avec candidatures sont approuvés',
    },
    'approval-given': {
      status: 409,
      nl: 'De cijfers zijn goedgekeurd: er verandert niets meer aan',
      en: 'The figures were approved: nothing of them changes any more',
      fr: 'Les chiffres sont approuvés : plus rien n’y change',
    },
    'approval-unpublished': {
      status: 409,
      nl: 'De cijfers zijn nog niet gepubliceerd',
      en: 'The figures are not published yet',
      fr: 'Les chiffres ne sont pas encore publiés',
    },
    'approval-late-answers': {
      status: 409,
      nl: 'Late antwoorden tellen nog: wacht tot 60 dagen na de laatste verzending',
      en: 'Late answers still count: wait until 60 days after the last sending',
      fr: 'Des réponses tardives comptent encore : attendez 60 jours après le dernier envoi',
    },
    'approval-open-work': {
      status: 409,
      nl: 'Er is nog werk open: rond eerst antwoorden, intrekkingen en vermoedens af',
      en: 'Some work is still open: first finish answers, withdrawals and suspicions',
      fr: 'Il reste du travail : terminez d’abord les réponses, les retraits et les soupçons',
    },
    'caps-key-changed': {
      status: 409,
      nl: 'Plannen kan niet: PT_SECRET is veranderd, en zonder de oude sleutel weet niemand welke werkgevers al getest zijn. Zet PT_SECRET terug, of wacht tot deze dag',
      en: 'No planning: PT_SECRET has changed, and without the old key nobody knows which employers were tested already. Put PT_SECRET back, or wait until this day',
      fr: 'Planification impossible : PT_SECRET a changé, et sans l’ancienne clé personne ne sait quels employeurs ont déjà été testés. Remettez PT_SECRET, ou attendez ce jour',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    'approval-no-baseline': 'approval-no-baseline',
    'approval-given': 'approval-given',
    'approval-unpublished': 'approval-unpublished',
    'approval-late-answers': 'approval-late-answers',
    'approval-open-work': 'approval-open-work',
    figure_approval_other_set: 'approval-unpublished',
    employer_erasure_held: 'campaign-held',
  },
};
