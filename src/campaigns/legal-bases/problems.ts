import type { ProblemKind } from '../../platform/problems.js';

/** The problems of confirming a legal basis, and the constraints that raise them. */
export const legalBasisProblems = {
  kinds: {
    'basis-confirmation': {
      status: 409,
      nl: 'Een andere coördinator dan wie voorstelt, bevestigt de tekst',
      en: 'Another coordinator than the one who proposed confirms the text',
      fr: 'Un autre coordinateur que celui qui propose confirme le texte',
    },
    'basis-exercise': {
      status: 409,
      nl: 'De oefening is geen rechtsgrond: er valt niets te bevestigen',
      en: 'The exercise is not a legal basis: there is nothing to confirm',
      fr: 'L’exercice n’est pas une base légale : il n’y a rien à confirmer',
    },
    'basis-text-changed': {
      status: 409,
      nl: 'De tekst wijzigde intussen. Lees de nieuwe tekst en stel hem opnieuw voor',
      en: 'The text has changed meanwhile. Read the new text and propose it again',
      fr: 'Le texte a changé entre-temps. Lisez le nouveau texte et proposez-le à nouveau',
    },
    'basis-proposed-already': {
      status: 409,
      nl: 'Deze tekst is al voorgesteld of bevestigd. Trek dat eerst in',
      en: 'This text is proposed or confirmed already. Withdraw that first',
      fr: 'Ce texte est déjà proposé ou confirmé. Retirez d’abord cela',
    },
    'basis-decided': {
      status: 409,
      nl: 'Over dit voorstel is al beslist',
      en: 'This proposal was decided already',
      fr: 'Cette proposition a déjà été tranchée',
    },
    'document-in-future': {
      status: 422,
      nl: 'De datum van het document ligt in de toekomst. Kijk de datum na',
      en: 'The date of the document lies in the future. Check the date',
      fr: 'La date du document est dans le futur. Vérifiez la date',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    legal_basis_confirmation_two_persons: 'basis-confirmation',
    legal_basis_confirmation_one_open: 'basis-proposed-already',
    legal_basis_confirmation_life: 'basis-decided',
    legal_basis_confirmation_text: 'basis-text-changed',
    legal_basis_confirmation_no_exercise: 'basis-exercise',
    legal_basis_confirmation_document_date: 'document-in-future',
    legal_basis_confirmation_by_coordinator: 'not-allowed',
  },
};
