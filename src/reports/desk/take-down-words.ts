import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What officers read when they take down a report for somebody at the desk or on the telephone. */
const takeDownWords = defineWords({
  nl: {
    'take.title': 'Neem een melding op',
    'take.lead':
      'Iemand vertelt u aan de balie of aan de telefoon wat er gebeurde. Schrijf het op in de woorden van de melder en lees het voor. Vraag geen naam: de melder krijgt een code om het verslag na te kijken.',
    'take.way': 'Hoe spreekt u met de melder?',
    'take.way.desk': 'Aan de balie',
    'take.way.phone': 'Aan de telefoon',
    'take.way.bad': 'Kies hoe u met de melder spreekt.',
    'take.interest':
      'U gaf een belang op bij deze werkgever. Laat een collega deze melding opnemen, en vraag niet verder.',
    'take.facts': 'Verslag van het gesprek',
    'take.facts.hint':
      'Wat de melder vertelt, zo letterlijk als kan. De melder kijkt dit na, verbetert het en ondertekent.',
    'take.next': 'Naar de code van de melder',
    'take.code.title': 'De code van de melder',
    'take.code.lead':
      'Geef deze twaalf woorden aan de melder: schrijf ze op een blad, of lees ze traag voor. Wie de code heeft, leest de melding. Houd er zelf geen bij.',
    'take.code.warn': 'Na het versturen ziet niemand deze code nog.',
    'take.check': 'Laatste woord van de code',
    'take.check.hint': 'Laat de melder dit woord zeggen, en typ wat u hoort.',
    'take.check.bad': 'Dit is niet het laatste woord van de code.',
    'take.send': 'Verstuur de melding',
    'take.drop': 'Wis alles',
    'take.sent': 'De melding is verstuurd',
    'take.sent.text':
      'Zeg aan de melder: ga naar de pagina Opvolgen, typ uw code, kijk het verslag na en onderteken het. Zolang dat niet gebeurd is, staat bij de melding dat het verslag niet ondertekend is.',
    'take.again': 'Neem nog een melding op',
    'take.by': 'Opgenomen door {{name}} op {{day}}, {{way}}',
    'take.by.desk': 'aan de balie',
    'take.by.phone': 'aan de telefoon',
    'take.unsigned': 'De melder heeft dit verslag nog niet nagekeken en ondertekend.',
    'take.signed': 'De melder ondertekende dit verslag op {{day}}, zonder wijziging.',
    'take.signed.changed':
      'De melder verbeterde en ondertekende dit verslag op {{day}}. Hierboven staat de verbeterde tekst.',
    'take.first': 'Wat eerst was opgeschreven',
    'take.transcript': 'Verslag',
  },
  en: {
    'take.title': 'Take down a report',
    'take.lead':
      'Somebody tells you at the desk or on the telephone what happened. Write it down in the words of the reporter and read it aloud. Ask for no name: the reporter gets a code to check the transcript.',
    'take.way': 'How do you speak with the reporter?',
    'take.way.desk': 'At the desk',
    'take.way.phone': 'On the telephone',
    'take.way.bad': 'Choose how you speak with the reporter.',
    'take.interest':
      'You declared an interest in this employer. Let a colleague take this report down, and ask no further.',
    'take.facts': 'Transcript of the conversation',
    'take.facts.hint':
      'What the reporter tells, as literally as possible. The reporter checks, corrects and signs this.',
    'take.next': 'To the code of the reporter',
    'take.code.title': 'The code of the reporter',
    'take.code.lead':
      'Give these twelve words to the reporter: write them on paper, or read them out slowly. Who has the code reads the report. Keep none yourself.',
    'take.code.warn': 'After sending nobody sees this code any more.',
    'take.check': 'Last word of the code',
    'take.check.hint': 'Let the reporter say this word, and type what you hear.',
    'take.check.bad': 'This is not the last word of the code.',
    'take.send': 'Send the report',
    'take.drop': 'Erase everything',
    'take.sent': 'The report was sent',
    'take.sent.text':
      'Tell the reporter: go to the page Follow up, type your code, check the transcript and sign it. Until then the report says that its transcript is not signed.',
    'take.again': 'Take down another report',
    'take.by': 'Taken down by {{name}} on {{day}}, {{way}}',
    'take.by.desk': 'at the desk',
    'take.by.phone': 'on the telephone',
    'take.unsigned': 'The reporter has not checked and signed this transcript yet.',
    'take.signed': 'The reporter signed this transcript on {{day}}, without a change.',
    'take.signed.changed':
      'The reporter corrected and signed this transcript on {{day}}. The corrected text stands above.',
    'take.first': 'What was written down first',
    'take.transcript': 'Transcript',
  },
  fr: {
    'take.title': 'Noter un signalement',
    'take.lead':
      'Quelqu’un vous raconte au guichet ou au téléphone ce qui s’est passé. Notez-le avec ses mots et relisez-le à voix haute. Ne demandez pas de nom : la personne reçoit un code pour vérifier le compte rendu.',
    'take.way': 'Comment parlez-vous avec cette personne ?',
    'take.way.desk': 'Au guichet',
    'take.way.phone': 'Au téléphone',
    'take.way.bad': 'Choisissez comment vous parlez avec cette personne.',
    'take.interest':
      'Vous avez déclaré un intérêt dans cet employeur. Laissez un collègue noter ce signalement et ne posez plus de questions.',
    'take.facts': 'Compte rendu de l’entretien',
    'take.facts.hint':
      'Ce que la personne raconte, le plus littéralement possible. Elle le vérifie, le corrige et le signe.',
    'take.next': 'Vers le code de la personne',
    'take.code.title': 'Le code de la personne',
    'take.code.lead':
      'Donnez ces douze mots à la personne : écrivez-les sur une feuille, ou lisez-les lentement. Qui a le code lit le signalement. N’en gardez pas vous-même.',
    'take.code.warn': 'Après l’envoi, personne ne voit plus ce code.',
    'take.check': 'Dernier mot du code',
    'take.check.hint': 'Faites dire ce mot à la personne, et tapez ce que vous entendez.',
    'take.check.bad': 'Ce n’est pas le dernier mot du code.',
    'take.send': 'Envoyer le signalement',
    'take.drop': 'Tout effacer',
    'take.sent': 'Le signalement est envoyé',
    'take.sent.text':
      'Dites à la personne : allez à la page Suivi, tapez votre code, vérifiez le compte rendu et signez-le. Jusque-là, le signalement indique que le compte rendu n’est pas signé.',
    'take.again': 'Noter un autre signalement',
    'take.by': 'Noté par {{name}} le {{day}}, {{way}}',
    'take.by.desk': 'au guichet',
    'take.by.phone': 'au téléphone',
    'take.unsigned': 'La personne n’a pas encore vérifié ni signé ce compte rendu.',
    'take.signed': 'La personne a signé ce compte rendu le {{day}}, sans changement.',
    'take.signed.changed':
      'La personne a corrigé et signé ce compte rendu le {{day}}. Le texte corrigé figure ci-dessus.',
    'take.first': 'Ce qui avait d’abord été noté',
    'take.transcript': 'Compte rendu',
  },
});

export const takeDownTranslator = createTranslator(takeDownWords);
