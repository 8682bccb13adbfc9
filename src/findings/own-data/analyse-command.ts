import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { analyseFile } from './analyse.js';
import {
  EXIT,
  flagOption,
  guarded,
  processIo,
  textOption,
  type Io,
  type OwnDataCommand,
} from './command-io.js';
import { formatOf, listOf, numberIn, optional, required, WrongUse, type Values } from './command-values.js';
import { asCsv } from './csv-out.js';
import type { AnalyseOptions } from './options.js';
import { covariateOf } from './probit.js';
import { asTable, intake, remarks } from './present.js';
import { DataRefused } from './refusal.js';
import { forestSvg } from './svg.js';

const PIECE = 256 * 1024;

const ANALYSE_HELP = `analyse FILE.csv --pair COL[,COL] --arm COL --control V --treatment V --outcome COL     one row per application
analyse FILE.csv --control-outcome COL --treatment-outcome COL                        one row per pair
- reads standard input. Comma, semicolon or tab between cells; the first line names the columns.
  --pair COL[,COL]         columns that together name the pair (one row per pair: optional, looks for doubles)
  --arm COL                column that names the arm; --control V and --treatment V are its two values
  --outcome COL            called back or not: 1/0, true/false, yes/no, ja/nee, oui/non
  --positive V,V           values that mean called back; every other value means not
  --cluster COL            applications with one value here may depend on each other (vacancy, employer)
  --by COL[,COL]           strata: each value, or each combination of values
  --collapse max           several rows of one arm in one pair: called back when any was
  --unpaired               compare the arms without pairing
  --grades                 grade the strata of --by: Kline, Rose and Walters' report card; --lambda .25 rewards right rankings
  --probit COL[,COL=V]     Neumark's heteroskedastic probit: a column of numbers, or whether a column has a value
  --alpha .05              level of the intervals and of Benjamini-Hochberg
  --encoding utf-8         or latin1, windows-1252, windows-1251, utf-16le …
  --format table|json|csv  table has a forest plot
  --svg FILE               write the forest plot as a picture
Exit code 3: the file could not be analysed, or no row of it could be used.`;

export const analyseCommand: OwnDataCommand = {
  summary: "analyse anybody's correspondence study from a CSV file",
  help: ANALYSE_HELP,
  positionals: true,
  options: {
    pair: textOption,
    arm: textOption,
    control: textOption,
    treatment: textOption,
    outcome: textOption,
    'control-outcome': textOption,
    'treatment-outcome': textOption,
    positive: textOption,
    cluster: textOption,
    by: textOption,
    alpha: textOption,
    collapse: textOption,
    encoding: textOption,
    format: textOption,
    svg: textOption,
    lambda: textOption,
    probit: textOption,
    grades: flagOption,
    unpaired: flagOption,
  },
  run: (values, positionals) => runAnalyse(values, positionals, processIo),
};

/** `praktijktest analyse`: reads one file, writes one answer. */
export function runAnalyse(values: Values, positionals: readonly string[], io: Io): Promise<number> {
  return guarded(io, 'analyse', async () => {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new WrongUse('Name one file, or - for standard input: analyse FILE.csv …');
    const format = formatOf(values, ['table', 'json', 'csv']);
    const options = analyseOptions(values);
    if (format === 'csv' && (options.gradeLambda !== null || options.probit.length > 0))
      throw new WrongUse(
        '--grades and --probit are not lines of a table per stratum; take --format json or table.',
      );
    const svg = optional(values, 'svg');
    if (svg !== null && options.unpaired)
      throw new WrongUse('--svg draws pairs; it does not go with --unpaired.');
    const { counted, analysis } = await readable(file, () =>
      analyseFile(file === '-' ? io.input : createReadStream(file, { highWaterMark: PIECE }), options),
    );
    const name = file === '-' ? 'standard input' : basename(file);
    if (svg !== null)
      await writable(svg, () => writeFile(svg, forestSvg(analysis, `Callback ratio, ${name}`)));
    if (format === 'table') await io.write(asTable(counted, analysis, options, name));
    else {
      for (const line of [intake(counted, options), ...remarks(counted, analysis, options)]) io.say(line);
      await io.write(format === 'json' ? `${JSON.stringify(analysis)}\n` : asCsv(analysis, options.by));
    }
    return counted.used === 0 ? EXIT.refused : EXIT.done;
  });
}

const SYSTEM_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'you may not open it',
  EISDIR: 'it is a folder',
  EROFS: 'that place can only be read',
  ENOSPC: 'the disk is full',
};

async function explained<Result>(fault: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = SYSTEM_FAULTS[code];
    if (why === undefined) throw error;
    throw new DataRefused(`${fault}: ${why}.`);
  }
}

const readable = <Result>(file: string, act: () => Promise<Result>): Promise<Result> =>
  explained(`Cannot read ${file}`, act);
const writable = (file: string, act: () => Promise<void>): Promise<void> =>
  explained(`Cannot write ${file}`, act);

function analyseOptions(values: Values): AnalyseOptions {
  const collapse = optional(values, 'collapse');
  if (collapse !== null && collapse !== 'max')
    throw new WrongUse(`--collapse is "${collapse}"; it can only be max.`);
  const unpaired = values['unpaired'] === true;
  return {
    form: formOf(values, unpaired),
    positive: optional(values, 'positive') === null ? null : listOf(values, 'positive'),
    cluster: optional(values, 'cluster'),
    by: listOf(values, 'by'),
    alpha: numberIn(values, 'alpha', { least: 0, most: 1, open: true }) ?? 0.05,
    unpaired,
    collapse: collapse === 'max',
    encoding: optional(values, 'encoding') ?? 'utf-8',
    gradeLambda: lambdaOf(values, unpaired),
    probit: probitOf(values),
  };
}

function lambdaOf(values: Values, unpaired: boolean): number | null {
  const lambda = numberIn(values, 'lambda', { least: 0, most: 1, open: true });
  if (values['grades'] !== true) {
    if (lambda !== null) throw new WrongUse('--lambda belongs to --grades.');
    return null;
  }
  if (unpaired || listOf(values, 'by').length === 0)
    throw new WrongUse('--grades ranks strata of pairs: name them with --by, and leave --unpaired out.');
  return lambda ?? 0.25;
}

function probitOf(values: Values): AnalyseOptions['probit'] {
  const covariates = listOf(values, 'probit').map(covariateOf);
  if (covariates.length > 0 && optional(values, 'arm') === null)
    throw new WrongUse('--probit needs one row per application, because covariates belong to applications.');
  const wrong = covariates.find(({ column, value }) => column === '' || value === '');
  if (wrong !== undefined)
    throw new WrongUse('--probit names columns: a column of numbers, or COLUMN=VALUE.');
  return covariates;
}

function formOf(values: Values, unpaired: boolean): AnalyseOptions['form'] {
  const pair = listOf(values, 'pair');
  if (optional(values, 'control-outcome') !== null || optional(values, 'treatment-outcome') !== null) {
    const extra = ['arm', 'control', 'treatment', 'outcome'].filter(
      (name) => optional(values, name) !== null,
    );
    if (extra.length > 0)
      throw new WrongUse(
        `--${extra.join(', --')} belong to files with one row per application; leave them out beside --control-outcome and --treatment-outcome.`,
      );
    return {
      kind: 'wide',
      pair,
      controlOutcome: required(values, 'control-outcome', 'control_callback'),
      treatmentOutcome: required(values, 'treatment-outcome', 'treatment_callback'),
    };
  }
  if (pair.length === 0 && !unpaired)
    throw new WrongUse(
      '--pair is missing: name the columns that tie two applications together, such as --pair offer, or add --unpaired.',
    );
  const [control, treatment] = [required(values, 'control', 'F'), required(values, 'treatment', 'M')];
  if (control === treatment)
    throw new WrongUse(`--control and --treatment are both "${control}"; give two values of --arm.`);
  return {
    kind: 'long',
    pair,
    arm: required(values, 'arm', 'origin'),
    control,
    treatment,
    outcome: required(values, 'outcome', 'callback'),
  };
}
