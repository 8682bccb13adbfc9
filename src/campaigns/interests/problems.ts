import type { ProblemKind } from '../../platform/problems.js';

export const interestProblems = {
  kinds: {
    'own-interest': {
      status: 409,
      nl: 'U gaf een eigen belang aan in deze campagne. Een collega neemt dit over',
      en: 'You declared an own interest in this campaign. A colleague takes this over',
      fr: 'Vous avez déclaré un intérêt personnel dans cette campagne. Un collègue prend le relais',
    },
    'own-interest-self': {
      status: 409,
      nl: 'U trekt uw eigen belang niet zelf in. Een andere coördinator doet dat',
      en: 'You do not withdraw your own interest. Another coordinator does',
      fr: 'Vous ne retirez pas vous-même votre intérêt. Un autre coordinateur le fait',
    },
    'coding-not-blind': {
      status: 409,
      nl: 'U plande deze campagne of kent haar profielen. Een ander codeert dit antwoord',
      en: 'You planned this campaign or know its profiles. Somebody else codes this answer',
      fr: 'Vous avez planifié cette campagne ou connaissez ses profils. Quelqu’un d’autre code cette réponse',
    },
    'team-coded': {
      status: 409,
      nl: 'Wie antwoorden van deze campagne codeerde, komt niet in het team',
      en: 'Whoever coded answers of this campaign does not join its team',
      fr: 'Qui a codé des réponses de cette campagne ne rejoint pas son équipe',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    own_interest_bars: 'own-interest',
    own_interest_not_by_oneself: 'own-interest-self',
    coding_by_outsider: 'coding-not-blind',
    campaign_member_no_coder: 'team-coded',
  },
};
