import type { Texts } from './web/index.js';

/** A part of a plain page: a heading, what it says, and at most one list. */
export interface Section {
  readonly heading: Texts;
  readonly says: readonly Texts[];
  readonly points?: readonly Texts[];
}

export interface PlainPage {
  readonly title: Texts;
  readonly lead: Texts;
  readonly sections: readonly Section[];
}

/** The address that the Flemish social inspectorate publishes for questions. */
export const CONTACT = 'vlaamse.sociale.inspectie@vlaanderen.be';

const contact: Texts = {
  nl: `Schrijf aan de Vlaamse Sociale Inspectie: ${CONTACT}.`,
  en: `Write to the Flemish social inspectorate: ${CONTACT}.`,
  fr: `Écrivez à l’inspection sociale flamande : ${CONTACT}.`,
};

/** What about my data? Says what the product does today, not what an inspectorate decides about it. */
export const privacy: PlainPage = {
  title: { nl: 'Privacy', en: 'Privacy', fr: 'Vie privée' },
  lead: {
    nl: 'Wat gebeurt hier met gegevens over u?',
    en: 'What happens here with data about you?',
    fr: 'Que deviennent ici les données qui vous concernent ?',
  },
  sections: [
    {
      heading: {
        nl: 'Als u deze pagina’s bekijkt',
        en: 'When you view these pages',
        fr: 'Si vous consultez ces pages',
      },
      says: [
        {
          nl: 'Er zijn geen cookies voor reclame of om bezoekers te tellen. Er komt niets van een andere website. Alleen deze cookies bestaan:',
          en: 'There are no cookies for advertising or for counting visitors. Nothing comes from another website. Only these cookies exist:',
          fr: 'Il n’y a pas de cookies pour la publicité ni pour compter les visiteurs. Rien ne vient d’un autre site. Seuls ces cookies existent :',
        },
      ],
      points: [
        {
          nl: 'een cookie dat formulieren beveiligt, tot u de browser sluit;',
          en: 'a cookie that protects forms, until you close the browser;',
          fr: 'un cookie qui protège les formulaires, jusqu’à la fermeture du navigateur ;',
        },
        {
          nl: 'een cookie dat onthoudt wie aan het werk is, voor medewerkers;',
          en: 'a cookie that remembers who is at work, for staff;',
          fr: 'un cookie qui retient qui travaille, pour le personnel ;',
        },
        {
          nl: 'uw keuze van taal en van weergave, een jaar lang, alleen als u ze maakt.',
          en: 'your choice of language and of appearance, for a year, only if you make one.',
          fr: 'votre choix de langue et d’affichage, pendant un an, seulement si vous en faites un.',
        },
      ],
    },
    {
      heading: { nl: 'Als u hier werkt', en: 'If you work here', fr: 'Si vous travaillez ici' },
      says: [
        {
          nl: 'Uw naam en uw rol staan bij uw account. Elke stap die u zet, komt met uw naam en het tijdstip in een logboek dat niemand kan wijzigen. Zo kan later worden nagegaan of alles volgens de regels verliep.',
          en: 'Your name and your role stand with your account. Every step you take goes into a log that nobody can change, with your name and the time. That way it can be checked later whether everything went by the rules.',
          fr: 'Votre nom et votre rôle figurent à votre compte. Chaque étape que vous faites est inscrite, avec votre nom et l’heure, dans un journal que personne ne peut modifier. On peut ainsi vérifier plus tard si tout s’est passé selon les règles.',
        },
      ],
    },
    {
      heading: {
        nl: 'Als u vacatures behandelt',
        en: 'If you handle vacancies',
        fr: 'Si vous traitez des offres d’emploi',
      },
      says: [
        {
          nl: 'Bij een praktijktest bewaart dit systeem:',
          en: 'For a practice test this system keeps:',
          fr: 'Pour un test de situation, ce système conserve :',
        },
      ],
      points: [
        {
          nl: 'de naam en het ondernemingsnummer van de werkgever;',
          en: 'the name and the enterprise number of the employer;',
          fr: 'le nom et le numéro d’entreprise de l’employeur ;',
        },
        {
          nl: 'de vacature en het mailadres waarnaar gesolliciteerd wordt;',
          en: 'the vacancy and the mail address to apply to;',
          fr: 'l’offre d’emploi et l’adresse e-mail à laquelle postuler ;',
        },
        {
          nl: 'de berichten die op een sollicitatie antwoorden, zoals ze aankwamen.',
          en: 'the messages that answer an application, as they came in.',
          fr: 'les messages qui répondent à une candidature, tels qu’ils sont arrivés.',
        },
      ],
    },
    {
      heading: { nl: 'Wie ziet wat', en: 'Who sees what', fr: 'Qui voit quoi' },
      says: [
        {
          nl: 'Wie een antwoord beoordeelt, ziet alleen tekst waaruit namen en adressen zijn weggelaten. Bij een nulmeting is de werkgever enkel zichtbaar voor wie de sollicitaties verstuurt, en alleen tot het paar meetelt.',
          en: 'Who judges an answer sees only text from which names and addresses were taken out. In a baseline the employer is visible only to those who send the applications, and only until the pair counts.',
          fr: 'Qui évalue une réponse ne voit qu’un texte dont les noms et adresses ont été ôtés. Dans une mesure de référence, l’employeur n’est visible que pour les personnes qui envoient les candidatures, et seulement jusqu’à ce que la paire compte.',
        },
        {
          nl: 'Geen computer beslist over u. Mensen beoordelen elk antwoord en nemen elke beslissing.',
          en: 'No computer decides about you. People judge every answer and take every decision.',
          fr: 'Aucun ordinateur ne décide à votre sujet. Des personnes évaluent chaque réponse et prennent chaque décision.',
        },
      ],
    },
    {
      heading: { nl: 'Hoe lang', en: 'How long', fr: 'Combien de temps' },
      says: [
        {
          nl: 'Elke nacht wist dit systeem wat over zijn termijn is. Wat verschil maakt, is of de twee kandidaten gelijk behandeld werden. De termijnen zijn een voorstel: de functionaris voor gegevensbescherming moet ze nog bevestigen.',
          en: 'Every night this system erases what is past its term. What matters is whether the two candidates were treated equally. The terms are a proposal: the data protection officer has still to confirm them.',
          fr: 'Chaque nuit, ce système efface ce qui a dépassé son délai. Ce qui compte est de savoir si les deux candidats ont été traités de la même manière. Les délais sont une proposition : le délégué à la protection des données doit encore les confirmer.',
        },
      ],
      points: [
        {
          nl: 'Test zonder verschil: 12 maanden na het einde van de campagne. Daarna blijven alleen tellingen.',
          en: 'Test without a difference: 12 months after the end of the campaign. After that only counts stay.',
          fr: 'Test sans différence : 12 mois après la fin de la campagne. Ensuite, seuls les décomptes restent.',
        },
        {
          nl: 'Test met ongelijke behandeling: vijf jaar na het einde van de campagne.',
          en: 'Test with unequal treatment: five years after the end of the campaign.',
          fr: 'Test avec traitement inégal : cinq ans après la fin de la campagne.',
        },
        {
          nl: 'Ingesproken bericht: zes maanden nadat het beoordeeld is.',
          en: 'Voicemail: six months after it was judged.',
          fr: 'Message vocal : six mois après son évaluation.',
        },
        {
          nl: 'Uw naam onder een antwoord: verdwijnt uit de tekst zodra het paar meetelt.',
          en: 'Your name under an answer: leaves the text as soon as the pair counts.',
          fr: 'Votre nom au bas d’une réponse : disparaît du texte dès que la paire compte.',
        },
        {
          nl: 'Bericht dat bij geen test hoort: drie maanden na ontvangst.',
          en: 'Message that belongs to no test: three months after receipt.',
          fr: 'Message sans lien avec un test : trois mois après réception.',
        },
      ],
    },
    {
      heading: { nl: 'Uw rechten', en: 'Your rights', fr: 'Vos droits' },
      says: [
        {
          nl: 'U kunt vragen welke gegevens we over u hebben, ze laten verbeteren of wissen, en bezwaar maken. We antwoorden binnen een maand. Als antwoorden een onderzoek zou schaden, stellen we het uit: met een reden, en met een dag waarop we dat opnieuw bekijken.',
          en: 'You can ask which data we have about you, have them corrected or erased, and object. We answer within a month. If answering would harm an inquiry we postpone it: with a reason, and with a day on which we look at it again.',
          fr: 'Vous pouvez demander quelles données nous avons sur vous, les faire corriger ou effacer, et vous opposer. Nous répondons dans le mois. Si répondre nuirait à une enquête, nous reportons : avec une raison, et un jour où nous réexaminons.',
        },
        contact,
        {
          nl: 'Bent u niet tevreden? U kunt een klacht indienen bij de Vlaamse Toezichtcommissie.',
          en: 'Not satisfied? You can complain to the Vlaamse Toezichtcommissie, the Flemish supervisory authority.',
          fr: 'Pas satisfait ? Vous pouvez déposer une plainte auprès de la Vlaamse Toezichtcommissie, l’autorité de contrôle flamande.',
        },
      ],
    },
    {
      heading: { nl: 'Uw vragen', en: 'Your questions', fr: 'Vos questions' },
      says: [
        contact,
        {
          nl: 'Deze pagina zegt wat het systeem doet. Op welke rechtsgrond de dienst uw gegevens verwerkt en hoe u uw rechten gebruikt, staat in de privacyverklaring van de dienst zelf.',
          en: 'This page says what the system does. On what legal ground the service processes your data, and how to use your rights, is in the privacy statement of the service itself.',
          fr: 'Cette page dit ce que fait le système. La base légale du traitement par le service et la manière d’exercer vos droits figurent dans la déclaration de confidentialité du service lui-même.',
        },
      ],
    },
  ],
};

/** What does a test mean for me as an employer? */
export const employers: PlainPage = {
  title: {
    nl: 'Wij doen praktijktesten: wat betekent dat voor u als werkgever?',
    en: 'We do practice tests: what does that mean for you as an employer?',
    fr: 'Nous faisons des tests de situation : qu’est-ce que cela signifie pour vous, employeur ?',
  },
  lead: {
    nl: 'Wat betekent een praktijktest voor u?',
    en: 'What does a practice test mean for you?',
    fr: 'Que signifie un test de situation pour vous ?',
  },
  sections: [
    {
      heading: { nl: 'Wat er gebeurt', en: 'What happens', fr: 'Ce qui se passe' },
      says: [
        {
          nl: 'Op één vacature komen twee sollicitaties van verzonnen kandidaten. Ze zijn even geschikt. Ze verschillen in één kenmerk dat de wet beschermt, bijvoorbeeld een naam die op afkomst wijst.',
          en: 'Two applications from made-up candidates come in for one vacancy. They are equally suitable. They differ in one characteristic that the law protects, for instance a name that suggests origin.',
          fr: 'Deux candidatures de personnes inventées arrivent pour une même offre d’emploi. Elles conviennent également. Elles diffèrent par un critère que la loi protège, par exemple un nom qui évoque une origine.',
        },
        {
          nl: 'Daarna telt alleen of u op de ene anders antwoordt dan op de andere. Niemand zet u tot iets aan.',
          en: 'After that, only whether you answer one differently from the other counts. Nobody prompts you to do anything.',
          fr: 'Ensuite, seul compte le fait que vous répondiez différemment à l’une et à l’autre. Personne ne vous pousse à quoi que ce soit.',
        },
      ],
    },
    {
      heading: { nl: 'Wat een verschil zegt', en: 'What a difference says', fr: 'Ce que dit une différence' },
      says: [
        {
          nl: 'Een verschil bij één vacature kan toeval zijn. Het is op zich geen bewijs van discriminatie. Daarom worden paren per sector opgeteld, en staat bij elk cijfer hoe zeker het is.',
          en: 'A difference for one vacancy can be chance. By itself it is no proof of discrimination. That is why pairs are added up per sector, and every figure says how certain it is.',
          fr: 'Une différence pour une offre d’emploi peut être due au hasard. Ce n’est pas en soi une preuve de discrimination. C’est pourquoi les paires sont additionnées par secteur, et chaque chiffre dit à quel point il est sûr.',
        },
        {
          nl: 'Een nulmeting dient alleen voor cijfers per sector. Ze leidt nooit tot een dossier over een werkgever.',
          en: 'A baseline serves figures per sector only. It never leads to a file about an employer.',
          fr: 'Une mesure de référence ne sert qu’aux chiffres par secteur. Elle ne mène jamais à un dossier sur un employeur.',
        },
      ],
    },
    {
      heading: { nl: 'Wat u beschermt', en: 'What protects you', fr: 'Ce qui vous protège' },
      says: [
        {
          nl: 'Er vertrekt geen enkele sollicitatie zonder rechtsgrond en zonder machtiging die op dat moment geldt. Dit systeem houdt ze anders tegen. Verder geldt:',
          en: 'Not one application leaves without a legal basis and an authorisation that hold at that moment. Otherwise this system holds it back. Moreover:',
          fr: 'Aucune candidature ne part sans base légale ni sans autorisation valable à ce moment. Sinon, ce système la retient. De plus :',
        },
      ],
      points: [
        {
          nl: 'het plan ligt vast voor de eerste mail vertrekt, en het lot kiest de vacatures en de volgorde;',
          en: 'the plan is fixed before the first mail leaves, and chance picks the vacancies and the order;',
          fr: 'le plan est fixé avant le départ du premier message, et le sort choisit les offres d’emploi et l’ordre ;',
        },
        {
          nl: 'wie de antwoorden beoordeelt, weet niet van welke kandidaat ze zijn, en elk antwoord wordt twee keer beoordeeld;',
          en: 'who judges the answers does not know which candidate they are for, and every answer is judged twice;',
          fr: 'qui évalue les réponses ne sait pas à quel candidat elles s’adressent, et chaque réponse est évaluée deux fois ;',
        },
        {
          nl: 'elke stap staat in een logboek dat niemand kan wijzigen.',
          en: 'every step is in a log that nobody can change.',
          fr: 'chaque étape figure dans un journal que personne ne peut modifier.',
        },
      ],
    },
    {
      heading: { nl: 'Wat het u kost', en: 'What it costs you', fr: 'Ce que cela vous coûte' },
      says: [
        {
          nl: 'Een test vraagt enkele minuten van uw tijd. Wij tellen die minuten per werkgever en houden ze laag:',
          en: 'A test takes a few minutes of your time. We count those minutes per employer and keep them low:',
          fr: 'Un test vous prend quelques minutes. Nous comptons ces minutes par employeur et les limitons :',
        },
      ],
      points: [
        {
          nl: 'een vestiging krijgt in een nulmeting hoogstens één test in twaalf maanden;',
          en: 'in a baseline an establishment gets one test in twelve months at most;',
          fr: 'dans une mesure de référence, un établissement reçoit au plus un test en douze mois ;',
        },
        {
          nl: 'nodigt u een kandidaat uit, dan trekt die zich beleefd terug: binnen één werkdag, of 24 uur voor het gesprek als dat eerder is;',
          en: 'if you invite a candidate, that candidate politely withdraws: within one working day, or 24 hours before the interview if that is earlier;',
          fr: 'si vous invitez un candidat, il se retire poliment : dans un jour ouvrable, ou 24 heures avant l’entretien si c’est plus tôt ;',
        },
        {
          nl: 'niemand aanvaardt een gesprek, legt een proef af of vraagt een document.',
          en: 'nobody accepts an interview, takes a test or asks for a document.',
          fr: 'personne n’accepte d’entretien, ne passe d’épreuve ni ne demande de document.',
        },
      ],
    },
    {
      heading: { nl: 'Uw rechten', en: 'Your rights', fr: 'Vos droits' },
      says: [
        {
          nl: 'U kunt vragen wat we over uw onderneming of over u bewaren. We antwoorden binnen een maand, tenzij dat een onderzoek schaadt. Dan hoort u het later, met de reden.',
          en: 'You can ask what we keep about your enterprise or about you. We answer within a month, unless that harms an inquiry. Then you hear it later, with the reason.',
          fr: 'Vous pouvez demander ce que nous conservons sur votre entreprise ou sur vous. Nous répondons dans le mois, sauf si cela nuit à une enquête. Vous l’apprenez alors plus tard, avec la raison.',
        },
      ],
    },
    {
      heading: { nl: 'Hebt u vragen', en: 'Do you have questions', fr: 'Vous avez des questions' },
      says: [contact],
    },
  ],
};
