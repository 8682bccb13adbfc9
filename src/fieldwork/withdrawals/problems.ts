import type { ProblemKind } from '../../platform/problems.js';

export const withdrawalProblems = {
  kinds: {
    'withdrawal-under-way': {
      status: 409,
      nl: 'De intrekking is al onderweg of vertrokken: wat het antwoord verwacht, wijzigt niet meer',
      en: 'The withdrawal is on its way or has left: what the answer expects does not change any more',
      fr: 'Le retrait est en route ou parti : ce que la réponse attend ne change plus',
    },
    'withdrawal-not-open': {
      status: 409,
      nl: 'Deze intrekking wacht niet (meer) op een beslissing',
      en: 'This withdrawal does not wait for a decision (any more)',
      fr: 'Ce retrait n’attend pas (ou plus) de décision',
    },
    'withdrawal-not-in-doubt': {
      status: 409,
      nl: 'Deze intrekking is niet (meer) onzeker',
      en: 'This withdrawal is not in doubt (any more)',
      fr: 'Ce retrait n’est pas (ou plus) incertain',
    },
    'withdrawal-life': {
      status: 409,
      nl: 'Deze stap past niet bij de stand van de intrekking',
      en: 'This step does not fit the state of the withdrawal',
      fr: 'Cette étape ne convient pas à l’état du retrait',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    withdrawal_life: 'withdrawal-life',
    withdrawal_attempt_first: 'withdrawal-life',
    withdrawal_attempt_one_open: 'withdrawal-life',
    withdrawal_never_twice: 'withdrawal-life',
    withdrawal_frozen: 'withdrawal-life',
    withdrawal_once: 'withdrawal-life',
    withdrawal_unconfirmed: 'withdrawal-life',
    withdrawal_held: 'withdrawal-life',
    withdrawal_by_person: 'withdrawal-life',
    withdrawal_own_name: 'withdrawal-life',
    withdrawal_erased: 'withdrawal-not-open',
    withdrawal_other_text: 'withdrawal-life',
  },
};
