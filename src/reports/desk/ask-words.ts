import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What officers read of further questions to who reported. */
const askWords = defineWords({
  nl: {
    'ask.title': 'Verdere vragen aan de melder',
    'ask.lead':
      'De melder vindt de vragen bij Opvolgen, mag elke vraag overslaan en verstuurt de antwoorden één keer. De termijnen blijven lopen.',
    'ask.none': 'Er zijn nog geen verdere vragen gesteld.',
    'ask.by': 'Gesteld door {{officer}} op {{day}}. Versie {{version}} van de reeks, vingerafdruk {{hash}}.',
    'ask.waits': 'Wacht op antwoord',
    'ask.answered': 'Beantwoord op {{day}}',
    'ask.do': 'Stel een reeks vragen',
    'ask.which': 'Welke reeks?',
    'ask.choose': 'Kies deze reeks',
    'ask.questions': 'Welke vragen stelt u?',
    'ask.questions.hint': 'Haal weg wat de melder al vertelde, of wat die niet kan weten.',
    'ask.questions.bad': 'Kies minstens één vraag.',
    'ask.changed': 'De vragen van deze reeks zijn intussen gewijzigd. Kijk ze opnieuw na.',
    'ask.full': 'Aan deze melder werden al {{count}} reeksen gestuurd. Schrijf een bericht.',
    'ask.go': 'Stuur de vragen',
    'ask.part': 'Antwoorden op verdere vragen',
  },
  en: {
    'ask.title': 'Further questions to the reporter',
    'ask.lead':
      'The reporter finds the questions under Follow up, may skip each of them, and sends the answers once. The terms go on.',
    'ask.none': 'No further questions have been asked yet.',
    'ask.by': 'Asked by {{officer}} on {{day}}. Version {{version}} of the set, fingerprint {{hash}}.',
    'ask.waits': 'Waits for an answer',
    'ask.answered': 'Answered on {{day}}',
    'ask.do': 'Ask a set of questions',
    'ask.which': 'Which set?',
    'ask.choose': 'Choose this set',
    'ask.questions': 'Which questions do you ask?',
    'ask.questions.hint': 'Take away what the reporter told already, or cannot know.',
    'ask.questions.bad': 'Choose at least one question.',
    'ask.changed': 'The questions of this set changed meanwhile. Look through them again.',
    'ask.full': '{{count}} sets were sent to this reporter already. Write a message.',
    'ask.go': 'Send the questions',
    'ask.part': 'Answers to further questions',
  },
  fr: {
    'ask.title': 'Autres questions à l’auteur',
    'ask.lead':
      'L’auteur trouve les questions dans le suivi, peut passer chacune et envoie les réponses une fois. Les délais continuent.',
    'ask.none': 'Aucune autre question n’a été posée.',
    'ask.by': 'Posé par {{officer}} le {{day}}. Version {{version}} de la série, empreinte {{hash}}.',
    'ask.waits': 'Attend une réponse',
    'ask.answered': 'Répondu le {{day}}',
    'ask.do': 'Poser une série de questions',
    'ask.which': 'Quelle série ?',
    'ask.choose': 'Choisir cette série',
    'ask.questions': 'Quelles questions posez-vous ?',
    'ask.questions.hint': 'Enlevez ce que l’auteur a déjà dit, ou ne peut pas savoir.',
    'ask.questions.bad': 'Choisissez au moins une question.',
    'ask.changed': 'Les questions de cette série ont changé entre-temps. Relisez-les.',
    'ask.full': '{{count}} séries ont déjà été envoyées à cet auteur. Écrivez un message.',
    'ask.go': 'Envoyer les questions',
    'ask.part': 'Réponses à d’autres questions',
  },
});

export const askTranslator = createTranslator(askWords);
