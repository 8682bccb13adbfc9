import { createTranslator, defineWords } from '../../web/index.js';

/** The words of the pages of flags. */
const words = defineWords({
  nl: {
    'flags.published': 'Knipperlichten van andere campagnes',
    'flags.published-means':
      'U ziet ze omdat de cijfers van hun sector gepubliceerd zijn. De getallen waarop een knipperlicht rust, blijven bij het team van de campagne.',
    'flag.published':
      'In de campagne “{{campaign}}” ging dit knipperlicht aan op {{when}}: in het nadeel van het testprofiel een verschil dat groter is dan wat toeval alleen redelijkerwijs verklaart; dit is op zich geen bewijs van discriminatie.',
    'flag.published-figures': 'Bekijk de gepubliceerde cijfers',
    'flags.title': 'Knipperlichten',
    'flags.lead': 'Wat vraagt een beslissing?',
    'flags.standing': 'Sectoren: brandende knipperlichten',
    'flags.standing-means':
      'Voor plannen die stoppen op bewijs. Er wordt bij elk nieuw paar gekeken; een licht kan verzwakken.',
    'flags.final': 'Sectoren: definitieve knipperlichten',
    'flags.final-means':
      'Voor plannen met een vast einde. Er wordt één keer gekeken, als elk gepland paar telt; daarna verandert het licht niet meer.',
    'flags.apart': 'Beide lijsten hebben elk hun eigen 5 % en worden nooit samengevoegd.',
    'flags.none-standing': 'Er brandt geen knipperlicht.',
    'flags.none-final': 'Er is geen definitief knipperlicht.',
    'flags.guarantee': 'Wat deze lijst waarborgt',
    'flags.empty-next':
      'Een knipperlicht gaat aan wanneer het verschil in een sector groter is dan wat toeval alleen redelijkerwijs verklaart.',
    'flags.raised': 'Aan sinds {{when}}',
    'flag.title': '{{sector}}, {{ground}}',
    'flag.lead': 'Wat zegt dit knipperlicht, en wat beslist u?',
    'flag.standing': 'brandt',
    'flag.weakened': 'verzwakt',
    'flag.final': 'definitief',
    'flag.family': 'Familie',
    'flag.family-of': 'familie {{family}}',
    'flag.midP': 'mid-p, tweezijdig',
    'flag.adjustedP': 'mid-p, aangepast over K cellen',
    'flag.value': 'Waarde',
    'flag.weakened-since': 'Verzwakt sinds {{when}}: met de paren van nu zou dit knipperlicht niet aangaan.',
    'flag.campaign': 'Campagne',
    'flag.findings': 'Bekijk alle bevindingen van deze campagne',
    'flag.says':
      '{{sector}}, {{ground}}: in {{controlOnly}} van {{discordant}} discordante paren kreeg alleen het referentieprofiel een positieve reactie, in {{treatmentOnly}} alleen het testprofiel. Dat is een verschil in het nadeel van het testprofiel dat groter is dan wat toeval alleen redelijkerwijs verklaart ({{tested}}); dit is op zich geen bewijs van discriminatie.',
    'flag.tested-standing_one': 'e-waarde {{e}}, e-BH op {{level}} over {{count}} cel',
    'flag.tested-standing_other': 'e-waarde {{e}}, e-BH op {{level}} over {{count}} cellen',
    'flag.tested-final_one':
      'mid-p {{midP}}, aangepast {{adjusted}}, BH op {{level}} over {{count}} cel, aan het geregistreerde einde',
    'flag.tested-final_other':
      'mid-p {{midP}}, aangepast {{adjusted}}, BH op {{level}} over {{count}} cellen, aan het geregistreerde einde',
    'flag.final-stays':
      'Wat dit zou verzwakken: niets. Een definitief knipperlicht is één keer opgemaakt, aan het geregistreerde einde, en verandert niet meer. Een tweede golf of een nieuwe campagne, met een eigen plan en andere paren, toont of het patroon blijft; ze krijgt haar eigen lijst en wist dit licht niet.',
    'flag.weakens_one':
      'Wat dit zou verzwakken: {{count}} bijkomend discordant paar waarin alleen het testprofiel een positieve reactie krijgt. Het knipperlicht houdt zijn datum en getallen, maar heet dan "verzwakt".',
    'flag.weakens_other':
      'Wat dit zou verzwakken: {{count}} bijkomende discordante paren waarin alleen het testprofiel een positieve reactie krijgt. Het knipperlicht houdt zijn datum en getallen, maar heet dan "verzwakt".',
    'flag.numbers': 'De getallen',
    'flag.figure': 'Getal',
    'flag.then': 'Toen het aanging',
    'flag.now': 'Nu',
    'flag.pairs': 'Paren in de reeks, één per werkgever',
    'flag.controlOnly': 'Alleen het referentieprofiel positief',
    'flag.treatmentOnly': 'Alleen het testprofiel positief',
    'flag.both': 'Beide positief',
    'flag.neither': 'Geen van beide positief',
    'flag.e': 'e-waarde, eenzijdig',
    'flag.k': 'Cellen in het plan (K)',
    'flag.ratio': 'Ratio (95 %-interval), alle paren',
    'flag.path': 'Hoe het bewijs groeide',
    'flag.path-title': 'e-waarde na elk discordant paar: {{sector}}',
    'flag.path-note':
      'De drempel is K / 5 %: wat één cel alleen nodig heeft. Branden er meer cellen tegelijk, dan ligt de grens lager.',
    'flag.guarantee': 'Wat dit knipperlicht waarborgt',
    'flag.guarantee-words':
      'Als nergens een werkgever discrimineerde, is de kans dat deze familie ooit een knipperlicht aanzet hoogstens 5 %, hoe vaak men ook kijkt; op één gekozen moment is het verwachte aandeel valse knipperlichten hoogstens 5 %; de lijst van alle knipperlichten die ooit aangingen heeft zo’n grens niet. Dat geldt omdat het lot per paar de profielen toewijst en elke werkgever maar één keer in een cel telt.',
    'flag.guarantee-final':
      'Aan het geregistreerde einde is één keer gekeken, met Benjamini-Hochberg op 5 % over alle K verzegelde cellen van de familie, op de tweezijdige mid-p. Van de knipperlichten in deze lijst is het verwachte aandeel valse hoogstens 5 %, als de cellen los van elkaar staan; mid-p houdt dat niveau bij benadering. Een licht gaat alleen aan als het verschil in het nadeel van het testprofiel is en er minstens zes discordante paren zijn. Dat geldt omdat het lot per paar de profielen toewijst en elke werkgever maar één keer in een cel telt.',
    'flag.early':
      'Deze campagne eindigde vroeger dan gepland, om een reden die geen uitkomsten gebruikte. De test steunt op de paren die tellen.',
    'look.title': 'Knipperlichten van deze campagne',
    'look.campaigns': 'Campagnes',
    'look.lead': 'Wat zegt het bewijs per cel, en wat is al definitief?',
    'look.wait': 'Er is nog niet gekeken',
    'look.wait-why':
      'Dit plan heeft een vast einde. Er wordt één keer gekeken, als elk gepland paar telt: eerder kijken zou verraden wie welk profiel kreeg.',
    'look.now': 'Het bewijs van nu',
    'look.family_one': 'Familie {{family}}: {{count}} cel, eigen 5 %',
    'look.family_other': 'Familie {{family}}: {{count}} cellen, eigen 5 %',
    'look.tested': 'Definitief op {{when}}.',
    'look.stopped-early':
      'Geen definitieve knipperlichten: de campagne stopte vroeger, om een reden die uitkomsten gebruikte. Alleen de brandende knipperlichten en de p-waarde die op elk moment geldt, blijven over.',
    'look.stop-rule-e-value':
      'Geen definitieve knipperlichten: dit plan stopt op bewijs (e-waarde), niet op een vast einde. De brandende knipperlichten en de p-waarde die op elk moment geldt, zijn het resultaat.',
    'look.sector': 'Sector',
    'look.discordant': 'Alleen referentie / alleen test',
    'look.midP': 'mid-p',
    'look.adjusted': 'aangepast',
    'look.e': 'e-waarde',
    'look.anytime': 'p op elk moment',
    'look.flag': 'Knipperlicht',
    'look.raised': 'ja',
    'look.not': 'nee',
    'look.reverse': 'nee (omgekeerd patroon)',
    'look.few': 'te weinig discordante paren',
    'look.anytime-note':
      'De p op elk moment is min(1, 1 / de hoogste e-waarde ooit). Ze geldt voor één cel, hoe vaak men ook kijkt; over de cellen heen corrigeren de knipperlichten.',
  },
  en: {
    'flags.published': 'Flags of other campaigns',
    'flags.published-means':
      'You see these because the figures of their sector are published. The numbers a flag rests on stay with the campaign’s own team.',
    'flag.published':
      'In the campaign “{{campaign}}” this flag was raised on {{when}}: against the treatment profile, a difference larger than chance alone reasonably explains; by itself this is no proof of discrimination.',
    'flag.published-figures': 'See the published figures',
    'flags.title': 'Flags',
    'flags.lead': 'What deserves a decision?',
    'flags.standing': 'Sectors: standing flags',
    'flags.standing-means':
      'For plans that stop on evidence. Every new pair is looked at; a flag may weaken.',
    'flags.final': 'Sectors: final flags',
    'flags.final-means':
      'For plans with a fixed end. There is one look, when every planned pair counts; after that a flag does not change.',
    'flags.apart': 'The two lists have 5% each and are never merged into one.',
    'flags.none-standing': 'No flag is standing.',
    'flags.none-final': 'There is no final flag.',
    'flags.guarantee': 'What this list guarantees',
    'flags.empty-next':
      'A flag is raised when the difference in a sector is larger than chance alone reasonably explains.',
    'flags.raised': 'Raised on {{when}}',
    'flag.title': '{{sector}}, {{ground}}',
    'flag.lead': 'What does this flag say, and what do you decide?',
    'flag.standing': 'standing',
    'flag.weakened': 'weakened',
    'flag.final': 'final',
    'flag.family': 'Family',
    'flag.family-of': 'family {{family}}',
    'flag.midP': 'mid-p, two-sided',
    'flag.adjustedP': 'mid-p, adjusted over K cells',
    'flag.value': 'Value',
    'flag.weakened-since': 'Weakened since {{when}}: with the pairs of now this flag would not be raised.',
    'flag.campaign': 'Campaign',
    'flag.findings': 'See all findings of this campaign',
    'flag.says':
      '{{sector}}, {{ground}}: in {{controlOnly}} of {{discordant}} discordant pairs only the control profile got a callback, in {{treatmentOnly}} only the treatment profile. That is a difference against the treatment profile, larger than chance alone reasonably explains ({{tested}}); by itself this is no proof of discrimination.',
    'flag.tested-standing_one': 'e-value {{e}}, e-BH at {{level}} over {{count}} cell',
    'flag.tested-standing_other': 'e-value {{e}}, e-BH at {{level}} over {{count}} cells',
    'flag.tested-final_one':
      'mid-p {{midP}}, adjusted {{adjusted}}, BH at {{level}} over {{count}} cell, at the registered end',
    'flag.tested-final_other':
      'mid-p {{midP}}, adjusted {{adjusted}}, BH at {{level}} over {{count}} cells, at the registered end',
    'flag.final-stays':
      'What would weaken it: nothing. A final flag was made once, at the registered end, and does not change any more. A second wave or a new campaign, with a plan and pairs of its own, shows whether the pattern stays; it gets its own list and does not erase this flag.',
    'flag.weakens_one':
      'What would weaken it: {{count}} more discordant pair in which only the treatment profile gets a callback. The flag keeps its date and numbers, but is then called "weakened".',
    'flag.weakens_other':
      'What would weaken it: {{count}} more discordant pairs in which only the treatment profile gets a callback. The flag keeps its date and numbers, but is then called "weakened".',
    'flag.numbers': 'The numbers',
    'flag.figure': 'Figure',
    'flag.then': 'When it was raised',
    'flag.now': 'Now',
    'flag.pairs': 'Pairs in the series, one per employer',
    'flag.controlOnly': 'Callback for the control profile only',
    'flag.treatmentOnly': 'Callback for the treatment profile only',
    'flag.both': 'Both called back',
    'flag.neither': 'Neither called back',
    'flag.e': 'e-value, one-sided',
    'flag.k': 'Cells in the plan (K)',
    'flag.ratio': 'Ratio (95% interval), all pairs',
    'flag.path': 'How the evidence grew',
    'flag.path-title': 'e-value after each discordant pair: {{sector}}',
    'flag.path-note':
      'The threshold is K / 5%: what one cell needs alone. When more cells stand out at once, the bar is lower.',
    'flag.guarantee': 'What this flag guarantees',
    'flag.guarantee-words':
      'If no employer discriminated anywhere, the chance that this family ever raises a flag is at most 5% however often one looks; at any one chosen look the expected share of false flags is at most 5%; the list of all flags ever raised has no such bound. It holds because arms are assigned at random per pair and each employer enters a cell once.',
    'flag.guarantee-final':
      'There was one look at the registered end: Benjamini-Hochberg at 5% over all K sealed cells of the family, on the two-sided mid-p. Of the flags in this list the expected share of false ones is at most 5% if the cells are independent; mid-p keeps that level approximately. A flag is raised only where the difference is against the treatment profile and there are six discordant pairs or more. It holds because arms are assigned at random per pair and each employer enters a cell once.',
    'flag.early':
      'This campaign ended earlier than planned, for a reason that used no outcomes. The test rests on the pairs that count.',
    'look.title': 'Flags of this campaign',
    'look.campaigns': 'Campaigns',
    'look.lead': 'What does the evidence per cell say, and what is final?',
    'look.wait': 'There was no look yet',
    'look.wait-why':
      'This plan has a fixed end. There is one look, when every planned pair counts: looking earlier would give away who got which profile.',
    'look.now': 'The evidence of now',
    'look.family_one': 'Family {{family}}: {{count}} cell, 5% of its own',
    'look.family_other': 'Family {{family}}: {{count}} cells, 5% of its own',
    'look.tested': 'Final on {{when}}.',
    'look.stopped-early':
      'No final flags: the campaign was stopped early for a reason that used outcomes. Only the standing flags and the p-value that holds at any time remain.',
    'look.stop-rule-e-value':
      'No final flags: this plan stops on evidence (e-value), not at a fixed end. Its standing flags and the p-value that holds at any time are the result.',
    'look.sector': 'Sector',
    'look.discordant': 'Control only / treatment only',
    'look.midP': 'mid-p',
    'look.adjusted': 'adjusted',
    'look.e': 'e-value',
    'look.anytime': 'p at any time',
    'look.flag': 'Flag',
    'look.raised': 'yes',
    'look.not': 'no',
    'look.reverse': 'no (reverse pattern)',
    'look.few': 'too few discordant pairs',
    'look.anytime-note':
      'The p at any time is min(1, 1 / the highest e-value ever). It holds for one cell, however often one looks; the flags correct over the cells.',
  },
  fr: {
    'flags.published': 'Alertes d’autres campagnes',
    'flags.published-means':
      'Vous les voyez parce que les chiffres de leur secteur sont publiés. Les chiffres sur lesquels repose une alerte restent dans l’équipe de la campagne.',
    'flag.published':
      'Dans la campagne « {{campaign}} », cette alerte a été déclenchée le {{when}} : au détriment du profil testé, une différence plus grande que ce que le hasard seul explique raisonnablement ; ce n’est pas en soi une preuve de discrimination.',
    'flag.published-figures': 'Voir les chiffres publiés',
    'flags.title': 'Alertes statistiques',
    'flags.lead': 'Qu’est-ce qui demande une décision ?',
    'flags.standing': 'Secteurs : alertes actives',
    'flags.standing-means':
      'Pour les plans qui s’arrêtent sur la valeur e. On regarde à chaque nouvelle paire ; une alerte peut s’affaiblir.',
    'flags.final': 'Secteurs : alertes définitives',
    'flags.final-means':
      'Pour les plans à fin fixe. On regarde une seule fois, quand chaque paire prévue compte ; ensuite, l’alerte ne change plus.',
    'flags.apart': 'Chacune des deux listes a ses propres 5 % et elles ne sont jamais réunies.',
    'flags.none-standing': 'Aucune alerte n’est active.',
    'flags.none-final': 'Il n’y a pas d’alerte définitive.',
    'flags.guarantee': 'Ce que cette liste garantit',
    'flags.empty-next':
      'Une alerte est déclenchée quand la différence dans un secteur est plus grande que ce que le hasard seul explique raisonnablement.',
    'flags.raised': 'Active depuis le {{when}}',
    'flag.title': '{{sector}}, {{ground}}',
    'flag.lead': 'Que dit cette alerte, et que décidez-vous ?',
    'flag.standing': 'active',
    'flag.weakened': 'affaiblie',
    'flag.final': 'définitive',
    'flag.family': 'Famille',
    'flag.family-of': 'famille {{family}}',
    'flag.midP': 'mid-p, bilatérale',
    'flag.adjustedP': 'mid-p, ajustée sur K cellules',
    'flag.value': 'Valeur',
    'flag.weakened-since':
      'Affaiblie depuis le {{when}} : avec les paires d’aujourd’hui, cette alerte ne serait pas déclenchée.',
    'flag.campaign': 'Campagne',
    'flag.findings': 'Voir tous les constats de cette campagne',
    'flag.says':
      '{{sector}}, {{ground}} : dans {{controlOnly}} des {{discordant}} paires discordantes, seul le profil de contrôle a reçu une réponse positive, dans {{treatmentOnly}} seul le profil testé. C’est une différence au détriment du profil testé, plus grande que ce que le hasard seul explique raisonnablement ({{tested}}) ; ce n’est pas en soi une preuve de discrimination.',
    'flag.tested-standing_one': 'valeur e {{e}}, e-BH à {{level}} sur {{count}} cellule',
    'flag.tested-standing_other': 'valeur e {{e}}, e-BH à {{level}} sur {{count}} cellules',
    'flag.tested-final_one':
      'mid-p {{midP}}, ajustée {{adjusted}}, BH à {{level}} sur {{count}} cellule, à la fin enregistrée',
    'flag.tested-final_other':
      'mid-p {{midP}}, ajustée {{adjusted}}, BH à {{level}} sur {{count}} cellules, à la fin enregistrée',
    'flag.final-stays':
      'Ce qui l’affaiblirait : rien. Une alerte définitive est établie une seule fois, à la fin enregistrée, et ne change plus. Une deuxième vague ou une nouvelle campagne, avec son propre plan et d’autres paires, montre si la tendance persiste ; elle reçoit sa propre liste et n’efface pas cette alerte.',
    'flag.weakens_one':
      'Ce qui l’affaiblirait : {{count}} paire discordante supplémentaire dans laquelle seul le profil testé reçoit une réponse positive. L’alerte garde sa date et ses chiffres, mais s’appelle alors « affaiblie ».',
    'flag.weakens_other':
      'Ce qui l’affaiblirait : {{count}} paires discordantes supplémentaires dans lesquelles seul le profil testé reçoit une réponse positive. L’alerte garde sa date et ses chiffres, mais s’appelle alors « affaiblie ».',
    'flag.numbers': 'Les chiffres',
    'flag.figure': 'Chiffre',
    'flag.then': 'Lors du déclenchement',
    'flag.now': 'Maintenant',
    'flag.pairs': 'Paires dans la série, une par employeur',
    'flag.controlOnly': 'Seul le profil de contrôle positif',
    'flag.treatmentOnly': 'Seul le profil testé positif',
    'flag.both': 'Les deux positifs',
    'flag.neither': 'Aucun des deux positif',
    'flag.e': 'valeur e, unilatérale',
    'flag.k': 'Cellules dans le plan (K)',
    'flag.ratio': 'Rapport (intervalle à 95 %), toutes les paires',
    'flag.path': 'Comment les indications se sont accumulées',
    'flag.path-title': 'valeur e après chaque paire discordante : {{sector}}',
    'flag.path-note':
      'Le seuil est K / 5 % : ce dont une cellule a besoin à elle seule. Si plusieurs cellules ressortent en même temps, la limite est plus basse.',
    'flag.guarantee': 'Ce que cette alerte garantit',
    'flag.guarantee-words':
      'Si aucun employeur ne discriminait nulle part, la probabilité que cette famille déclenche un jour une alerte est d’au plus 5 %, quel que soit le nombre de fois qu’on regarde ; à un moment choisi, la part attendue de fausses alertes est d’au plus 5 % ; la liste de toutes les alertes jamais déclenchées n’a pas une telle limite. Cela vaut parce que le sort attribue les profils pour chaque paire et que chaque employeur ne compte qu’une fois dans une cellule.',
    'flag.guarantee-final':
      'À la fin enregistrée, on a regardé une seule fois : Benjamini-Hochberg à 5 % sur les K cellules scellées de la famille, sur la mid-p bilatérale. Parmi les alertes de cette liste, la part attendue de fausses alertes est d’au plus 5 %, si les cellules sont indépendantes ; la mid-p garde ce niveau de manière approchée. Une alerte n’est déclenchée que si la différence est au détriment du profil testé et s’il y a au moins six paires discordantes. Cela vaut parce que le sort attribue les profils pour chaque paire et que chaque employeur ne compte qu’une fois dans une cellule.',
    'flag.early':
      'Cette campagne s’est terminée plus tôt que prévu, pour une raison qui n’utilisait aucun résultat. Le test repose sur les paires qui comptent.',
    'look.title': 'Alertes de cette campagne',
    'look.campaigns': 'Campagnes',
    'look.lead': 'Que disent les indications par cellule, et qu’est-ce qui est définitif ?',
    'look.wait': 'On n’a pas encore regardé',
    'look.wait-why':
      'Ce plan a une fin fixe. On regarde une seule fois, quand chaque paire prévue compte : regarder plus tôt révélerait qui a reçu quel profil.',
    'look.now': 'Les indications de maintenant',
    'look.family_one': 'Famille {{family}} : {{count}} cellule, avec ses propres 5 %',
    'look.family_other': 'Famille {{family}} : {{count}} cellules, avec ses propres 5 %',
    'look.tested': 'Définitif le {{when}}.',
    'look.stopped-early':
      'Pas d’alertes définitives : la campagne s’est arrêtée plus tôt, pour une raison qui utilisait des résultats. Il ne reste que les alertes actives et la valeur p qui vaut à tout moment.',
    'look.stop-rule-e-value':
      'Pas d’alertes définitives : ce plan s’arrête sur la valeur e, pas à une fin fixe. Ses alertes actives et la valeur p qui vaut à tout moment sont le résultat.',
    'look.sector': 'Secteur',
    'look.discordant': 'Contrôle seul / testé seul',
    'look.midP': 'mid-p',
    'look.adjusted': 'ajustée',
    'look.e': 'valeur e',
    'look.anytime': 'p à tout moment',
    'look.flag': 'Alerte',
    'look.raised': 'oui',
    'look.not': 'non',
    'look.reverse': 'non (tendance inverse)',
    'look.few': 'trop peu de paires discordantes',
    'look.anytime-note':
      'La p à tout moment est min(1, 1 / la plus haute valeur e jamais atteinte). Elle vaut pour une cellule, quel que soit le nombre de fois qu’on regarde ; les alertes corrigent pour l’ensemble des cellules.',
  },
});

export const wordsIn = createTranslator(words);
