import { createTranslator, defineWords } from '../../web/index.js';

/** When one may call, on the sheet. */
export const hoursWordsIn = createTranslator(
  defineWords({
    nl: {
      exercise:
        'In het echt begint u een oproep alleen op een werkdag, tussen 9 en 17 uur. In deze oefening mag het nu ook.',
      shut: 'Nu belt u niet',
      'shut-what':
        'Begin een oproep op een werkdag, tussen 9 en 17 uur. U kunt weer bellen op {{day}}, vanaf 9 uur. Was u al aan het bellen? Leg dan vast wat u hoorde.',
    },
    en: {
      exercise:
        'In earnest you begin a call on a working day only, between 9 and 17. In this exercise you may now as well.',
      shut: 'You do not call now',
      'shut-what':
        'Begin a call on a working day, between 9 and 17. You can call again on {{day}}, from 9 o’clock. Were you on the phone already? Then record what you heard.',
    },
    fr: {
      exercise:
        'En vrai, on commence un appel uniquement un jour ouvrable, entre 9 et 17 heures. Dans cet exercice, c’est permis maintenant aussi.',
      shut: 'On n’appelle pas maintenant',
      'shut-what':
        'Commencez un appel un jour ouvrable, entre 9 et 17 heures. Vous pourrez rappeler le {{day}}, à partir de 9 heures. Étiez-vous déjà en ligne ? Notez alors ce que vous avez entendu.',
    },
  }),
);
