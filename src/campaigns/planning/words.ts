import { createTranslator, defineWords } from '../../web/index.js';

/** The words about what a plan can show and whether it can be carried out. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      campaigns: 'Campagnes',
      'plan.title': 'Kracht en planvoorbeeld',
      'plan.lead': 'Wat kan dit plan aantonen, en kan het uitgevoerd worden?',
      'plan.sealed': 'Dit plan is verzegeld. Het voorbeeld hieronder bestond alleen vóór de verzegeling.',
      'plan.calls':
        'Een campagne met klantoproepen of klantmails vergelijkt geen paren. Haar cijfer is een aandeel.',
      'seal.title': 'Verzegel het plan',
      'seal.lead': 'Kijk alles nog één keer na. Wat u verzegelt, verandert daarna niet meer.',
      'seal.pairs': 'Paren in totaal',
      'seal.verb': 'Verzegel dit plan',
      'seal.what':
        'Hypothese, uitkomst, sectoren, paren, stopregel en steekproefkader liggen dan vast. De server trekt een geheim getal en daarmee het plan. Een latere wijziging komt ernaast te staan, met de reden.',
      'seal.joins': 'U komt in het team van deze campagne.',
      'seal.not-yet': 'Er knelt nog een regel. Los die eerst op.',
      'seal.back': 'Terug naar de campagne',
      'limits.title': 'Regels die knellen',
      'limits.none': 'Geen enkele regel knelt. Dit plan kan verzegeld worden.',
      'limits.hard': 'Dit plan kan zo niet verzegeld worden',
      'limits.soft': 'Let op',
      'limit.no-difference':
        'Het plan stelt geen verschil in het nadeel van de testgroep. Stel dat alleen de referentie vaker een reactie krijgt dan alleen de testgroep.',
      'limit.power':
        '{{sector}}: {{quota}} paren is te weinig om het gestelde verschil te tonen. Plan er minstens {{needed}}, stel een groter verschil of vraag minder kracht.',
      'limit.fills-later':
        '{{sector}}: nu zijn er {{drawn}} van de {{quota}} paren mogelijk. De rest komt er later bij, als aanvulling.',
      'limit.repeat':
        '{{sector}}: er zijn {{quota}} paren gevraagd en hoogstens {{drawn}} mogelijk bij werkgevers die opnieuw getest mogen worden. Plan minder paren, noem meer werkgevers in de aanvraag, of los op wat een werkgever ontbreekt.',
      'limit.frame':
        '{{sector}}: er zijn {{quota}} paren gevraagd en maar {{open}} vacatures open. Plan er hoogstens {{drawn}}, of importeer meer vacatures.',
      'limit.establishment':
        '{{sector}}: hoogstens {{drawn}} van {{quota}} paren. Per vestiging is er één test in twaalf maanden: daardoor vallen {{passed}} vacatures weg. Plan minder paren, importeer vacatures van andere vestigingen, of begin later.',
      'limit.group':
        '{{sector}}: hoogstens {{drawn}} van {{quota}} paren. Een groep van ondernemingen ziet hoogstens twee tests in twaalf maanden: daardoor vallen {{passed}} vacatures weg. Plan minder paren, importeer vacatures van andere groepen, of begin later.',
      'limit.recruiter':
        '{{sector}}: hoogstens {{drawn}} van {{quota}} paren. Een wervingsdomein krijgt hoogstens twee paren: daardoor vallen {{passed}} vacatures weg. Plan minder paren of importeer vacatures van andere wervers.',
      'limit.closing':
        '{{sector}}: {{pairs}} vacatures sluiten voor hun tweede sollicitatie vertrekt. Die paren vervallen. Verstuur meer paren per dag of begin vroeger.',
      'limit.basis-end':
        'De laatste sollicitatie vertrekt op {{last}}, maar de rechtsgrond geldt tot {{until}}. Verstuur meer dan {{perDay}} paren per dag, begin vroeger of plan minder paren.',
      'limit.first-day-past':
        'De eerste dag, {{from}}, is voorbij. Wat toen moest vertrekken, vertrekt later. Kies liever een nieuwe dag.',
      'power.title': 'Kracht',
      'power.what':
        'De kans dat dit plan het gestelde verschil vindt, op drie manieren gelezen. Elke manier vraagt meer paren dan de vorige, omdat ze meer sectoren of meer momenten in rekening brengt.',
      'power.caption': 'Kans om het verschil te vinden',
      'power.sector': 'Sector',
      'power.pairs': 'Paren',
      'power.speaking': 'Werkgevers',
      'power.alone': 'Eén sector apart',
      'power.final': 'Definitief knipperlicht',
      'power.standing': 'Staand knipperlicht',
      'power.needed': 'Nodig voor {{power}}',
      'power.more': 'meer dan 20.000',
      'power.alone.what':
        'Eén sector apart: een tweezijdige toets op {{alpha}}, alsof er geen andere sectoren waren (Connor 1987).',
      'power.final.what':
        'Definitief knipperlicht: aan het geregistreerde einde, als dit de enige ongelijke van {{k}} cellen is. Dan geldt {{alpha}} gedeeld door {{k}}.',
      'power.standing.what':
        'Staand knipperlicht: op om het even welk moment tot het einde, met de e-waarde. Exact berekend, dus zonder toeval.',
      'power.employers':
        'Voor knipperlichten spreekt van elke werkgever één paar. Daarom tellen daar de werkgevers.',
      'power.yours.fixed': 'Dit plan stopt aan een vast einde: lees “definitief knipperlicht”.',
      'power.yours.e-value': 'Dit plan stopt met de e-waarde: lees “staand knipperlicht”.',
      'power.none':
        'Zonder een gesteld verschil in het nadeel van de testgroep is er geen kracht te berekenen.',
      'preview.title': 'Planvoorbeeld',
      'preview.what':
        'Getrokken met een wegwerpgetal. Bij de verzegeling trekt de server een ander getal, dat niemand kiest. Het echte plan volgt dezelfde regels.',
      'frame.caption': 'Steekproefkader',
      'frame.sector': 'Sector',
      'frame.asked': 'Gevraagd',
      'frame.open': 'Vacatures open',
      'frame.drawn': 'Mogelijk',
      'frame.excluded': 'Niet testbaar',
      'frame.excluded.what':
        'Niet testbaar zijn vacatures met positieve actie, jobs voor studenten en vacatures die een identiteitsbewijs vragen. Ze staan in geen enkel steekproefkader.',
      'frame.group': 'Groep al twee keer',
      'frame.establishment': 'Vestiging al getest',
      'frame.recruiter': 'Werver al twee keer',
      'balance.caption': 'Evenwicht van volgorde, brief en opmaak',
      'balance.order': 'Eerst',
      'balance.template': 'Brief van de referentie',
      'balance.layout': 'Opmaak van de referentie',
      'balance.pairs': 'Paren',
      'balance.control': 'referentieprofiel',
      'balance.treatment': 'testprofiel',
      'balance.first': 'eerste',
      'balance.second': 'tweede',
      'balance.what':
        'Het testprofiel krijgt telkens de andere brief en de andere opmaak. Zo valt nooit één brief of opmaak samen met één profiel.',
      'by-telephone':
        'Twee kandidaten bellen voor elk van {pairs} paren: hoogstens {most} gesprekken op één dag. Hun stemmen moeten vooraf op elkaar afgestemd zijn.',
      'by-hand':
        '{{pairs}} van deze paren gaan via een webformulier. Een veldwerker vult die met de hand in: op de drukste dag {{most}}.',
      'heat.title': 'Sollicitaties per dag',
      'heat.desc':
        'Van {{from}} tot {{until}} vertrekken {{total}} sollicitaties op {{days}} dagen; op de drukste dag {{most}}.',
      'heat.week': 'Week van',
      'heat.off': 'feest',
      'heat.total': 'Samen',
      'heat.note': 'Alleen op werkdagen tussen 9 en 17 uur, nooit op een feestdag.',
      'heat.note-cut': 'Alleen op werkdagen tussen 9 en 17 uur. Getoond zijn de eerste {{weeks}} weken.',
      'heat.none': 'Er is nog niets om te versturen.',
      'day.1': 'ma',
      'day.2': 'di',
      'day.3': 'wo',
      'day.4': 'do',
      'day.5': 'vr',
    },
    en: {
      campaigns: 'Campaigns',
      'plan.title': 'Power and plan preview',
      'plan.lead': 'What can this plan show, and can it be carried out?',
      'plan.sealed': 'This plan is sealed. The preview existed before the sealing only.',
      'plan.calls': 'A campaign of client calls or mails compares no pairs. Its figure is a share.',
      'seal.title': 'Seal the plan',
      'seal.lead': 'Look at everything once more. What you seal does not change after that.',
      'seal.pairs': 'Pairs in all',
      'seal.verb': 'Seal this plan',
      'seal.what':
        'Hypothesis, outcome, sectors, pairs, stop rule and sampling frame are then fixed. The server draws a secret number, and the plan from it. A later change stands beside it, with its reason.',
      'seal.joins': 'You join the team of this campaign.',
      'seal.not-yet': 'A rule still binds. Solve that first.',
      'seal.back': 'Back to the campaign',
      'limits.title': 'Rules that bind',
      'limits.none': 'No rule binds. This plan can be sealed.',
      'limits.hard': 'This plan cannot be sealed as it is',
      'limits.soft': 'Mind',
      'limit.no-difference':
        'The plan states no difference against the test group. State that control alone gets a callback more often than treatment alone.',
      'limit.power':
        '{{sector}}: {{quota}} pairs are too few to show the stated difference. Plan at least {{needed}}, state a larger difference or ask for less power.',
      'limit.fills-later':
        '{{sector}}: {{drawn}} of the {{quota}} pairs are possible now. The rest comes later, as an increment.',
      'limit.repeat':
        '{{sector}}: {{quota}} pairs are asked, and at most {{drawn}} are possible at employers who may be tested again. Plan fewer pairs, name more employers in the request, or solve what an employer lacks.',
      'limit.frame':
        '{{sector}}: {{quota}} pairs are asked for and only {{open}} vacancies are open. Plan at most {{drawn}}, or import more vacancies.',
      'limit.establishment':
        '{{sector}}: at most {{drawn}} of {{quota}} pairs. An establishment gets one test in twelve months, which rules out {{passed}} vacancies. Plan fewer pairs, import vacancies of other establishments, or begin later.',
      'limit.group':
        '{{sector}}: at most {{drawn}} of {{quota}} pairs. A group of enterprises sees at most two tests in twelve months: {{passed}} vacancies drop out. Plan fewer pairs, import vacancies of other groups, or start later.',
      'limit.recruiter':
        '{{sector}}: at most {{drawn}} of {{quota}} pairs. A recruiting domain gets two pairs at most, which rules out {{passed}} vacancies. Plan fewer pairs or import vacancies of other recruiters.',
      'limit.closing':
        '{{sector}}: {{pairs}} vacancies close before their second application leaves. Those pairs will be void. Send more pairs a day or begin earlier.',
      'limit.basis-end':
        'The last application leaves on {{last}}, but the legal basis holds until {{until}}. Send more than {{perDay}} pairs a day, begin earlier or plan fewer pairs.',
      'limit.first-day-past':
        'The first day, {{from}}, is over. What should have left then leaves later. Better choose a new day.',
      'power.title': 'Power',
      'power.what':
        'The chance that this plan finds the stated difference, read in three ways. Each asks for more pairs than the one before, because it reckons with more sectors or more moments.',
      'power.caption': 'Chance to find the difference',
      'power.sector': 'Sector',
      'power.pairs': 'Pairs',
      'power.speaking': 'Employers',
      'power.alone': 'One sector alone',
      'power.final': 'Final flag',
      'power.standing': 'Standing flag',
      'power.needed': 'Needed for {{power}}',
      'power.more': 'more than 20,000',
      'power.alone.what':
        'One sector alone: a two-sided test at {{alpha}}, as if there were no other sectors (Connor 1987).',
      'power.final.what':
        'Final flag: at the registered end, when it is the only unequal one of {{k}} cells. Then {{alpha}} divided by {{k}} holds.',
      'power.standing.what':
        'Standing flag: at any moment up to the end, by the e-value. Reckoned exactly, so without chance.',
      'power.employers': 'In flags one pair of each employer speaks, so there the employers count.',
      'power.yours.fixed': 'This plan stops at a fixed end: read “final flag”.',
      'power.yours.e-value': 'This plan stops by e-value: read “standing flag”.',
      'power.none': 'Without a stated difference against the test group there is no power to reckon.',
      'preview.title': 'Plan preview',
      'preview.what':
        'Drawn with a throw-away number. At sealing the server draws another, which nobody chooses. The real plan follows the same rules.',
      'frame.caption': 'Sampling frame',
      'frame.sector': 'Sector',
      'frame.asked': 'Asked for',
      'frame.open': 'Vacancies open',
      'frame.drawn': 'Possible',
      'frame.excluded': 'Not testable',
      'frame.excluded.what':
        'Not testable are vacancies with positive action, students’ jobs and vacancies that ask for an identity document. No sampling frame holds them.',
      'frame.group': 'Group twice already',
      'frame.establishment': 'Establishment tested already',
      'frame.recruiter': 'Recruiter twice already',
      'balance.caption': 'Balance of order, letter and layout',
      'balance.order': 'First',
      'balance.template': 'Letter of control',
      'balance.layout': 'Layout of control',
      'balance.pairs': 'Pairs',
      'balance.control': 'control profile',
      'balance.treatment': 'treatment profile',
      'balance.first': 'first',
      'balance.second': 'second',
      'balance.what':
        'The treatment profile always gets the other letter and the other layout, so that no letter or layout ever coincides with one profile.',
      'by-telephone':
        'Two candidates call for each of {pairs} pairs: at most {most} calls on one day. Their voices must have been matched beforehand.',
      'by-hand':
        '{{pairs}} of these pairs go by a web form. A fieldworker fills these in by hand: {{most}} on the busiest day.',
      'heat.title': 'Applications per day',
      'heat.desc':
        'From {{from}} to {{until}} {{total}} applications leave on {{days}} days; {{most}} on the busiest day.',
      'heat.week': 'Week of',
      'heat.off': 'holiday',
      'heat.total': 'Together',
      'heat.note': 'On working days between 9 and 17 only, never on a holiday.',
      'heat.note-cut': 'On working days between 9 and 17 only. Shown are the first {{weeks}} weeks.',
      'heat.none': 'There is nothing to send yet.',
      'day.1': 'Mon',
      'day.2': 'Tue',
      'day.3': 'Wed',
      'day.4': 'Thu',
      'day.5': 'Fri',
    },
    fr: {
      campaigns: 'Campagnes',
      'plan.title': 'Puissance et aperçu du plan',
      'plan.lead': 'Que peut montrer ce plan, et peut-il être exécuté ?',
      'plan.sealed': 'Ce plan est scellé. L’aperçu n’existait qu’avant le scellement.',
      'plan.calls':
        'Une campagne d’appels ou de courriels de clients ne compare pas de paires. Son chiffre est une part.',
      'seal.title': 'Sceller le plan',
      'seal.lead': 'Regardez tout encore une fois. Ce que vous scellez ne change plus ensuite.',
      'seal.pairs': 'Paires en tout',
      'seal.verb': 'Sceller ce plan',
      'seal.what':
        'L’hypothèse, le résultat, les secteurs, les paires, la règle d’arrêt et la base de sondage sont alors fixés. Le serveur tire un nombre secret, et le plan avec lui. Une modification ultérieure se place à côté, avec sa raison.',
      'seal.joins': 'Vous rejoignez l’équipe de cette campagne.',
      'seal.not-yet': 'Une règle bloque encore. Résolvez cela d’abord.',
      'seal.back': 'Retour à la campagne',
      'limits.title': 'Règles qui bloquent',
      'limits.none': 'Aucune règle ne bloque. Ce plan peut être scellé.',
      'limits.hard': 'Ce plan ne peut pas être scellé tel quel',
      'limits.soft': 'Attention',
      'limit.no-difference':
        'Le plan ne suppose aucune différence au détriment du groupe testé. Supposez que le contrôle seul reçoit plus souvent une réponse que le profil testé seul.',
      'limit.power':
        '{{sector}} : {{quota}} paires ne suffisent pas pour montrer la différence supposée. Prévoyez-en au moins {{needed}}, supposez une plus grande différence ou demandez moins de puissance.',
      'limit.fills-later':
        '{{sector}} : {{drawn}} des {{quota}} paires sont possibles maintenant. Le reste viendra plus tard, par complément.',
      'limit.repeat':
        '{{sector}} : {{quota}} paires sont demandées, et {{drawn}} au plus sont possibles chez des employeurs qui peuvent être testés à nouveau. Planifiez moins de paires, nommez plus d’employeurs dans la demande, ou réglez ce qui manque à un employeur.',
      'limit.frame':
        '{{sector}} : {{quota}} paires sont demandées et seulement {{open}} offres sont ouvertes. Prévoyez-en au plus {{drawn}}, ou importez plus d’offres.',
      'limit.establishment':
        '{{sector}} : au plus {{drawn}} paires sur {{quota}}. Un établissement reçoit un test en douze mois, ce qui écarte {{passed}} offres. Prévoyez moins de paires, importez des offres d’autres établissements ou commencez plus tard.',
      'limit.group':
        '{{sector}} : au plus {{drawn}} paires sur {{quota}}. Un groupe d’entreprises voit au plus deux tests en douze mois : {{passed}} offres disparaissent. Prévoyez moins de paires, importez des offres d’autres groupes, ou commencez plus tard.',
      'limit.recruiter':
        '{{sector}} : au plus {{drawn}} paires sur {{quota}}. Un domaine de recrutement reçoit deux paires au plus, ce qui écarte {{passed}} offres. Prévoyez moins de paires ou importez des offres d’autres recruteurs.',
      'limit.closing':
        '{{sector}} : {{pairs}} offres ferment avant le départ de leur deuxième candidature. Ces paires seront nulles. Envoyez plus de paires par jour ou commencez plus tôt.',
      'limit.basis-end':
        'La dernière candidature part le {{last}}, mais la base légale vaut jusqu’au {{until}}. Envoyez plus de {{perDay}} paires par jour, commencez plus tôt ou prévoyez moins de paires.',
      'limit.first-day-past':
        'Le premier jour, {{from}}, est passé. Ce qui devait partir alors partira plus tard. Choisissez plutôt un nouveau jour.',
      'power.title': 'Puissance',
      'power.what':
        'La chance que ce plan trouve la différence supposée, lue de trois façons. Chacune demande plus de paires que la précédente, car elle tient compte de plus de secteurs ou de plus de moments.',
      'power.caption': 'Chance de trouver la différence',
      'power.sector': 'Secteur',
      'power.pairs': 'Paires',
      'power.speaking': 'Employeurs',
      'power.alone': 'Un secteur seul',
      'power.final': 'Alerte définitive',
      'power.standing': 'Alerte en cours',
      'power.needed': 'Nécessaire pour {{power}}',
      'power.more': 'plus de 20 000',
      'power.alone.what':
        'Un secteur seul : un test bilatéral à {{alpha}}, comme s’il n’y avait pas d’autres secteurs (Connor 1987).',
      'power.final.what':
        'Alerte définitive : à la fin enregistrée, si c’est le seul inégal de {{k}} cellules. Alors vaut {{alpha}} divisé par {{k}}.',
      'power.standing.what':
        'Alerte en cours : à tout moment jusqu’à la fin, par la valeur e. Calculé exactement, donc sans hasard.',
      'power.employers':
        'Dans les alertes, une paire par employeur parle : là, ce sont les employeurs qui comptent.',
      'power.yours.fixed': 'Ce plan s’arrête à une fin fixe : lisez « alerte définitive ».',
      'power.yours.e-value': 'Ce plan s’arrête par la valeur e : lisez « alerte en cours ».',
      'power.none':
        'Sans différence supposée au détriment du groupe testé, il n’y a pas de puissance à calculer.',
      'preview.title': 'Aperçu du plan',
      'preview.what':
        'Tiré avec un nombre jetable. Au scellement, le serveur en tire un autre, que personne ne choisit. Le vrai plan suit les mêmes règles.',
      'frame.caption': 'Base de sondage',
      'frame.sector': 'Secteur',
      'frame.asked': 'Demandé',
      'frame.open': 'Offres ouvertes',
      'frame.drawn': 'Possible',
      'frame.excluded': 'Non testables',
      'frame.excluded.what':
        'Ne sont pas testables : les offres avec action positive, les jobs d’étudiants et les offres qui demandent une pièce d’identité. Aucune base de sondage ne les contient.',
      'frame.group': 'Groupe déjà deux fois',
      'frame.establishment': 'Établissement déjà testé',
      'frame.recruiter': 'Recruteur déjà deux fois',
      'balance.caption': 'Équilibre de l’ordre, de la lettre et de la mise en page',
      'balance.order': 'En premier',
      'balance.template': 'Lettre du contrôle',
      'balance.layout': 'Mise en page du contrôle',
      'balance.pairs': 'Paires',
      'balance.control': 'profil de contrôle',
      'balance.treatment': 'profil testé',
      'balance.first': 'première',
      'balance.second': 'deuxième',
      'balance.what':
        'Le profil testé reçoit toujours l’autre lettre et l’autre mise en page : aucune lettre ni mise en page ne coïncide avec un profil.',
      'by-telephone':
        'Deux candidats téléphonent pour chacune des {pairs} paires : au plus {most} appels en un jour. Leurs voix doivent avoir été appariées au préalable.',
      'by-hand':
        '{{pairs}} de ces paires passent par un formulaire en ligne. Un agent de terrain les remplit à la main : {{most}} le jour le plus chargé.',
      'heat.title': 'Candidatures par jour',
      'heat.desc':
        'Du {{from}} au {{until}}, {{total}} candidatures partent en {{days}} jours ; {{most}} le jour le plus chargé.',
      'heat.week': 'Semaine du',
      'heat.off': 'férié',
      'heat.total': 'Ensemble',
      'heat.note': 'Les jours ouvrables entre 9 et 17 heures seulement, jamais un jour férié.',
      'heat.note-cut':
        'Les jours ouvrables entre 9 et 17 heures seulement. Les {{weeks}} premières semaines sont montrées.',
      'heat.none': 'Il n’y a encore rien à envoyer.',
      'day.1': 'lun',
      'day.2': 'mar',
      'day.3': 'mer',
      'day.4': 'jeu',
      'day.5': 'ven',
    },
  }),
);
export type Say = ReturnType<typeof wordsIn>;
