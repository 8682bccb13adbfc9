// The channel under load on PostgreSQL: the officers' list over 100,000 stored reports, alone and while 1,000 reports with
// files of 2 MB come in within a simulated hour (issue 7: p95 under 500 ms), and how fast such reports are taken at most.
// PT_BENCH_REPORTS: how many reports; PT_BENCH_STORED: how many are stored; PT_BENCH_SPEED: how much faster the hour goes by.
import type { Express } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wait } from '../../src/reports/listener/throttle.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { appOf, openTestChannel, WHOLE, type TestChannel } from '../support/channel.js';
import { openTestDatabase } from '../support/database.js';
import { enrol } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';

const STORED = Number(process.env['PT_BENCH_STORED'] ?? 100_000);
const VISITS = 40;
const ARRIVALS = Number(process.env['PT_BENCH_REPORTS'] ?? 1000);
/** How much faster than the clock the hour goes by. */
const SPEED = Number(process.env['PT_BENCH_SPEED'] ?? 6);
const MOST_LIST_MS = 500;
const AT_ONCE = 4;
const FILE = Buffer.alloc(2 * 1024 * 1024, 7);

let it: TestChannel;
let app: Express;
let an: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0, await openTestDatabase('demo', 'postgres'), 200_000);
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  await it.rows(`with claimed as (insert into shred_slot (slot, state) select n, 'claimed' from generate_series(100000, ${99_999 + STORED}) n returning slot)
    insert into report (id, slot, status, kind, grounds, sector, sent_on, acknowledge_by, acknowledged_on, feedback_by, feedback_on, closed_on, outcome)
    select gen_random_uuid(), slot, s, 'intermediary', '{origin}', 'uitzend', d, d + 7, case when s = 'sent' then null else d + 1 end, d + 90,
      case when s = 'closed' then d + 30 end, case when s = 'closed' then d + 30 end, case when s = 'closed' then 'not-enough' end
    from (select slot, (array['sent', 'acknowledged', 'in-progress', 'closed', 'closed', 'closed', 'closed', 'closed'])[1 + slot % 8] as s,
      date '2026-09-07' - (slot % 1000) as d from claimed) x`);
  await it.rows(
    `insert into message (id, report, side, seen, body) select gen_random_uuid(), id, 'reporter', slot % 10 > 0, decode(repeat('00', 300), 'hex') from report`,
  );
  await it.test.database.session(async (session) => {
    await session.exec('set role pt_owner');
    await session.exec('vacuum analyze pt_reports.report, pt_reports.message');
    await session.exec('reset role');
  });
}, 600_000);
afterAll(() => it.close());

const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
const told = (what: string, times: readonly number[]): void =>
  console.log(
    `${what}: median ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms (${times.length} times)`,
  );

async function timed(use: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await use();
  return performance.now() - start;
}

test('the list of officers over all that is stored', async () => {
  const browser = new Reporter(app);
  browser.cookies.set('dienst', an.secret.text);
  for (const path of ['/dienst', '/dienst?pagina=200', '/dienst?status=afgesloten', '/dienst/cijfers']) {
    const times: number[] = [];
    for (let visit = 0; visit < VISITS; visit++)
      times.push(
        await timed(async () => {
          expect((await browser.go(path)).status).toBe(200);
        }),
      );
    told(path, times);
  }
}, 600_000);

/** When so many people come within an hour, each whenever they like: seconds from its start, in order. The same each time. */
function arrivals(count: number): number[] {
  let state = 20260907;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => draw() * 3600).sort((one, other) => one - other);
}

/** A reporter from the first page to the last, with a file of 2 MB: what a browser sends, and waits for. */
async function fileReport(): Promise<void> {
  const reporter = await new Reporter(app).go('/melden');
  const post = (fields: Record<string, string>) => reporter.press('/melden', { actie: 'verder', ...fields });
  await post({});
  await post({ kind: 'intermediary' });
  await post({ 'ground-origin': 'ja', facts: 'De klant zei: geen buitenlanders.' });
  await post({});
  await post({});
  await reporter.upload('/melden', { actie: 'verder' }, ['mail.bin', FILE]);
  await post({});
  await post({});
  const words = reporter.code();
  await post({ actie: 'verstuur', check: words[11] ?? '' });
  expect(reporter.page).toContain('Uw melding is verstuurd');
}

test('an hour of arrivals with files of 2 MB, while officers read the list', async () => {
  const hour = arrivals(ARRIVALS);
  const [filed, listed]: [number[], number[]] = [[], []];
  let [open, most] = [0, 0];
  const start = performance.now();
  const now = (): number => ((performance.now() - start) / 1000) * SPEED;
  const coming = hour.map(async (second) => {
    await wait(((second / SPEED) * 1000) | 0);
    open += 1;
    most = Math.max(most, open);
    filed.push(await timed(fileReport));
    open -= 1;
  });
  const officer = new Reporter(app);
  officer.cookies.set('dienst', an.secret.text);
  const over = new AbortController();
  const reading = (async () => {
    while (!over.signal.aborted) {
      listed.push(await timed(async () => expect((await officer.go('/dienst')).status).toBe(200)));
      await wait(250);
    }
  })();
  await Promise.all(coming).finally(() => over.abort());
  const seconds = now();
  await reading;
  told(`a report with a file of 2 MB (the hour ${SPEED} times as fast, ${most} at once at most)`, filed);
  told(`the list of ${STORED + ARRIVALS} reports meanwhile`, listed);
  console.log(`${ARRIVALS} reports were there after ${(seconds / 60).toFixed(1)} minutes of that hour`);
  console.log(`list p95 ${quantile(listed, 0.95).toFixed(0)} ms, asked: under ${MOST_LIST_MS} ms`);
  const [row] = await it.rows<{ n: number }>(
    `select count(*)::int as n from report r join key_copy k on k.report = r.id and k.officer = '${an.id}'
     join attachment a on a.report = r.id where status = 'sent'`,
  );
  expect(row?.n).toBe(ARRIVALS);
}, 3_900_000);

test('reports with a file of 2 MB, as fast as they are taken', async () => {
  const times: number[] = [];
  let left = ARRIVALS;
  const file = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      times.push(
        await timed(async () => {
          const entered = await it.intake.begin(WHOLE);
          await it.intake.attach(entered, { name: 'a.bin', type: 'b', content: FILE });
          await it.intake.send(entered, (await it.intake.code(entered)).check);
        }),
      );
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, file));
  const seconds = (performance.now() - start) / 1000;
  expect(times).toHaveLength(ARRIVALS);
  told('a report', times);
  console.log(
    `${ARRIVALS} reports in ${seconds.toFixed(0)} s: ${((ARRIVALS / seconds) * 3600).toFixed(0)} an hour`,
  );
}, 3_600_000);
