import { createTranslator, defineWords } from '../../web/index.js';

/** The words on what two signals do together. */
const words = defineWords({
  nl: {
    head: 'Wat beide signalen samen doen',
    lead: 'Is het verschil bij “{{joint}}” groter dan bij “{{one}}” en “{{other}}” opgeteld? Elke vergelijking heeft eigen paren.',
    caption: 'Wat beide signalen samen doen, per sector',
    sector: 'Sector',
    difference: 'Extra verschil (procent\u00adpunt)',
    ratio: 'Extra factor in de ratio',
    meaning: 'Betekenis',
    more: 'samen meer nadeel dan elk apart opgeteld',
    less: 'samen minder nadeel dan elk apart opgeteld',
    chance: 'niet te onderscheiden van gewoon optellen',
    few: 'te weinig discordante paren in een van de drie',
    notes:
      'Het extra verschil is het verschil van de paren met beide signalen, min dat van elk signaal alleen; 0 betekent: gewoon optellen. De extra factor deelt de ratio’s; 1 betekent: gewoon vermenigvuldigen. Tussen haakjes staat het 95 %-betrouwbaarheidsinterval (MOVER, uit de intervallen van Tango en Nam-Blackwelder). De betekenis volgt het extra verschil. Dit beschrijft: er volgt geen vlag uit.',
  },
  en: {
    head: 'What both signals do together',
    lead: 'Is the difference of “{{joint}}” greater than those of “{{one}}” and “{{other}}” added up? Each comparison has pairs of its own.',
    caption: 'What both signals do together, by sector',
    sector: 'Sector',
    difference: 'Extra difference (percentage points)',
    ratio: 'Extra factor in the ratio',
    meaning: 'Meaning',
    more: 'together worse than each alone added up',
    less: 'together less bad than each alone added up',
    chance: 'cannot be told from adding up',
    few: 'too few discordant pairs in one of the three',
    notes:
      'The extra difference is that of the pairs with both signals, less that of each signal alone; 0 means: they add up. The extra factor divides the ratios; 1 means: they multiply. In brackets stands the 95 % confidence interval (MOVER, from the intervals of Tango and Nam-Blackwelder). The meaning follows the extra difference. This describes: no flag follows from it.',
  },
  fr: {
    head: 'Ce que les deux signaux font ensemble',
    lead: 'L’écart de « {{joint}} » est-il plus grand que ceux de « {{one}} » et « {{other}} » additionnés ? Chaque comparaison a ses propres paires.',
    caption: 'Ce que les deux signaux font ensemble, par secteur',
    sector: 'Secteur',
    difference: 'Écart en plus (points de pourcentage)',
    ratio: 'Facteur en plus dans le ratio',
    meaning: 'Signification',
    more: 'ensemble, plus défavorable que chacun additionné',
    less: 'ensemble, moins défavorable que chacun additionné',
    chance: 'ne se distingue pas d’une simple addition',
    few: 'trop peu de paires discordantes dans une des trois',
    notes:
      'L’écart en plus est celui des paires portant les deux signaux, moins celui de chaque signal seul ; 0 signifie : ils s’additionnent. Le facteur en plus divise les ratios ; 1 signifie : ils se multiplient. Entre parenthèses figure l’intervalle de confiance à 95 % (MOVER, à partir des intervalles de Tango et de Nam-Blackwelder). La signification suit l’écart en plus. Ceci décrit : aucun signalement n’en découle.',
  },
});

export const jointWordsIn = createTranslator(words);
