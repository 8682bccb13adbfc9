import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What the pages say about proofs of filing. */
const receiptWords = defineWords({
  nl: {
    'receipt.own': 'Een bewijs dat er gemeld is',
    'receipt.own.text':
      'Wilt u later kunnen tonen dat er op deze dag gemeld is? Dan kan u een bewijs maken. Uw naam en uw melding staan er niet in.',
    'receipt.warn': 'Wie dit bewijs vindt, weet dat u gemeld hebt.',
    'receipt.make': 'Maak een bewijs',
    'receipt.copy': 'Kopieer deze regel volledig. Wij bewaren ze niet en kunnen ze later niet opnieuw geven.',
    'receipt.where': 'Iedereen kan op het adres {{address}} van deze site nakijken of een bewijs echt is.',
    'receipt.title': 'Kijk een bewijs na',
    'receipt.lead':
      'Hier ziet u of een bewijs van melding echt is. Het zegt dat iemand op een dag gemeld heeft, niet wie en niet waarover.',
    'receipt.line': 'Het bewijs',
    'receipt.line.hint': 'De regel die begint met PT1. Spaties en nieuwe regels maken niet uit.',
    'receipt.check': 'Kijk na',
    'receipt.empty': 'Plak eerst een bewijs in dit veld.',
    'receipt.true': 'Dit bewijs is echt',
    'receipt.true.day': 'Op {{day}} heeft iemand bij ons gemeld.',
    'receipt.true.by': 'Op {{day}} heeft {{name}} bij ons gemeld, met als kenmerk {{reference}}.',
    'receipt.false': 'Dit is geen bewijs van ons',
    'receipt.false.text':
      'Er is iets aan veranderd, of wij hebben het niet gemaakt. Kijk of de hele regel er staat.',
    'receipt.others': 'Zelf nakijken, zonder ons',
    'receipt.others.text':
      'Een bewijs is ondertekend met Ed25519. Ondertekend is, elk met zijn lengte in vier bytes ervoor: “praktijktest/receipt/1”, zestien bytes (base64url), de dag, en bij een organisatie haar naam en kenmerk. Onze publieke sleutels:',
    'receipt.back': 'Naar het begin',
  },
  en: {
    'receipt.own': 'A proof that a report was filed',
    'receipt.own.text':
      'Do you want to be able to show later that a report was filed on this day? Then you can make a proof. Your name and your report do not stand in it.',
    'receipt.warn': 'Whoever finds this proof knows that you reported.',
    'receipt.make': 'Make a proof',
    'receipt.copy': 'Copy this line in full. We do not keep it and cannot give it again later.',
    'receipt.where':
      'At the address {{address}} of this site everybody can check whether a proof is genuine.',
    'receipt.title': 'Check a proof',
    'receipt.lead':
      'Here you see whether a proof of filing is genuine. It says that somebody filed on a day, not who and not about what.',
    'receipt.line': 'The proof',
    'receipt.line.hint': 'The line that begins with PT1. Spaces and new lines do not matter.',
    'receipt.check': 'Check',
    'receipt.empty': 'Paste a proof into this field first.',
    'receipt.true': 'This proof is genuine',
    'receipt.true.day': 'On {{day}} somebody filed a report with us.',
    'receipt.true.by': 'On {{day}} {{name}} filed a report with us, with the reference {{reference}}.',
    'receipt.false': 'This is no proof of ours',
    'receipt.false.text':
      'Something in it was changed, or we did not make it. Check that the whole line is there.',
    'receipt.others': 'Check it yourself, without us',
    'receipt.others.text':
      'A proof is signed with Ed25519. What is signed, each after its length in four bytes: “praktijktest/receipt/1”, sixteen bytes (base64url), the day, and of an organisation its name and reference. Our public keys:',
    'receipt.back': 'To the start',
  },
  fr: {
    'receipt.own': 'Une preuve du signalement',
    'receipt.own.text':
      'Voulez-vous pouvoir montrer plus tard qu’un signalement a été fait ce jour ? Vous pouvez alors créer une preuve. Votre nom et votre signalement n’y figurent pas.',
    'receipt.warn': 'Qui trouve cette preuve sait que vous avez signalé.',
    'receipt.make': 'Créer une preuve',
    'receipt.copy':
      'Copiez cette ligne en entier. Nous ne la gardons pas et ne pouvons pas la redonner plus tard.',
    'receipt.where':
      'À l’adresse {{address}} de ce site, chacun peut vérifier si une preuve est authentique.',
    'receipt.title': 'Vérifier une preuve',
    'receipt.lead':
      'Vous voyez ici si une preuve de signalement est authentique. Elle dit que quelqu’un a signalé un jour donné, pas qui ni à quel sujet.',
    'receipt.line': 'La preuve',
    'receipt.line.hint':
      'La ligne qui commence par PT1. Les espaces et les retours à la ligne n’ont pas d’importance.',
    'receipt.check': 'Vérifier',
    'receipt.empty': 'Collez d’abord une preuve dans ce champ.',
    'receipt.true': 'Cette preuve est authentique',
    'receipt.true.day': 'Le {{day}}, quelqu’un a fait un signalement chez nous.',
    'receipt.true.by':
      'Le {{day}}, {{name}} a fait un signalement chez nous, avec la référence {{reference}}.',
    'receipt.false': 'Ce n’est pas une preuve de notre part',
    'receipt.false.text':
      'Quelque chose y a été changé, ou nous ne l’avons pas créée. Vérifiez que toute la ligne y est.',
    'receipt.others': 'Vérifier vous-même, sans nous',
    'receipt.others.text':
      'Une preuve est signée avec Ed25519. Est signé, chaque élément précédé de sa longueur en quatre octets : « praktijktest/receipt/1 », seize octets (base64url), le jour, et pour une organisation son nom et sa référence. Nos clés publiques :',
    'receipt.back': 'Vers le début',
  },
});
export const receiptTranslator = createTranslator(receiptWords);
