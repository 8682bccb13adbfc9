// The channel as a process: tried beside the pages, and alone with its own login, TLS and an onion's socket.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { findFreePort } from '../../src/platform/http.js';
import { makeCertificate } from '../support/certificate.js';
import { createTestDatabase } from '../support/database.js';
import { onDatabase, runAs } from '../support/postgres.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'praktijktest-channel-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
});

type Environment = Record<string, string>;

function start(args: readonly string[], environment: Environment): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PT_PORT: '0',
      PT_CHANNEL_PORT: '0',
      PT_MAIL_IN_PORT: '0',
      PT_LOG_LEVEL: 'error',
      PT_DATA_DIR: join(work, 'data'),
      ...environment,
    },
    cwd: work,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function run(
  args: readonly string[],
  environment: Environment = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(args, environment);
  return new Promise((resolve) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (piece: Buffer) => (stdout += piece.toString()));
    child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Starts a server and gives its addresses once it says so many. */
function serve(role: string, environment: Environment, count: number) {
  const child = start(['serve', '--role', role], environment);
  let [stdout, stderr] = ['', ''];
  return new Promise<{ child: ChildProcess; addresses: string[]; said: () => string }>((resolve, reject) => {
    child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
    child.stdout?.on('data', (piece: Buffer) => {
      stdout += piece.toString();
      const addresses = [...stdout.matchAll(/listening on (\S+)/g)].map(([, address]) => address!);
      if (addresses.length === count) resolve({ child, addresses, said: () => stdout + stderr });
    });
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}: ${stderr}`)));
  });
}

function get(
  options: RequestOptions & { ca?: string },
  tls = false,
): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
  return new Promise((resolve, reject) => {
    const call = (tls ? tlsRequest : plainRequest)(options, (answer) => {
      let text = '';
      answer.on('data', (piece: Buffer) => (text += piece.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    call.on('error', reject);
    call.end();
  });
}

const custodians = async (count: number): Promise<string> => {
  const lines: string[] = [];
  for (let at = 0; at < count; at++) {
    const file = join(work, `custodian-${Math.random().toString(36).slice(2)}`);
    const made = await run(['custodian', 'keys', '--file', file]);
    expect(made.code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    lines.push(`bewaarder ${at}=${made.stdout.trim()}`);
  }
  return lines.join(',');
};

describe('in one process, to try it', () => {
  test('the channel stands beside the pages, says what it is, and has officers from the command line', async () => {
    const settings = { PT_CHANNEL_CUSTODIANS: await custodians(2) };
    const added = await run(['officer', 'add', '--login', 'An', '--name', 'An Peeters'], settings);
    expect(added).toMatchObject({ code: 0 });
    expect(added.stdout).toMatch(/account [0-9a-f-]{36}\n/);
    expect((await run(['officer', 'list'], settings)).stdout).toMatch(/an {2}An Peeters {2}not-started/);
    const { addresses, said, child } = await serve('all', settings, 2);
    expect(said()).toContain('to try it, not for real reports');
    const page = await fetch(new URL('/melden', addresses[1]));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('U kan nu niet melden');
    expect((await fetch(new URL('/dienst/aanmelden', addresses[1]))).status).toBe(200);
    // Neither serves the pages of the other.
    expect((await fetch(new URL('/melden', addresses[0]))).status).not.toBe(200);
    expect((await fetch(new URL('/campagnes', addresses[1]))).status).toBe(404);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
    const blocked = await run(['officer', 'block', '--login', 'an'], settings);
    expect(blocked.code).toBe(0);
    expect((await run(['officer', 'block', '--login', 'niemand'], settings)).code).toBe(3);
  });

  test('production refuses it, and the channel alone without a login of its own', async () => {
    const production = { NODE_ENV: 'production', PT_CHANNEL_CUSTODIANS: await custodians(3) };
    for (const role of ['all', 'channel']) {
      const refused = await run(['serve', '--role', role], production);
      expect(refused.code, role).toBe(3);
      expect(refused.stderr, role).toContain('PT_CHANNEL_DATABASE_URL');
    }
    const alone = await run(['serve', '--role', 'channel']);
    expect(alone).toMatchObject({ code: 3 });
    expect(alone.stderr).toContain('serve --role all');
    expect((await run(['serve', '--role', 'melden'])).code).toBe(2);
  });

  test('a disk that the settings name and that is not there is told, and nothing starts without its guard', async () => {
    for (const disks of [join(work, 'tikfuot'), `${work},`]) {
      const refused = await run(['serve', '--role', 'all'], { PT_CHANNEL_DISKS: disks });
      expect(refused.code).toBe(3);
      expect(refused.stderr).toContain('PT_CHANNEL_DISKS names folders that are not there');
    }
  });
});

describe.runIf(inject('postgres') !== null)('alone, on PostgreSQL', () => {
  test('it has its own login, ends TLS itself, takes an onion on a socket, and writes no request down', async () => {
    const { admin } = inject('postgres')!;
    const { url, drop } = await createTestDatabase('live');
    const login = `pt_channel_alone_${process.pid}`;
    await runAs(admin, `create role ${login} login password 'x' in role pt_channel`);
    const own = new URL(onDatabase(admin, new URL(url).pathname.slice(1)));
    own.username = login;
    own.password = 'x';
    const { cert, key } = makeCertificate('localhost');
    writeFileSync(join(work, 'cert.pem'), cert);
    writeFileSync(join(work, 'key.pem'), key);
    const port = await findFreePort();
    const onion = `${'a'.repeat(56)}.onion`;
    const settings = {
      NODE_ENV: 'production',
      PT_LOG_LEVEL: 'debug',
      PT_CHANNEL_DATABASE_URL: own.href,
      PT_CHANNEL_PORT: String(port),
      PT_CHANNEL_URL: `https://localhost:${port}`,
      PT_CHANNEL_CERT: join(work, 'cert.pem'),
      PT_CHANNEL_CERT_KEY: join(work, 'key.pem'),
      PT_CHANNEL_SOCKET: join(work, 'onion.sock'),
      PT_CHANNEL_ONION: onion,
      PT_CHANNEL_POOL: join(work, 'pool'),
      PT_CHANNEL_SECRET: 'a secret of the channel alone, long enough',
      PT_CHANNEL_CUSTODIANS: await custodians(3),
      PT_CHANNEL_RECEIPT_KEYS: Buffer.alloc(32, 5).toString('base64'),
    };
    try {
      const refused = await run(['serve', '--role', 'channel'], {
        ...settings,
        PT_CHANNEL_DATABASE_URL: url,
      });
      expect(refused).toMatchObject({ code: 3 });
      expect(refused.stderr).toContain('may read the rest of the product');
      const { said } = await serve('channel', settings, 1);
      const before = said();
      const secure = await get({ host: 'localhost', port, path: '/melden', ca: cert }, true);
      expect(secure.status).toBe(200);
      expect(secure.headers['strict-transport-security']).toContain('max-age');
      expect(String(secure.headers['set-cookie'])).toMatch(/__Host-pt=.*Secure/);
      const byOnion = await get({
        socketPath: settings.PT_CHANNEL_SOCKET,
        path: '/melden',
        headers: { host: onion },
      });
      expect(byOnion.status).toBe(200);
      expect(String(byOnion.headers['set-cookie'])).toMatch(/__Host-pt=.*Secure/);
      const other = await get({
        socketPath: settings.PT_CHANNEL_SOCKET,
        path: '/melden',
        headers: { host: 'x' },
      });
      expect(other.status).toBeGreaterThanOrEqual(400);
      expect(said()).toBe(before);
      expect(existsSync(settings.PT_CHANNEL_POOL)).toBe(true);
    } finally {
      for (const child of running) child.kill('SIGKILL');
      await drop();
      await runAs(admin, `drop role ${login}`);
    }
  });
});
