import {
  heteroskedasticProbit,
  type Coefficient,
  type HeteroskedasticProbit,
} from '../../statistics/index.js';
import { clean } from './outcome.js';
import { ARM, type ArmPlace } from './tally.js';

/** A covariate: a column of numbers, or whether a column has a value. */
export interface Covariate {
  readonly column: string;
  /** Null: the column holds numbers. */
  readonly value: string | null;
}

/** `years` or `quality=high`. */
export function covariateOf(text: string): Covariate {
  const at = text.indexOf('=');
  return at < 0
    ? { column: text, value: null }
    : { column: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

/** The name by which a covariate is written. */
export const covariateName = ({ column, value }: Covariate): string =>
  value === null ? column : `${column}=${value}`;

const NUMBER = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i;

/** The applications of a file with their covariates: every one that can be read, in a complete pair or not. */
export class ProbitRows {
  readonly #covariates: readonly Covariate[];
  readonly #places: readonly number[];
  readonly #outcome: boolean[] = [];
  readonly #treated: boolean[] = [];
  readonly #rows: number[][] = [];

  /** @param places where each covariate's column stands among the wanted cells */
  constructor(covariates: readonly Covariate[], places: readonly number[]) {
    this.#covariates = covariates;
    this.#places = places;
  }

  /** The covariates of a row, or why they cannot be read, with the cure. */
  read(cells: readonly string[]): number[] | string {
    const row: number[] = [];
    for (const [index, { column, value }] of this.#covariates.entries()) {
      const cell = clean(cells[this.#places[index] ?? 0] ?? '');
      if (cell === '') return `${column} is empty; fill in the covariate, or leave it out of --probit`;
      if (value !== null) row.push(cell === value ? 1 : 0);
      else if (NUMBER.test(cell)) row.push(Number(cell.replace(',', '.')));
      else
        return `${column} is "${cell.slice(0, 60)}", not a number; write a number, or name a value: --probit ${column}=VALUE`;
    }
    return row;
  }

  add(row: number[], arm: ArmPlace, callback: boolean): void {
    this.#rows.push(row);
    this.#treated.push(arm === ARM.treatment);
    this.#outcome.push(callback);
  }

  fit(): ProbitFigures {
    const fit = heteroskedasticProbit({
      outcome: this.#outcome,
      treated: this.#treated,
      covariates: this.#rows,
    });
    const applications = this.#rows.length;
    if (fit.kind === 'undetermined') return { ...fit, applications };
    const names = ['constant', 'treatment', ...this.#covariates.map(covariateName)];
    const { coefficients, logSdRatio, sdRatio, logLikelihood, equalVariances, effect } = fit;
    const terms = coefficients.map((coefficient, index) => ({ name: names[index] ?? '', ...coefficient }));
    return {
      kind: 'determined',
      applications,
      terms,
      logSdRatio,
      sdRatio,
      logLikelihood,
      equalVariances,
      effect,
    };
  }
}

/** What the heteroskedastic probit says (Neumark 2012): how much of the gap is level, how much is spread. */
export type ProbitFigures =
  | ({
      readonly kind: 'determined';
      readonly applications: number;
      readonly terms: readonly ({ readonly name: string } & Coefficient)[];
    } & Pick<
      Extract<HeteroskedasticProbit, { kind: 'determined' }>,
      'logSdRatio' | 'sdRatio' | 'logLikelihood' | 'equalVariances' | 'effect'
    >)
  | ({ readonly applications: number } & Extract<HeteroskedasticProbit, { kind: 'undetermined' }>);
