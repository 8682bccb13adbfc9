import { defineWords } from '../../web/i18n/words.js';
import { interestWords } from './interest-words.js';

/** What officers read of which body is competent, and of what goes along to another one. */
export const competenceWords = defineWords(
  {
    nl: {
      'competence.title': 'Wie is bevoegd?',
      'competence.lead': 'Dit is een voorstel. Kijk na of de gegevens kloppen; u beslist zelf.',
      'competence.none': 'Er is geen kenmerk gekozen. Daarom is er geen voorstel.',
      'competence.for': '{{body}}: {{grounds}}',
      'competence.own': 'Dit zijn wij.',
      'competence.check': 'Een jurist bevestigt deze lezing nog.',
      'competence.type': 'Soort werkgever',
      'competence.relation': 'Verhouding',
      'competence.place': 'Plaats',
      'competence.again': 'Stel opnieuw voor',
      'package.title': 'Maak een pakket voor een andere dienst',
      'package.lead':
        'Een tekstbestand zonder wie meldde. Berichten, bestanden, de eigen rol en de soort melder gaan nooit mee. Kies wat wel meegaat, en vraag u telkens af: kan dit naar de melder leiden?',
      'package.parts': 'Wat gaat mee?',
      'package.text': 'Toelichting',
      'package.text.hint': 'Dit mag leeg blijven. Beschrijf de feiten zonder bron.',
      'package.go': 'Bewaar het pakket',
      'package.head': 'Doorgifte van een melding',
      'package.by': 'van {{from}}, kenmerk {{code}}',
      'package.clocks':
        'Ontvangen op {{received}}. Feedback aan de melder ten laatste op {{feedback}}: die termijn loopt door.',
      'package.employer': 'Werkgever',
    },
    en: {
      'competence.title': 'Who is competent?',
      'competence.lead': 'This is a proposal. Check whether the details are right; you decide yourself.',
      'competence.none': 'No ground was chosen. So there is no proposal.',
      'competence.for': '{{body}}: {{grounds}}',
      'competence.own': 'That is us.',
      'competence.check': 'A lawyer still confirms this reading.',
      'competence.type': 'Kind of employer',
      'competence.relation': 'Relation',
      'competence.place': 'Place',
      'competence.again': 'Propose again',
      'package.title': 'Make a package for another service',
      'package.lead':
        'A text file without who reported. Messages, files, the own role and the kind of reporter never go along. Choose what does, and ask each time: can this lead to the reporter?',
      'package.parts': 'What goes along?',
      'package.text': 'Explanation',
      'package.text.hint': 'This may stay empty. Describe the facts without a source.',
      'package.go': 'Save the package',
      'package.head': 'Forwarding of a report',
      'package.by': 'from {{from}}, reference {{code}}',
      'package.clocks':
        'Received on {{received}}. Feedback to the reporter by {{feedback}} at the latest: that term goes on.',
      'package.employer': 'Employer',
    },
    fr: {
      'competence.title': 'Qui est compétent ?',
      'competence.lead': 'Ceci est une proposition. Vérifiez les données ; vous décidez vous-même.',
      'competence.none': 'Aucun critère n’est choisi. Il n’y a donc pas de proposition.',
      'competence.for': '{{body}} : {{grounds}}',
      'competence.own': 'C’est nous.',
      'competence.check': 'Un juriste doit encore confirmer cette lecture.',
      'competence.type': 'Type d’employeur',
      'competence.relation': 'Relation',
      'competence.place': 'Lieu',
      'competence.again': 'Proposer à nouveau',
      'package.title': 'Préparer un dossier pour un autre service',
      'package.lead':
        'Un fichier texte sans l’auteur du signalement. Les messages, les fichiers, le rôle propre et le type de personne ne partent jamais. Choisissez ce qui part, et demandez-vous chaque fois : cela peut-il mener à la personne ?',
      'package.parts': 'Que transmettre ?',
      'package.text': 'Explication',
      'package.text.hint': 'Peut rester vide. Décrivez les faits sans source.',
      'package.go': 'Enregistrer le dossier',
      'package.head': 'Transmission d’un signalement',
      'package.by': 'de {{from}}, référence {{code}}',
      'package.clocks':
        'Reçu le {{received}}. Retour à la personne au plus tard le {{feedback}} : ce délai continue.',
      'package.employer': 'Employeur',
    },
  },
  interestWords,
);
