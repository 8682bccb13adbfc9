/**
 * Duty: turn frozen counts of matched tests into estimates, intervals, tests and evidence. Pure: no time, no chance,
 * no reading. Floor: 0, imports nothing; open to every feature.
 * Method: paired inference as the correspondence-test literature asks (ILO/Bovenkerk 1992; McNemar 1947; Tango 1998;
 * Nam and Blackwelder 2002), checked against published and reference values in test/golden.
 * Every result is one of several kinds: what could not be determined says so and why. Undefined is null; a limit that
 * is infinite is null beside a finite one; NaN, Infinity and a made-up p = 1 do not occur.
 */
export {
  FEWEST_DISCORDANT,
  addTables,
  callbacksOf,
  countPairs,
  directionOf,
  discordantPairs,
  pairTable,
  swapArms,
  totalPairs,
  verdictOf,
  type Arm,
  type Direction,
  type Interval,
  type PairTable,
  type Verdict,
} from './pair-table.js';
export { analysePairs, type PairAnalysis } from './analyse-pairs.js';
export { armRate, clopperPearsonInterval, rateOf, wilsonInterval, type Rate } from './rates.js';
export {
  logRatioError,
  ratioDeltaInterval,
  ratioOf,
  ratioScore,
  ratioScoreInterval,
} from './paired-ratio.js';
export {
  differenceAgrestiMinInterval,
  differenceNewcombeInterval,
  differenceOf,
  differenceScore,
  differenceTangoInterval,
  differenceWaldInterval,
} from './paired-difference.js';
export { interactionOf, type Interaction, type InteractionTables } from './interaction.js';
export {
  conditionalOddsExact,
  conditionalOddsMidP,
  mcnemar,
  netDiscrimination,
  type McNemar,
  type McNemarTested,
  type NetDiscrimination,
} from './mcnemar.js';
export {
  anytimeP,
  eValueFromLog,
  evidencePath,
  firstCrossing,
  firstCrossing20,
  logEValues,
  logKtE,
  logOneSidedE,
  logUniformE,
  type Discordant,
  type EValues,
  type EvidenceStep,
} from './e-values.js';
export {
  alphaSpent,
  confidenceSequence,
  confidenceSequenceRho,
  lanDeMets,
  type ConfidenceSequence,
  type SequentialBounds,
  type SequentialLook,
  type Spending,
} from './sequential.js';
export {
  benjaminiHochberg,
  eBenjaminiHochberg,
  holm,
  qValues,
  storey,
  storeyNullShare,
  type Adjusted,
  type Storey,
  type StoreyOptions,
} from './multiplicity.js';
export {
  pairProbabilities,
  pairsNeeded,
  powerExact,
  powerNormal,
  smallestDetectableRatio,
  unpairedNeeded,
  unpairedPower,
  type DetectableRatio,
  type DetectableRatioInput,
  type Discordance,
  type NotPlanned,
  type PairProbabilities,
  type PowerOptions,
  type SampleSize,
  type UnpairedSize,
} from './power.js';
export { standingPower, type StandingPower } from './standing-power.js';
export { cohenKappa, type Kappa } from './agreement.js';
export {
  analyseUnpaired,
  unpairedDifferenceMiettinenNurminen,
  unpairedDifferenceNewcombe,
  unpairedRatioKatz,
  unpairedRatioKoopman,
  type ArmCounts,
  type UnpairedAnalysis,
  type UnpairedTable,
} from './unpaired.js';
export { fisherExact, type Fisher } from './fisher.js';
export {
  clusterOfPairs,
  clusterRobustDifference,
  type ClusterCorrection,
  type ClusterRobust,
} from './cluster-robust.js';
export {
  cochranQ,
  discordantHomogeneity,
  mantelHaenszel,
  poolPairs,
  type Chi2Test,
  type CochranQ,
  type Homogeneity,
  type MantelHaenszel,
  type PooledPairs,
} from './strata.js';
export {
  testIndependence,
  testTrend,
  testUniformity,
  type BalanceTest,
  type PlaceCounts,
} from './balance.js';
export { metaAnalyse, type MetaAnalysis, type MetaMethod } from './meta-analysis.js';
export {
  betaPosterior,
  shrinkBeta,
  shrinkNormal,
  shrinkTowards,
  type BetaShrinkage,
  type BetaUnit,
  type DiscordantCount,
  type Estimate,
  type NormalShrinkage,
  type Shrunk,
} from './shrinkage.js';
export { funnelLimits, type FunnelLimits } from './funnel.js';
export { assignGrades, gradingLoss, probabilityAbove, type Grades, type Posterior } from './grades.js';
export {
  heteroskedasticProbit,
  type Coefficient,
  type HeteroskedasticProbit,
  type ProbitData,
} from './heteroskedastic-probit.js';
export {
  betaQuantile,
  binomialCdf,
  binomialQuantile,
  chi2Cdf,
  chi2Quantile,
  log1mExp,
  logBeta,
  logBinomialPmf,
  logBinomialTails,
  logChi2Tails,
  logGamma,
  logIncompleteBeta,
  logIncompleteGamma,
  logNormalTails,
  logNormalTwoSided,
  logTTails,
  logTTwoSided,
  normalCdf,
  normalDensity,
  normalQuantile,
  pFromLog,
  tCdf,
  tQuantile,
  twoSidedZ,
  type LogTails,
} from './distributions.js';
