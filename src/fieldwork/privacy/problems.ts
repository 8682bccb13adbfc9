import type { ProblemKind } from '../../platform/problems.js';

export const privacyProblems = {
  kinds: {
    'request-answered': {
      status: 409,
      nl: 'Dit verzoek is al beantwoord',
      en: 'This request was answered already',
      fr: 'Cette demande a déjà reçu une réponse',
    },
    'postponed-too-far': {
      status: 409,
      nl: 'Zo ver kan het niet worden uitgesteld',
      en: 'It cannot be postponed that far',
      fr: 'Un report aussi lointain n’est pas possible',
    },
    'campaign-held': {
      status: 409,
      nl: 'Voor deze campagne geldt al een bewaarplicht',
      en: 'This campaign is under a legal hold already',
      fr: 'Cette campagne est déjà soumise à une obligation de conservation',
    },
    'hold-lifted': {
      status: 409,
      nl: 'Deze bewaarplicht is al opgeheven',
      en: 'This legal hold was lifted already',
      fr: 'Cette obligation de conservation est déjà levée',
    },
    'term-text-changed': {
      status: 409,
      nl: 'De tekst is intussen gewijzigd: lees hem opnieuw',
      en: 'The text has changed meanwhile: read it again',
      fr: 'Le texte a changé entre-temps : relisez-le',
    },
    'privacy-own-name': {
      status: 409,
      nl: 'Dit doet u in eigen naam',
      en: 'You do this in your own name',
      fr: 'Vous faites ceci en votre propre nom',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    data_request_act_one_answer: 'request-answered',
    data_request_answered: 'request-answered',
    data_request_postponed_too_far: 'postponed-too-far',
    retention_confirmation_other_text: 'term-text-changed',
    retention_confirmation_by_person: 'privacy-own-name',
    data_request_own_name: 'privacy-own-name',
    vacancy_check_own_name: 'privacy-own-name',
    legal_hold_one_open: 'campaign-held',
    legal_hold_frozen: 'hold-lifted',
  },
};
