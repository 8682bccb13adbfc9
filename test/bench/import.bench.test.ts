import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { checkDigits } from '../../src/register/kbo.js';
import { createTestDatabase } from '../support/database.js';

const folder = mkdtempSync(join(tmpdir(), 'praktijktest-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EMPLOYERS = 2000;
const kboOf = (n: number): string => {
  const eight = String(9_990_000 + (n % EMPLOYERS)).padStart(8, '0');
  return eight + checkDigits(eight);
};

async function writeCsv(
  name: string,
  header: string,
  rows: number,
  row: (n: number) => string,
): Promise<string> {
  const file = join(folder, name);
  const stream = createWriteStream(file);
  stream.write(`${header}\n`);
  for (let n = 0; n < rows; n += 1) if (!stream.write(`${row(n)}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
  return file;
}

const employers = (): Promise<string> =>
  writeCsv('employers.csv', 'kbo,name,sector', EMPLOYERS, (n) => `${kboOf(n)},Firma ${n},bouw`);
const vacancies = (rows: number): Promise<string> =>
  writeCsv(
    `vacancies-${rows}.csv`,
    'reference,source,title,kbo,place,postcode,contact_email,occupation,bottleneck,open_from',
    rows,
    (n) => `v-${n},vdab,Metser ${n},${kboOf(n)},Gent,9000,jobs@firma-${n}.example,metser,nee,2026-09-01`,
  );

/** Runs the command line and watches its resident memory. Megabytes, seconds. */
async function measure(
  args: string[],
  env: Record<string, string>,
  until?: RegExp,
): Promise<{ peak: number; seconds: number; code: number | null; progress: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let peak = 0;
  let progress = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(
        peak,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      );
    } catch {
      // The process has just ended.
    }
  }, 20);
  child.stderr.on('data', (chunk: Buffer) => (progress += chunk.toString().split('%').length - 1));
  child.stdout.on(
    'data',
    (chunk: Buffer) =>
      until?.test(chunk.toString()) === true && setTimeout(() => child.kill('SIGTERM'), 1500),
  );
  await once(child, 'exit');
  clearInterval(watch);
  return { peak, seconds: (performance.now() - began) / 1000, code: child.exitCode, progress };
}

test.skipIf(inject('postgres') === null)(
  'importing three times as many vacancies on PostgreSQL needs at most a tenth more memory',
  async () => {
    const peaks: number[] = [];
    for (const rows of [100_000, 300_000]) {
      const { url, drop } = await createTestDatabase('live');
      await measure(['import', 'employers', await employers()], { DATABASE_URL: url });
      const run = await measure(['import', 'vacancies', await vacancies(rows)], { DATABASE_URL: url });
      console.log(
        `PostgreSQL, ${rows} vacancies: peak ${run.peak.toFixed(0)} MB, ${run.seconds.toFixed(1)} s, progress shown ${run.progress} times`,
      );
      expect(run.code).toBe(0);
      expect(run.progress).toBeGreaterThan(2);
      peaks.push(run.peak);
      await drop();
    }
    const [small = 0, large = 0] = peaks;
    console.log(`ratio of peaks ${(large / small).toFixed(3)}`);
    expect(large).toBeLessThan(300);
    expect(large / small).toBeLessThanOrEqual(1.1);
  },
);

test('importing on the embedded database stays within 150 MB of an idle server', async () => {
  const data = { PT_DATA_DIR: join(folder, 'data'), DATABASE_URL: '', PT_PORT: '0', PT_MAIL_IN_PORT: '0' };
  await measure(['import', 'employers', await employers()], data);
  const idle = await measure(['serve'], data, /listening/);
  for (const rows of [100_000, 300_000]) {
    const run = await measure(['import', 'vacancies', await vacancies(rows)], data);
    console.log(
      `embedded, ${rows} vacancies: peak ${run.peak.toFixed(0)} MB against ${idle.peak.toFixed(0)} MB idle, ${run.seconds.toFixed(1)} s`,
    );
    expect(run.code).toBe(0);
    expect(run.peak - idle.peak).toBeLessThanOrEqual(150);
  }
});
