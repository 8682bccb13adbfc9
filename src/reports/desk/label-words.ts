import { defineWords } from '../../web/i18n/words.js';

/** What officers read of labels. */
export const labelWords = defineWords({
  nl: {
    'nav.search': 'Zoek',
    'nav.labels': 'Labels',
    'label.title': 'Labels',
    'label.hint':
      'Met een komma ertussen: hoogstens tien labels, van hoogstens 40 tekens. Collega’s lezen ze.',
    'label.keep': 'Bewaar de labels',
    'label.bad': 'Neem hoogstens tien labels, van hoogstens 40 tekens.',
    'label.lead':
      'Kies een label om de meldingen te zien die het hebben. De labels zijn verzegeld: alleen die van meldingen die u kan openen, staan hier.',
    'label.none': 'Er zijn nog geen labels. U geeft ze op de pagina van een melding.',
    'label.which': 'Met welk label?',
    'label.with': 'Meldingen met het label “{{label}}”',
    'label.found.none': 'Geen melding heeft dit label.',
    'test.too-few':
      'Zo kan deze melding niet tot een test leiden. Daarvoor zijn twee medewerkers nodig die ze kunnen openen en ze niet zelf opnamen: één vraagt en kijkt na, de ander geeft vrij. Deel de sleutel met een derde collega.',
    'label.more': 'Er zijn meer dan {{count}} meldingen met labels. Alleen in zoveel is gezocht.',
  },
  en: {
    'nav.search': 'Search',
    'nav.labels': 'Labels',
    'label.title': 'Labels',
    'label.hint':
      'With commas between them: ten labels at most, of 40 characters at most. Colleagues read them.',
    'label.keep': 'Keep the labels',
    'label.bad': 'Take ten labels at most, of 40 characters at most.',
    'label.lead':
      'Choose a label to see the reports that have it. Labels are sealed: only those of reports that you can open stand here.',
    'label.none': 'There are no labels yet. You give them on the page of a report.',
    'label.which': 'With which label?',
    'label.with': 'Reports with the label “{{label}}”',
    'label.found.none': 'No report has this label.',
    'test.too-few':
      'So this report cannot lead to a test. That takes two members of staff who can open it and did not take it down: one asks and checks, the other releases. Share the key with a third colleague.',
    'label.more': 'There are more than {{count}} reports with labels. Only so many were looked through.',
  },
  fr: {
    'nav.search': 'Chercher',
    'nav.labels': 'Étiquettes',
    'label.title': 'Étiquettes',
    'label.hint':
      'Séparées par des virgules : dix étiquettes au plus, de 40 caractères au plus. Les collègues les lisent.',
    'label.keep': 'Garder les étiquettes',
    'label.bad': 'Prenez dix étiquettes au plus, de 40 caractères au plus.',
    'label.lead':
      'Choisissez une étiquette pour voir les signalements qui la portent. Les étiquettes sont scellées : seules celles des signalements que vous pouvez ouvrir sont ici.',
    'label.none': 'Il n’y a pas encore d’étiquettes. Vous les donnez sur la page d’un signalement.',
    'label.which': 'Avec quelle étiquette ?',
    'label.with': 'Signalements avec l’étiquette « {{label}} »',
    'label.found.none': 'Aucun signalement ne porte cette étiquette.',
    'test.too-few':
      'Ainsi, ce signalement ne peut pas mener à un test. Il faut deux agents qui peuvent l’ouvrir et ne l’ont pas noté eux-mêmes : l’un demande et vérifie, l’autre libère. Partagez la clé avec un troisième collègue.',
    'label.more':
      'Il y a plus de {{count}} signalements avec des étiquettes. Seuls autant ont été parcourus.',
  },
});
