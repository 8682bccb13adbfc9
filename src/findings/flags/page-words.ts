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
    'look.lead': 'Wat zegt het bewijs per cel, en wat is al definitief?',
    'look.wait': 'Er is nog niet gekeken',
    'look.wait-why':
      'Dit plan heeft een vast einde. Er wordt één keer gekeken, als elk gepland paar telt: eerder kijken zou verraden wie welk profiel kreeg.',
    'look.now': 'Het bewijs van nu',
    'look.family': 'Familie {{family}}: {{k}} cellen, eigen 5 %',
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
    'look.lead': 'What does the evidence per cell say, and what is final?',
    'look.wait': 'There was no look yet',
    'look.wait-why':
      'This plan has a fixed end. There is one look, when every planned pair counts: looking earlier would give away who got which profile.',
    'look.now': 'The evidence of now',
    'look.family': 'Family {{family}}: {{k}} cells, 5% of its own',
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
});

export const wordsIn = createTranslator(words);
