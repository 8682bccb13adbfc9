/** Runs the commands as the command line does, on text instead of files. */
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import {
  analyseCommand,
  powerCommand,
  runAnalyse,
  runPower,
  runSimulate,
  simulateCommand,
  type Io,
} from '../../../../src/findings/own-data/index.js';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

const programs = {
  analyse: [analyseCommand, runAnalyse],
  power: [powerCommand, (values, _files, io) => runPower(values, io)],
  simulate: [simulateCommand, (values, _files, io) => runSimulate(values, io)],
} satisfies Record<string, [typeof analyseCommand, typeof runAnalyse]>;

/** One call, such as run('analyse', '- --by sector', text); the text is standard input. */
export async function run(
  name: keyof typeof programs,
  args: string,
  input: string | Uint8Array = '',
): Promise<Ran> {
  const [command, act] = programs[name];
  const { values, positionals } = parseArgs({
    args: args.split(' ').filter((arg) => arg !== ''),
    options: command.options,
    allowPositionals: command.positionals === true,
  });
  const ran = { out: '', err: '' };
  const io: Io = {
    write: (text) => {
      ran.out += text;
      return Promise.resolve();
    },
    say: (line) => void (ran.err += `${line}\n`),
    input: Readable.from([Buffer.from(input)]),
  };
  const code = await act(values as Record<string, string | boolean | undefined>, positionals, io);
  return { code, ...ran };
}

/** The JSON answer of an analysis of a text. */
export async function analyse(args: string, input: string): Promise<any> {
  const { code, out, err } = await run('analyse', `- --format json ${args}`, input);
  if (code !== 0) throw new Error(`exit ${code}: ${err}`);
  return JSON.parse(out);
}

export const WIDE = '--control-outcome control --treatment-outcome treatment';
export const LONG = '--pair ad --arm arm --control c --treatment t --outcome call';

/** A wide file with these numbers of pairs, in this order: control only, treatment only, both, neither. */
export function wide(controlOnly: number, treatmentOnly: number, both: number, neither: number): string {
  const rows = [
    ['1,0', controlOnly],
    ['0,1', treatmentOnly],
    ['1,1', both],
    ['0,0', neither],
  ] as const;
  return `control,treatment\n${rows.map(([row, times]) => `${row}\n`.repeat(times)).join('')}`;
}
