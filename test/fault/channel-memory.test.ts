// What comes in at the channel's door takes no more memory than is stated here, whatever is sent, and none of it stays.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { drawSigningKeys } from '../../src/reports/crypto/signature.js';
import { createTestDatabase } from '../support/database.js';
import { enrol } from '../support/officers.js';
import { workerProgram } from './built.js';
import type { Memory } from './channel-server.js';
import { openAt } from './channel-worker.js';

const MB = 1024 * 1024;
/**
 * Eight uploads of 10 MB take 80 MB; with what is let go and not collected yet it was 130 MB when this was measured. A server that
 * holds what is too long took 450 MB.
 */
const MOST_MORE = 280 * MB;
/** What may stay behind after everything: two files of the dozens that were sent are more. */
const MOST_LEFT = 15 * MB;
/** So many are sent at once, each so long: held, those of one kind alone would be far over the bound. */
const AT_ONCE = 8;
const BODY = 40 * MB;
const KNOWN = [200, 303, 400, 403, 413, 422, 503];

describe.runIf(inject('postgres') !== null)('the memory of a channel server', () => {
  const work = mkdtempSync(join(tmpdir(), 'praktijktest-memory-'));
  let server: ChildProcess;
  let port: number;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const keys = [drawSigningKeys(), drawSigningKeys(), drawSigningKeys()];
    const made = await createTestDatabase('live');
    ({ drop } = made);
    const custodians = keys.map(({ publicKey }) => publicKey.toString('hex'));
    const place = { url: made.url, pool: join(work, 'pool'), custodians };
    const first = await openAt(place);
    for (const login of ['an', 'bo']) await enrol({ ...first, custodianKeys: keys }, login, login);
    await first.close();
    server = fork(workerProgram('channel-server'), [JSON.stringify(place)], { execArgv: ['--expose-gc'] });
    [port] = (await once(server, 'message')) as [number];
  });
  afterAll(async () => {
    server.kill();
    await once(server, 'exit');
    await drop();
    rmSync(work, { recursive: true, force: true });
  });

  async function memory(): Promise<Memory> {
    server.send('memory');
    const [said] = (await once(server, 'message')) as [Memory];
    return said;
  }

  /** Sends a body of so many bytes in pieces, as fast as it is taken; gives the status of the answer, 0 where it was cut off. */
  function pour(type: string, head: string, fill: string, bytes: number): Promise<number> {
    const piece = Buffer.from(fill.repeat(Math.ceil((64 * 1024) / fill.length)));
    return new Promise((resolve) => {
      let [left, said] = [bytes, ''];
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `POST /melden HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`,
        );
        if (head !== '') socket.write(`${Buffer.byteLength(head).toString(16)}\r\n${head}\r\n`);
        const chunk = Buffer.concat([
          Buffer.from(`${piece.length.toString(16)}\r\n`),
          piece,
          Buffer.from('\r\n'),
        ]);
        const go = (): void => {
          while (left > 0 && socket.writable) {
            left -= piece.length;
            if (!socket.write(chunk)) return void socket.once('drain', go);
          }
          socket.write('0\r\n\r\n');
        };
        go();
      });
      socket.on('data', (some) => (said += some.toString('latin1')));
      socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0)));
      // Who is answered before the end finds the door closed while writing.
      socket.on('error', () => undefined);
    });
  }

  const form = 'multipart/form-data; boundary=x';
  const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
  /** Bodies that go on: a file, many files, a field, many fields, a form, and what is none. */
  const BODIES: readonly (readonly [string, string, string])[] = [
    [form, file, 'x'],
    [form, file, `${'y'.repeat(9 * MB)}\r\n${file}`],
    [form, '--x\r\nContent-Disposition: form-data; name="facts"\r\n\r\n', 'é'],
    [form, '', `--x\r\nContent-Disposition: form-data; name="facts"\r\n\r\n${'z'.repeat(60_000)}\r\n`],
    ['application/x-www-form-urlencoded', 'facts=', '%F0%9F%92%A9'],
    ['text/plain', '', 'hallo '],
  ];
  /** Every kind after the other, so many at once. */
  async function pourAll(bytes: number): Promise<number[]> {
    const statuses: number[] = [];
    for (const body of BODIES)
      statuses.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => pour(...body, bytes)))));
    return statuses;
  }

  /** A visitor with a form token, as a browser has one. */
  async function visit(): Promise<(fields: Record<string, string>, path?: string) => Promise<Response>> {
    const own = { Host: '127.0.0.1', 'Sec-Fetch-Site': 'same-origin' };
    const page = await fetch(`http://127.0.0.1:${port}/melden`, { headers: own });
    const cookies = page.headers.getSetCookie().map((one) => one.split(';')[0]!);
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())![1]!;
    return (fields, path = '/melden') =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...own, Cookie: cookies.join('; ') },
        body: new URLSearchParams({ _csrf: token, ...fields }),
      });
  }

  /** Drafts that nobody goes on with, with whatever is typed in them, and codes that are none. */
  async function draftsAndCodes(count: number): Promise<void> {
    const post = await visit();
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 3000 }), { numRuns: count, seed: 7 });
    let drafts = 0;
    for (let at = 0; at < count; at += AT_ONCE)
      await Promise.all(
        texts.slice(at, at + AT_ONCE).map(async (text, of) => {
          const begun = await post({ stap: 'who', actie: 'verder', kind: 'victim', facts: text });
          expect(KNOWN).toContain(begun.status);
          if (begun.headers.getSetCookie().some((one) => one.startsWith('melding='))) drafts += 1;
          await begun.text();
          if (of > 0) return;
          const asked = await post({ stap: 'code', code: text.slice(0, 100) }, '/opvolgen');
          expect(KNOWN).toContain(asked.status);
          await asked.text();
        }),
      );
    expect(drafts).toBeGreaterThan(count / 2);
  }

  test('stays within its bound under bodies without end, and gives back what they took', async () => {
    await pourAll(MB);
    await draftsAndCodes(2 * AT_ONCE);
    const before = await memory();
    const statuses = await pourAll(BODY);
    for (const status of statuses) expect([...KNOWN, 0]).toContain(status);
    // Forms are read to their end, or they would show nothing.
    expect(statuses.filter((status) => status > 0).length).toBeGreaterThanOrEqual(AT_ONCE * 4);
    const during = await memory();
    expect(during.most - before.now).toBeLessThan(MOST_MORE);
    expect(during.held - before.held).toBeLessThan(MOST_LEFT);
  });

  test('does not grow with the drafts that are begun and the codes that are tried', async () => {
    await draftsAndCodes(2 * AT_ONCE);
    const before = await memory();
    await draftsAndCodes(10 * AT_ONCE);
    const after = await memory();
    expect(after.most - before.now).toBeLessThan(MOST_MORE);
    expect(after.held - before.held).toBeLessThan(MOST_LEFT);
  });
});
