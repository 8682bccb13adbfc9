import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What the page of the fortnightly message says. */
const noticeWords = defineWords({
  nl: {
    'notice.title': 'Een vast bericht om de twee weken',
    'notice.lead':
      'Wij kunnen u niet zeggen dat er een antwoord is: wij weten niet welke melding van u is. Wel kan u een vast bericht krijgen, dat u eraan herinnert om te kijken.',
    'notice.same':
      'Iedereen krijgt hetzelfde bericht, om de twee weken op dezelfde dag, ook als er niets nieuws is.',
    'notice.apart': 'Uw adres staat los van elke melding, en versleuteld. Onze server kan het wel lezen.',
    'notice.seen': 'Wie in uw mailbox kan kijken, ziet dat u dit vroeg. Neem geen adres van uw werk.',
    'notice.year': 'Na een jaar, of zodra u het stopt, vergeten wij uw adres.',
    'notice.give': 'Vraag het bericht',
    'notice.address': 'Uw mailadres',
    'notice.send': 'Stuur mij dat bericht',
    'notice.stop': 'Stop het bericht',
    'notice.stop.address': 'Het mailadres dat geen bericht meer krijgt',
    'notice.stop.go': 'Stop dit',
    'notice.bad': 'Schrijf een mailadres, zoals naam@voorbeeld.be.',
    'notice.kept': 'Genoteerd',
    'notice.kept.text':
      'Het volgende bericht gaat op {{day}} uit, en daarna om de twee weken. U krijgt nu geen bevestiging.',
    'notice.stopped': 'Gestopt',
    'notice.stopped.text':
      'Als dit adres bij ons stond, staat het er nu niet meer. Wij zeggen niet of het er stond.',
    'notice.none': 'Dit meldpunt stuurt geen berichten',
    'notice.none.text': 'Kijk zelf af en toe met uw opvolgcode of er een antwoord is.',
    'notice.follow': 'Ik heb een opvolgcode',
    'notice.link': 'Vraag een vast bericht om de twee weken',
  },
  en: {
    'notice.title': 'A fixed message every two weeks',
    'notice.lead':
      'We cannot tell you that there is an answer: we do not know which report is yours. But you can get a fixed message that reminds you to look.',
    'notice.same':
      'Everybody gets the same message, every two weeks on the same day, also when there is no news.',
    'notice.apart': 'Your address stands apart from every report, and encrypted. Our server can read it.',
    'notice.seen': 'Who can look in your mailbox sees that you asked for this. Take no address of your work.',
    'notice.year': 'After a year, or as soon as you stop it, we forget your address.',
    'notice.give': 'Ask for the message',
    'notice.address': 'Your mail address',
    'notice.send': 'Send me that message',
    'notice.stop': 'Stop the message',
    'notice.stop.address': 'The mail address that gets no message any more',
    'notice.stop.go': 'Stop this',
    'notice.bad': 'Write a mail address, such as name@example.be.',
    'notice.kept': 'Noted',
    'notice.kept.text':
      'The next message goes out on {{day}}, and then every two weeks. You get no confirmation now.',
    'notice.stopped': 'Stopped',
    'notice.stopped.text':
      'If this address stood with us, it does not any more. We do not say whether it did.',
    'notice.none': 'This channel sends no messages',
    'notice.none.text': 'Look yourself now and then with your return code whether there is an answer.',
    'notice.follow': 'I have a return code',
    'notice.link': 'Ask for a fixed message every two weeks',
  },
  fr: {
    'notice.title': 'Un message fixe toutes les deux semaines',
    'notice.lead':
      'Nous ne pouvons pas vous dire qu’il y a une réponse : nous ne savons pas quel signalement est le vôtre. Mais vous pouvez recevoir un message fixe qui vous rappelle de regarder.',
    'notice.same':
      'Tout le monde reçoit le même message, toutes les deux semaines le même jour, même sans nouvelles.',
    'notice.apart':
      'Votre adresse est conservée à part de tout signalement, et chiffrée. Notre serveur peut la lire.',
    'notice.seen':
      'Qui peut voir votre boîte mail voit que vous l’avez demandé. Ne prenez pas une adresse de votre travail.',
    'notice.year': 'Après un an, ou dès que vous l’arrêtez, nous oublions votre adresse.',
    'notice.give': 'Demander le message',
    'notice.address': 'Votre adresse mail',
    'notice.send': 'M’envoyer ce message',
    'notice.stop': 'Arrêter le message',
    'notice.stop.address': 'L’adresse mail qui ne reçoit plus de message',
    'notice.stop.go': 'Arrêter',
    'notice.bad': 'Écrivez une adresse mail, comme nom@exemple.be.',
    'notice.kept': 'Noté',
    'notice.kept.text':
      'Le prochain message part le {{day}}, puis toutes les deux semaines. Vous ne recevez pas de confirmation maintenant.',
    'notice.stopped': 'Arrêté',
    'notice.stopped.text':
      'Si cette adresse était chez nous, elle n’y est plus. Nous ne disons pas si elle y était.',
    'notice.none': 'Ce point de signalement n’envoie pas de messages',
    'notice.none.text': 'Regardez vous-même de temps en temps avec votre code de suivi s’il y a une réponse.',
    'notice.follow': 'J’ai un code de suivi',
    'notice.link': 'Demander un message fixe toutes les deux semaines',
  },
});

export const noticeTranslator = createTranslator(noticeWords);
