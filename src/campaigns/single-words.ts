import { createTranslator, defineWords } from '../web/index.js';

/** The words of a plan of single applications, where those of pairs do not hold. */
export const singleWordsIn = createTranslator(
  defineWords({
    nl: {
      design: 'Opzet',
      'design.single': 'één sollicitatie per werkgever, van een profiel dat het toeval kiest',
      power:
        '{{power}} kans om het gestelde verschil te tonen: het referentieprofiel krijgt een positieve reactie op {{control}} van zijn sollicitaties, het testprofiel op {{treatment}} (tweezijdig, α = {{alpha}})',
      needed: '{{tests}} werkgevers, de helft per profiel (Fleiss, met continuïteitscorrectie)',
      pace: 'vanaf {{from}}, {{pairs}} sollicitaties per dag',
      fixed: 'vast: cijfers pas wanneer elke sollicitatie telt',
      cells: 'Sollicitaties per sector in het plan',
      applications: 'Sollicitaties',
      total: 'Sollicitaties in totaal',
      'why.title': 'Eén sollicitatie per werkgever',
      why: 'Elke werkgever krijgt maar één sollicitatie. Zo valt een test minder op. Daar staat tegenover dat niemand twee kandidaten naast elkaar ziet: u vergelijkt twee groepen werkgevers. Dat vraagt twee tot vier keer zoveel werkgevers als een plan met paren, en het zegt niets over één werkgever.',
      'hint.single': 'één sollicitatie per werkgever',
      quotas: 'Hoeveel sollicitaties per sector?',
      perDay: 'Hoogstens hoeveel sollicitaties per dag?',
      control: 'Het referentieprofiel krijgt een positieve reactie, in procent van zijn sollicitaties',
      treatment: 'Het testprofiel krijgt een positieve reactie, in procent van zijn sollicitaties',
      'rate.hint': 'Voorbeeld: 30 tegen 20 procent vraagt met een kracht van 80 procent 632 werkgevers.',
      'fixed.only':
        'Bij één sollicitatie per werkgever bestaat de stopregel met de e-waarde niet: die rekent met paren.',
      'power.what':
        'De kans dat dit plan het gestelde verschil vindt met de exacte toets van Fisher, op twee manieren gelezen. Er zijn geen paren: elke sollicitatie is er één van een andere werkgever.',
      'power.alone':
        'Eén sector apart: een tweezijdige toets op {{alpha}}, alsof er geen andere sectoren waren (normale benadering met continuïteitscorrectie, Fleiss, Levin en Paik 2003).',
      'power.family': 'Na correctie',
      'power.final':
        'Na correctie: als dit de enige ongelijke van {{k}} sectoren is. Dan geldt {{alpha}} gedeeld door {{k}}.',
      'limit.no-difference':
        'Het plan stelt geen verschil in het nadeel van de testgroep. Stel dat de referentie vaker een positieve reactie krijgt dan de testgroep.',
      'limit.power':
        '{{sector}}: {{quota}} sollicitaties is te weinig om het gestelde verschil te tonen. Plan er minstens {{needed}}, stel een groter verschil of vraag minder kracht.',
      'limit.fills-later':
        '{{sector}}: nu zijn er {{drawn}} van de {{quota}} sollicitaties mogelijk. De rest komt er later bij, als aanvulling.',
      'limit.frame':
        '{{sector}}: er zijn {{quota}} sollicitaties gevraagd en maar {{open}} vacatures open. Plan er hoogstens {{drawn}}, of importeer meer vacatures.',
      'limit.establishment':
        '{{sector}}: hoogstens {{drawn}} van {{quota}} sollicitaties. Een werkgever krijgt er één, en een vestiging wordt één keer in twaalf maanden getest: daardoor vallen {{passed}} vacatures weg. Plan er minder, of importeer vacatures van andere werkgevers.',
      'limit.group':
        '{{sector}}: hoogstens {{drawn}} van {{quota}} sollicitaties. Een groep van ondernemingen ziet hoogstens twee tests in twaalf maanden: daardoor vallen {{passed}} vacatures weg. Plan er minder, of importeer vacatures van andere groepen.',
      'limit.recruiter':
        '{{sector}}: hoogstens {{drawn}} van {{quota}} sollicitaties. Een wervingsdomein krijgt er hoogstens twee: daardoor vallen {{passed}} vacatures weg. Plan er minder, of importeer vacatures van andere wervers.',
      'limit.closing':
        '{{sector}}: {{pairs}} vacatures sluiten voor hun sollicitatie vertrekt. Die tests vervallen. Verstuur er meer per dag of begin vroeger.',
      'limit.basis-end':
        'De laatste sollicitatie vertrekt op {{last}}, maar de rechtsgrond geldt tot {{until}}. Verstuur meer dan {{perDay}} sollicitaties per dag, begin vroeger of plan er minder.',
      'balance.caption': 'Evenwicht van profiel, brief en opmaak',
      'balance.arm': 'Profiel',
      'balance.template': 'Brief',
      'balance.layout': 'Opmaak',
      'balance.what':
        'Per blok van acht werkgevers komt elk profiel even vaak met elke brief en elke opmaak. Zo valt nooit één brief of opmaak samen met één profiel.',
      'by-hand':
        '{{pairs}} van deze sollicitaties gaan via een webformulier. Een veldwerker vult die met de hand in: op de drukste dag {{most}}.',
    },
    en: {
      design: 'Design',
      'design.single': 'one application per employer, of a profile that chance chooses',
      power:
        '{{power}} chance to show the stated difference: the control profile is called back on {{control}} of its applications, the treatment profile on {{treatment}} (two-sided, α = {{alpha}})',
      needed: '{{tests}} employers, half for each profile (Fleiss, with continuity correction)',
      pace: 'from {{from}}, {{pairs}} applications a day',
      fixed: 'fixed: figures only when every application counts',
      cells: 'Applications per sector in the plan',
      applications: 'Applications',
      total: 'Applications in all',
      'why.title': 'One application per employer',
      why: 'Each employer gets only one application, so that a test is harder to notice. Against that, nobody sees two candidates side by side: you compare two groups of employers. That asks two to four times as many employers as a plan of pairs, and it says nothing of one employer.',
      'hint.single': 'one application per employer',
      quotas: 'How many applications per sector?',
      perDay: 'At most how many applications a day?',
      control: 'The control profile is called back, in per cent of its applications',
      treatment: 'The treatment profile is called back, in per cent of its applications',
      'rate.hint': 'Example: 30 against 20 per cent asks 632 employers for a power of 80 per cent.',
      'fixed.only':
        'With one application per employer the stop rule by e-values does not exist: it reckons with pairs.',
      'power.what':
        'The chance that this plan finds the stated difference with Fisher’s exact test, read in two ways. There are no pairs: each application is of another employer.',
      'power.alone':
        'One sector apart: a two-sided test at {{alpha}}, as if there were no other sectors (normal approximation with continuity correction, Fleiss, Levin and Paik 2003).',
      'power.family': 'After correction',
      'power.final':
        'After correction: when this is the only unequal one of {{k}} sectors. Then {{alpha}} divided by {{k}} holds.',
      'limit.no-difference':
        'The plan states no difference against the treatment group. State that the control is called back more often than the treatment group.',
      'limit.power':
        '{{sector}}: {{quota}} applications are too few to show the stated difference. Plan at least {{needed}}, state a larger difference or ask less power.',
      'limit.fills-later':
        '{{sector}}: {{drawn}} of the {{quota}} applications are possible now. The rest comes later, as increments.',
      'limit.frame':
        '{{sector}}: {{quota}} applications are asked and only {{open}} vacancies are open. Plan at most {{drawn}}, or import more vacancies.',
      'limit.establishment':
        '{{sector}}: at most {{drawn}} of {{quota}} applications. An employer gets one, and an establishment is tested once in twelve months: {{passed}} vacancies fall out. Plan fewer, or import vacancies of other employers.',
      'limit.group':
        '{{sector}}: at most {{drawn}} of {{quota}} applications. A group of enterprises sees at most two tests in twelve months: {{passed}} vacancies fall out. Plan fewer, or import vacancies of other groups.',
      'limit.recruiter':
        '{{sector}}: at most {{drawn}} of {{quota}} applications. A recruiting domain gets two at most: {{passed}} vacancies fall out. Plan fewer, or import vacancies of other recruiters.',
      'limit.closing':
        '{{sector}}: {{pairs}} vacancies close before their application leaves. Those tests fall out. Send more a day or begin earlier.',
      'limit.basis-end':
        'The last application leaves on {{last}}, but the legal basis holds until {{until}}. Send more than {{perDay}} applications a day, begin earlier or plan fewer.',
      'balance.caption': 'Balance of profile, letter and layout',
      'balance.arm': 'Profile',
      'balance.template': 'Letter',
      'balance.layout': 'Layout',
      'balance.what':
        'In each block of eight employers each profile comes as often with each letter and each layout. So no letter or layout ever coincides with one profile.',
      'by-hand':
        '{{pairs}} of these applications go by a web form. A fieldworker fills them in by hand: {{most}} on the busiest day.',
    },
    fr: {
      design: 'Plan d’expérience',
      'design.single': 'une candidature par employeur, d’un profil que le hasard choisit',
      power:
        '{{power}} de chances de montrer la différence supposée : le profil de contrôle reçoit une réponse positive pour {{control}} de ses candidatures, le profil testé pour {{treatment}} (bilatéral, α = {{alpha}})',
      needed: '{{tests}} employeurs, la moitié par profil (Fleiss, avec correction de continuité)',
      pace: 'à partir du {{from}}, {{pairs}} candidatures par jour',
      fixed: 'fixe : les chiffres seulement quand chaque candidature compte',
      cells: 'Candidatures par secteur dans le plan',
      applications: 'Candidatures',
      total: 'Candidatures au total',
      'why.title': 'Une candidature par employeur',
      why: 'Chaque employeur ne reçoit qu’une candidature : un test se remarque moins. En revanche, personne ne voit deux candidats côte à côte : vous comparez deux groupes d’employeurs. Cela demande deux à quatre fois plus d’employeurs qu’un plan par paires, et ne dit rien d’un employeur.',
      'hint.single': 'une candidature par employeur',
      quotas: 'Combien de candidatures par secteur ?',
      perDay: 'Au plus combien de candidatures par jour ?',
      control: 'Le profil de contrôle reçoit une réponse positive, en pour cent de ses candidatures',
      treatment: 'Le profil testé reçoit une réponse positive, en pour cent de ses candidatures',
      'rate.hint':
        'Exemple : 30 contre 20 pour cent demande 632 employeurs pour une puissance de 80 pour cent.',
      'fixed.only':
        'Avec une candidature par employeur, la règle d’arrêt par valeur e n’existe pas : elle calcule avec des paires.',
      'power.what':
        'La probabilité que ce plan trouve la différence supposée avec le test exact de Fisher, lue de deux façons. Il n’y a pas de paires : chaque candidature est celle d’un autre employeur.',
      'power.alone':
        'Un secteur à part : un test bilatéral à {{alpha}}, comme s’il n’y avait pas d’autres secteurs (approximation normale avec correction de continuité, Fleiss, Levin et Paik 2003).',
      'power.family': 'Après correction',
      'power.final':
        'Après correction : quand c’est le seul inégal de {{k}} secteurs. Alors vaut {{alpha}} divisé par {{k}}.',
      'limit.no-difference':
        'Le plan ne suppose pas de différence au détriment du groupe testé. Supposez que le contrôle reçoit plus souvent une réponse positive que le groupe testé.',
      'limit.power':
        '{{sector}} : {{quota}} candidatures sont trop peu pour montrer la différence supposée. Prévoyez-en au moins {{needed}}, supposez une plus grande différence ou demandez moins de puissance.',
      'limit.fills-later':
        '{{sector}} : {{drawn}} des {{quota}} candidatures sont possibles maintenant. Le reste viendra plus tard, par compléments.',
      'limit.frame':
        '{{sector}} : {{quota}} candidatures sont demandées et seulement {{open}} offres sont ouvertes. Prévoyez-en au plus {{drawn}}, ou importez plus d’offres.',
      'limit.establishment':
        '{{sector}} : au plus {{drawn}} de {{quota}} candidatures. Un employeur en reçoit une, et un établissement est testé une fois en douze mois : {{passed}} offres tombent. Prévoyez-en moins, ou importez des offres d’autres employeurs.',
      'limit.group':
        '{{sector}} : au plus {{drawn}} de {{quota}} candidatures. Un groupe d’entreprises voit au plus deux tests en douze mois : {{passed}} offres tombent. Prévoyez-en moins, ou importez des offres d’autres groupes.',
      'limit.recruiter':
        '{{sector}} : au plus {{drawn}} de {{quota}} candidatures. Un domaine de recrutement en reçoit deux au plus : {{passed}} offres tombent. Prévoyez-en moins, ou importez des offres d’autres recruteurs.',
      'limit.closing':
        '{{sector}} : {{pairs}} offres ferment avant le départ de leur candidature. Ces tests tombent. Envoyez-en plus par jour ou commencez plus tôt.',
      'limit.basis-end':
        'La dernière candidature part le {{last}}, mais la base légale vaut jusqu’au {{until}}. Envoyez plus de {{perDay}} candidatures par jour, commencez plus tôt ou prévoyez-en moins.',
      'balance.caption': 'Équilibre de profil, de lettre et de mise en page',
      'balance.arm': 'Profil',
      'balance.template': 'Lettre',
      'balance.layout': 'Mise en page',
      'balance.what':
        'Dans chaque bloc de huit employeurs, chaque profil vient aussi souvent avec chaque lettre et chaque mise en page. Ainsi aucune lettre ni mise en page ne coïncide avec un profil.',
      'by-hand':
        '{{pairs}} de ces candidatures passent par un formulaire web. Un agent de terrain les remplit à la main : {{most}} le jour le plus chargé.',
    },
  }),
);
