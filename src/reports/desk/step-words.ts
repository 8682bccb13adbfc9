import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What officers read of their one-time codes. */
const stepWords = defineWords({
  nl: {
    'step.title': 'Stel uw codes in',
    'step.lead':
      'Naast uw wachtzin vraagt het meldpunt een code van zes cijfers, die een app op uw telefoon maakt. Zonder die code kan u niet verder.',
    'step.scan': 'Lees dit vierkant met de app.',
    'step.secret': 'Of typ deze letters in de app',
    'step.code': 'Code uit de app',
    'step.bad':
      'Deze code klopt niet. Neem een nieuwe code uit de app en kijk of de klok van uw telefoon juist staat.',
    'step.go': 'Neem de codes in gebruik',
    'step.out': 'Meld af',
    'codes.title': 'Uw herstelcodes',
    'codes.done': 'De app is ingesteld.',
    'codes.lead':
      'Schrijf deze herstelcodes op papier en bewaar ze achter slot, niet bij uw telefoon. U ziet ze alleen nu.',
    'codes.lost':
      'Bent u uw telefoon kwijt? Meld u dan aan met uw wachtzin en één herstelcode in plaats van de code. Daarna stelt u meteen een nieuwe app in: tot dat gedaan is, vraagt elke aanmelding een herstelcode. Elke herstelcode werkt één keer. Hebt u er geen meer, dan geeft de beheerder u een startcode: u maakt een nieuwe sleutel, twee bewaarders ondertekenen hem en een collega deelt de meldingen opnieuw met u.',
    'codes.go': 'Ik heb ze opgeschreven',
  },
  en: {
    'step.title': 'Set up your codes',
    'step.lead':
      'Beside your passphrase the reporting channel asks for a code of six digits, which an app on your telephone makes. Without that code you cannot go on.',
    'step.scan': 'Read this square with the app.',
    'step.secret': 'Or type these letters in the app',
    'step.code': 'Code from the app',
    'step.bad':
      'This code is not right. Take a new code from the app, and check that the clock of your telephone is right.',
    'step.go': 'Start using the codes',
    'step.out': 'Sign out',
    'codes.title': 'Your recovery codes',
    'codes.done': 'The app is set up.',
    'codes.lead':
      'Write these recovery codes on paper and keep them under lock, not with your telephone. You see them only now.',
    'codes.lost':
      'Did you lose your telephone? Then sign in with your passphrase and one recovery code in place of the code. After that you set up a new app at once: until that is done, each sign-in asks for a recovery code. Each recovery code works once. If you have none left, the operator gives you a start code: you make a new key, two custodians sign it and a colleague shares the reports with you again.',
    'codes.go': 'I wrote them down',
  },
  fr: {
    'step.title': 'Configurez vos codes',
    'step.lead':
      'Outre votre phrase secrète, le canal demande un code de six chiffres, créé par une application sur votre téléphone. Sans ce code, vous ne pouvez pas continuer.',
    'step.scan': 'Lisez ce carré avec l’application.',
    'step.secret': 'Ou tapez ces lettres dans l’application',
    'step.code': 'Code de l’application',
    'step.bad': 'Ce code n’est pas correct. Prenez un nouveau code et vérifiez l’heure de votre téléphone.',
    'step.go': 'Utiliser les codes',
    'step.out': 'Se déconnecter',
    'codes.title': 'Vos codes de secours',
    'codes.done': 'L’application est configurée.',
    'codes.lead':
      'Notez ces codes de secours sur papier et gardez-les sous clé, pas avec votre téléphone. Vous ne les voyez que maintenant.',
    'codes.lost':
      'Vous avez perdu votre téléphone ? Connectez-vous avec votre phrase secrète et un code de secours à la place du code. Ensuite, vous configurez aussitôt une nouvelle application : d’ici là, chaque connexion demande un code de secours. Chaque code de secours sert une fois. S’il ne vous en reste plus, l’administrateur vous donne un code de départ : vous créez une nouvelle clé, deux gardiens la signent et un collègue partage à nouveau les signalements avec vous.',
    'codes.go': 'Je les ai notés',
  },
});

export const stepTranslator = createTranslator(stepWords);
