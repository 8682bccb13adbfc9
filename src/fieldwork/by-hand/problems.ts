import type { ProblemKind } from '../../platform/problems.js';

export const byHandProblems = {
  kinds: {
    'form-taken': {
      status: 409,
      nl: 'Iemand anders vult dit formulier al in. Vul het niet zelf in: een tweede sollicitatie verraadt de test',
      en: 'Somebody else is filling in this form. Do not fill it in: a second application gives the test away',
      fr: 'Quelqu’un d’autre remplit déjà ce formulaire. Ne le remplissez pas : une seconde candidature trahit le test',
    },
    'form-not-due': {
      status: 409,
      nl: 'Dit formulier kan nu niet ingevuld worden. Kijk in de verzending van de campagne waarom',
      en: 'This form cannot be filled in now. The outbox of the campaign says why',
      fr: 'Ce formulaire ne peut pas être rempli maintenant. Les envois de la campagne disent pourquoi',
    },
    'form-other-day': {
      status: 409,
      nl: 'Dit formulier is voor een andere dag. Het systeem plant het opnieuw',
      en: 'This form is for another day. The system plans it again',
      fr: 'Ce formulaire est prévu pour un autre jour. Le système le replanifie',
    },
    'form-office-closed': {
      status: 409,
      nl: 'Formulieren worden alleen op werkdagen tussen 9 en 17 uur ingevuld',
      en: 'Forms are filled in on working days between 9 and 17 only',
      fr: 'Les formulaires ne se remplissent que les jours ouvrables entre 9 et 17 heures',
    },
    'form-vacancy-unchecked': {
      status: 409,
      nl: 'Niemand keek in de laatste 24 uur na of de vacature nog open is. Kijk ze eerst na',
      en: 'Nobody checked in the last 24 hours whether the vacancy is still open. Check it first',
      fr: 'Personne n’a vérifié durant les dernières 24 heures si l’offre est encore ouverte. Vérifiez-la d’abord',
    },
    'form-vacancy-over': {
      status: 409,
      nl: 'De vacature is gesloten, gewijzigd of uitgesloten. Vul het formulier niet in',
      en: 'The vacancy is closed, changed or excluded. Do not fill in the form',
      fr: 'L’offre est fermée, modifiée ou exclue. Ne remplissez pas le formulaire',
    },
    'form-first-arm': {
      status: 409,
      nl: 'De eerste sollicitatie van het paar moet op een vroegere dag vertrokken zijn',
      en: 'The first application of the pair must have left on an earlier day',
      fr: 'La première candidature de la paire doit être partie un jour précédent',
    },
    'form-not-yours': {
      status: 409,
      nl: 'U vult dit formulier nu niet in: iemand anders nam het, of het is al afgerond',
      en: 'You are not filling in this form now: somebody else took it, or it is finished',
      fr: 'Vous ne remplissez pas ce formulaire en ce moment : quelqu’un d’autre l’a pris, ou il est terminé',
    },
    'form-still-held': {
      status: 409,
      nl: 'Wie het formulier nam, heeft nog tijd tot het einde van de kantooruren. Daarna kunt u het vrijgeven',
      en: 'Whoever took the form has until the end of office hours. After that you can free it',
      fr: 'La personne qui a pris le formulaire a jusqu’à la fin des heures de bureau. Ensuite, vous pouvez le libérer',
    },
    'form-only-by-fieldworker': {
      status: 409,
      nl: 'Alleen een veldwerker vult een formulier in, in eigen naam',
      en: 'Only a fieldworker fills in a form, in the own name',
      fr: 'Seul un agent de terrain remplit un formulaire, en son propre nom',
    },
    'form-kept': {
      status: 409,
      nl: 'Wat over een formulier genoteerd is, wijzigt niet meer',
      en: 'What was recorded of a form does not change any more',
      fr: 'Ce qui a été noté sur un formulaire ne change plus',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    attempt_fits_its_way: 'form-not-due',
    attempt_own_name: 'form-only-by-fieldworker',
    attempt_by_fieldworker: 'form-only-by-fieldworker',
    form_other_day: 'form-other-day',
    form_office_closed: 'form-office-closed',
    form_vacancy_over: 'form-vacancy-over',
    form_vacancy_unchecked: 'form-vacancy-unchecked',
    form_first_arm: 'form-first-arm',
    attempt_by_taker: 'form-not-yours',
    attempt_kept: 'form-kept',
    application_form_ended: 'form-not-yours',
    application_form_sent_at: 'form-not-yours',
    vacancy_snapshot_attempt_unique: 'form-kept',
  },
};

/** The problem with which a form is refused that is held for a reason (of the outbox or the gate). */
export function refusalOf(why: string): string {
  const known: Readonly<Record<string, string>> = {
    'office-closed': 'form-office-closed',
    'vacancy-unchecked': 'form-vacancy-unchecked',
    'vacancy-over': 'form-vacancy-over',
    'vacancy-excluded': 'form-vacancy-over',
    'first-arm-open': 'form-first-arm',
    'first-arm-in-doubt': 'form-first-arm',
    'other-employer': 'authorisation-other-employer',
    'hour-limit': 'form-not-due',
  };
  return known[why] ?? why;
}
