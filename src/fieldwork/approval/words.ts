import { createTranslator, defineWords } from '../../web/index.js';

/** The words of the approval of figures. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      todo: 'Nulmetingen om goed te keuren',
      'todo.do':
        'De cijfers zijn gepubliceerd en niets staat nog open. Keur ze goed, dan worden de werkgevers gewist.',
      title: 'Cijfers goedkeuren',
      campaigns: 'Campagnes',
      lead: 'Wat verandert er als u deze cijfers goedkeurt?',
      what_one: 'U keurt de gepubliceerde cijfers goed. Daarna wordt gewist wie in {{count}} test getest is.',
      what_other:
        'U keurt de gepubliceerde cijfers goed. Daarna wordt gewist wie in {{count}} testen getest is.',
      'what-calls_one':
        'U keurt de gepubliceerde cijfers goed. Daarna wordt gewist welk kantoor in {{count}} oproep gebeld is.',
      'what-calls_other':
        'U keurt de gepubliceerde cijfers goed. Daarna wordt gewist welke kantoren in {{count}} oproepen gebeld zijn.',
      'what-mails_one':
        'U keurt de gepubliceerde cijfers goed. Daarna wordt gewist aan welk kantoor {{count}} klantmail gericht was.',
      'what-mails_other':
        'U keurt de gepubliceerde cijfers goed. Daarna wordt gewist aan welke kantoren {{count}} klantmails gericht waren.',
      'cannot-undo': 'U kunt dit niet ongedaan maken.',
      replay:
        'Eerst wordt het plan opnieuw geloot. Is één test in de databank anders dan geloot, dan gaat het niet door.',
      replayed: 'Plan opnieuw geloot',
      'replayed.never': 'Nee: toen dit plan geloot werd, werd nog niet bewaard waaruit',
      'replay-hash': 'Hash van dat plan',
      verb: 'Keur de cijfers goed en wis de werkgevers',
      'late-until': 'Dat is vanaf {{when}}.',
      'approved-on': 'De cijfers zijn goedgekeurd op {{when}}',
      soon: 'De werkgevers worden binnen enkele minuten gewist.',
      held: 'De werkgevers zijn nog niet gewist: er geldt een bewaarplicht. Die wordt opnieuw bekeken op {{when}}.',
      'erased-on': 'De werkgevers zijn gewist op {{when}}',
      approved: 'Goedgekeurd',
      erased: 'Gewist',
      tests: 'Testen zonder werkgever',
      calls: 'Oproepen zonder kantoor',
      mails: 'Klantmails zonder kantoor',
      employers: 'Werkgevers',
      answers: 'Geleegde antwoorden',
      marks: 'Vingerafdrukken voor de maxima',
      'goes.title': 'Wat gewist wordt',
      'goes.link': 'Welke werkgever, vestiging en vacature bij een test hoort.',
      'goes.agency': 'Welk kantoor bij een oproep hoort, en het nummer dat gebeld is.',
      'goes.notes': 'Wat testers noteerden, en wat iemand als reden typte.',
      'goes.agency-mail': 'Welk kantoor bij een klantmail hoort, en zijn mailadres.',
      'goes.notes-mail': 'De antwoorden, wat de codeurs ervan lazen, en wat iemand als reden typte.',
      'goes.texts': 'Adressen, brieven, antwoorden en intrekkingen, en wat iemand er als reden bij typte.',
      'goes.plan': 'Het geheime getal van het plan: niemand kan de testen nog opnieuw trekken.',
      'goes.looks': 'Wie wanneer naar de vacatures keek, en de pagina’s die daarvan bewaard zijn.',
      'stays.title': 'Wat blijft',
      'stays.figures':
        'De cijfers, ook als ze opnieuw geteld worden. Een werkgever telt mee onder een geloot nummer.',
      'stays.caps':
        'Een vingerafdruk per vestiging en groep, twaalf maanden lang: zo test niemand hen te vaak. Zonder de sleutel van de server is die niet te lezen.',
      'stays.log': 'Het logboek, met nummers en hashes.',
      'see-figures': 'Bekijk de cijfers',
    },
    en: {
      todo: 'Baselines to approve',
      'todo.do':
        'The figures are published and nothing is open any more. Approve them; then the employers are erased.',
      title: 'Approve the figures',
      campaigns: 'Campaigns',
      lead: 'What changes when you approve these figures?',
      what_one:
        'You approve the published figures. After that it is erased who was tested in {{count}} test.',
      what_other:
        'You approve the published figures. After that it is erased who was tested in {{count}} tests.',
      'what-calls_one':
        'You approve the published figures. After that it is erased which agency was called in {{count}} call.',
      'what-calls_other':
        'You approve the published figures. After that it is erased which agencies were called in {{count}} calls.',
      'what-mails_one':
        'You approve the published figures. After that it is erased which agency {{count}} client mail went to.',
      'what-mails_other':
        'You approve the published figures. After that it is erased which agencies {{count}} client mails went to.',
      'cannot-undo': 'You cannot undo this.',
      replay:
        'First the plan is drawn again. If one test in the database is not as it was drawn, it does not go on.',
      replayed: 'Plan drawn again',
      'replayed.never': 'No: when this plan was drawn, what it was drawn from was not kept yet',
      'replay-hash': 'Hash of that plan',
      verb: 'Approve the figures and erase the employers',
      'late-until': 'That is from {{when}}.',
      'approved-on': 'The figures were approved on {{when}}',
      soon: 'The employers are erased within a few minutes.',
      held: 'The employers are not erased yet: a legal hold stands. It is looked at again on {{when}}.',
      'erased-on': 'The employers were erased on {{when}}',
      approved: 'Approved',
      erased: 'Erased',
      tests: 'Tests without employer',
      calls: 'Calls without agency',
      mails: 'Client mails without agency',
      employers: 'Employers',
      answers: 'Emptied answers',
      marks: 'Keyed hashes for the caps',
      'goes.title': 'What is erased',
      'goes.link': 'Which employer, establishment and vacancy a test is of.',
      'goes.agency': 'Which agency a call was to, and the number that was called.',
      'goes.notes': 'What testers noted, and what somebody typed as a reason.',
      'goes.agency-mail': 'Which agency a client mail was to, and its mail address.',
      'goes.notes-mail': 'The answers, what coders read of them, and what somebody typed as a reason.',
      'goes.texts': 'Addresses, letters, answers and withdrawals, and what somebody typed as a reason.',
      'goes.plan': 'The secret number of the plan: nobody can draw the tests again.',
      'goes.looks': 'Who looked at the vacancies and when, and the pages that were kept of them.',
      'stays.title': 'What stays',
      'stays.figures':
        'The figures, also when they are counted anew. An employer counts under a random number.',
      'stays.caps':
        'A keyed hash per establishment and group, for twelve months: so nobody tests them too often. Without the key of the server it cannot be read.',
      'stays.log': 'The log, with numbers and hashes.',
      'see-figures': 'See the figures',
    },
    fr: {
      todo: 'Mesures de référence à approuver',
      'todo.do':
        'Les chiffres sont publiés et plus rien n’est en cours. Approuvez-les ; les employeurs sont alors effacés.',
      title: 'Approuver les chiffres',
      campaigns: 'Campagnes',
      lead: 'Qu’est-ce qui change si vous approuvez ces chiffres ?',
      what_one:
        'Vous approuvez les chiffres publiés. Ensuite, on efface qui a été testé dans {{count}} test.',
      what_other:
        'Vous approuvez les chiffres publiés. Ensuite, on efface qui a été testé dans {{count}} tests.',
      'what-calls_one':
        'Vous approuvez les chiffres publiés. Ensuite, on efface quelle agence a été appelée dans {{count}} appel.',
      'what-calls_other':
        'Vous approuvez les chiffres publiés. Ensuite, on efface quelles agences ont été appelées dans {{count}} appels.',
      'what-mails_one':
        'Vous approuvez les chiffres publiés. Ensuite, on efface à quelle agence {{count}} courriel de client était adressé.',
      'what-mails_other':
        'Vous approuvez les chiffres publiés. Ensuite, on efface à quelles agences {{count}} courriels de client étaient adressés.',
      'cannot-undo': 'Vous ne pouvez pas annuler cette étape.',
      replay:
        'D’abord, le plan est retiré au sort. Si un seul test de la base de données n’est pas celui qui a été tiré, rien ne se fait.',
      replayed: 'Plan retiré au sort',
      'replayed.never': 'Non : quand ce plan a été tiré, on ne conservait pas encore de quoi',
      'replay-hash': 'Empreinte de ce plan',
      verb: 'Approuver les chiffres et effacer les employeurs',
      'late-until': 'C’est possible à partir du {{when}}.',
      'approved-on': 'Les chiffres ont été approuvés le {{when}}',
      soon: 'Les employeurs seront effacés dans quelques minutes.',
      held: 'Les employeurs ne sont pas encore effacés : une obligation de conservation est en vigueur. Elle sera réexaminée le {{when}}.',
      'erased-on': 'Les employeurs ont été effacés le {{when}}',
      approved: 'Approuvé',
      erased: 'Effacé',
      tests: 'Tests sans employeur',
      calls: 'Appels sans agence',
      mails: 'Courriels de client sans agence',
      employers: 'Employeurs',
      answers: 'Réponses vidées',
      marks: 'Empreintes pour les plafonds',
      'goes.title': 'Ce qui est effacé',
      'goes.link': 'Quel employeur, quel établissement et quelle offre correspondent à un test.',
      'goes.agency': 'Quelle agence a été appelée, et son numéro.',
      'goes.notes': 'Ce que les testeurs ont noté, et ce que quelqu’un a écrit comme raison.',
      'goes.agency-mail': 'À quelle agence un courriel de client était adressé, et son adresse mail.',
      'goes.notes-mail':
        'Les réponses, ce que les codeurs en ont lu, et ce que quelqu’un a écrit comme raison.',
      'goes.texts': 'Les adresses, lettres, réponses et retraits, et ce que quelqu’un a écrit comme raison.',
      'goes.plan': 'Le nombre secret du plan : personne ne peut plus retirer les tests au sort.',
      'goes.looks': 'Qui a consulté les offres et quand, et les pages qui en ont été gardées.',
      'stays.title': 'Ce qui reste',
      'stays.figures': 'Les chiffres, même recomptés. Un employeur compte sous un numéro tiré au sort.',
      'stays.caps':
        'Une empreinte par établissement et par groupe, pendant douze mois : ainsi personne ne les teste trop souvent. Sans la clé du serveur, elle est illisible.',
      'stays.log': 'Le journal, avec des numéros et des empreintes.',
      'see-figures': 'Voir les chiffres',
    },
  }),
);
