import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What custodians read on their page. */
const pageWords = defineWords({
  nl: {
    'page.title': 'Voor bewaarders',
    'page.lead':
      'Hier geeft u af wat u zonder netwerk ondertekende. Uw sleutel komt nooit op deze server, en u hebt hier geen account.',
    'page.how': 'Zo gaat het',
    'page.how.1': 'Een medewerker geeft u het bestand met het verzoek, op een drager.',
    'page.how.2':
      'Op uw machine zonder netwerk leest u de grond en de reden, en tekent u: custodian agree of custodian refuse.',
    'page.how.3': 'U geeft de regel hier af. Twee bewaarders moeten akkoord gaan.',
    'page.how.4':
      'Wie van de twee als laatste in de instellingen staat, krijgt dan eenmaal de binnenste doos. Die opent u zonder netwerk: custodian open.',
    'page.line': 'Uw regel',
    'page.line.hint': 'Hij begint met PTC1.',
    'page.file': 'Of kies het bestand waarin hij staat',
    'page.give': 'Geef af',
    'page.unknown':
      'Dit is geen regel van een bewaarder voor een verzoek dat wij kennen. Kijk na of hij helemaal overgenomen is.',
    'page.early': 'De melder moet dit eerst drie dagen kunnen lezen. Kom dan terug met dezelfde regel.',
    'page.over': 'De termijn van dit verzoek is voorbij. Een medewerker moet het opnieuw vragen.',
    'page.refused.before': 'Dit verzoek werd al geweigerd.',
    'page.opened': 'Dit is al gedaan. Een doos wordt maar één keer gegeven.',
    'page.by-others': 'Twee andere bewaarders gingen al akkoord.',
    'page.refused': 'Uw weigering is bewaard. Er wordt niets geopend.',
    'page.first': 'Uw akkoord is bewaard. Nu moet een tweede bewaarder akkoord gaan, binnen een dag.',
    'page.granted': 'Twee bewaarders gingen akkoord. De wettelijke plicht is vastgesteld.',
    'page.fetch':
      'Twee bewaarders gingen akkoord. {{name}} kan de doos nu ophalen met de eigen regel, binnen een dag.',
    'page.peel':
      'Twee bewaarders gingen akkoord, maar de doos is er niet meer. {{name}} moet de eigen regel opnieuw afgeven.',
  },
  en: {
    'page.title': 'For custodians',
    'page.lead':
      'Here you hand in what you signed without a network. Your key never comes on this server, and you have no account here.',
    'page.how': 'How it goes',
    'page.how.1': 'A member of staff gives you the file with the request, on a medium.',
    'page.how.2':
      'On your machine without a network you read the ground and the reason, and sign: custodian agree or custodian refuse.',
    'page.how.3': 'You hand in the line here. Two custodians have to agree.',
    'page.how.4':
      'Who of the two stands last in the settings then gets the innermost box, once. You open it without a network: custodian open.',
    'page.line': 'Your line',
    'page.line.hint': 'It begins with PTC1.',
    'page.file': 'Or choose the file in which it stands',
    'page.give': 'Hand in',
    'page.unknown':
      'This is no line of a custodian for a request that we know. Check whether it was copied whole.',
    'page.early':
      'The reporter must be able to read this for three days first. Then come back with the same line.',
    'page.over': 'The term of this request is over. A member of staff has to ask anew.',
    'page.refused.before': 'This request was refused already.',
    'page.opened': 'This is done already. A box is given only once.',
    'page.by-others': 'Two other custodians agreed already.',
    'page.refused': 'Your refusal is kept. Nothing is opened.',
    'page.first': 'Your agreement is kept. Now a second custodian has to agree, within a day.',
    'page.granted': 'Two custodians agreed. The legal duty is established.',
    'page.fetch': 'Two custodians agreed. {{name}} can now fetch the box with the own line, within a day.',
    'page.peel':
      'Two custodians agreed, but the box is no longer there. {{name}} has to hand in the own line again.',
  },
  fr: {
    'page.title': 'Pour les gardiens',
    'page.lead':
      'Ici vous remettez ce que vous avez signé sans réseau. Votre clé ne vient jamais sur ce serveur, et vous n’avez pas de compte ici.',
    'page.how': 'Comment faire',
    'page.how.1': 'Un agent vous donne le fichier avec la demande, sur un support.',
    'page.how.2':
      'Sur votre machine sans réseau, vous lisez la base et la raison, et vous signez : custodian agree ou custodian refuse.',
    'page.how.3': 'Vous remettez la ligne ici. Deux gardiens doivent être d’accord.',
    'page.how.4':
      'Celui des deux qui est le dernier dans les réglages reçoit alors une seule fois la boîte intérieure. Vous l’ouvrez sans réseau : custodian open.',
    'page.line': 'Votre ligne',
    'page.line.hint': 'Elle commence par PTC1.',
    'page.file': 'Ou choisissez le fichier où elle se trouve',
    'page.give': 'Remettre',
    'page.unknown':
      'Ce n’est pas une ligne d’un gardien pour une demande que nous connaissons. Vérifiez si elle est copiée en entier.',
    'page.early':
      'La personne doit d’abord pouvoir lire ceci pendant trois jours. Revenez alors avec la même ligne.',
    'page.over': 'Le délai de cette demande est passé. Un agent doit la refaire.',
    'page.refused.before': 'Cette demande a déjà été refusée.',
    'page.opened': 'C’est déjà fait. Une boîte n’est donnée qu’une fois.',
    'page.by-others': 'Deux autres gardiens étaient déjà d’accord.',
    'page.refused': 'Votre refus est gardé. Rien n’est ouvert.',
    'page.first': 'Votre accord est gardé. Un second gardien doit maintenant être d’accord, dans la journée.',
    'page.granted': 'Deux gardiens sont d’accord. L’obligation légale est constatée.',
    'page.fetch':
      'Deux gardiens sont d’accord. {{name}} peut maintenant prendre la boîte avec sa propre ligne, dans la journée.',
    'page.peel': 'Deux gardiens sont d’accord, mais la boîte n’y est plus. {{name}} doit remettre sa ligne.',
  },
});

export const custodyPageTranslator = createTranslator(pageWords);
