import { createTranslator, defineWords } from '../../web/index.js';

/** The words of the figures of single applications. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      'none-counted': 'Er telt nog geen enkele sollicitatie',
      'none-counted.why':
        'Een sollicitatie telt wanneer haar venster van 30 dagen voorbij is en elk antwoord gecodeerd is.',
      'hidden.why':
        'Dit plan heeft een vaste stopregel: wie tussendoor kijkt, stopt misschien op een toevallig moment. Nu tellen {{counted}} van {{planned}} sollicitaties.',
      'published.why':
        'Een sector met minder dan 10 werkgevers in één van beide profielen blijft verborgen. Ook andere sectoren blijven verborgen als die anders terug te rekenen zijn. Ongeldige sollicitaties tellen nergens mee.',
      team: 'U ziet alles, omdat u tot het team van deze campagne hoort. Deel geen cijfers over minder dan 10 werkgevers van één profiel buiten het team.',
      what: 'Elke werkgever kreeg één sollicitatie, van een profiel dat het toeval koos. Deze cijfers vergelijken dus twee groepen werkgevers. Niemand zag beide kandidaten: over één werkgever zegt dit niets.',
      'plot.title': 'Positieve reacties per profiel, met 95 %-betrouwbaarheidsinterval',
      'plot.desc':
        'Per sector twee aandelen met hun interval: het referentieprofiel en het testprofiel. Aantal sectoren: {{count}}.',
      'plot.row': '{{sector}}: {{arm}}',
      'plot.axis': 'Aandeel sollicitaties met een positieve reactie',
      'plot.share': 'Aandeel',
      'plot.n': 'Sollicitaties',
      n_one: '{{count}} sollicitatie',
      n_other: '{{count}} sollicitaties',
      control: 'referentieprofiel',
      treatment: 'testprofiel',
      words: 'In woorden',
      'say.none':
        '{{sector}}: van een van beide profielen telt nog geen enkele sollicitatie. Hier valt niets over te zeggen.',
      'say.rates':
        'het referentieprofiel kreeg een positieve reactie op {{control}} van {{nControl}} sollicitaties, het testprofiel op {{treatment}} van {{nTreatment}} (verschil {{difference}} procentpunt, 95 %-betrouwbaarheidsinterval {{interval}})',
      'say.against-treatment':
        '{{sector}}: {{rates}}. Dat is, in het nadeel van het testprofiel, een verschil dat groter is dan wat toeval alleen redelijkerwijs verklaart; dit is op zich geen bewijs van discriminatie.',
      'say.against-control':
        '{{sector}}: {{rates}}. Dat is, in het voordeel van het testprofiel, een verschil dat groter is dan wat toeval alleen redelijkerwijs verklaart.',
      'say.chance': '{{sector}}: {{rates}}. Ook toeval alleen kan dit redelijkerwijs verklaren.',
      'table.counts': 'Sollicitaties per profiel',
      sector: 'Sector',
      'counts.control': 'Referentie: positief',
      'counts.control-silent': 'Referentie: niet positief',
      'counts.treatment': 'Test: positief',
      'counts.treatment-silent': 'Test: niet positief',
      'counts.void': 'Ongeldig',
      'table.effect': 'Hoe groot is het verschil?',
      'effect.control': 'Referentie\u00adprofiel (%)',
      'effect.treatment': 'Testprofiel (%)',
      'effect.ratio': 'Ratio',
      'effect.difference': 'Verschil (procent\u00adpunt)',
      'effect.notes':
        'Tussen haakjes staat het 95 %-betrouwbaarheidsinterval: Wilson voor de aandelen, Katz voor de ratio, Newcombe voor het verschil.',
      'table.test': 'Hoe zeker zijn we?',
      'test.fisher': 'Exacte p',
      'test.bh': 'p na correctie',
      'test.verdict': 'Oordeel',
      'test.notes':
        'Tweezijdige p-waarden van de exacte toets van Fisher. De correctie is Benjamini-Hochberg; aantal sectoren van het plan: {{k}}.',
      'verdict.none': 'nog niet te toetsen',
      'verdict.against-treatment': 'ongelijk, in het nadeel van het testprofiel',
      'verdict.against-control': 'ongelijk, in het voordeel van het testprofiel',
      'verdict.chance': 'niet te onderscheiden van toeval',
      together: 'Alle getoonde sectoren samen',
      'together.words':
        'Als we elke sector binnen zichzelf vergelijken (Mantel-Haenszel), kreeg het referentieprofiel {{ratio}} keer zo vaak een positieve reactie als het testprofiel (95 %-betrouwbaarheidsinterval {{interval}}). De oddsratio is {{odds}} ({{oddsInterval}}); p = {{p}} (Cochran-Mantel-Haenszel).',
      'together.none': 'Een cijfer over alle sectoren samen is nog niet te berekenen.',
      flags:
        'Enkele sollicitaties doen geen knipperlicht aangaan: dat rekent met paren. Er is ook geen nettodiscriminatiegraad en geen e-waarde.',
    },
    en: {
      'none-counted': 'No application counts yet',
      'none-counted.why':
        'An application counts once its window of 30 days is over and every answer is coded.',
      'hidden.why':
        'This plan has a fixed stop rule: who looks in between may stop at a chance moment. {{counted}} of {{planned}} applications count now.',
      'published.why':
        'A sector with fewer than 10 employers in one of both profiles stays hidden. Other sectors stay hidden too where they could be worked out otherwise. Void applications count nowhere.',
      team: 'You see everything because you belong to this campaign’s team. Share no figures about fewer than 10 employers of one profile outside the team.',
      what: 'Each employer got one application, of a profile that chance chose. So these figures compare two groups of employers. Nobody saw both candidates: this says nothing of one employer.',
      'plot.title': 'Callbacks per profile, with 95% confidence interval',
      'plot.desc':
        'Per sector two shares with their interval: the control profile and the treatment profile. Number of sectors: {{count}}.',
      'plot.row': '{{sector}}: {{arm}}',
      'plot.axis': 'Share of applications that were called back',
      'plot.share': 'Share',
      'plot.n': 'Applications',
      n_one: '{{count}} application',
      n_other: '{{count}} applications',
      control: 'control profile',
      treatment: 'treatment profile',
      words: 'In words',
      'say.none': '{{sector}}: of one of both profiles no application counts yet. Nothing can be said of it.',
      'say.rates':
        'the control profile was called back on {{control}} of {{nControl}} applications, the treatment profile on {{treatment}} of {{nTreatment}} (difference {{difference}} percentage points, 95% confidence interval {{interval}})',
      'say.against-treatment':
        '{{sector}}: {{rates}}. That is, against the treatment profile, a difference larger than what chance alone reasonably explains; by itself this is no proof of discrimination.',
      'say.against-control':
        '{{sector}}: {{rates}}. That is, in favour of the treatment profile, a difference larger than what chance alone reasonably explains.',
      'say.chance': '{{sector}}: {{rates}}. Chance alone can reasonably explain this too.',
      'table.counts': 'Applications per profile',
      sector: 'Sector',
      'counts.control': 'Control: called back',
      'counts.control-silent': 'Control: not called back',
      'counts.treatment': 'Treatment: called back',
      'counts.treatment-silent': 'Treatment: not called back',
      'counts.void': 'Void',
      'table.effect': 'How large is the difference?',
      'effect.control': 'Control profile (%)',
      'effect.treatment': 'Treatment profile (%)',
      'effect.ratio': 'Ratio',
      'effect.difference': 'Difference (percentage points)',
      'effect.notes':
        'In brackets stands the 95% confidence interval: Wilson for the shares, Katz for the ratio, Newcombe for the difference.',
      'table.test': 'How sure are we?',
      'test.fisher': 'Exact p',
      'test.bh': 'p after correction',
      'test.verdict': 'Verdict',
      'test.notes':
        'Two-sided p-values of Fisher’s exact test. The correction is Benjamini–Hochberg; sectors of the plan: {{k}}.',
      'verdict.none': 'cannot be tested yet',
      'verdict.against-treatment': 'unequal, against the treatment profile',
      'verdict.against-control': 'unequal, in favour of the treatment profile',
      'verdict.chance': 'not to be told from chance',
      together: 'All shown sectors together',
      'together.words':
        'With each sector compared within itself (Mantel–Haenszel), the control profile was called back {{ratio}} times as often as the treatment profile (95% confidence interval {{interval}}). The odds ratio is {{odds}} ({{oddsInterval}}); p = {{p}} (Cochran–Mantel–Haenszel).',
      'together.none': 'A figure over all sectors together cannot be computed yet.',
      flags:
        'Single applications raise no flag: that reckons with pairs. There is no net discrimination rate and no e-value either.',
    },
    fr: {
      'none-counted': 'Aucune candidature ne compte encore',
      'none-counted.why':
        'Une candidature compte quand sa fenêtre de 30 jours est passée et que chaque réponse est codée.',
      'hidden.why':
        'Ce plan a une règle d’arrêt fixe : qui regarde entre-temps s’arrête peut-être à un moment dû au hasard. {{counted}} candidatures sur {{planned}} comptent maintenant.',
      'published.why':
        'Un secteur de moins de 10 employeurs dans l’un des deux profils reste caché. D’autres secteurs restent cachés aussi quand on pourrait sinon les retrouver par calcul. Les candidatures nulles ne comptent nulle part.',
      team: 'Vous voyez tout parce que vous faites partie de l’équipe de cette campagne. Ne partagez hors de l’équipe aucun chiffre sur moins de 10 employeurs d’un profil.',
      what: 'Chaque employeur a reçu une candidature, d’un profil que le hasard a choisi. Ces chiffres comparent donc deux groupes d’employeurs. Personne n’a vu les deux candidats : cela ne dit rien d’un employeur.',
      'plot.title': 'Réponses positives par profil, avec intervalle de confiance à 95 %',
      'plot.desc':
        'Par secteur deux parts avec leur intervalle : le profil de contrôle et le profil testé. Nombre de secteurs : {{count}}.',
      'plot.row': '{{sector}} : {{arm}}',
      'plot.axis': 'Part des candidatures avec une réponse positive',
      'plot.share': 'Part',
      'plot.n': 'Candidatures',
      n_one: '{{count}} candidature',
      n_other: '{{count}} candidatures',
      control: 'profil de contrôle',
      treatment: 'profil testé',
      words: 'En mots',
      'say.none':
        '{{sector}} : d’un des deux profils, aucune candidature ne compte encore. On ne peut rien en dire.',
      'say.rates':
        'le profil de contrôle a reçu une réponse positive pour {{control}} de {{nControl}} candidatures, le profil testé pour {{treatment}} de {{nTreatment}} (différence de {{difference}} points de pourcentage, intervalle de confiance à 95 % {{interval}})',
      'say.against-treatment':
        '{{sector}} : {{rates}}. C’est, au détriment du profil testé, une différence plus grande que ce que le hasard seul explique raisonnablement ; ce n’est pas en soi une preuve de discrimination.',
      'say.against-control':
        '{{sector}} : {{rates}}. C’est, en faveur du profil testé, une différence plus grande que ce que le hasard seul explique raisonnablement.',
      'say.chance': '{{sector}} : {{rates}}. Le hasard seul peut aussi l’expliquer raisonnablement.',
      'table.counts': 'Candidatures par profil',
      sector: 'Secteur',
      'counts.control': 'Contrôle : positive',
      'counts.control-silent': 'Contrôle : non positive',
      'counts.treatment': 'Test : positive',
      'counts.treatment-silent': 'Test : non positive',
      'counts.void': 'Nulles',
      'table.effect': 'Quelle est l’ampleur de la différence ?',
      'effect.control': 'Profil de contrôle (%)',
      'effect.treatment': 'Profil testé (%)',
      'effect.ratio': 'Ratio',
      'effect.difference': 'Différence (points de pourcentage)',
      'effect.notes':
        'Entre parenthèses figure l’intervalle de confiance à 95 % : Wilson pour les parts, Katz pour le ratio, Newcombe pour la différence.',
      'table.test': 'Quelle est notre certitude ?',
      'test.fisher': 'p exact',
      'test.bh': 'p après correction',
      'test.verdict': 'Verdict',
      'test.notes':
        'Valeurs p bilatérales du test exact de Fisher. La correction est celle de Benjamini-Hochberg ; secteurs du plan : {{k}}.',
      'verdict.none': 'pas encore testable',
      'verdict.against-treatment': 'inégal, au détriment du profil testé',
      'verdict.against-control': 'inégal, en faveur du profil testé',
      'verdict.chance': 'impossible à distinguer du hasard',
      together: 'Tous les secteurs affichés ensemble',
      'together.words':
        'En comparant chaque secteur en lui-même (Mantel-Haenszel), le profil de contrôle a reçu {{ratio}} fois plus souvent une réponse positive que le profil testé (intervalle de confiance à 95 % {{interval}}). Le rapport des cotes est {{odds}} ({{oddsInterval}}) ; p = {{p}} (Cochran-Mantel-Haenszel).',
      'together.none': 'Un chiffre pour tous les secteurs ensemble n’est pas encore calculable.',
      flags:
        'Les candidatures uniques n’allument aucune alerte : celle-ci calcule avec des paires. Il n’y a pas non plus de taux net de discrimination ni de valeur e.',
    },
  }),
);
