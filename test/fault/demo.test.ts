import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { DemoResult } from '../../src/demo-result.js';
import { runDemo } from '../../src/demo.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { createTestDatabase, snapshotOf } from '../support/database.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'praktijktest-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the main job: npm run demo -- --exit --json', () => {
  let result: DemoResult;
  beforeAll(async () => {
    const { stdout } = await run(process.execPath, ['dist/cli.js', 'demo', '--exit', '--json'], {
      env: { ...process.env, PT_DATA_DIR: folder, DATABASE_URL: '' },
      maxBuffer: 1e7,
    });
    result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as DemoResult;
  }, 600_000);

  test('plans 240 pairs and sends 480 applications', () => {
    expect([result.planned, result.sent]).toEqual([240, 480]);
  });
  test('codes every application', () => {
    expect(result.coded).toBe(480);
  });
  test('receives more messages than it can match, and loses none of the others', () => {
    expect(result.received - result.matched).toBe(3);
  });
  test('prints the sectors in their order', () => {
    expect(result.sectors.map((sector) => sector.code)).toEqual(['uitzend', 'bouw', 'detailhandel']);
  });
  test('every planned pair has an outcome or is void', () => {
    const counted = result.sectors.map(
      ({ pairs }) => pairs.both + pairs.controlOnly + pairs.treatmentOnly + pairs.neither,
    );
    expect(counted.reduce((sum, n) => sum + n, result.voided)).toBe(result.planned);
  });
  test('flags the strong sector and spares the fair one', () => {
    const flagged = result.flags.map((flag) => flag.sector);
    expect([flagged.includes('uitzend'), flagged.includes('detailhandel')]).toEqual([true, false]);
  });
  test('has every client call coded by two, and every pair of calls by candidates counted', () => {
    const { clients, candidates } = result.calls;
    expect([clients.planned, clients.coded]).toEqual([6, 6]);
    expect(clients.granted).toBeGreaterThan(0);
    expect(candidates).toEqual({ planned: 8, called: 16, counted: 8 });
  });
  test('the audit chain verifies', () => {
    expect(result.auditVerified).toBe(true);
  });
});

describe('the same seed', () => {
  const small = async (seed: number, name: string, url?: string): Promise<Omit<DemoResult, 'seconds'>> => {
    const ran = await runDemo({
      config: readConfig({ PT_LOG_LEVEL: 'silent', ...(url === undefined ? {} : { DATABASE_URL: url }) }),
      log: createLog('silent'),
      seed,
      pairs: 10,
      folder: join(folder, name),
      from: snapshotOf('demo'),
      onProgress: () => undefined,
      simulatorCommand: [process.execPath, join('dist', 'cli.js'), 'simulator'],
    });
    await ran.services.close();
    const { seconds: _, ...result } = ran.result;
    return result;
  };

  // One result is what each of the others is held to.
  let seven: Omit<DemoResult, 'seconds'>;
  beforeAll(async () => {
    seven = await small(7, 'seven');
  }, 300_000);

  test('gives the same result again', async () => {
    expect(await small(7, 'again')).toEqual(seven);
  }, 300_000);
  test('gives another result with another seed', async () => {
    expect(await small(8, 'eight')).not.toEqual(seven);
  }, 300_000);
  test.skipIf(inject('postgres') === null)(
    'gives the same result on PostgreSQL',
    async () => {
      const { url, drop } = await createTestDatabase('empty');
      expect(await small(7, 'postgres', url)).toEqual(seven);
      await drop();
    },
    300_000,
  );
});
