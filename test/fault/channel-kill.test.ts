// A process that is killed while it sends a report: either the whole report is there and its code works, or nothing was sent.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { asOwner } from '../../src/platform/db/index.js';
import { drawSigningKeys } from '../../src/reports/crypto/signature.js';
import type { TestChannel } from '../support/channel.js';
import { createTestDatabase, snapshotOf } from '../support/database.js';
import { enrol, signInAs } from '../support/officers.js';
import { workerProgram } from './built.js';
import { openAt, type ChannelPlace, type SendAsked } from './channel-worker.js';

const work = mkdtempSync(join(tmpdir(), 'praktijktest-kill-'));
const TEXT = 'De klant zei: geen buitenlanders.';
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function send(asked: SendAsked): Promise<Ended> {
  const child = spawn(process.execPath, [workerProgram('channel-worker'), JSON.stringify(asked)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

interface Draft {
  readonly report: string;
  readonly cookie: string;
  readonly code: string;
  readonly check: string;
}

type Opened = Awaited<ReturnType<typeof openAt>>;

async function prepare(opened: Opened): Promise<Draft> {
  const entered = await opened.intake.begin({ kind: 'victim', grounds: ['origin'], facts: TEXT });
  await opened.intake.attach(entered, { name: 'een', type: 'text/plain', content: Buffer.from('bewijs') });
  const code = await opened.intake.code(entered);
  return { report: entered.report, cookie: entered.secret.text, code: code.text, check: code.check };
}

/** What a killed process left: 'nothing' or 'whole'; anything between fails. */
async function stateLeft(opened: Opened, draft: Draft): Promise<'nothing' | 'whole'> {
  const counts = await asOwner(opened.database.kysely, (db) =>
    sql<{ status: string; officers: number; acts: number; marks: number }>`select r.status,
      (select count(*)::int from pt_reports.key_copy k where k.report = r.id and k.officer is not null) as officers,
      (select count(*)::int from pt_reports.pending_act a where a.report = r.id) as acts,
      (select count(*)::int from pt_reports.sent_mark) as marks
      from pt_reports.report r where r.id = ${draft.report}`.execute(db),
  );
  const [row] = counts.rows;
  const back = await opened.intake.comeBack(draft.code);
  if (row?.status === 'draft') {
    expect(row).toMatchObject({ officers: 0, acts: 0, marks: 0 });
    expect(back.opens).toBe('draft');
    const again = await opened.intake.enter(back.cookie);
    expect((await opened.intake.readDraft(again!)).answers.facts).toBe(TEXT);
    return 'nothing';
  }
  expect(row).toMatchObject({ status: 'sent', officers: 2, acts: 1, marks: 1 });
  expect(back.opens).toBe('sent');
  const visitor = await signInAs(opened, 'an');
  const dossier = await opened.desk.open(visitor, draft.report);
  expect(dossier.answers.facts).toBe(TEXT);
  expect(dossier.files).toHaveLength(1);
  return 'whole';
}

async function tryAll(place: ChannelPlace, keys: TestChannel['custodianKeys'], from?: Blob): Promise<void> {
  const first = await openAt(place, undefined, from);
  for (const [login, name] of [
    ['an', 'An'],
    ['bo', 'Bo'],
  ] as const)
    await enrol({ ...first, custodianKeys: keys }, login, name);
  const trial = await prepare(first);
  const draft = await prepare(first);
  await first.close();
  const whole = await send({ ...place, cookie: trial.cookie, check: trial.check, after: 0 });
  expect(whole, whole.stderr).toMatchObject({ code: 0 });
  const statements = Number(whole.stdout);
  expect(statements).toBeGreaterThan(10);
  const clean = await openAt(place);
  await asOwner(clean.database.kysely, (db) => sql`delete from pt_reports.sent_mark`.execute(db));
  await clean.close();
  let cookie = draft.cookie;
  const left: string[] = [];
  for (const share of [0.1, 0.4, 0.7, 0.9, 1]) {
    const after = Math.max(1, Math.round(statements * share));
    const killed = await send({ ...place, cookie, check: draft.check, after });
    expect(killed.signal, killed.stderr).toBe('SIGKILL');
    const opened = await openAt(place);
    left.push(await stateLeft(opened, draft));
    if (left.at(-1) === 'nothing') cookie = (await opened.intake.comeBack(draft.code)).cookie;
    await opened.close();
  }
  // Sending is one transaction: nothing of it is there before its last statement, and all of it after.
  expect(left).toEqual(['nothing', 'nothing', 'nothing', 'nothing', 'whole']);
}

const custodians = () => {
  const keys = [drawSigningKeys(), drawSigningKeys(), drawSigningKeys()];
  return { keys, publics: keys.map(({ publicKey }) => publicKey.toString('hex')) };
};

describe('a report whose sending is killed', () => {
  test('is whole or was not sent, on the embedded database', async () => {
    const { keys, publics } = custodians();
    const place = { folder: join(work, 'data'), pool: join(work, 'pool-1'), custodians: publics };
    await tryAll(place, keys, snapshotOf('live'));
  });

  test.runIf(inject('postgres') !== null)('is whole or was not sent, on PostgreSQL', async () => {
    const { keys, publics } = custodians();
    const { url, drop } = await createTestDatabase('live');
    await tryAll({ url, pool: join(work, 'pool-2'), custodians: publics }, keys);
    await drop();
  });
});
