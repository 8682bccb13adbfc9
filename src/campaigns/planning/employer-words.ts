// What stands about frames of employers where one of vacancies says it of vacancies.
import { createTranslator, defineWords } from '../../web/index.js';

export const employerWordsIn = createTranslator(
  defineWords({
    nl: {
      open: 'Werkgevers met adres',
      lacking: 'Zonder adres',
      'lacking.what':
        'Dit plan schrijft naar werkgevers zonder vacature. Mee doen werkgevers van wie het register een mailadres voor sollicitaties en een postcode kent. Zonder adres zijn de andere: vul de kolom sollicitatiemail in het bestand van werkgevers in en importeer het opnieuw.',
      frame:
        '{{sector}}: er zijn {{quota}} paren gevraagd en maar {{open}} werkgevers met een adres voor sollicitaties. Plan er hoogstens {{drawn}}, of importeer meer adressen.',
      establishment:
        '{{sector}}: hoogstens {{drawn}} van {{quota}} paren. Per vestiging is er één test in twaalf maanden: daardoor vallen {{passed}} werkgevers weg. Plan minder paren, importeer adressen van andere werkgevers, of begin later.',
      group:
        '{{sector}}: hoogstens {{drawn}} van {{quota}} paren. Een groep van ondernemingen ziet hoogstens twee tests in twaalf maanden: daardoor vallen {{passed}} werkgevers weg. Plan minder paren, importeer adressen van andere groepen, of begin later.',
      recruiter:
        '{{sector}}: hoogstens {{drawn}} van {{quota}} paren. Een wervingsdomein krijgt hoogstens twee paren: daardoor vallen {{passed}} werkgevers weg. Plan minder paren of importeer adressen bij andere domeinen.',
    },
    en: {
      open: 'Employers with an address',
      lacking: 'Without an address',
      'lacking.what':
        'This plan writes to employers without a vacancy. Those take part of whom the register holds a mail address for applications and a postcode. The others have no address: fill the column application_email in the file of employers and import it again.',
      frame:
        '{{sector}}: {{quota}} pairs are asked for and only {{open}} employers have an address for applications. Plan at most {{drawn}}, or import more addresses.',
      establishment:
        '{{sector}}: at most {{drawn}} of {{quota}} pairs. An establishment gets one test in twelve months, which rules out {{passed}} employers. Plan fewer pairs, import addresses of other employers, or begin later.',
      group:
        '{{sector}}: at most {{drawn}} of {{quota}} pairs. A group of enterprises sees at most two tests in twelve months: {{passed}} employers drop out. Plan fewer pairs, import addresses of other groups, or start later.',
      recruiter:
        '{{sector}}: at most {{drawn}} of {{quota}} pairs. A recruiting domain gets two pairs at most, which rules out {{passed}} employers. Plan fewer pairs or import addresses at other domains.',
    },
    fr: {
      open: 'Employeurs avec adresse',
      lacking: 'Sans adresse',
      'lacking.what':
        'Ce plan écrit à des employeurs sans offre d’emploi. Y participent ceux dont le registre connaît une adresse mail pour les candidatures et un code postal. Les autres sont sans adresse : remplissez la colonne application_email du fichier des employeurs et importez-le à nouveau.',
      frame:
        '{{sector}} : {{quota}} paires sont demandées et seulement {{open}} employeurs ont une adresse pour les candidatures. Prévoyez-en au plus {{drawn}}, ou importez plus d’adresses.',
      establishment:
        '{{sector}} : au plus {{drawn}} paires sur {{quota}}. Un établissement reçoit un test en douze mois, ce qui écarte {{passed}} employeurs. Prévoyez moins de paires, importez des adresses d’autres employeurs ou commencez plus tard.',
      group:
        '{{sector}} : au plus {{drawn}} paires sur {{quota}}. Un groupe d’entreprises voit au plus deux tests en douze mois : {{passed}} employeurs disparaissent. Prévoyez moins de paires, importez des adresses d’autres groupes, ou commencez plus tard.',
      recruiter:
        '{{sector}} : au plus {{drawn}} paires sur {{quota}}. Un domaine de recrutement reçoit deux paires au plus, ce qui écarte {{passed}} employeurs. Prévoyez moins de paires ou importez des adresses d’autres domaines.',
    },
  }),
);
