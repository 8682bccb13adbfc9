import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What officers read of the recovery key. */
const recoveryWords = defineWords({
  nl: {
    'recovery.title': 'Herstelsleutel',
    'recovery.lead':
      'Elke melding is ook verzegeld voor een herstelsleutel. Twee bewaarders openen die samen, en alleen als geen enkele medewerker een melding nog kan openen.',
    'recovery.none': 'Er is geen herstelsleutel die telt',
    'recovery.none.text':
      'Verliezen alle medewerkers hun wachtzin, dan kan niemand de meldingen nog lezen. Vraag de bewaarders om een herstelsleutel te maken.',
    'recovery.counts': 'De herstelsleutel telt tot en met {{day}}',
    'recovery.all': 'Elke melding die u kan openen, is ervoor verzegeld.',
    'recovery.without_one': 'Eén melding die u kan openen, is er nog niet voor verzegeld.',
    'recovery.without_other': '{{count}} meldingen die u kan openen, zijn er nog niet voor verzegeld.',
    'recovery.reseal': 'Verzegel ze nu',
    'recovery.again': 'Er zijn er veel: druk opnieuw tot er geen meer over is.',
  },
  en: {
    'recovery.title': 'Recovery key',
    'recovery.lead':
      'Every report is sealed to a recovery key too. Two custodians open it together, and only when no member of staff can open a report any more.',
    'recovery.none': 'There is no recovery key that counts',
    'recovery.none.text':
      'If all members of staff lose their passphrase, nobody can read the reports any more. Ask the custodians to make a recovery key.',
    'recovery.counts': 'The recovery key counts until {{day}}',
    'recovery.all': 'Every report that you can open is sealed to it.',
    'recovery.without_one': 'One report that you can open is not sealed to it yet.',
    'recovery.without_other': '{{count}} reports that you can open are not sealed to it yet.',
    'recovery.reseal': 'Seal them now',
    'recovery.again': 'There are many: press again until none is left.',
  },
  fr: {
    'recovery.title': 'Clé de secours',
    'recovery.lead':
      'Chaque signalement est aussi scellé pour une clé de secours. Deux gardiens l’ouvrent ensemble, et seulement si plus aucun agent ne peut ouvrir un signalement.',
    'recovery.none': 'Aucune clé de secours ne compte',
    'recovery.none.text':
      'Si tous les agents perdent leur phrase de passe, plus personne ne peut lire les signalements. Demandez aux gardiens de créer une clé de secours.',
    'recovery.counts': 'La clé de secours compte jusqu’au {{day}} inclus',
    'recovery.all': 'Chaque signalement que vous pouvez ouvrir est scellé pour elle.',
    'recovery.without_one': 'Un signalement que vous pouvez ouvrir n’est pas encore scellé pour elle.',
    'recovery.without_other':
      '{{count}} signalements que vous pouvez ouvrir ne sont pas encore scellés pour elle.',
    'recovery.reseal': 'Les sceller maintenant',
    'recovery.again': 'Il y en a beaucoup : appuyez encore jusqu’à ce qu’il n’en reste plus.',
  },
});

export const recoveryTranslator = createTranslator(recoveryWords);
