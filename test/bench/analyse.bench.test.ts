/** `analyse` on a million pairs: time and memory of the whole command, beside what only reading with csv-parse takes. */
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PAIRS = 1_000_000;
const EMPLOYERS = 5_000;
const SECTORS = 32;
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'praktijktest-bench-'));
const plain = join(folder, 'plain.csv');
const quoted = join(folder, 'quoted.csv');

/** The same made-up study for every run: a linear congruential generator is enough to fill a file. */
function writeStudies(): void {
  let state = 12_345;
  const next = (): number => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32;
  const files = [openSync(plain, 'w'), openSync(quoted, 'w')];
  let texts: [string, string] = [
    'pair,sector,employer,control,treatment\n',
    '"pair","sector","employer","control","treatment"\n',
  ];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const employer = Math.floor(next() * EMPLOYERS);
    const control = next() < 0.25 ? 1 : 0;
    const treatment = next() < 0.3 ? control : next() < 0.22 ? 1 : 0;
    const names = [`sector ${employer % SECTORS}`, `employer-${employer}`];
    texts[0] += `${pair},${names.join(',')},${control},${treatment}\n`;
    texts[1] += `${pair},"${names.join('","')}","${control}","${treatment}"\n`;
    if (pair % 2000 !== 0) continue;
    for (const [index, file] of files.entries()) writeSync(file, texts[index] ?? '');
    texts = ['', ''];
  }
  files.forEach(closeSync);
}

interface Measured {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
  answer: { input: { used: number }; strata: unknown[] };
}

/** Runs the built command line in a process of its own, so that start-up and memory count. */
function runCli(args: readonly string[]): Measured {
  const measure =
    "process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nUSED '+JSON.stringify([u.maxRSS,u.userCPUTime+u.systemCPUTime]))});process.argv.splice(1,1,process.argv[1]);await import(process.argv[1]);";
  const started = performance.now();
  const ran = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', measure, cli, 'analyse', ...args, '--format', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const [, used = '[0,0]'] = /USED (.*)$/.exec(ran.stderr) ?? [];
  const [kilobytes = 0, microseconds = 0]: number[] = JSON.parse(used);
  return {
    seconds,
    cpuSeconds: microseconds / 1e6,
    megabytes: kilobytes / 1024,
    answer: JSON.parse(ran.stdout),
  };
}

async function readWithGeneralParser(file: string): Promise<number> {
  const before = process.cpuUsage();
  let rows = 0;
  for await (const _ of createReadStream(file).pipe(parse({ bom: true }))) rows += 1;
  expect(rows).toBe(PAIRS + 1);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const WIDE = ['--control-outcome', 'control', '--treatment-outcome', 'treatment'];

describe('a million pairs', () => {
  let parserSeconds = 0;
  beforeAll(async () => {
    writeStudies();
    parserSeconds = await readWithGeneralParser(plain);
    console.log(`csv-parse, reading alone: ${parserSeconds.toFixed(2)} s of CPU`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['32 sectors', plain, ['--by', 'sector'], SECTORS],
    ['5,000 employers', plain, ['--by', 'employer'], EMPLOYERS],
    ['32 sectors, 5,000 clusters', plain, ['--by', 'sector', '--cluster', 'employer'], SECTORS],
    ['32 sectors, every cell quoted', quoted, ['--by', 'sector'], SECTORS],
    ['32 sectors, every pair named', plain, ['--by', 'sector', '--pair', 'pair'], SECTORS],
  ])('%s', (name, file, args, strata) => {
    const { seconds, cpuSeconds, megabytes, answer } = runCli([file, ...WIDE, ...args]);
    expect([answer.input.used, answer.strata.length]).toEqual([PAIRS, strata]);
    console.log(
      `analyse, ${name}: ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU (${(cpuSeconds / parserSeconds).toFixed(2)} × csv-parse), ${megabytes.toFixed(0)} MB at most`,
    );
  });
});
