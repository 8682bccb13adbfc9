import { createTranslator, defineWords } from '../../web/index.js';

/** The words of tests of one application, where those of pairs do not hold. */
export const singleWordsIn = createTranslator(
  defineWords({
    nl: {
      'test.lead': 'Wat gebeurde er met deze sollicitatie?',
      one: 'De sollicitatie',
      axis: 'De tijdlijn',
      'tests.lead': 'Elke sollicitatie van deze campagne, zonder de profielen. Elke werkgever krijgt er één.',
    },
    en: {
      'test.lead': 'What happened with this application?',
      one: 'The application',
      axis: 'The timeline',
      'tests.lead': 'Every application of this campaign, without the profiles. Each employer gets one.',
    },
    fr: {
      'test.lead': 'Que s’est-il passé avec cette candidature ?',
      one: 'La candidature',
      axis: 'La ligne du temps',
      'tests.lead': 'Chaque candidature de cette campagne, sans les profils. Chaque employeur en reçoit une.',
    },
  }),
);
