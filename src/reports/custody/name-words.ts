import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What a reporter reads of giving a name. */
const nameWords = defineWords({
  nl: {
    'name.title': 'Uw naam',
    'name.lead': 'Dit hoeft niet. Ook zonder naam behandelen wij uw melding even goed.',
    'name.closed':
      'Geeft u uw naam, dan leest niemand die zomaar. Ze gaat in een gesloten doos die alleen twee bewaarders samen openen. De medewerkers die uw melding lezen, zien ze niet.',
    'name.when':
      'Twee bewaarders openen de doos alleen als u dat vraagt, of als de wet of een rechter het oplegt. U leest dat dan minstens drie dagen vooraf bij uw melding, tenzij dat het onderzoek in gevaar brengt.',
    'name.anonymous': 'U bent anoniem: wij kennen uw naam niet.',
    'name.given': 'U gaf uw naam op {{day}}. Hier kan niemand ze nog tonen, ook u niet.',
    'name.again': 'Schrijf alles opnieuw om het te vervangen.',
    'name.name': 'Uw naam',
    'name.contact': 'Hoe bereiken wij u?',
    'name.contact.hint': 'Een telefoonnummer of mailadres. Liever niet dat van uw werk.',
    'name.bad': 'Schrijf uw naam, of hoe wij u bereiken.',
    'name.long': 'Gebruik hoogstens {{most}} tekens.',
    'name.keep': 'Bewaar in de gesloten doos',
    'name.take': 'Haal mijn naam weg',
    'name.take.hint': 'Wat twee bewaarders al geopend hebben, kunnen wij niet terughalen.',
    'name.back': 'Terug',
    'name.open': 'Geef uw naam',
    'name.change': 'Vervang uw naam of haal ze weg',
  },
  en: {
    'name.title': 'Your name',
    'name.lead': 'You need not give it. Without a name we treat your report just as well.',
    'name.closed':
      'If you give your name, nobody simply reads it. It goes into a closed box that only two custodians open together. The members of staff who read your report do not see it.',
    'name.when':
      'Two custodians open the box only if you ask for it, or if the law or a judge orders it. You then read that with your report three days beforehand at least, unless that endangers the inquiry.',
    'name.anonymous': 'You are anonymous: we do not know your name.',
    'name.given': 'You gave your name on {{day}}. Nobody can show it here any more, not even you.',
    'name.again': 'Write everything anew to replace it.',
    'name.name': 'Your name',
    'name.contact': 'How do we reach you?',
    'name.contact.hint': 'A telephone number or mail address. Preferably not that of your work.',
    'name.bad': 'Write your name, or how we reach you.',
    'name.long': 'Use at most {{most}} characters.',
    'name.keep': 'Keep it in the closed box',
    'name.take': 'Take my name away',
    'name.take.hint': 'What two custodians opened already, we cannot take back.',
    'name.back': 'Back',
    'name.open': 'Give your name',
    'name.change': 'Replace your name or take it away',
  },
  fr: {
    'name.title': 'Votre nom',
    'name.lead': 'Ce n’est pas obligatoire. Sans nom, nous traitons aussi bien votre signalement.',
    'name.closed':
      'Si vous donnez votre nom, personne ne le lit simplement. Il va dans une boîte fermée que seuls deux gardiens ouvrent ensemble. Les agents qui lisent votre signalement ne le voient pas.',
    'name.when':
      'Deux gardiens ouvrent la boîte seulement si vous le demandez, ou si la loi ou un juge l’impose. Vous le lisez alors auprès de votre signalement trois jours avant au moins, sauf si cela met l’enquête en danger.',
    'name.anonymous': 'Vous êtes anonyme : nous ne connaissons pas votre nom.',
    'name.given':
      'Vous avez donné votre nom le {{day}}. Personne ne peut plus le montrer ici, vous non plus.',
    'name.again': 'Écrivez tout à nouveau pour le remplacer.',
    'name.name': 'Votre nom',
    'name.contact': 'Comment vous joindre ?',
    'name.contact.hint': 'Un numéro de téléphone ou une adresse. De préférence pas ceux de votre travail.',
    'name.bad': 'Écrivez votre nom, ou comment vous joindre.',
    'name.long': 'Utilisez au plus {{most}} caractères.',
    'name.keep': 'Garder dans la boîte fermée',
    'name.take': 'Enlever mon nom',
    'name.take.hint': 'Ce que deux gardiens ont déjà ouvert ne peut être repris.',
    'name.back': 'Retour',
    'name.open': 'Donner votre nom',
    'name.change': 'Remplacer ou enlever votre nom',
  },
});

export const nameTranslator = createTranslator(nameWords);
