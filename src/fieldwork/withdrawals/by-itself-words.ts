import { createTranslator, defineWords } from '../../web/index.js';

/** The words about withdrawals that leave by themselves. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      'send.by-itself':
        'Beslist niemand? Dan vertrekt deze mail vanzelf, {{before}} minuten voor de klok afloopt. U hebt minstens {{least}} minuten nadat u het antwoord las. De noodknop houdt dat tegen.',
      'reason.not-written': 'het bericht kon niet worden geschreven',
    },
    en: {
      'send.by-itself':
        'If nobody decides, this mail leaves by itself {{before}} minutes before the clock runs out. You have at least {{least}} minutes after you read the answer. The kill switch holds it.',
      'reason.not-written': 'the message could not be written',
    },
    fr: {
      'send.by-itself':
        'Si personne ne décide, ce message part de lui-même {{before}} minutes avant l’échéance. Vous avez au moins {{least}} minutes après avoir lu la réponse. L’arrêt général le retient.',
      'reason.not-written': 'le message n’a pas pu être rédigé',
    },
  }),
);
