// Mailboxes on other servers, read from a real IMAP server: nothing is lost and nothing comes twice, whatever happens to it.
import net from 'node:net';
import { sql, type RawBuilder } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { findDovecot, openDovecot, type Dovecot } from '../support/dovecot.js';
import { openedAnswer } from '../support/sealed.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const MAILBOX = 'antwoorden@mijnpost.example';
const fieldworker = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'fieldworker'))!;

let world: World;
let dovecot: Dovecot;
let door: Door;
let applicant: string;
let employer: string;

/** A way to the server that can be shut after so many bytes. */
interface Door {
  readonly port: number;
  /** Lets so many bytes of the server through, then breaks every connection, once; then acts. */
  breakAfter(bytes: number, then?: () => void): void;
  /** Breaks every connection and lets nobody through until it is opened. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

async function openDoor(to: number): Promise<Door> {
  let left = Infinity;
  let broken: () => void = () => undefined;
  let isShut = false;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    if (isShut) {
      client.destroy();
      return;
    }
    const inner = net.connect(to, '127.0.0.1');
    for (const socket of [client, inner]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        inner.destroy();
      });
    }
    client.pipe(inner);
    inner.on('data', (chunk) => {
      client.write(chunk.subarray(0, Math.min(chunk.length, left)));
      left -= chunk.length;
      if (left > 0) return;
      left = Infinity;
      sockets.forEach((socket) => socket.destroy());
      broken();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    breakAfter: (bytes, then = () => undefined) => {
      left = bytes;
      broken = then;
    },
    shut: () => {
      isShut = true;
      sockets.forEach((socket) => socket.destroy());
    },
    open: () => {
      isShut = false;
    },
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const owner = async <T>(query: RawBuilder<T>): Promise<T[]> =>
  asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows);
const count = async (): Promise<number> =>
  (await owner<{ n: number }>(sql`select count(*)::int as n from response`))[0]!.n;
const toMailbox = () =>
  owner<{ n: number }>(sql`select count(*)::int as n from response where envelope_to = ${MAILBOX}`);
interface Source {
  trouble: string | null;
  uid_validity: string | null;
  last_uid: string | null;
  read_at: Date | null;
}
const source = async (): Promise<Source> =>
  (
    await owner<Source>(sql`select trouble, uid_validity::text, last_uid::text, read_at from mail_source`)
  )[0]!;
/** Waits until something holds; the reader works by itself. */
async function until(what: string, holds: () => Promise<boolean>, seconds = 30): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`In ${seconds} seconds it did not come to: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
const untilWell = () =>
  until('read without trouble', async () => {
    const { trouble, read_at } = await source();
    return trouble === null && read_at !== null;
  });
/** Breaks the connection and waits until the mailbox was read whole again, at a later instant. */
const untilReadAnew = async (): Promise<void> => {
  const now = new Date(world.services.clock.now().getTime() + 1);
  await world.at(now);
  door.shut();
  door.open();
  await until('read anew', async () => {
    const { trouble, read_at } = await source();
    return trouble === null && read_at !== null && read_at >= now;
  });
};
let numbered = 0;
const message = (to: string, body = 'Wij nodigen u graag uit voor een gesprek.', more = ''): string => {
  numbered += 1;
  return `Return-Path: <${employer}>\r\nDelivered-To: ${to}\r\nFrom: ${employer}\r\nTo: ${to}\r\nSubject: Uw sollicitatie\r\nMessage-ID: <${numbered}@firma.example>\r\n${more}\r\n${body}\r\n`;
};

describe.skipIf(!findDovecot())('a mailbox on another server', () => {
  beforeAll(async () => {
    dovecot = await openDovecot();
    door = await openDoor(dovecot.port);
    world = await openWorld({ settings: { PT_IMAP: dovecot.setting(MAILBOX, door.port) } });
    await runningCampaign(world, 1);
    await sendAll(world);
    const [one] = await owner<{ from_address: string; to_address: string }>(
      sql`select from_address, to_address from application where state = 'sent' order by id limit 1`,
    );
    applicant = one!.from_address;
    employer = one!.to_address;
    await dovecot.deliver([message(applicant)]);
    await world.services.mailSources.open();
    await untilWell();
  });
  afterAll(async () => {
    await world.close();
    await door.close();
    await dovecot.close();
  });

  test('gives what lay in it as answers, each for the address to which it was delivered', async () => {
    await world.services.responses.process(world.services.systemContext());
    const rows = await owner(
      sql`select envelope_from, envelope_to, state, channel from response where envelope_to = ${applicant}`,
    );
    expect(rows).toEqual([
      { envelope_from: employer, envelope_to: applicant, state: 'matched', channel: 'mail' },
    ]);
  });

  test('keeps the bytes as they lie there', async () => {
    const bytes = Buffer.from(message(applicant, 'Met accent: caf\xe9', 'X-Odd: \tx  \r\n'), 'latin1');
    const before = await count();
    await dovecot.deliver([bytes]);
    await until('one more', async () => (await count()) === before + 1);
    const [row] = await owner<{ id: string; sealed: Buffer; sha256: Buffer }>(
      sql`select id, sealed, sha256 from response where bytes = ${bytes.length}`,
    );
    expect(openedAnswer(row!).equals(bytes)).toBe(true);
  });

  test('is told of a new message by the server, without asking', async () => {
    await untilReadAnew();
    const before = await count();
    const began = performance.now();
    await dovecot.deliver([message(applicant)]);
    await until('one more', async () => (await count()) === before + 1, 20);
    // Asking comes every two minutes.
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('gives the same message twice as one answer', async () => {
    const before = await count();
    const again = message(applicant);
    await dovecot.deliver([again, again, message(applicant)]);
    await until('two more', async () => (await count()) === before + 2);
    await untilReadAnew();
    expect(await count()).toBe(before + 2);
  });

  test('takes mail that names none of our addresses as its own', async () => {
    const before = await count();
    await dovecot.deliver([
      'From: iemand@elders.example\r\nTo: iemand@anders.example\r\nSubject: x\r\n\r\nhallo\r\n',
    ]);
    await until('one more', async () => (await count()) === before + 1);
    expect(
      await owner(sql`select envelope_from as "from" from response where envelope_to = ${MAILBOX}`),
    ).toEqual([{ from: 'iemand@elders.example' }]);
  });

  test('loses nothing and doubles nothing when its messages get other numbers', async () => {
    const [before, { uid_validity: old }] = [await count(), await source()];
    await dovecot.kill();
    dovecot.renumber();
    // Dovecot takes the second as the new validity.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await dovecot.start();
    await dovecot.deliver([message(applicant)]);
    await until('one more', async () => (await count()) === before + 1);
    await untilReadAnew();
    expect((await source()).uid_validity).not.toBe(old);
    expect(await count()).toBe(before + 1);
  });

  test('keeps what cannot be kept by its head as mail to itself, and what lies beside it as it says', async () => {
    await owner(sql`create function refuse_planted() returns trigger language plpgsql as $$
      begin if new.envelope_from = 'geplant@firma.example' then raise exception 'planted'; end if; return new; end $$`);
    await owner(
      sql`create trigger refuse_planted before insert on response for each row execute function refuse_planted()`,
    );
    const [before, { n: own }] = [await count(), (await toMailbox())[0]!];
    await dovecot.deliver([
      message(applicant),
      message(applicant).replace(`<${employer}>`, '<geplant@firma.example>'),
      message(applicant),
    ]);
    await until('three more', async () => (await count()) === before + 3);
    await untilReadAnew();
    await owner(sql`drop trigger refuse_planted on response`);
    expect([await count(), (await toMailbox())[0]!.n]).toEqual([before + 3, own + 1]);
  });

  test('loses nothing and doubles nothing when the connection breaks, wherever', async () => {
    for (const bytes of [1, 40, 200, 900, 5_000, 30_000, 90_000]) {
      const before = await count();
      door.shut();
      await dovecot.deliver(
        Array.from({ length: 12 }, () => message(applicant, 'x'.repeat(70) + '\r\n'.repeat(4000))),
      );
      door.breakAfter(bytes);
      door.open();
      await until(`12 more, broken after ${bytes}`, async () => (await count()) === before + 12);
      await untilReadAnew();
      expect(await count()).toBe(before + 12);
    }
  });

  test('loses nothing and doubles nothing when its server dies in the midst of giving, and says so meanwhile', async () => {
    const before = await count();
    door.shut();
    await dovecot.deliver(
      Array.from({ length: 200 }, () => message(applicant, `${'y'.repeat(76)}\r\n`.repeat(500))),
    );
    const dead = new Promise<void>((resolve) => {
      door.breakAfter(3_000_000, () => void dovecot.kill().then(resolve));
    });
    door.open();
    await dead;
    await until('trouble', async () => (await source()).trouble === 'unreachable');
    const some = await count();
    expect([some > before, some < before + 200]).toEqual([true, true]);
    await dovecot.start();
    await until('200 more', async () => (await count()) === before + 200, 60);
    await untilReadAnew();
    expect(await count()).toBe(before + 200);
  });

  test('counts an answer from when its server took it in, not from when it was read', async () => {
    await dovecot.kill();
    // An hour on, where no other answer of these tests can lie.
    const arrived = new Date(Math.floor(world.services.clock.now().getTime() / 1000) * 1000 + 3_600_000);
    await world.at(new Date(arrived.getTime() + 4 * 3_600_000));
    await dovecot.start();
    const before = await count();
    await dovecot.deliver([message(applicant, 'op zaterdag')], arrived);
    await until('one more', async () => (await count()) === before + 1);
    expect((await owner(sql`select 1 from response where received_at = ${arrived}`)).length).toBe(1);
  });

  test('holds every window open while it cannot be read past its end', async () => {
    const { services } = world;
    while ((await services.responses.process(services.systemContext())) > 0);
    await dovecot.kill();
    await until('trouble', async () => (await source()).trouble === 'unreachable');
    const [{ last }] = (await owner<{ last: Date }>(
      sql`select max(window_ends_at) as last from application where state = 'sent'`,
    )) as [{ last: Date }];
    await world.at(new Date(last.getTime() + 60_000));
    expect(await services.responses.closeWindows(services.systemContext())).toBe(0);
    const [open] = await owner<{ id: string }>(
      sql`select id from application a where state = 'sent' and not exists (select from response r where r.application = a.id) limit 1`,
    );
    await expect(
      owner(sql`insert into outcome (application, code) values (${open!.id}, 'NON')`),
    ).rejects.toMatchObject({ constraint: 'outcome_before_mail' });
    await dovecot.start();
    await untilReadAnew();
    expect(await services.responses.closeWindows(services.systemContext())).toBeGreaterThan(0);
  });

  test('stands on the list of messages and of the day when it is not read, with the reason', async () => {
    await world.services.mailSources.close();
    await owner(sql`update mail_source set trouble = 'not-let-in', trouble_since = app_now()`);
    const cookie = await world.openSession(fieldworker);
    const get = (path: string) => request(world.app).get(path).set({ Cookie: cookie, Host: '127.0.0.1' });
    const inbox = await get('/postvak');
    expect(inbox.text).toContain(MAILBOX);
    expect(inbox.text).toContain('De server weigert de naam of het wachtwoord.');
    expect((await get('/')).text).toContain('Postbussen die niet gelezen worden');
  });
});

describe.skipIf(!findDovecot())('a mailbox that does not let us in', () => {
  test('is told, and its password stands nowhere', async () => {
    const imap = await openDovecot();
    const wrong = new URL(imap.setting(MAILBOX));
    wrong.password = 'een-fout-woord';
    const other = await openWorld({ settings: { PT_IMAP: wrong.href } });
    const written: string[] = [];
    const { log } = other.services;
    const record = (event: string, fields?: unknown) => written.push(event, JSON.stringify(fields));
    Object.assign(log, { with: () => ({ ...log, warn: record, error: record, info: record }) });
    try {
      await other.services.mailSources.open();
      const read = () =>
        asOwner(other.services.database.kysely, (db) =>
          sql<{
            trouble: string | null;
            all: string;
          }>`select trouble, m::text as all from mail_source m`.execute(db),
        );
      await until('trouble', async () => (await read()).rows[0]!.trouble === 'not-let-in');
      await until('a line in the log', () => Promise.resolve(written.includes('mail-source.not-read')));
      expect((await read()).rows[0]!.all + written.join('')).not.toContain('een-fout-woord');
    } finally {
      await other.close();
      await imap.close();
    }
  });
});
