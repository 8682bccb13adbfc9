import { createTranslator, defineWords } from '../../web/index.js';

/** The words about a test that is done again. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      title: 'Wie mag opnieuw getest worden?',
      rule: 'Deze campagne herhaalt een test. Ze test alleen werkgevers die de aanvraag van de machtiging noemt, en die in een afgesloten test van uw team de twee kandidaten ongelijk behandelden. Tussen de vorige test en deze liggen minstens {{days}} dagen. De kandidaten, hun adressen, de brieven en de vacature zijn nieuw.',
      unnamed:
        'De aanvraag noemt nog geen werkgevers. Schrijf eerst de aanvraag van de machtiging en noem er de werkgevers in.',
      'unnamed.link': 'Naar de machtiging',
      team: 'Alleen het team van deze campagne ziet welke werkgevers dat zijn.',
      caption: 'Werkgevers die de aanvraag noemt',
      employer: 'Werkgever',
      number: 'Nummer',
      state: 'Hertest',
      able: 'mag getest worden',
      'lack.unknown': 'Nee. Dit nummer staat niet in het register. Kijk het na of importeer de werkgever.',
      'lack.none':
        'Nee. Er is geen eerdere test met hetzelfde scenario waar iemand van dit team bij was. Een hertest steunt op zo’n test.',
      'lack.open': 'Nee. De vorige test is nog niet afgesloten. Wacht tot beide uitkomsten vaststaan.',
      'lack.equal': 'Nee. De vorige test toonde geen ongelijke behandeling.',
      'lack.early': 'Nog niet. De wachttijd duurt tot {{day}}. Begin die dag of later.',
      'lack.wordings': 'Nee. Deze werkgever kreeg deze brieven al. Gebruik een scenario met andere brieven.',
      'lack.vacancy':
        'Nee. Er is geen open vacature die hij nog niet van een test kent. Importeer een nieuwe vacature of begin later.',
      'wizard.title': 'Dit scenario herhaalt een test',
      'wizard.what':
        'Een hertest dient alleen voor handhaving. Na het ontwerp schrijft u eerst de aanvraag van de machtiging. Daarin noemt u de werkgevers. Alleen wie eerder ongelijk behandelde, en minstens {{days}} dagen geleden, komt in het plan. Het plan vult zich later niet aan.',
      'wizard.preview':
        'Van een hertest is er nog geen voorbeeld. Het plan trekt alleen uit vacatures van werkgevers die de aanvraag noemt, en die aanvraag schrijft u na het ontwerp. De pagina van het plan toont dan per werkgever wat er nog ontbreekt.',
    },
    en: {
      title: 'Who may be tested again?',
      rule: 'This campaign does a test again. It tests only employers that the request for the authorisation names, and that treated the two candidates unequally in a closed test of your team. At least {{days}} days lie between the earlier test and this one. The candidates, their addresses, the letters and the vacancy are new.',
      unnamed:
        'The request names no employers yet. Write the request for the authorisation first, and name the employers in it.',
      'unnamed.link': 'To the authorisation',
      team: 'Only the team of this campaign sees which employers these are.',
      caption: 'Employers that the request names',
      employer: 'Employer',
      number: 'Number',
      state: 'Follow-up test',
      able: 'may be tested',
      'lack.unknown': 'No. The register does not hold this number. Check it, or import the employer.',
      'lack.none':
        'No. There is no earlier test with the same scenario in which somebody of this team took part. A follow-up test rests on one.',
      'lack.open': 'No. The earlier test is not closed yet. Wait until both outcomes are final.',
      'lack.equal': 'No. The earlier test showed no unequal treatment.',
      'lack.early': 'Not yet. The waiting time lasts until {{day}}. Begin on that day or later.',
      'lack.wordings': 'No. This employer had these letters before. Use a scenario with other letters.',
      'lack.vacancy':
        'No. There is no open vacancy that it does not know from a test. Import a new vacancy, or begin later.',
      'wizard.title': 'This scenario does a test again',
      'wizard.what':
        'A follow-up test serves enforcement only. After the design you first write the request for the authorisation, and name the employers in it. Only those who treated unequally before, at least {{days}} days ago, come into the plan. The plan does not fill up later.',
      'wizard.preview':
        'There is no preview of a follow-up test yet. The plan draws only from vacancies of employers that the request names, and you write that request after the design. The page of the plan then shows what each employer lacks.',
    },
    fr: {
      title: 'Qui peut être testé à nouveau ?',
      rule: 'Cette campagne répète un test. Elle ne teste que des employeurs que la demande d’autorisation nomme, et qui ont traité les deux candidats de façon inégale dans un test clôturé de votre équipe. Au moins {{days}} jours séparent le test précédent de celui-ci. Les candidats, leurs adresses, les lettres et l’offre sont nouveaux.',
      unnamed:
        'La demande ne nomme pas encore d’employeurs. Rédigez d’abord la demande d’autorisation et nommez-y les employeurs.',
      'unnamed.link': 'Vers l’autorisation',
      team: 'Seule l’équipe de cette campagne voit de quels employeurs il s’agit.',
      caption: 'Employeurs que la demande nomme',
      employer: 'Employeur',
      number: 'Numéro',
      state: 'Test de suivi',
      able: 'peut être testé',
      'lack.unknown': 'Non. Ce numéro n’est pas dans le registre. Vérifiez-le ou importez l’employeur.',
      'lack.none':
        'Non. Il n’y a pas de test antérieur avec le même scénario auquel une personne de cette équipe a participé. Un test de suivi repose sur un tel test.',
      'lack.open':
        'Non. Le test précédent n’est pas encore clôturé. Attendez que les deux résultats soient définitifs.',
      'lack.equal': 'Non. Le test précédent n’a pas montré de traitement inégal.',
      'lack.early': 'Pas encore. Le délai court jusqu’au {{day}}. Commencez ce jour-là ou plus tard.',
      'lack.wordings':
        'Non. Cet employeur a déjà reçu ces lettres. Utilisez un scénario avec d’autres lettres.',
      'lack.vacancy':
        'Non. Il n’y a pas d’offre ouverte qu’il ne connaît pas déjà par un test. Importez une nouvelle offre ou commencez plus tard.',
      'wizard.title': 'Ce scénario répète un test',
      'wizard.what':
        'Un test de suivi sert uniquement au contrôle. Après la conception, vous rédigez d’abord la demande d’autorisation et vous y nommez les employeurs. Seuls ceux qui ont traité de façon inégale, il y a au moins {{days}} jours, entrent dans le plan. Le plan ne se complète pas plus tard.',
      'wizard.preview':
        'Il n’y a pas encore d’aperçu d’un test de suivi. Le plan ne tire que des offres d’employeurs que la demande nomme, et vous rédigez cette demande après la conception. La page du plan montre alors ce qui manque à chaque employeur.',
    },
  }),
);
