// Two servers, each a process of its own, send from one database at once: each application leaves once, and is in the
// log. 600 applications in every run; PT_FAULT_APPLICATIONS=5000 for the number of the issue.
import { spawn } from 'node:child_process';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { MOST_A_DAY, startOfManyPairs } from '../support/many-vacancies.js';
import { WORLD_ANSWER_KEYS } from '../support/sealed.js';
import { MONDAY, openWorld, WORLD_KEY, type World } from '../support/world.js';
import { startFaultyServer, type FaultyServer } from '../unit/platform/mail/faulty-server.js';
import { workerProgram } from './built.js';
import type { Sending } from './dispatch-worker.js';

const APPLICATIONS = Number(process.env['PT_FAULT_APPLICATIONS'] ?? '600');
/** Two applications each, in three sectors. */
const PAIRS = Math.ceil(APPLICATIONS / 6) * 3;
/** How many pairs begin on each day; each ends on the next. At most four days begin pairs: Monday to Thursday. */
const BEGINNING = Array.from({ length: Math.ceil(PAIRS / MOST_A_DAY) }, (_, day) =>
  Math.min(MOST_A_DAY, PAIRS - day * MOST_A_DAY),
);
/** How many applications leave on each day. */
const LEAVING = [...BEGINNING, 0].map((begin, day) => begin + (BEGINNING[day - 1] ?? 0));

describe.skipIf(inject('postgres') === null)('two servers on one database', { timeout: 600_000 }, () => {
  let world: World;
  let smtp: FaultyServer;
  let id: CampaignId;
  const made: number[][] = [];

  const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
    asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows);

  beforeAll(async () => {
    smtp = await startFaultyServer();
    world = await openWorld({ on: 'postgres', smtp: { host: '127.0.0.1', port: smtp.port } });
    id = await startOfManyPairs(world, PAIRS);
    // Second arms a day after the first; every one of a day is due before the servers start.
    for (const day of LEAVING.keys()) {
      const at = toInstant(addDays(MONDAY, day), 10 * 60);
      await world.at(at);
      const began = performance.now();
      made.push(await Promise.all([serve(at), serve(at)]));
      console.info(
        `day ${day + 1}: ${made.at(-1)!.join(' and ')} attempts in ${((performance.now() - began) / 1000).toFixed(1)} s`,
      );
    }
  }, 600_000);
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });

  /** Runs a server to its end. @returns how many attempts it made */
  async function serve(at: Date): Promise<number> {
    const [{ name }] = (await rows(sql<{ name: string }>`select current_database() as name`)) as [
      { name: string },
    ];
    const url = new URL(inject('postgres')!.login);
    url.pathname = `/${name}`;
    const asked = {
      url: url.href,
      at: at.getTime(),
      smtpPort: smtp.port,
      secret: WORLD_KEY,
      answerKeys: WORLD_ANSWER_KEYS,
    } satisfies Sending;
    const child = spawn(process.execPath, [workerProgram('dispatch-worker'), JSON.stringify(asked)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, complaints] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        if (code !== 0) reject(new Error(`A server ended with code ${code}:\n${complaints}`));
        else resolve((JSON.parse(out) as { attempts: number }).attempts);
      });
    });
  }

  test('share the work', () => {
    expect(made.map(([first, second]) => first! + second!)).toEqual(LEAVING);
    for (const each of made) expect(Math.min(...each)).toBeGreaterThan(0);
  });

  test('deliver each application once', () => {
    const ids = smtp.taken.map((text) => /^Message-ID: *(\S+)/im.exec(text)![1]!);
    expect([ids.length, new Set(ids).size]).toEqual([2 * PAIRS, 2 * PAIRS]);
  });

  test('leave each application sent, after one attempt', async () => {
    expect(
      await rows(
        sql`select a.state, a.attempts, count(*)::int as n, count(distinct t.id)::int as made from application a
          join attempt t on t.application = a.id and t.result = 'sent' where a.campaign = ${id} group by 1, 2`,
      ),
    ).toEqual([{ state: 'sent', attempts: 1, n: 2 * PAIRS, made: 2 * PAIRS }]);
  });

  test('write the beginning and the end of each attempt in one chain that holds', async () => {
    expect((await verifyChain(world.services.systemContext())).broken).toBeNull();
    expect(
      await rows(
        sql`select what, count(*)::int as n, count(distinct body::jsonb ->> 'attempt')::int as attempts
          from audit_link where what in ('attempt.started', 'attempt.ended') group by what order by what`,
      ),
    ).toEqual(
      ['attempt.ended', 'attempt.started'].map((what) => ({ what, n: 2 * PAIRS, attempts: 2 * PAIRS })),
    );
  });
});
