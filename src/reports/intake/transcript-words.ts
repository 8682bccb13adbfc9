import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What a reporter reads of a report that a member of staff took down. */
const transcriptWords = defineWords({
  nl: {
    'sign.title': 'Kijk na wat wij opschreven',
    'sign.lead':
      'Een medewerker schreef dit op toen u met ons sprak. Lees het. Klopt er iets niet, verbeter het dan hier. Daarna ondertekent u. U kan dat één keer doen.',
    'sign.text': 'Wat u vertelde',
    'sign.bad': 'Zet hier tussen 1 en 8000 tekens.',
    'sign.go': 'Dit klopt, ik onderteken',
    'sign.done': 'U ondertekende op {{day}} wat wij opschreven.',
    'sign.done.changed': 'U verbeterde en ondertekende op {{day}} wat wij opschreven.',
  },
  en: {
    'sign.title': 'Check what we wrote down',
    'sign.lead':
      'A member of staff wrote this down when you spoke with us. Read it. If something is not right, correct it here. Then you sign. You can do that once.',
    'sign.text': 'What you told',
    'sign.bad': 'Put 1 to 8000 characters here.',
    'sign.go': 'This is right, I sign',
    'sign.done': 'On {{day}} you signed what we wrote down.',
    'sign.done.changed': 'On {{day}} you corrected and signed what we wrote down.',
  },
  fr: {
    'sign.title': 'Vérifiez ce que nous avons noté',
    'sign.lead':
      'Un agent a noté ceci lorsque vous nous avez parlé. Lisez-le. Si quelque chose n’est pas correct, corrigez-le ici. Ensuite vous signez. Vous pouvez le faire une fois.',
    'sign.text': 'Ce que vous avez raconté',
    'sign.bad': 'Écrivez entre 1 et 8000 caractères.',
    'sign.go': 'C’est correct, je signe',
    'sign.done': 'Le {{day}}, vous avez signé ce que nous avons noté.',
    'sign.done.changed': 'Le {{day}}, vous avez corrigé et signé ce que nous avons noté.',
  },
});

export const transcriptTranslator = createTranslator(transcriptWords);
