import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What officers read where a file is shown, or is not. */
const viewWords = defineWords({
  nl: {
    'view.title': 'Bijlage {{number}}',
    'view.link': 'Bekijk',
    'view.which':
      'Alleen platte tekst, JPEG en PNG kan u hier bekijken. Alleen van JPEG en PNG is er een kopie zonder gegevens over plaats, tijd en toestel.',
    'view.clean':
      'Dit is een kopie met alleen het beeld. Plaats, tijd, toestel en hoe het toestel gehouden werd zijn eruit. Het oorspronkelijke bestand blijft bewaard.',
    'view.alt': 'Beeld van bijlage {{number}}',
    'view.none':
      'Dit bestand tonen wij niet: het is geen platte tekst, JPEG of PNG, of het is te groot of stuk. U kan het bewaren. Open het zonder netwerk: een document kan melden dat het geopend is.',
    'view.copy': 'Dit is een werkkopie. Zij staat sinds {{day}} in de plaats van {{file}}.',
    'view.back': 'Terug naar de melding',
  },
  en: {
    'view.title': 'Attachment {{number}}',
    'view.link': 'View',
    'view.which':
      'Only plain text, JPEG and PNG can be viewed here. Only of JPEG and PNG there is a copy without data on place, time and device.',
    'view.clean':
      'This is a copy with the image alone. Place, time, device and how the device was held are taken out. The original file is kept.',
    'view.alt': 'Image of attachment {{number}}',
    'view.none':
      'We do not show this file: it is no plain text, JPEG or PNG, or it is too large or broken. You can save it. Open it without a network: a document can tell that it was opened.',
    'view.copy': 'This is a working copy. It stands in the place of {{file}} since {{day}}.',
    'view.back': 'Back to the report',
  },
  fr: {
    'view.title': 'Annexe {{number}}',
    'view.link': 'Voir',
    'view.which':
      'Seuls le texte brut, JPEG et PNG se voient ici. Seuls JPEG et PNG ont une copie sans données de lieu, d’heure et d’appareil.',
    'view.clean':
      'Ceci est une copie avec l’image seule. Le lieu, l’heure, l’appareil et son orientation en sont retirés. Le fichier original est conservé.',
    'view.alt': 'Image de l’annexe {{number}}',
    'view.none':
      'Nous n’affichons pas ce fichier : ce n’est ni du texte brut, ni JPEG, ni PNG, ou il est trop grand ou abîmé. Vous pouvez l’enregistrer. Ouvrez-le sans réseau : un document peut signaler qu’il a été ouvert.',
    'view.copy': 'Ceci est une copie de travail. Elle est à la place de {{file}} depuis le {{day}}.',
    'view.back': 'Retour au signalement',
  },
});

export const viewTranslator = createTranslator(viewWords);
