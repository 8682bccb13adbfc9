/** Everything that is reported about one cell of matched tests, in one value that can be written as JSON. */
import { eValueFromLog, logEValues, type EValues } from './e-values.js';
import { conditionalOddsExact, mcnemar, netDiscrimination, type NetDiscrimination } from './mcnemar.js';
import {
  directionOf,
  discordantPairs,
  totalPairs,
  verdictOf,
  type Direction,
  type Interval,
  type PairTable,
  type Verdict,
} from './pair-table.js';
import { differenceTangoInterval } from './paired-difference.js';
import { ratioScoreInterval } from './paired-ratio.js';
import { armRate, type Rate } from './rates.js';

export interface PairAnalysis {
  readonly pairs: PairTable & { readonly total: number; readonly discordant: number };
  readonly control: Rate;
  readonly treatment: Rate;
  readonly ratio: Interval & { readonly method: 'nam-blackwelder' };
  readonly difference: Interval & { readonly method: 'tango' };
  readonly netDiscrimination: NetDiscrimination;
  /** All null without a discordant pair. p-values are two-sided; under 1e-300 they are 1e-300. */
  readonly mcnemar: {
    readonly chi2: number | null;
    readonly p: number | null;
    readonly chi2Corrected: number | null;
    readonly pCorrected: number | null;
    readonly exactP: number | null;
    readonly midP: number | null;
  };
  readonly conditionalOdds: Interval;
  /** At most the largest double; log10 has no such limit. 1 without a discordant pair. */
  readonly eValue: EValues & { readonly log10: EValues };
  readonly direction: Direction;
  readonly verdict: Verdict;
}

function mcnemarFields(t: PairTable): PairAnalysis['mcnemar'] {
  const result = mcnemar(t);
  if (result.kind === 'undetermined') {
    return { chi2: null, p: null, chi2Corrected: null, pCorrected: null, exactP: null, midP: null };
  }
  const { chi2, p, chi2Corrected, pCorrected, exactP, midP } = result;
  return { chi2, p, chi2Corrected, pCorrected, exactP, midP };
}

/** All results of one cell; intervals at 1 − alpha. Never NaN, Infinity, or a p-value where nothing was tested. */
export function analysePairs(t: PairTable, { alpha = 0.05 }: { readonly alpha?: number } = {}): PairAnalysis {
  const { both, controlOnly, treatmentOnly, neither } = t;
  const logE = logEValues(t);
  const ratio = ratioScoreInterval(t, alpha);
  const difference = differenceTangoInterval(t, alpha);
  return {
    pairs: {
      both,
      controlOnly,
      treatmentOnly,
      neither,
      total: totalPairs(t),
      discordant: discordantPairs(t),
    },
    control: armRate(t, 'control', alpha),
    treatment: armRate(t, 'treatment', alpha),
    ratio: { estimate: ratio.estimate, ci: ratio.ci, method: 'nam-blackwelder' },
    difference: { estimate: difference.estimate, ci: difference.ci, method: 'tango' },
    netDiscrimination: netDiscrimination(t),
    mcnemar: mcnemarFields(t),
    conditionalOdds: conditionalOddsExact(t, alpha),
    eValue: {
      uniform: eValueFromLog(logE.uniform),
      kt: eValueFromLog(logE.kt),
      oneSided: eValueFromLog(logE.oneSided),
      log10: {
        uniform: logE.uniform * Math.LOG10E,
        kt: logE.kt * Math.LOG10E,
        oneSided: logE.oneSided * Math.LOG10E,
      },
    },
    direction: directionOf(t),
    verdict: verdictOf(t),
  };
}
