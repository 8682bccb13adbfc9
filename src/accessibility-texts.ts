// The accessibility statement, in the parts of the European model statement (Implementing Decision (EU) 2018/1523). What
// is known not to conform stands here until it is mended: whoever mends one strikes its line.
import { CONTACT, type PlainPage } from './public-texts.js';
import type { DateOnly } from './platform/dates.js';
import { dateOnly } from './platform/dates.js';

/** The day the statement was made, and last gone through. */
export const PREPARED: DateOnly = dateOnly(2026, 11, 25);

/** The European law behind the statement, as published. */
export const DIRECTIVE = 'https://eur-lex.europa.eu/eli/dir/2016/2102/oj';

/** Can I use this? Fills in `{{when}}`. */
export const accessibility: PlainPage = {
  title: {
    nl: 'Toegankelijkheid',
    en: 'Accessibility',
    fr: 'Accessibilité',
  },
  lead: {
    nl: 'Kan iedereen dit gebruiken, en wat lukt nog niet?',
    en: 'Can everybody use this, and what does not work yet?',
    fr: 'Tout le monde peut-il l’utiliser, et qu’est-ce qui ne va pas encore ?',
  },
  sections: [
    {
      heading: { nl: 'Waarover dit gaat', en: 'What this is about', fr: 'De quoi il s’agit' },
      says: [
        {
          nl: 'Deze verklaring geldt voor de pagina’s van Praktijktest. Overheidswebsites moeten toegankelijk zijn volgens richtlijn (EU) 2016/2102, in Vlaanderen omgezet door het Bestuursdecreet van 7 december 2018.',
          en: 'This statement is about the pages of Praktijktest. Websites of public bodies must be accessible under Directive (EU) 2016/2102, in Flanders by the Governance Decree of 7 December 2018.',
          fr: 'Cette déclaration concerne les pages de Praktijktest. Les sites du secteur public doivent être accessibles selon la directive (UE) 2016/2102, transposée en Flandre par le décret de gouvernance du 7 décembre 2018.',
        },
      ],
    },
    {
      heading: { nl: 'Nalevingsstatus', en: 'Compliance status', fr: 'État de conformité' },
      says: [
        {
          nl: 'Deze pagina’s voldoen gedeeltelijk aan EN 301 549 en aan de Web Content Accessibility Guidelines (WCAG) 2.2, niveau AA. Wat niet voldoet, staat hieronder.',
          en: 'These pages conform in part with EN 301 549 and with the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. What does not conform is listed below.',
          fr: 'Ces pages sont partiellement conformes à EN 301 549 et aux Web Content Accessibility Guidelines (WCAG) 2.2, niveau AA. Ce qui n’est pas conforme figure ci-dessous.',
        },
      ],
    },
    {
      heading: {
        nl: 'Wat niet toegankelijk is',
        en: 'What is not accessible',
        fr: 'Ce qui n’est pas accessible',
      },
      says: [
        {
          nl: 'Dit voldoet niet aan de eisen:',
          en: 'This does not meet the requirements:',
          fr: 'Ceci ne répond pas aux exigences :',
        },
      ],
      points: [
        {
          nl: 'Namen van campagnes, vacatures, redenen en berichten staan er in de taal waarin iemand ze schreef, zonder dat de pagina dat zegt (WCAG 3.1.2).',
          en: 'Names of campaigns, vacancies, reasons and messages stand in the language in which somebody wrote them, without the page saying so (WCAG 3.1.2).',
          fr: 'Les noms de campagnes, offres d’emploi, raisons et messages figurent dans la langue de leur auteur, sans que la page le dise (WCAG 3.1.2).',
        },
      ],
    },
    {
      heading: { nl: 'Wat we niet weten', en: 'What we do not know', fr: 'Ce que nous ne savons pas' },
      says: [
        {
          nl: 'Nog niemand met een beperking heeft deze pagina’s getest. Ze zijn ook nog niet beluisterd met een schermlezer.',
          en: 'Nobody with a disability has tested these pages yet. They have not been listened to with a screen reader yet either.',
          fr: 'Aucune personne en situation de handicap n’a encore testé ces pages. Elles n’ont pas non plus été écoutées avec un lecteur d’écran.',
        },
      ],
    },
    {
      heading: { nl: 'Hoe dit is opgesteld', en: 'How this was made', fr: 'Comment ceci a été établi' },
      says: [
        {
          nl: 'Deze verklaring is opgesteld en nagekeken op {{when}}, door een zelfbeoordeling van de makers:',
          en: 'This statement was made and reviewed on {{when}}, by a self-assessment of the makers:',
          fr: 'Cette déclaration a été établie et revue le {{when}}, par une auto-évaluation des auteurs :',
        },
      ],
      points: [
        {
          nl: 'een automatische test (axe) van elke pagina, in elke taal, licht en donker;',
          en: 'an automatic test (axe) of every page, in every language, light and dark;',
          fr: 'un test automatique (axe) de chaque page, dans chaque langue, en clair et en sombre ;',
        },
        {
          nl: 'vergroten tot 400 % zonder opzij te schuiven, op elke pagina;',
          en: 'enlarging to 400% without scrolling sideways, on every page;',
          fr: 'un agrandissement à 400 % sans défilement horizontal, sur chaque page ;',
        },
        {
          nl: 'de hoofdtaken met alleen het toetsenbord en zonder script: aanmelden met een tweede stap, iemand uitnodigen, een campagne starten, pauzeren en afsluiten, over een knipperlicht beslissen, een oproep vastleggen, zoeken, een filter bewaren en een API-token maken;',
          en: 'the main tasks by keyboard only and without script: to sign in with a second step, invite somebody, start, pause and close a campaign, decide on a flag, log a call, search, keep a filter and make an API token;',
          fr: 'les tâches principales au clavier seul et sans script : se connecter avec une deuxième étape, inviter quelqu’un, démarrer, mettre en pause et clôturer une campagne, décider d’une alerte, consigner un appel, chercher, garder un filtre et créer un jeton API ;',
        },
        {
          nl: 'berekende contrasten van alle kleuren, minstens 4,5 op 1 voor tekst.',
          en: 'computed contrasts of all colours, at least 4.5 to 1 for text.',
          fr: 'des contrastes calculés pour toutes les couleurs, au moins 4,5 pour 1 pour le texte.',
        },
      ],
    },
    {
      heading: { nl: 'Feedback en contact', en: 'Feedback and contact', fr: 'Retour et contact' },
      says: [
        {
          nl: `Lukt iets niet, of wilt u iets in een andere vorm? Schrijf aan ${CONTACT} en zeg op welke pagina.`,
          en: `Does something not work, or do you want something in another form? Write to ${CONTACT} and say on which page.`,
          fr: `Quelque chose ne va pas, ou vous voulez un contenu sous une autre forme ? Écrivez à ${CONTACT} en indiquant la page.`,
        },
      ],
    },
    {
      heading: {
        nl: 'Als het antwoord niet volstaat',
        en: 'When the answer is not enough',
        fr: 'Si la réponse ne suffit pas',
      },
      says: [
        {
          nl: 'Bent u niet tevreden over het antwoord, dan kunt u een klacht indienen bij de Vlaamse Ombudsdienst.',
          en: 'If you are not satisfied with the answer, you can complain to the Flemish Ombuds Service.',
          fr: 'Si la réponse ne vous satisfait pas, vous pouvez porter plainte auprès du service de médiation flamand (Vlaamse Ombudsdienst).',
        },
      ],
    },
  ],
};
