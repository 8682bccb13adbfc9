import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What a reporter reads about a test that the own report may lead to. */
const answerWords = defineWords({
  nl: {
    'test.title': 'Mag uw melding tot een test leiden?',
    'test.lead':
      'Wij willen misschien testen of deze werkgever iedereen gelijk behandelt. De inspectie krijgt dan een korte samenvatting, zonder naam en zonder uw woorden. Een ander dan wie u schrijft, leest ze eerst na.',
    'test.guess': 'Wat de werkgever zou kunnen raden',
    'test.term': 'U kan antwoorden tot en met {{day}}. Antwoordt u niet, dan is dat een nee.',
    'test.over': 'De tijd om te antwoorden is voorbij. Zonder antwoord is het een nee.',
    'test.said.yes': 'U zei ja op {{day}}.',
    'test.said.no':
      'U zei nee op {{day}}. Uw melding leidt niet tot een test. Alleen een wettelijke plicht gaat daarboven.',
    'test.change':
      'U mag nog nee zeggen. Wat de inspectie dan al kreeg, kunnen wij niet terughalen. Of er een test komt, zeggen wij aan niemand.',
    'test.yes': 'Ja, dat mag',
    'test.no': 'Nee, dat mag niet',
  },
  en: {
    'test.title': 'May your report lead to a test?',
    'test.lead':
      'We may want to test whether this employer treats everybody equally. The inspection then gets a short summary, without a name and without your words. Somebody else than who writes to you reads it first.',
    'test.guess': 'What the employer might guess',
    'test.term': 'You can answer until {{day}}. If you do not answer, that is a no.',
    'test.over': 'The time to answer is over. Without an answer it is a no.',
    'test.said.yes': 'You said yes on {{day}}.',
    'test.said.no':
      'You said no on {{day}}. Your report leads to no test. Only a legal duty goes before that.',
    'test.change':
      'You may still say no. What the inspection has by then, we cannot take back. Whether there will be a test, we tell nobody.',
    'test.yes': 'Yes, it may',
    'test.no': 'No, it may not',
  },
  fr: {
    'test.title': 'Votre signalement peut-il mener à un test ?',
    'test.lead':
      'Nous voulons peut-être tester si cet employeur traite tout le monde de la même façon. L’inspection reçoit alors un court résumé, sans nom et sans vos mots. Un autre que celui qui vous écrit le relit d’abord.',
    'test.guess': 'Ce que l’employeur pourrait deviner',
    'test.term': 'Vous pouvez répondre jusqu’au {{day}} inclus. Sans réponse, c’est un non.',
    'test.over': 'Le délai pour répondre est passé. Sans réponse, c’est un non.',
    'test.said.yes': 'Vous avez dit oui le {{day}}.',
    'test.said.no':
      'Vous avez dit non le {{day}}. Votre signalement ne mène à aucun test. Seule une obligation légale prime.',
    'test.change':
      'Vous pouvez encore dire non. Ce que l’inspection a déjà reçu, nous ne pouvons le reprendre. Nous ne disons à personne si un test a lieu.',
    'test.yes': 'Oui, c’est permis',
    'test.no': 'Non, ce n’est pas permis',
  },
});
export const answerTranslator = createTranslator(answerWords);
