import type { Covariate } from './probit.js';

/** One row per application. */
export interface LongForm {
  readonly kind: 'long';
  /** Columns that together name the pair; may be empty when unpaired. */
  readonly pair: readonly string[];
  readonly arm: string;
  readonly control: string;
  readonly treatment: string;
  readonly outcome: string;
}

/** One row per pair. */
export interface WideForm {
  readonly kind: 'wide';
  /** Columns that name the pair; empty: every row is a pair of its own. */
  readonly pair: readonly string[];
  readonly controlOutcome: string;
  readonly treatmentOutcome: string;
}

/** What to read from a file and how. */
export interface AnalyseOptions {
  readonly form: LongForm | WideForm;
  /** Values that mean a callback; null: the usual words. */
  readonly positive: readonly string[] | null;
  readonly cluster: string | null;
  readonly by: readonly string[];
  readonly alpha: number;
  readonly unpaired: boolean;
  /** Several rows of one arm under one key: called back when any was. */
  readonly collapse: boolean;
  readonly encoding: string;
  /** Grade the strata with this reward for a right ranking; null: no grades. */
  readonly gradeLambda: number | null;
  /** Covariates of the heteroskedastic probit; empty: no probit. */
  readonly probit: readonly Covariate[];
}
