import { createTranslator, defineWords, webWords } from '../../../web/index.js';

const words = defineWords(
  {
    nl: {
      'api.title': 'API',
      'api.lead':
        'Programma’s lezen en werken hier met JSON. Elk adres zegt welke toestemming het vraagt. De teksten per adres zijn in het Engels.',
      'api.document': 'OpenAPI 3.1-document',
      'api.tokens': 'Uw API-tokens',
      'api.how': 'Zo werkt het',
      'api.how.token': 'Stuur uw token mee in elke aanvraag:',
      'api.how.list':
        'Een lijst komt in delen van hoogstens {{most}}. Volg next tot het null is. Wie intussen iets toevoegt, verschuift niets.',
      'api.how.version':
        'Wie wijzigt, noemt met If-Match de versie uit de ETag. Wijzigde iemand anders intussen, dan krijgt u 412 met beide versies.',
      'api.how.key':
        'Geef elke POST een eigen Idempotency-Key. Stuurt u dezelfde aanvraag binnen 24 uur opnieuw, dan krijgt u hetzelfde antwoord en gebeurt er niets twee keer.',
      'api.how.problem': 'Een fout is een problem+json (RFC 9457). De code staat achteraan in type.',
      'api.how.rate':
        'Hoogstens {{requests}} aanvragen per {{seconds}} seconden. Daarna komt 429 met Retry-After.',
      'api.permission': 'Toestemming',
      'api.permission.signed-in': 'iedereen die aangemeld is',
      'api.parameters': 'Parameters',
      'api.parameter': 'Parameter',
      'api.where': 'Waar',
      'api.kind': 'Soort',
      'api.required': 'Verplicht',
      'api.required.yes': 'ja',
      'api.required.no': 'nee',
      'api.example': 'Voorbeeld van een aanvraag',
      'api.answer': 'Voorbeeld van een antwoord',
      'api.problems': 'Fouten',
    },
    en: {
      'api.title': 'API',
      'api.lead':
        'Programs read and act here with JSON. Every address says which permission it asks. The texts per address are in English.',
      'api.document': 'OpenAPI 3.1 document',
      'api.tokens': 'Your API tokens',
      'api.how': 'How it works',
      'api.how.token': 'Send your token along with every request:',
      'api.how.list':
        'A list comes in parts of at most {{most}}. Follow next until it is null. What others add meanwhile shifts nothing.',
      'api.how.version':
        'Whoever edits names with If-Match the version from the ETag. When somebody else changed it meanwhile, you get 412 with both versions.',
      'api.how.key':
        'Give each POST an Idempotency-Key of its own. When you send the same request again within 24 hours, you get the same answer and nothing happens twice.',
      'api.how.problem': 'A failure is a problem+json (RFC 9457). Its code stands at the end of type.',
      'api.how.rate':
        'At most {{requests}} requests per {{seconds}} seconds. After that comes 429 with Retry-After.',
      'api.permission': 'Permission',
      'api.permission.signed-in': 'everybody who signed in',
      'api.parameters': 'Parameters',
      'api.parameter': 'Parameter',
      'api.where': 'Where',
      'api.kind': 'Kind',
      'api.required': 'Required',
      'api.required.yes': 'yes',
      'api.required.no': 'no',
      'api.example': 'Example of a request',
      'api.answer': 'Example of an answer',
      'api.problems': 'Problems',
    },
    fr: {
      'api.title': 'API',
      'api.lead':
        'Des programmes lisent et agissent ici en JSON. Chaque adresse dit quelle permission elle demande. Les textes par adresse sont en anglais.',
      'api.document': 'Document OpenAPI 3.1',
      'api.tokens': 'Vos jetons d’API',
      'api.how': 'Comment cela marche',
      'api.how.token': 'Envoyez votre jeton avec chaque demande :',
      'api.how.list':
        'Une liste vient en parties d’au plus {{most}}. Suivez next jusqu’à ce qu’il soit null. Ce que d’autres ajoutent entre-temps ne décale rien.',
      'api.how.version':
        'Celui qui modifie nomme avec If-Match la version de l’ETag. Si quelqu’un d’autre a modifié entre-temps, vous recevez 412 avec les deux versions.',
      'api.how.key':
        'Donnez à chaque POST sa propre Idempotency-Key. Si vous renvoyez la même demande dans les 24 heures, vous recevez la même réponse et rien ne se passe deux fois.',
      'api.how.problem': 'Une erreur est un problem+json (RFC 9457). Le code figure à la fin de type.',
      'api.how.rate':
        'Au plus {{requests}} demandes par {{seconds}} secondes. Ensuite vient 429 avec Retry-After.',
      'api.permission': 'Permission',
      'api.permission.signed-in': 'toute personne connectée',
      'api.parameters': 'Paramètres',
      'api.parameter': 'Paramètre',
      'api.where': 'Où',
      'api.kind': 'Type',
      'api.required': 'Obligatoire',
      'api.required.yes': 'oui',
      'api.required.no': 'non',
      'api.example': 'Exemple de demande',
      'api.answer': 'Exemple de réponse',
      'api.problems': 'Erreurs',
    },
  },
  webWords,
);

/** The words of the page about the API, in one language. */
export const wordsIn = createTranslator(words);
