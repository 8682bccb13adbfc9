import { defineWords } from '../../web/i18n/words.js';
import { accessWords } from './access-words.js';

/** What officers read of a clock that stands still. */
export const pauseWords = defineWords(
  {
    nl: {
      'dossier.what.paused': 'Termijn stilgezet',
      'dossier.what.resumed': 'Termijn loopt weer',
      'pause.clock': 'Feedback uiterlijk op {{day}}',
      'pause.still': 'staat stil tot {{day}}',
      'pause.title': 'Termijn stilzetten',
      'pause.lead':
        'Alleen de termijn voor feedback kan stilstaan, en nooit tot meer dan zes maanden na ontvangst. De melder leest waarom, zonder uw uitleg.',
      'pause.none': 'De termijn stond nog niet stil.',
      'pause.not-now': 'Nu kan dat niet: de termijn moet lopen en niet te laat zijn.',
      'pause.runs':
        'Staat stil sinds {{from}}, gezet door {{name}}: {{why}}. Loopt weer vanaf {{until}}, of vroeger.',
      'pause.was_one': 'Stond {{count}} dag stil vanaf {{from}}, gezet door {{name}}: {{why}}.',
      'pause.was_other': 'Stond {{count}} dagen stil vanaf {{from}}, gezet door {{name}}: {{why}}.',
      'pause.do': 'Zet de termijn stil',
      'pause.why': 'Waarom?',
      'pause.why.question': 'wij wachten op een antwoord van de melder',
      'pause.why.reporter-wish': 'de melder vraagt om te wachten',
      'pause.why.other-inquiry': 'een ander onderzoek gaat voor',
      'pause.rule': '{{why}}: hoogstens {{days}} dagen in het geheel. {{ends}}',
      'pause.ends.word': 'Loopt weer zodra de melder schrijft.',
      'pause.ends.hand': 'Loopt weer wanneer u dat zegt.',
      'pause.needs':
        'Wachten op een antwoord kan alleen als het laatste bericht van ons komt: stel dus eerst uw vraag.',
      'pause.go-on': 'Laat de termijn weer lopen',
      'figures.paused': 'Termijn voor feedback stilgezet',
      'figures.feedbackOwnDays': 'Dagen tot feedback zonder stilstand (mediaan)',
    },
    en: {
      'dossier.what.paused': 'Term stopped for a while',
      'dossier.what.resumed': 'Term runs again',
      'pause.clock': 'Feedback by {{day}}',
      'pause.still': 'stands still until {{day}}',
      'pause.title': 'Stop the term for a while',
      'pause.lead':
        'Only the term for feedback can stand still, and never to more than six months after receipt. The reporter reads why, without your explanation.',
      'pause.none': 'The term did not stand still yet.',
      'pause.not-now': 'That cannot be now: the term must run and not be late.',
      'pause.runs':
        'Stands still since {{from}}, set by {{name}}: {{why}}. Runs again from {{until}}, or sooner.',
      'pause.was_one': 'Stood still for {{count}} day from {{from}}, set by {{name}}: {{why}}.',
      'pause.was_other': 'Stood still for {{count}} days from {{from}}, set by {{name}}: {{why}}.',
      'pause.do': 'Stop the term',
      'pause.why': 'Why?',
      'pause.why.question': 'we wait for an answer of the reporter',
      'pause.why.reporter-wish': 'the reporter asks us to wait',
      'pause.why.other-inquiry': 'another inquiry goes first',
      'pause.rule': '{{why}}: {{days}} days in all at most. {{ends}}',
      'pause.ends.word': 'Runs again as soon as the reporter writes.',
      'pause.ends.hand': 'Runs again when you say so.',
      'pause.needs':
        'Waiting for an answer is possible only where the last message is ours: so put your question first.',
      'pause.go-on': 'Let the term run again',
      'figures.paused': 'Term for feedback stopped for a while',
      'figures.feedbackOwnDays': 'Days to feedback without those stops (median)',
    },
    fr: {
      'dossier.what.paused': 'Délai suspendu',
      'dossier.what.resumed': 'Délai repris',
      'pause.clock': 'Retour au plus tard le {{day}}',
      'pause.still': 'suspendu jusqu’au {{day}}',
      'pause.title': 'Suspendre le délai',
      'pause.lead':
        'Seul le délai de retour peut être suspendu, et jamais au-delà de six mois après la réception. La personne lit pourquoi, sans votre explication.',
      'pause.none': 'Le délai n’a pas encore été suspendu.',
      'pause.not-now': 'Ce n’est pas possible maintenant : le délai doit courir et ne pas être dépassé.',
      'pause.runs': 'Suspendu depuis le {{from}} par {{name}} : {{why}}. Reprend le {{until}}, ou plus tôt.',
      'pause.was_one': 'Suspendu {{count}} jour à partir du {{from}} par {{name}} : {{why}}.',
      'pause.was_other': 'Suspendu {{count}} jours à partir du {{from}} par {{name}} : {{why}}.',
      'pause.do': 'Suspendre le délai',
      'pause.why': 'Pourquoi ?',
      'pause.why.question': 'nous attendons une réponse de la personne',
      'pause.why.reporter-wish': 'la personne demande d’attendre',
      'pause.why.other-inquiry': 'une autre enquête passe d’abord',
      'pause.rule': '{{why}} : {{days}} jours en tout au plus. {{ends}}',
      'pause.ends.word': 'Reprend dès que la personne écrit.',
      'pause.ends.hand': 'Reprend quand vous le dites.',
      'pause.needs':
        'Attendre une réponse n’est possible que si le dernier message vient de nous : posez donc d’abord votre question.',
      'pause.go-on': 'Reprendre le délai',
      'figures.paused': 'Délai de retour suspendu',
      'figures.feedbackOwnDays': 'Jours jusqu’au retour sans les suspensions (médiane)',
    },
  },
  accessWords,
);
