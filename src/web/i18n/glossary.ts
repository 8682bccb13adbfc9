/** A word of the field in the three languages; `en` is also the word used in the code. */
export interface Term {
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

/**
 * The shared glossary: one idea, one word, in every screen, letter and export. French is kept here before the
 * interface speaks it, so that texts quoted in French use the same words.
 */
export const GLOSSARY = {
  practiceTest: { nl: 'praktijktest', en: 'practice test', fr: 'test de situation' },
  correspondenceTest: { nl: 'correspondentietest', en: 'correspondence test', fr: 'test de correspondance' },
  mysteryCall: { nl: 'mystery call (klantoproep)', en: 'mystery call (client call)', fr: 'appel mystère' },
  application: { nl: 'sollicitatie', en: 'application', fr: 'candidature' },
  controlProfile: { nl: 'referentieprofiel', en: 'control profile', fr: 'profil de contrôle' },
  treatmentProfile: { nl: 'testprofiel', en: 'treatment profile', fr: 'profil testé' },
  ground: { nl: 'beschermd kenmerk', en: 'protected ground', fr: 'critère protégé' },
  callback: { nl: 'positieve reactie', en: 'callback', fr: 'réponse positive' },
  strict: { nl: 'strikt', en: 'strict', fr: 'stricte' },
  lenient: { nl: 'ruim', en: 'lenient', fr: 'large' },
  callbackRatio: {
    nl: 'ratio positieve reacties',
    en: 'callback ratio',
    fr: 'rapport de réponses positives',
  },
  netDiscriminationRate: {
    nl: 'nettodiscriminatiegraad',
    en: 'net discrimination rate',
    fr: 'taux net de discrimination',
  },
  discordantPair: { nl: 'discordant paar', en: 'discordant pair', fr: 'paire discordante' },
  confidenceInterval: {
    nl: 'betrouwbaarheidsinterval',
    en: 'confidence interval',
    fr: 'intervalle de confiance',
  },
  purpose: { nl: 'doel', en: 'purpose', fr: 'finalité' },
  baseline: { nl: 'nulmeting', en: 'baseline', fr: 'mesure de référence' },
  enforcement: { nl: 'handhaving', en: 'enforcement', fr: 'contrôle' },
  selfRegulation: { nl: 'zelfregulering', en: 'self-regulation', fr: 'autorégulation' },
  contractClause: { nl: 'non-discriminatieclausule', en: 'contract clause', fr: 'clause contractuelle' },
  legalBasis: { nl: 'rechtsgrond', en: 'legal basis', fr: 'base légale' },
  authorisation: { nl: 'machtiging', en: 'authorisation', fr: 'autorisation' },
  labourAuditor: { nl: 'arbeidsauditeur', en: 'labour auditor', fr: 'auditeur du travail' },
  sealedPlan: { nl: 'verzegeld plan', en: 'sealed plan', fr: 'plan scellé' },
  samplingFrame: { nl: 'steekproefkader', en: 'sampling frame', fr: 'base de sondage' },
  flag: { nl: 'knipperlicht', en: 'flag', fr: 'alerte statistique' },
  signal: { nl: 'aanwijzing', en: 'signal', fr: 'indice' },
  report: { nl: 'melding', en: 'report', fr: 'signalement' },
  reporter: { nl: 'melder', en: 'reporter', fr: 'auteur du signalement' },
  reportingChannel: { nl: 'meldpunt', en: 'reporting channel', fr: 'point de contact' },
  intermediary: { nl: 'professionele intermediair', en: 'intermediary', fr: 'intermédiaire' },
  returnCode: { nl: 'opvolgcode', en: 'return code', fr: 'code de suivi' },
  warning: { nl: 'waarschuwing', en: 'warning', fr: 'avertissement' },
  informationReport: { nl: 'pv van inlichtingen', en: 'information report', fr: 'PV de renseignements' },
  infringementReport: { nl: 'pro justitia', en: 'official report of infringement', fr: 'pro justitia' },
  bottleneckOccupation: { nl: 'knelpuntberoep', en: 'bottleneck occupation', fr: 'fonction critique' },
  jointCommittee: { nl: 'paritair comité', en: 'joint committee', fr: 'commission paritaire' },
  sectorCovenant: { nl: 'sectorconvenant', en: 'sector covenant', fr: 'convention sectorielle' },
  codeOfConduct: { nl: 'gedragscode', en: 'code of conduct', fr: 'code de conduite' },
  targetGroup: { nl: 'kansengroep', en: 'target group', fr: 'groupe à potentiel' },
  targetFigure: { nl: 'streefcijfer', en: 'target figure', fr: 'objectif chiffré' },
  trigger: { nl: 'aanleiding', en: 'trigger', fr: 'motif' },
  reasonedRequest: { nl: 'gemotiveerd verzoek', en: 'reasoned request', fr: 'demande motivée' },
  amendment: { nl: 'wijziging van het plan', en: 'amendment', fr: 'modification du plan' },
  void: { nl: 'ongeldig paar', en: 'void', fr: 'paire nulle' },
  inDoubt: { nl: 'verzending onzeker', en: 'in doubt', fr: 'envoi incertain' },
  withdraw: { nl: 'sollicitatie intrekken', en: 'withdraw', fr: 'retirer la candidature' },
  adjudication: { nl: 'eindbeslissing', en: 'adjudication', fr: 'décision finale' },
  detection: { nl: 'vermoeden van herkenning', en: 'detection', fr: 'soupçon de détection' },
  burden: { nl: 'belasting van de werkgever', en: 'burden', fr: 'charge pour l’employeur' },
  exhibit: { nl: 'overtuigingsstuk', en: 'exhibit', fr: 'pièce à conviction' },
  evidenceBundle: { nl: 'bewijsbundel', en: 'evidence bundle', fr: 'dossier de preuves' },
  hearing: { nl: 'verhoor', en: 'hearing', fr: 'audition' },
  referral: { nl: 'doorverwijzing', en: 'referral', fr: 'renvoi' },
  followUpTest: { nl: 'hertest', en: 'follow-up test', fr: 'test de suivi' },
  legalHold: { nl: 'bewaarplicht', en: 'legal hold', fr: 'obligation de conservation' },
  'COMPLY-OPEN': { nl: 'gaat er openlijk op in', en: 'complies openly', fr: 'accepte ouvertement' },
  'COMPLY-HIDDEN': { nl: 'gaat er verdoken op in', en: 'complies covertly', fr: 'accepte à mots couverts' },
  EVADE: { nl: 'ontwijkt', en: 'evades', fr: 'esquive' },
  REFUSE: { nl: 'weigert', en: 'refuses', fr: 'refuse' },
  'REFUSE-LAW': {
    nl: 'weigert en noemt de wet',
    en: 'refuses and names the law',
    fr: 'refuse en citant la loi',
  },
  REPORTS: { nl: 'meldt het', en: 'reports it', fr: 'signale' },
  coordinator: { nl: 'coördinator', en: 'coordinator', fr: 'coordinateur' },
  inspector: { nl: 'sociaalrechtelijk inspecteur', en: 'inspector', fr: 'inspecteur social' },
  fieldworker: { nl: 'veldwerker', en: 'fieldworker', fr: 'agent de terrain' },
  coder: { nl: 'codeur', en: 'coder', fr: 'codeur' },
  adjudicator: { nl: 'beslissende codeur', en: 'adjudicator', fr: 'arbitre' },
  tester: { nl: 'tester', en: 'tester', fr: 'testeur' },
  analyst: { nl: 'analist', en: 'analyst', fr: 'analyste' },
  channelOfficer: { nl: 'meldpuntmedewerker', en: 'channel officer', fr: 'agent du point de contact' },
  identityCustodian: { nl: 'identiteitsbewaarder', en: 'custodian', fr: 'dépositaire' },
  logReviewer: { nl: 'logboekcontroleur', en: 'log reviewer', fr: 'contrôleur du journal' },
  dpo: { nl: 'functionaris voor gegevensbescherming', en: 'DPO', fr: 'DPO' },
} satisfies Record<string, Term>;

export type TermKey = keyof typeof GLOSSARY;

/** The word for an idea in a language of the glossary. */
export function term(key: TermKey, lang: keyof Term): string {
  return GLOSSARY[key][lang];
}
