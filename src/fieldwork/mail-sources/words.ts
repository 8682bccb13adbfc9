import { createTranslator, defineWords } from '../../web/index.js';

/** The words for mailboxes on other servers. */
export const words = defineWords({
  nl: {
    todo: 'Postbussen die niet gelezen worden',
    'todo.do': 'Antwoorden komen niet binnen. Geen enkele antwoordtermijn eindigt zolang dit duurt.',
    caption: 'Postbussen op andere servers',
    mailbox: 'Postbus',
    state: 'Toestand',
    read: 'Laatst gelezen',
    never: 'Nog nooit',
    well: 'Wordt gelezen',
    'trouble.unreachable': 'De server antwoordt niet.',
    'trouble.not-let-in': 'De server weigert de naam of het wachtwoord.',
    'trouble.no-folder': 'De map bestaat er niet.',
    'trouble.not-kept': 'Wat er ligt, kan hier niet bewaard worden.',
    since: '{{what}} Sinds {{when}}.',
  },
  en: {
    todo: 'Mailboxes that are not read',
    'todo.do': 'Answers do not come in. No answer window ends as long as this lasts.',
    caption: 'Mailboxes on other servers',
    mailbox: 'Mailbox',
    state: 'State',
    read: 'Last read',
    never: 'Never yet',
    well: 'Is read',
    'trouble.unreachable': 'The server does not answer.',
    'trouble.not-let-in': 'The server refuses the name or the password.',
    'trouble.no-folder': 'The folder does not exist there.',
    'trouble.not-kept': 'What lies there cannot be kept here.',
    since: '{{what}} Since {{when}}.',
  },
  fr: {
    todo: 'Boîtes aux lettres qui ne sont pas lues',
    'todo.do': 'Les réponses n’arrivent pas. Aucun délai de réponse ne se termine tant que cela dure.',
    caption: 'Boîtes aux lettres sur d’autres serveurs',
    mailbox: 'Boîte',
    state: 'État',
    read: 'Dernière lecture',
    never: 'Jamais',
    well: 'Est lue',
    'trouble.unreachable': 'Le serveur ne répond pas.',
    'trouble.not-let-in': 'Le serveur refuse le nom ou le mot de passe.',
    'trouble.no-folder': 'Le dossier n’y existe pas.',
    'trouble.not-kept': 'Ce qui s’y trouve ne peut pas être conservé ici.',
    since: '{{what}} Depuis le {{when}}.',
  },
});

export const wordsIn = createTranslator(words);
