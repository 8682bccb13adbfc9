import type { ProblemKind } from '../../platform/problems.js';

export const approvalProblems = {
  kinds: {
    'approval-no-baseline': {
      status: 409,
      nl: 'Alleen cijfers van een nulmeting worden goedgekeurd',
      en: 'Only figures of a baseline are approved',
      fr: 'Seuls les chiffres d’une mesure de référence sont approuvés',
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
    'approval-test-differs': {
      status: 409,
      nl: 'Het plan is opnieuw geloot, en de testen in de databank zijn andere. De eerste die verschilt heeft dit nummer. Er is niets goedgekeurd en niets gewist: laat eerst nagaan wie de databank veranderde',
      en: 'The plan was drawn again, and the tests in the database are others. The first that differs has this number. Nothing was approved or erased: first have it found out who changed the database',
      fr: 'Le plan a été retiré au sort, et les tests de la base de données sont différents. Le premier qui diffère porte ce numéro. Rien n’est approuvé ni effacé : faites d’abord vérifier qui a modifié la base de données',
    },
    'approval-drawing-differs': {
      status: 409,
      nl: 'Het plan is opnieuw geloot, en het bewijs ervan in de databank is een ander: dat van de loting met dit nummer. Er is niets goedgekeurd en niets gewist: laat eerst nagaan wie de databank veranderde',
      en: 'The plan was drawn again, and the proof of it in the database is another: that of the drawing with this number. Nothing was approved or erased: first have it found out who changed the database',
      fr: 'Le plan a été retiré au sort, et sa preuve dans la base de données est différente : celle du tirage portant ce numéro. Rien n’est approuvé ni effacé : faites d’abord vérifier qui a modifié la base de données',
    },
    'approval-unreadable': {
      status: 409,
      nl: 'Het plan kan niet opnieuw geloot worden: wat ervan bewaard is, gaat niet open. Is PT_SECRET veranderd? Zet dan de oude waarde terug',
      en: 'The plan cannot be drawn again: what was kept of it does not open. Has PT_SECRET changed? Then put the old value back',
      fr: 'Le plan ne peut pas être retiré au sort : ce qui en a été conservé ne s’ouvre pas. PT_SECRET a-t-il changé ? Remettez alors l’ancienne valeur',
    },
    'approval-algorithm': {
      status: 409,
      nl: 'Het plan kan niet opnieuw geloot worden: het is geloot op de manier van een andere versie. Keur goed met een versie die zo loot',
      en: 'The plan cannot be drawn again: it was drawn in the way of another version. Approve with a version that draws like this',
      fr: 'Le plan ne peut pas être retiré au sort : il a été tiré à la manière d’une autre version. Approuvez avec une version qui tire ainsi',
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
    figure_approval_replayed: 'approval-drawing-differs',
    employer_erasure_held: 'campaign-held',
  },
};
