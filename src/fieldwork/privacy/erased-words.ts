import { createTranslator, defineWords } from '../../web/index.js';

/** The words for baselines of which it was erased who was tested. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      title: 'Nulmetingen zonder werkgevers',
      none: 'Van geen enkele nulmeting zijn de cijfers al goedgekeurd.',
      campaign: 'Campagne',
      approved: 'Goedgekeurd',
      erased: 'Werkgevers gewist',
      what: 'Wat',
      counts: '{{tests}} testen, {{employers}} werkgevers, {{answers}} antwoorden',
      soon: 'binnen enkele minuten',
      held: 'wacht op de bewaarplicht, opnieuw te bekijken op {{when}}',
      'asked.title': 'Vraagt een werkgever of hij getest is?',
      asked_one:
        'Van {{count}} nulmeting is gewist wie getest is. Niemand kan dat nog nagaan, ook wij niet: antwoord dat zo. Twaalf maanden lang blijft enkel een vingerafdruk, die dient om niemand te vaak te testen.',
      asked_other:
        'Van {{count}} nulmetingen is gewist wie getest is. Niemand kan dat nog nagaan, ook wij niet: antwoord dat zo. Twaalf maanden lang blijft enkel een vingerafdruk, die dient om niemand te vaak te testen.',
    },
    en: {
      title: 'Baselines without employers',
      none: 'The figures of no baseline were approved yet.',
      campaign: 'Campaign',
      approved: 'Approved',
      erased: 'Employers erased',
      what: 'What',
      counts: '{{tests}} tests, {{employers}} employers, {{answers}} answers',
      soon: 'within a few minutes',
      held: 'waits for the legal hold, to look at again on {{when}}',
      'asked.title': 'Does an employer ask whether it was tested?',
      asked_one:
        'Of {{count}} baseline it was erased who was tested. Nobody can find that out any more, nor can we: answer so. For twelve months a keyed hash alone is left, which serves to test nobody too often.',
      asked_other:
        'Of {{count}} baselines it was erased who was tested. Nobody can find that out any more, nor can we: answer so. For twelve months a keyed hash alone is left, which serves to test nobody too often.',
    },
    fr: {
      title: 'Mesures de référence sans employeurs',
      none: 'Les chiffres d’aucune mesure de référence n’ont encore été approuvés.',
      campaign: 'Campagne',
      approved: 'Approuvé',
      erased: 'Employeurs effacés',
      what: 'Quoi',
      counts: '{{tests}} tests, {{employers}} employeurs, {{answers}} réponses',
      soon: 'dans quelques minutes',
      held: 'attend l’obligation de conservation, à réexaminer le {{when}}',
      'asked.title': 'Un employeur demande s’il a été testé ?',
      asked_one:
        'Pour {{count}} mesure de référence, on a effacé qui a été testé. Personne ne peut plus le savoir, nous non plus : répondez-le ainsi. Pendant douze mois, il ne reste qu’une empreinte, qui sert à ne tester personne trop souvent.',
      asked_other:
        'Pour {{count}} mesures de référence, on a effacé qui a été testé. Personne ne peut plus le savoir, nous non plus : répondez-le ainsi. Pendant douze mois, il ne reste qu’une empreinte, qui sert à ne tester personne trop souvent.',
    },
  }),
);
