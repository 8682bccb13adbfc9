import { defineWords } from '../../web/i18n/words.js';
import { testWords } from './test-words.js';

/** What officers read of their own interests. */
export const interestWords = defineWords(
  {
    nl: {
      'nav.interests': 'Mijn belangen',
      'interest.title': 'Mijn belangen',
      'interest.lead':
        'Hebt u een band met een werkgever: familie, vroeger werk, aandelen, een vriend? Zeg het hier vooraf. Een melding over die werkgever wordt dan niet voor u verzegeld. Collega’s lezen dit niet; uw verklaring blijft wel bewaard.',
      'interest.none': 'U hebt nog geen belang verklaard',
      'interest.since': 'Verklaard op {{day}}',
      'interest.end': 'Beëindig mijn belang bij {{name}}',
      'interest.declare': 'Verklaar een belang',
      'interest.name': 'Naam van de werkgever',
      'interest.name.bad': 'Typ de naam van de werkgever, van 2 tot 300 tekens.',
    },
    en: {
      'nav.interests': 'My interests',
      'interest.title': 'My interests',
      'interest.lead':
        'Do you have a tie with an employer: family, earlier work, shares, a friend? Say so here beforehand. A report about that employer is then not sealed to you. Colleagues do not read this; your declaration is kept.',
      'interest.none': 'You have declared no interest yet',
      'interest.since': 'Declared on {{day}}',
      'interest.end': 'End my interest in {{name}}',
      'interest.declare': 'Declare an interest',
      'interest.name': 'Name of the employer',
      'interest.name.bad': 'Type the name of the employer, of 2 to 300 characters.',
    },
    fr: {
      'nav.interests': 'Mes intérêts',
      'interest.title': 'Mes intérêts',
      'interest.lead':
        'Avez-vous un lien avec un employeur : famille, ancien emploi, actions, un ami ? Dites-le ici à l’avance. Un signalement sur cet employeur n’est alors pas scellé pour vous. Les collègues ne lisent pas ceci ; votre déclaration est conservée.',
      'interest.none': 'Vous n’avez encore déclaré aucun intérêt',
      'interest.since': 'Déclaré le {{day}}',
      'interest.end': 'Mettre fin à mon intérêt dans {{name}}',
      'interest.declare': 'Déclarer un intérêt',
      'interest.name': 'Nom de l’employeur',
      'interest.name.bad': 'Tapez le nom de l’employeur, de 2 à 300 caractères.',
    },
  },
  testWords,
);
