import { createTranslator, defineWords } from '../../web/index.js';

/** The words of the pages of findings per sector. */
const words = defineWords({
  nl: {
    'find.title': 'Sectoren',
    'find.title-of': 'Bevindingen',
    'find.campaigns': 'Campagnes',
    'find.lead': 'Waar is het ongelijk, en hoe zeker zijn we?',
    'find.campaign': 'Campagne',
    'find.definition': 'Positieve reactie',
    'find.show': 'Toon',
    'find.strict': 'strikt',
    'find.lenient': 'ruim',
    'find.primary': '{{definition}} (hoofdmaat)',
    'find.definitions':
      'Strikt telt een uitnodiging voor een gesprek of test. Ruim telt ook een andere functie, een vraag om contact of om inlichtingen.',
    'find.none-counted': 'Er telt nog geen enkel paar',
    'find.none-counted-why':
      'Een paar telt wanneer beide vensters van 30 dagen voorbij zijn en beide antwoorden gecodeerd zijn.',
    'find.none': 'Er zijn nog geen bevindingen',
    'find.none-next': 'Ze komen hier zodra een campagne loopt en haar paren tellen.',
    'find.hidden': 'De cijfers komen wanneer elk paar telt',
    'find.hidden-why':
      'Dit plan heeft een vaste stopregel: wie tussendoor kijkt, stopt misschien op een toevallig moment. Nu tellen {{counted}} van {{planned}} paren.',
    'find.hidden-when': 'Het laatste lopende venster eindigt op {{when}}.',
    'find.hidden-stopped': 'Deze campagne stopte voor haar einde: er komen geen cijfers per sector',
    'find.hidden-stopped-why': 'Het plan heeft een vaste stopregel en werd niet volledig uitgevoerd.',
    'find.see-campaign': 'Naar de campagne',
    'find.still': 'De campagne loopt nog: dit zijn tussenstanden. {{counted}} van {{planned}} paren tellen.',
    'find.words': 'In woorden',
    'find.few': 'te weinig discordante paren',
    'find.no-pairs': 'nog geen paren',
    'find.per': 'Bekijk per',
    'find.access-waits': 'De cijfers komen wanneer de campagne is afgesloten',
    'find.access-waits-why':
      'Tot dan ziet alleen het eigen team van de campagne tussenstanden. Van cijfers die met één paar aangroeien, is het verschil dat ene paar.',
    'find.preparing': 'De cijfers worden klaargezet',
    'find.preparing-why': 'De campagne is afgesloten. Kom over tien minuten terug.',
    'find.nothing-published': 'Hier is niets dat getoond mag worden',
    'find.nothing-published-why':
      'Er zijn te weinig werkgevers om iets te tonen zonder iets over één van hen te zeggen.',
    'find.published': 'Dit zijn de gepubliceerde cijfers, van {{when}}',
    'find.published-why':
      'Cijfers over minder dan 10 werkgevers blijven verborgen. Ook andere cijfers blijven verborgen als die anders terug te rekenen zijn. Ongeldige paren tellen nergens mee.',
    'find.hidden-values_one': 'Hier is {{count}} waarde verborgen.',
    'find.hidden-values_other': 'Hier zijn {{count}} waarden verborgen.',
    'find.not-shown': 'Niet getoond: {{names}}.',
    'find.team':
      'U ziet alles, omdat u tot het team van deze campagne hoort. Cijfers over minder dan 10 werkgevers zijn aangeduid: deel ze niet buiten het team.',
    'find.explore':
      'Dit is verkennend: het verzegelde plan toetst per sector. De correctie loopt hier over alle waarden van deze tabel.',
    'find.export': 'Download de gepubliceerde cijfers (CSV)',
    'find.quality': 'Bekijk de kwaliteit van de metingen',
    'find.plot-by': 'Ratio positieve reacties per {{cut}}, met 95 %-betrouwbaarheidsinterval',
    'cut.sector': 'sector',
    'cut.occupation': 'functie',
    'cut.bottleneck': 'knelpuntberoep of niet',
    'cut.province': 'provincie',
    'cut.wave': 'golf',
    'head.sector': 'Sector',
    'head.occupation': 'Functie',
    'head.bottleneck': 'Knelpuntberoep',
    'head.province': 'Provincie',
    'head.wave': 'Golf',
    'value.bottleneck': 'Knelpuntberoep',
    'value.no-bottleneck': 'Geen knelpuntberoep',
    'value.unknown': 'onbekend',
    'value.wave': 'Golf {{n}}',
    'table.units': 'Werkgevers',
    'table.few-units': '{{n}} (< 10)',
    'table.test-notes-cut':
      'Tweezijdige p-waarden (McNemar). De correctie is Benjamini-Hochberg op de mid-p; aantal cellen: {{k}}.',
    'say.none': '{{sector}}: er telt nog geen enkel paar. Hier valt niets over te zeggen.',
    'say.few':
      '{{sector}}: in {{controlOnly}} paren kreeg alleen het referentieprofiel een positieve reactie, in {{treatmentOnly}} alleen het testprofiel ({{n}} paren). Dat zijn te weinig discordante paren voor een uitspraak.',
    'say.ratio':
      'het referentieprofiel kreeg {{ratio}} keer zo vaak een positieve reactie als het testprofiel (95 %-betrouwbaarheidsinterval {{interval}}; {{n}} paren)',
    'say.ratio-open':
      'het referentieprofiel kreeg positieve reacties en het testprofiel geen enkele (95 %-betrouwbaarheidsinterval van de ratio {{interval}}; {{n}} paren)',
    'say.against-treatment':
      '{{sector}}: {{figures}}. Dat is, in het nadeel van het testprofiel, een verschil dat groter is dan wat toeval alleen redelijkerwijs verklaart; dit is op zich geen bewijs van discriminatie.',
    'say.against-control':
      '{{sector}}: {{figures}}. Dat is, in het voordeel van het testprofiel, een verschil dat groter is dan wat toeval alleen redelijkerwijs verklaart.',
    'say.chance-treatment':
      '{{sector}}: {{figures}}. Het verschil gaat in het nadeel van het testprofiel, maar ook toeval alleen kan het redelijkerwijs verklaren.',
    'say.chance-control':
      '{{sector}}: {{figures}}. Het verschil gaat in het voordeel van het testprofiel, maar ook toeval alleen kan het redelijkerwijs verklaren.',
    'say.chance-none':
      '{{sector}}: beide profielen kregen even vaak een positieve reactie (95 %-betrouwbaarheidsinterval van de ratio {{interval}}; {{n}} paren). Een verschil binnen dat interval is niet uitgesloten.',
    'table.pairs': 'Paren per uitkomst',
    'table.valid': 'Geldige paren',
    'table.both': 'Beide positief',
    'table.controlOnly': 'Alleen referentie',
    'table.treatmentOnly': 'Alleen test',
    'table.neither': 'Geen van beide',
    'table.void': 'Ongeldig',
    'table.effect': 'Hoe groot is het verschil?',
    'table.control': 'Referentie\u00adprofiel (%)',
    'table.treatment': 'Testprofiel (%)',
    'table.ratio': 'Ratio',
    'table.difference': 'Verschil (procent\u00adpunt)',
    'table.net': 'Netto\u00addiscriminatie\u00adgraad (%)',
    'table.test': 'Hoe zeker zijn we?',
    'table.discordant': 'Discordante paren',
    'table.exact': 'Exacte p',
    'table.mid': 'Mid-p',
    'table.bh': 'p na correctie',
    'table.e': 'e-waarde',
    'table.verdict': 'Oordeel',
    'table.notes':
      'Tussen haakjes staat het 95 %-betrouwbaarheidsinterval: Wilson voor de aandelen, Nam-Blackwelder voor de ratio, Tango voor het verschil.',
    'table.net-note':
      'De nettodiscriminatiegraad is het verschil in discordante paren, gedeeld door de paren met minstens één positieve reactie.',
    'table.test-notes':
      'Tweezijdige p-waarden (McNemar). De correctie is Benjamini-Hochberg op de mid-p over alle {{k}} cellen van het plan. De e-waarde is eenzijdig tegen het testprofiel, op de hoofdmaat, met één paar per werkgever.',
    'verdict.against-treatment': 'ongelijk, in het nadeel van het testprofiel',
    'verdict.against-control': 'ongelijk, in het voordeel van het testprofiel',
    'verdict.chance': 'niet te onderscheiden van toeval',
    'bars.show': 'Toon de uitkomsten in staven',
    'bars.title': 'Paren per uitkomst: {{sector}}',
  },
  en: {
    'find.title': 'Sectors',
    'find.title-of': 'Findings',
    'find.campaigns': 'Campaigns',
    'find.lead': 'Where is it unequal, and how sure are we?',
    'find.campaign': 'Campaign',
    'find.definition': 'Callback',
    'find.show': 'Show',
    'find.strict': 'strict',
    'find.lenient': 'lenient',
    'find.primary': '{{definition}} (primary measure)',
    'find.definitions':
      'Strict counts an invitation to an interview or a test. Lenient also counts another job, a request to get in touch or for information.',
    'find.none-counted': 'No pair counts yet',
    'find.none-counted-why':
      'A pair counts when both windows of 30 days are over and both answers are coded.',
    'find.none': 'There are no findings yet',
    'find.none-next': 'They come here as soon as a campaign runs and its pairs count.',
    'find.hidden': 'The figures come when every pair counts',
    'find.hidden-why':
      'This plan has a fixed stop rule: whoever looks in between may stop at a moment of chance. Now {{counted}} of {{planned}} pairs count.',
    'find.hidden-when': 'The last running window ends on {{when}}.',
    'find.hidden-stopped': 'This campaign stopped before its end: there will be no figures per sector',
    'find.hidden-stopped-why': 'The plan has a fixed stop rule and was not carried out in full.',
    'find.see-campaign': 'To the campaign',
    'find.still':
      'The campaign still runs: these are interim figures. {{counted}} of {{planned}} pairs count.',
    'find.words': 'In words',
    'find.few': 'too few discordant pairs',
    'find.no-pairs': 'no pairs yet',
    'find.per': 'Look by',
    'find.access-waits': 'The figures come when the campaign has closed',
    'find.access-waits-why':
      "Until then only the campaign's own team sees interim figures. Of figures that grow by one pair, the difference is that pair.",
    'find.preparing': 'The figures are being prepared',
    'find.preparing-why': 'The campaign has closed. Come back in ten minutes.',
    'find.nothing-published': 'There is nothing here that may be shown',
    'find.nothing-published-why':
      'There are too few employers to show anything without saying something about one of them.',
    'find.published': 'These are the published figures, of {{when}}',
    'find.published-why':
      'Figures about fewer than 10 employers stay hidden. So do others from which those could be worked out. Void pairs count nowhere.',
    'find.hidden-values_one': '{{count}} value is hidden here.',
    'find.hidden-values_other': '{{count}} values are hidden here.',
    'find.not-shown': 'Not shown: {{names}}.',
    'find.team':
      "You see everything because you belong to this campaign's team. Figures about fewer than 10 employers are marked: do not share them outside the team.",
    'find.explore':
      'This is exploratory: the sealed plan tests by sector. The correction here runs over all values of this table.',
    'find.export': 'Download the published figures (CSV)',
    'find.quality': 'See the quality of the measurements',
    'find.plot-by': 'Callback ratio by {{cut}}, with 95% confidence interval',
    'cut.sector': 'sector',
    'cut.occupation': 'occupation',
    'cut.bottleneck': 'bottleneck occupation or not',
    'cut.province': 'province',
    'cut.wave': 'wave',
    'head.sector': 'Sector',
    'head.occupation': 'Occupation',
    'head.bottleneck': 'Bottleneck occupation',
    'head.province': 'Province',
    'head.wave': 'Wave',
    'value.bottleneck': 'Bottleneck occupation',
    'value.no-bottleneck': 'No bottleneck occupation',
    'value.unknown': 'unknown',
    'value.wave': 'Wave {{n}}',
    'table.units': 'Employers',
    'table.few-units': '{{n}} (< 10)',
    'table.test-notes-cut':
      'Two-sided p-values (McNemar). The correction is Benjamini-Hochberg on the mid-p; number of cells: {{k}}.',
    'say.none': '{{sector}}: no pair counts yet. Nothing can be said here.',
    'say.few':
      '{{sector}}: in {{controlOnly}} pairs only the control profile got a callback, in {{treatmentOnly}} only the treatment profile ({{n}} pairs). Those are too few discordant pairs for a conclusion.',
    'say.ratio':
      'the control profile got a callback {{ratio}} times as often as the treatment profile (95% confidence interval {{interval}}; {{n}} pairs)',
    'say.ratio-open':
      'the control profile got callbacks and the treatment profile none (95% confidence interval of the ratio {{interval}}; {{n}} pairs)',
    'say.against-treatment':
      '{{sector}}: {{figures}}. That is, against the treatment profile, a difference larger than chance alone reasonably explains; by itself this is no proof of discrimination.',
    'say.against-control':
      '{{sector}}: {{figures}}. That is, in favour of the treatment profile, a difference larger than chance alone reasonably explains.',
    'say.chance-treatment':
      '{{sector}}: {{figures}}. The difference goes against the treatment profile, but chance alone can reasonably explain it too.',
    'say.chance-control':
      '{{sector}}: {{figures}}. The difference goes in favour of the treatment profile, but chance alone can reasonably explain it too.',
    'say.chance-none':
      '{{sector}}: both profiles got a callback equally often (95% confidence interval of the ratio {{interval}}; {{n}} pairs). A difference within that interval is not ruled out.',
    'table.pairs': 'Pairs by outcome',
    'table.valid': 'Valid pairs',
    'table.both': 'Both positive',
    'table.controlOnly': 'Control only',
    'table.treatmentOnly': 'Treatment only',
    'table.neither': 'Neither',
    'table.void': 'Void',
    'table.effect': 'How large is the difference?',
    'table.control': 'Control profile (%)',
    'table.treatment': 'Treatment profile (%)',
    'table.ratio': 'Ratio',
    'table.difference': 'Difference (percentage points)',
    'table.net': 'Net discrimination rate (%)',
    'table.test': 'How sure are we?',
    'table.discordant': 'Discordant pairs',
    'table.exact': 'Exact p',
    'table.mid': 'Mid-p',
    'table.bh': 'p after correction',
    'table.e': 'e-value',
    'table.verdict': 'Verdict',
    'table.notes':
      'The 95% confidence interval stands in brackets: Wilson for the shares, Nam-Blackwelder for the ratio, Tango for the difference.',
    'table.net-note':
      'The net discrimination rate is the difference in discordant pairs, divided by the pairs with at least one callback.',
    'table.test-notes':
      'Two-sided p-values (McNemar). The correction is Benjamini-Hochberg on the mid-p over all {{k}} cells of the plan. The e-value is one-sided against the treatment profile, on the primary measure, with one pair per employer.',
    'verdict.against-treatment': 'unequal, against the treatment profile',
    'verdict.against-control': 'unequal, in favour of the treatment profile',
    'verdict.chance': 'cannot be told from chance',
    'bars.show': 'Show the outcomes as bars',
    'bars.title': 'Pairs by outcome: {{sector}}',
  },
  fr: {
    'find.title': 'Secteurs',
    'find.title-of': 'Constats',
    'find.campaigns': 'Campagnes',
    'find.lead': 'Où est-ce inégal, et à quel point en sommes-nous sûrs ?',
    'find.campaign': 'Campagne',
    'find.definition': 'Réponse positive',
    'find.show': 'Montrer',
    'find.strict': 'stricte',
    'find.lenient': 'large',
    'find.primary': '{{definition}} (mesure principale)',
    'find.definitions':
      'Stricte compte une invitation à un entretien ou à un test. Large compte aussi une autre fonction, une demande de contact ou de renseignements.',
    'find.none-counted': 'Aucune paire ne compte encore',
    'find.none-counted-why':
      'Une paire compte quand les deux délais de 30 jours sont passés et que les deux réponses sont codées.',
    'find.none': 'Il n’y a pas encore de constats',
    'find.none-next': 'Ils arrivent ici dès qu’une campagne est en cours et que ses paires comptent.',
    'find.hidden': 'Les chiffres viennent quand chaque paire compte',
    'find.hidden-why':
      'Ce plan a une règle d’arrêt fixe : qui regarde entre-temps s’arrête peut-être à un moment dû au hasard. À présent, {{counted}} paires sur {{planned}} comptent.',
    'find.hidden-when': 'Le dernier délai en cours se termine le {{when}}.',
    'find.hidden-stopped':
      'Cette campagne s’est arrêtée avant sa fin : il n’y aura pas de chiffres par secteur',
    'find.hidden-stopped-why': 'Le plan a une règle d’arrêt fixe et n’a pas été exécuté en entier.',
    'find.see-campaign': 'À la campagne',
    'find.still':
      'La campagne est encore en cours : ce sont des chiffres provisoires. {{counted}} paires sur {{planned}} comptent.',
    'find.words': 'En mots',
    'find.few': 'trop peu de paires discordantes',
    'find.no-pairs': 'pas encore de paires',
    'find.per': 'Regarder par',
    'find.access-waits': 'Les chiffres viennent quand la campagne est clôturée',
    'find.access-waits-why':
      'D’ici là, seule l’équipe de la campagne voit des chiffres provisoires. Quand des chiffres augmentent d’une seule paire, la différence est cette paire.',
    'find.preparing': 'Les chiffres se préparent',
    'find.preparing-why': 'La campagne est clôturée. Revenez dans dix minutes.',
    'find.nothing-published': 'Il n’y a rien ici qui puisse être montré',
    'find.nothing-published-why':
      'Il y a trop peu d’employeurs pour montrer quelque chose sans rien dire de l’un d’eux.',
    'find.published': 'Ce sont les chiffres publiés, du {{when}}',
    'find.published-why':
      'Les chiffres sur moins de 10 employeurs restent cachés. D’autres chiffres restent cachés aussi, s’ils permettent de recalculer les premiers. Les paires nulles ne comptent nulle part.',
    'find.hidden-values_one': '{{count}} valeur est cachée ici.',
    'find.hidden-values_other': '{{count}} valeurs sont cachées ici.',
    'find.not-shown': 'Non montré : {{names}}.',
    'find.team':
      'Vous voyez tout, parce que vous faites partie de l’équipe de cette campagne. Les chiffres sur moins de 10 employeurs sont marqués : ne les partagez pas en dehors de l’équipe.',
    'find.explore':
      'Ceci est exploratoire : le plan scellé teste par secteur. La correction porte ici sur toutes les valeurs de ce tableau.',
    'find.export': 'Télécharger les chiffres publiés (CSV)',
    'find.quality': 'Voir la qualité des mesures',
    'find.plot-by': 'Rapport de réponses positives par {{cut}}, avec intervalle de confiance à 95 %',
    'cut.sector': 'secteur',
    'cut.occupation': 'fonction',
    'cut.bottleneck': 'fonction critique ou non',
    'cut.province': 'province',
    'cut.wave': 'vague',
    'head.sector': 'Secteur',
    'head.occupation': 'Fonction',
    'head.bottleneck': 'Fonction critique',
    'head.province': 'Province',
    'head.wave': 'Vague',
    'value.bottleneck': 'Fonction critique',
    'value.no-bottleneck': 'Pas de fonction critique',
    'value.unknown': 'inconnue',
    'value.wave': 'Vague {{n}}',
    'table.units': 'Employeurs',
    'table.few-units': '{{n}} (< 10)',
    'table.test-notes-cut':
      'Valeurs p bilatérales (McNemar). La correction est Benjamini-Hochberg sur la mid-p ; nombre de cellules : {{k}}.',
    'say.none': '{{sector}} : aucune paire ne compte encore. On ne peut rien en dire.',
    'say.few':
      '{{sector}} : dans {{controlOnly}} paires, seul le profil de contrôle a reçu une réponse positive, dans {{treatmentOnly}} seul le profil testé ({{n}} paires). C’est trop peu de paires discordantes pour conclure.',
    'say.ratio':
      'le profil de contrôle a reçu {{ratio}} fois aussi souvent une réponse positive que le profil testé (intervalle de confiance à 95 % : {{interval}} ; {{n}} paires)',
    'say.ratio-open':
      'le profil de contrôle a reçu des réponses positives et le profil testé aucune (intervalle de confiance à 95 % du rapport : {{interval}} ; {{n}} paires)',
    'say.against-treatment':
      '{{sector}} : {{figures}}. C’est, au détriment du profil testé, une différence plus grande que ce que le hasard seul explique raisonnablement ; ce n’est pas en soi une preuve de discrimination.',
    'say.against-control':
      '{{sector}} : {{figures}}. C’est, en faveur du profil testé, une différence plus grande que ce que le hasard seul explique raisonnablement.',
    'say.chance-treatment':
      '{{sector}} : {{figures}}. La différence va au détriment du profil testé, mais le hasard seul peut aussi l’expliquer raisonnablement.',
    'say.chance-control':
      '{{sector}} : {{figures}}. La différence va en faveur du profil testé, mais le hasard seul peut aussi l’expliquer raisonnablement.',
    'say.chance-none':
      '{{sector}} : les deux profils ont reçu aussi souvent une réponse positive (intervalle de confiance à 95 % du rapport : {{interval}} ; {{n}} paires). Une différence dans cet intervalle n’est pas exclue.',
    'table.pairs': 'Paires par résultat',
    'table.valid': 'Paires valables',
    'table.both': 'Les deux positifs',
    'table.controlOnly': 'Contrôle seul',
    'table.treatmentOnly': 'Testé seul',
    'table.neither': 'Aucun des deux',
    'table.void': 'Nulles',
    'table.effect': 'Quelle est la taille de la différence ?',
    'table.control': 'Profil de contrôle (%)',
    'table.treatment': 'Profil testé (%)',
    'table.ratio': 'Rapport',
    'table.difference': 'Différence (points de pourcentage)',
    'table.net': 'Taux net de discrimination (%)',
    'table.test': 'À quel point en sommes-nous sûrs ?',
    'table.discordant': 'Paires discordantes',
    'table.exact': 'p exacte',
    'table.mid': 'Mid-p',
    'table.bh': 'p après correction',
    'table.e': 'valeur e',
    'table.verdict': 'Conclusion',
    'table.notes':
      'L’intervalle de confiance à 95 % est entre parenthèses : Wilson pour les parts, Nam-Blackwelder pour le rapport, Tango pour la différence.',
    'table.net-note':
      'Le taux net de discrimination est la différence entre les paires discordantes, divisée par les paires avec au moins une réponse positive.',
    'table.test-notes':
      'Valeurs p bilatérales (McNemar). La correction est Benjamini-Hochberg sur la mid-p, sur les {{k}} cellules du plan. La valeur e est unilatérale, au détriment du profil testé, sur la mesure principale, avec une paire par employeur.',
    'verdict.against-treatment': 'inégal, au détriment du profil testé',
    'verdict.against-control': 'inégal, en faveur du profil testé',
    'verdict.chance': 'ne se distingue pas du hasard',
    'bars.show': 'Montrer les résultats en barres',
    'bars.title': 'Paires par résultat : {{sector}}',
  },
});

export const wordsIn = createTranslator(words);
