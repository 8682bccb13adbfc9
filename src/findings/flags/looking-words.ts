import { createTranslator, defineWords } from '../../web/index.js';

const words = defineWords({
  nl: {
    shut: 'Voor u is het bewijs nu dicht',
    'shut-why':
      'In deze campagne belde, koppelde of besliste u zelf. Wie dat doet, mag niet zien hoe het bewijs groeit: dat zou kunnen sturen. Na het einde ziet u alles.',
    logged: 'Deze blik staat in het logboek.',
    path: 'Hoe het bewijs groeit',
    choose: 'Kies een cel',
    'path.title': 'e-waarde na elk discordant paar: {{sector}}',
  },
  en: {
    shut: 'The evidence is closed to you now',
    'shut-why':
      'You called, matched or decided in this campaign yourself. Who does that may not see how the evidence grows: it could steer. After the end you see everything.',
    logged: 'This look is in the log.',
    path: 'How the evidence grows',
    choose: 'Choose a cell',
    'path.title': 'e-value after each discordant pair: {{sector}}',
  },
  fr: {
    shut: 'Les indices vous sont fermés pour l’instant',
    'shut-why':
      'Vous avez vous-même appelé, associé ou tranché dans cette campagne. Qui fait cela ne peut pas voir l’évolution des indices : cela pourrait orienter. Après la fin, vous verrez tout.',
    logged: 'Cette consultation est consignée.',
    path: 'L’évolution des indices',
    choose: 'Choisissez une cellule',
    'path.title': 'Valeur e après chaque paire discordante : {{sector}}',
  },
});

/** The words of looking at evidence while a campaign runs. */
export const lookingWords = createTranslator(words);
