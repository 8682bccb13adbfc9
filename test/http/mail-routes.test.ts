// Mail of our own domains leaves by its own route: a server and an account each, signed, and no more than its limits.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CampaignId } from '../../src/campaigns/index.js';
import { toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { checkSignature } from '../support/dkim.js';
import { startOfManyPairs } from '../support/many-vacancies.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const DOMAINS = ['mijnpost.example', 'brievenbus.example'] as const;
const SECRET = 'p@ss word';
const folder = mkdtempSync(join(tmpdir(), 'praktijktest-routes-'));
const keyFile = join(folder, 'key.pem');
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }));

interface Post {
  readonly port: number;
  readonly taken: { user: string | undefined; from: string; raw: Buffer }[];
  close(): Promise<void>;
}

/** A mail server that takes nothing from who did not sign in. */
function openPost(): Promise<Post> {
  const taken: Post['taken'] = [];
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === SECRET ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        taken.push({ user: session.user as string | undefined, from, raw: Buffer.concat(parts) });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.server.address() as AddressInfo).port,
        taken,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}

const routeOf = (domain: string, { port }: Post, more = ''): string =>
  `smtp://${domain.slice(0, 4)}:${encodeURIComponent(SECRET)}@127.0.0.1:${port}?domain=${domain}&dkim=s2026&key=${encodeURIComponent(keyFile)}${more}`;

let posts: Post[];
beforeAll(async () => {
  posts = [await openPost(), await openPost()];
});
afterAll(async () => {
  for (const post of posts) await post.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One look of the jobs at a moment. */
async function tickAt(world: World, minutes: number): Promise<void> {
  const { dispatch, systemContext } = world.services;
  await world.at(toInstant(MONDAY, minutes));
  await dispatch.promote(systemContext());
  while ((await dispatch.send(systemContext())) > 0);
}

describe('mail of our own domains', () => {
  let world: World;
  let campaign: CampaignId;
  beforeAll(async () => {
    const routes = DOMAINS.map((domain, at) => routeOf(domain, posts[at]!));
    world = await openWorld({ settings: { PT_SMTP: routes.join(' ') } });
    campaign = await startOfManyPairs(world, 6);
    await tickAt(world, 9 * 60 + 1);
  });
  afterAll(() => world.close());

  test('leaves by the server and the account of its domain', async () => {
    expect(posts.flatMap(({ taken }) => taken)).toHaveLength(6);
    for (const [at, domain] of DOMAINS.entries()) {
      const { taken } = posts[at]!;
      expect(taken.map(({ user }) => user)).toEqual(taken.map(() => domain.slice(0, 4)));
      expect(taken.filter(({ from }) => !from.endsWith(`@${domain}`))).toEqual([]);
    }
    const states = await asOwner(world.services.database.kysely, (db) =>
      db
        .selectFrom('application')
        .select('state')
        .where('campaign', '=', campaign)
        .where('position', '=', 1)
        .execute(),
    );
    expect(states).toEqual(states.map(() => ({ state: 'sent' })));
  });

  test('bears the signature of its domain, which a receiver can check and a changed word breaks', () => {
    const publicKey = createPublicKey(privateKey);
    for (const [at, domain] of DOMAINS.entries())
      for (const { raw } of posts[at]!.taken) {
        expect(checkSignature(raw, publicKey)).toEqual({ domain, selector: 's2026' });
        const changed = Buffer.from(raw.toString('latin1').replace(/^Subject: ./m, 'Subject: X'), 'latin1');
        expect(checkSignature(changed, publicKey)).toBeNull();
        expect(checkSignature(Buffer.concat([raw, Buffer.from('more\r\n')]), publicKey)).toBeNull();
      }
  });

  test('is kept as it was sent, signature and all', async () => {
    const kept = await asOwner(world.services.database.kysely, (db) =>
      db.selectFrom('attempt').select('message').execute(),
    );
    const bytes = (parts: readonly Buffer[]): string[] => parts.map((part) => part.toString('latin1')).sort();
    expect(bytes(kept.map(({ message }) => message))).toEqual(
      bytes(posts.flatMap(({ taken }) => taken.map(({ raw }) => raw))),
    );
  });
});

describe('limits of an hour', () => {
  const count = (): number => posts.reduce((sum, { taken }) => sum + taken.length, 0);

  test('hold a domain to so many applications; the rest waits, and goes when the hour is over', async () => {
    for (const post of posts) post.taken.length = 0;
    const routes = DOMAINS.map((domain, at) => routeOf(domain, posts[at]!, '&hour=2'));
    const world = await openWorld({ settings: { PT_SMTP: routes.join(' ') } });
    try {
      await startOfManyPairs(world, 12);
      await tickAt(world, 9 * 60 + 1);
      const first = posts.map(({ taken }) => taken.length);
      expect(first.every((sent) => sent <= 2)).toBe(true);
      expect(Math.max(...first)).toBe(2);
      await tickAt(world, 9 * 60 + 30);
      expect(posts.map(({ taken }) => taken.length)).toEqual(first);
      await tickAt(world, 10 * 60 + 5);
      const second = count();
      expect(second).toBeGreaterThan(first[0]! + first[1]!);
      for (let hour = 11; hour <= 16; hour += 1) {
        const before = posts.map(({ taken }) => taken.length);
        await tickAt(world, hour * 60 + 10);
        expect(posts.every(({ taken }, at) => taken.length - before[at]! <= 2)).toBe(true);
      }
      expect(count()).toBe(12);
    } finally {
      await world.close();
    }
  });

  test('hold a domain to so many applications to one domain of recipients, whatever goes elsewhere', async () => {
    for (const post of posts) post.taken.length = 0;
    const routes = DOMAINS.map((domain, at) => routeOf(domain, posts[at]!, '&hour-to=1'));
    const world = await openWorld({ settings: { PT_SMTP: routes.join(' ') } });
    try {
      await startOfManyPairs(world, 6, 'gmail.com');
      await tickAt(world, 9 * 60 + 1);
      expect(posts.map(({ taken }) => taken.length)).toEqual([1, 1]);
      await tickAt(world, 10 * 60 + 5);
      expect(posts.map(({ taken }) => taken.length)).toEqual([2, 2]);
    } finally {
      await world.close();
    }
  });
});
