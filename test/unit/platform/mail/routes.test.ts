import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readMailRoutes } from '../../../../src/platform/mail-routes.js';
import { createMailRoutes, NoSigningKey, type MailRoutes } from '../../../../src/platform/mail/index.js';

const folder = mkdtempSync(join(tmpdir(), 'praktijktest-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(setting: string, loopbackOnly = true): MailRoutes {
  const { routes, passwords } = readMailRoutes(setting)!;
  return createMailRoutes({
    routes,
    passwords,
    each: { loopbackOnly },
    other: { host: '127.0.0.1', port: 1 },
  });
}

const withKey = (file: string): string =>
  `smtp://127.0.0.1?domain=own.example&dkim=s&key=${encodeURIComponent(file)}`;

test.each([
  ['no key at all', 'Xq7 no key'],
  [
    'a key that is too short',
    generateKeyPairSync('rsa', { modulusLength: 1024 })
      .privateKey.export({ format: 'pem', type: 'pkcs8' })
      .toString(),
  ],
  [
    'a key of another kind',
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  ],
])('%s stops the start, and nothing of the file is told', (name, text) => {
  const file = join(folder, `${name}.pem`);
  writeFileSync(file, text);
  const start = (): MailRoutes => open(withKey(file));
  expect(start).toThrow(NoSigningKey);
  expect(start).toThrow(
    /^The key of own\.example in PT_SMTP must be a file with an RSA private key of 2048 bits/,
  );
});

test('a file that is not there stops the start as well', () => {
  expect(() => open(withKey(join(folder, 'nowhere.pem')))).toThrow(NoSigningKey);
});

test('a route that leaves this machine is refused where nothing may', async () => {
  expect(() => open('smtps://mail.example?domain=own.example')).toThrow('loopback');
  await open('smtps://mail.example?domain=own.example', false).close();
});

test('limits are those of the domain; another domain has none, and is not signed', async () => {
  const routes = open('smtp://127.0.0.1?domain=own.example&hour=60&hour-to=5');
  expect(routes.limitsOf('own.example')).toMatchObject({ hourly: 60, hourlyTo: 5 });
  expect(routes.limitsOf('else.example')).toEqual({ hourly: undefined, hourlyTo: undefined });
  const raw = Buffer.from('From: a@else.example\r\n\r\nText\r\n');
  expect(await routes.sign('a@else.example', raw)).toBe(raw);
  await routes.close();
});
