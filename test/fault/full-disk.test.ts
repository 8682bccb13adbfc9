// The disk is full while an answer is stored: its sender is told to come back, what was acknowledged stays, and after
// there is room again the same message is one answer. On PostgreSQL, whose table of answers lies on a real disk of some
// megabytes; where none can be made, it says that it was not run.
import { randomBytes } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender, type Delivery, type MailSender } from '../../src/platform/mail/index.js';
import { onDatabase, runAs } from '../support/postgres.js';
import { makeSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const postgres = inject('postgres');
const made = postgres === null ? 'PostgreSQL is not there' : await makeSmallDisk(postgres.admin, 24);
if (typeof made === 'string') console.warn(`\n!!! A full disk WAS NOT TESTED: ${made}. !!!\n`);

const COUNT = 24;
/** Under the eight kilobytes of a page, and far over them: the room of a page, and that of a file. */
const SIZES = [500, 40_000];

describe.skipIf(typeof made === 'string')('a disk that is full while answers are stored', () => {
  let disk: SmallDisk;
  let world: World;
  let sender: MailSender;
  let messages: { envelope: { from: string; to: string }; raw: Buffer }[];
  let before: Delivery[];
  let during: Delivery[];

  const owner = async <T>(query: RawBuilder<T>): Promise<T[]> =>
    asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows);
  const keptHashes = async (): Promise<string[]> =>
    (await owner(sql<{ hash: string }>`select encode(sha256, 'hex') as hash from response`)).map(
      ({ hash }) => hash,
    );
  const hashOf = ({ raw }: { raw: Buffer }): string => sha256(raw).toString('hex');
  const sendSome = (some: typeof messages): Promise<Delivery[]> =>
    Promise.all(some.map((message) => sender.send(message)));

  beforeAll(async () => {
    if (typeof made === 'string' || postgres === null) return;
    disk = made;
    world = await openWorld({ on: 'postgres' });
    await runningCampaign(world, 6);
    await sendAll(world);
    const addresses = await owner(
      sql<{ to: string }>`select from_address as "to" from application where state = 'sent' order by id`,
    );
    messages = Array.from({ length: COUNT }, (_, n) => {
      const text = randomBytes(SIZES[n % SIZES.length]!)
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n');
      return {
        envelope: { from: 'hr@firma.example', to: addresses[n % addresses.length]!.to },
        raw: Buffer.from(
          `From: hr@firma.example\r\nSubject: antwoord ${n}.\r\n\r\nWij nodigen u uit voor een gesprek.\r\n${text}\r\n`,
        ),
      };
    });
    const [{ name }] = (await owner(sql<{ name: string }>`select current_database() as name`)) as [
      { name: string },
    ];
    await runAs(
      onDatabase(postgres.admin, name),
      `alter table pt.response set tablespace ${disk.tablespace}`,
    );
    const port = await world.services.receiver.listen();
    sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
    before = await sendSome(messages.slice(0, COUNT / 2));
    disk.fill();
    during = await sendSome(messages.slice(COUNT / 2));
  }, 120_000);
  afterAll(async () => {
    if (typeof made === 'string') return;
    await sender.close();
    await world.close();
    await made.remove();
  });

  test('tells senders to come back, with a 4yz, and none that its mail was refused', () => {
    expect(before.map(({ kind }) => kind)).toEqual(before.map(() => 'sent'));
    // What fits in a page that was there already is kept.
    const kinds = during.map(({ kind }) => kind);
    console.info(`with a full disk: ${kinds.join(', ')}`);
    expect(kinds.filter((kind) => kind !== 'deferred' && kind !== 'sent')).toEqual([]);
    expect(kinds.filter((kind) => kind === 'deferred').length).toBeGreaterThanOrEqual(COUNT / 4);
    expect(during.flatMap((one) => ('code' in one ? [one.code] : [])).every((code) => code === 451)).toBe(
      true,
    );
  });

  test('loses nothing that was acknowledged, and keeps nothing that was not', async () => {
    const acknowledged = messages.filter((_, n) => [...before, ...during][n]!.kind === 'sent').map(hashOf);
    expect((await keptHashes()).sort()).toEqual(acknowledged.sort());
  });

  test('leaves what cannot be handled now as it is, without an end', async () => {
    const ctx = world.services.systemContext();
    await world.services.responses.process(ctx).catch(() => undefined);
    const states = await owner(
      sql<{ state: string; trouble: string | null }>`select state, trouble from response`,
    );
    expect(
      states.filter(({ state, trouble }) => !['new', 'matched'].includes(state) || trouble !== null),
    ).toEqual([]);
  });

  test('takes the same messages again once there is room, each as one answer', async () => {
    disk.free();
    const again = await sendSome(messages);
    expect(again.map(({ kind }) => kind)).toEqual(again.map(() => 'sent'));
    expect((await keptHashes()).sort()).toEqual(messages.map(hashOf).sort());
  });

  test('matches them all then, and the log holds together', async () => {
    while ((await world.services.responses.process(world.services.systemContext())) > 0);
    const states = await owner(sql<{ state: string }>`select state from response`);
    expect(states.map(({ state }) => state)).toEqual(messages.map(() => 'matched'));
    expect((await verifyChain(world.services.systemContext())).broken).toBeNull();
    const received = await owner(sql`select 1 from audit_link where what = 'response.received'`);
    expect(received).toHaveLength(COUNT);
  });
});
