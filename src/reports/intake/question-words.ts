import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What a reporter reads of further questions. */
const questionWords = defineWords({
  nl: {
    'questions.title': 'Wij hebben nog vragen voor u',
    'questions.lead':
      'U mag elke vraag overslaan. Schrijf geen namen van kandidaten of collega’s. Wilt u later verder gaan, bewaar dan wat u hebt: wij lezen het pas als u het verstuurt. Versturen kan één keer.',
    'questions.since': 'Gevraagd op {{day}}',
    'questions.save': 'Bewaar, ik ga later verder',
    'questions.send': 'Verstuur mijn antwoorden',
    'questions.saved': 'Bewaard',
    'questions.saved.text': 'Wij lezen dit pas als u het verstuurt.',
    'questions.from': 'Van',
    'questions.to': 'Tot en met',
    'questions.long': 'Gebruik hoogstens {{count}} tekens.',
    'questions.choose': 'Kies een van de antwoorden.',
    'questions.period': 'Deze dag komt voor de eerste dag. Kijk beide na.',
    'questions.nothing':
      'Beantwoord minstens één vraag. Wilt u niets antwoorden, dan hoeft u niets te versturen.',
    'questions.answered': 'Uw antwoorden van {{day}}: {{name}}',
    'questions.sent': 'Uw antwoorden zijn verstuurd',
    'questions.sent.text': 'Hieronder kan u ze nalezen. Wilt u nog iets zeggen, schrijf dan een bericht.',
  },
  en: {
    'questions.title': 'We have further questions for you',
    'questions.lead':
      'You may skip each question. Do not write names of candidates or colleagues. To go on later, save what you have: we read it only once you send it. You can send once.',
    'questions.since': 'Asked on {{day}}',
    'questions.save': 'Save, I go on later',
    'questions.send': 'Send my answers',
    'questions.saved': 'Saved',
    'questions.saved.text': 'We read this only once you send it.',
    'questions.from': 'From',
    'questions.to': 'Until',
    'questions.long': 'Use at most {{count}} characters.',
    'questions.choose': 'Choose one of the answers.',
    'questions.period': 'This day comes before the first day. Check both.',
    'questions.nothing':
      'Answer at least one question. If you do not want to answer, you need not send anything.',
    'questions.answered': 'Your answers of {{day}}: {{name}}',
    'questions.sent': 'Your answers were sent',
    'questions.sent.text': 'You can read them below. To say anything more, write a message.',
  },
  fr: {
    'questions.title': 'Nous avons encore des questions pour vous',
    'questions.lead':
      'Vous pouvez passer chaque question. N’écrivez pas de noms de candidats ou de collègues. Pour continuer plus tard, gardez ce que vous avez : nous ne le lisons que quand vous l’envoyez. Vous pouvez envoyer une fois.',
    'questions.since': 'Demandé le {{day}}',
    'questions.save': 'Garder, je continue plus tard',
    'questions.send': 'Envoyer mes réponses',
    'questions.saved': 'Gardé',
    'questions.saved.text': 'Nous ne le lisons que quand vous l’envoyez.',
    'questions.from': 'Du',
    'questions.to': 'Au',
    'questions.long': 'Utilisez au plus {{count}} caractères.',
    'questions.choose': 'Choisissez une des réponses.',
    'questions.period': 'Ce jour vient avant le premier jour. Vérifiez les deux.',
    'questions.nothing':
      'Répondez à une question au moins. Si vous ne voulez pas répondre, vous ne devez rien envoyer.',
    'questions.answered': 'Vos réponses du {{day}} : {{name}}',
    'questions.sent': 'Vos réponses sont envoyées',
    'questions.sent.text':
      'Vous pouvez les relire ci-dessous. Pour ajouter quelque chose, écrivez un message.',
  },
});

export const questionTranslator = createTranslator(questionWords);
