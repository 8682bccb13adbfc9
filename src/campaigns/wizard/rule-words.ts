import { createTranslator, defineWords } from '../../web/index.js';

/** The rule behind each step, in plain words: why it is asked, and what it binds later. */
export const ruleWordsIn = createTranslator(
  defineWords({
    nl: {
      doel: 'Het doel ligt vast zodra de campagne bestaat. Gegevens van een nulmeting dienen nooit om een werkgever te bestraffen. Er loopt geen weg van statistiek naar een dossier.',
      rechtsgrond:
        'Zonder rechtsgrond die twee coördinatoren bevestigden, en zonder machtiging, vertrekt er niets. Dat bewaakt ook de databank zelf. Bij handhaving moet de zaak bij uw dienst horen.',
      scenario:
        'Eén kenmerk verschilt, al de rest is gelijk. De woorden van een scenario zijn goedgekeurd: wie ze wijzigt, moet ze opnieuw laten goedkeuren. Niemand wordt uitgelokt.',
      kader:
        'Het toeval kiest wie getest wordt, niet een mens. Per vestiging komt er één test in twaalf maanden, per wervingsdomein zijn het er hoogstens twee. Er vertrekt niets buiten de kantooruren.',
      uitkomst:
        'Wat u verwacht en wat telt, ligt vast vóór het eerste antwoord. Er is één hoofduitkomst. Zo kan niemand achteraf kiezen wat het best uitkomt.',
      kracht:
        'Een nulmeting of zelfregulering moet groot genoeg zijn om het gestelde verschil te tonen. Handhaving vraagt geen kracht: die wordt begrensd door de machtiging.',
      voorbeeld:
        'Dit voorbeeld is getrokken met een wegwerpgetal. Het toont aantallen, geen werkgevers. Bij de verzegeling trekt de server een ander getal.',
      nakijken:
        'Een coördinator kijkt uw plan na en verzegelt het. Dan pas ligt het vast. Wat later nog verandert, komt ernaast te staan met de reden.',
      'purpose.baseline':
        'Een toevalssteekproef voor statistiek. Werkgevers blijven onbekend voor inspecteurs.',
      'purpose.self-regulation': 'Van een sector zelf. De inspectie ziet alleen totalen.',
      'purpose.contract-clause': 'Bij een contract, vergunning of subsidie met een clausule.',
      'purpose.enforcement': 'Gericht op bepaalde werkgevers, met een machtiging, als bewijs.',
    },
    en: {
      doel: 'The purpose is fixed as soon as the campaign exists. Data of a baseline never serve to punish an employer. No way leads from statistics to a dossier.',
      rechtsgrond:
        'Without a legal basis that two coordinators confirmed, and without an authorisation, nothing leaves. The database itself guards that too. In enforcement the case must be your service’s.',
      scenario:
        'One ground differs, all the rest is equal. The words of a scenario are approved: who changes them must have them approved again. Nobody is provoked.',
      kader:
        'Chance chooses who is tested, not a person. An establishment gets one test in twelve months, a recruiting domain two at most. Nothing leaves outside office hours.',
      uitkomst:
        'What you expect and what counts is fixed before the first answer. There is one primary outcome, so that nobody can choose afterwards what suits best.',
      kracht:
        'A baseline or self-regulation must be large enough to show the stated difference. Enforcement asks no power: it is bounded by its authorisation.',
      voorbeeld:
        'This preview is drawn with a throw-away number. It shows counts, no employers. At sealing the server draws another number.',
      nakijken:
        'A coordinator checks your plan and seals it. Only then it is fixed. What changes later stands beside it, with its reason.',
      'purpose.baseline': 'A probability sample for statistics. Employers stay unknown to inspectors.',
      'purpose.self-regulation': 'Of a sector itself. The inspectorate sees totals only.',
      'purpose.contract-clause': 'With a contract, permit or subsidy that has a clause.',
      'purpose.enforcement': 'Aimed at certain employers, with an authorisation, as evidence.',
    },
    fr: {
      doel: 'Le but est fixé dès que la campagne existe. Les données d’une mesure de référence ne servent jamais à punir un employeur. Aucun chemin ne mène de la statistique à un dossier.',
      rechtsgrond:
        'Sans base légale confirmée par deux coordinateurs, et sans autorisation, rien ne part. La base de données elle-même y veille. En contrôle, l’affaire doit relever de votre service.',
      scenario:
        'Un seul critère diffère, tout le reste est égal. Les mots d’un scénario sont approuvés : qui les modifie doit les faire approuver à nouveau. Personne n’est provoqué.',
      kader:
        'Le hasard choisit qui est testé, pas une personne. Un établissement reçoit un test en douze mois, un domaine de recrutement deux au plus. Rien ne part en dehors des heures de bureau.',
      uitkomst:
        'Ce que vous attendez et ce qui compte est fixé avant la première réponse. Il y a un seul résultat principal : personne ne peut choisir après coup ce qui l’arrange.',
      kracht:
        'Une mesure de référence ou une autorégulation doit être assez grande pour montrer la différence supposée. Le contrôle ne demande pas de puissance : il est limité par son autorisation.',
      voorbeeld:
        'Cet aperçu est tiré avec un nombre jetable. Il montre des nombres, pas d’employeurs. Au scellement, le serveur tire un autre nombre.',
      nakijken:
        'Un coordinateur vérifie votre plan et le scelle. Alors seulement il est fixé. Ce qui change ensuite se place à côté, avec sa raison.',
      'purpose.baseline':
        'Un échantillon aléatoire pour la statistique. Les employeurs restent inconnus des inspecteurs.',
      'purpose.self-regulation': 'D’un secteur lui-même. L’inspection ne voit que les totaux.',
      'purpose.contract-clause': 'Avec un contrat, un permis ou un subside qui contient une clause.',
      'purpose.enforcement': 'Vise certains employeurs, avec une autorisation, comme preuve.',
    },
  }),
);
