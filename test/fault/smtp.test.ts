// A mail server that breaks off at every step of a dialogue, and after every byte of it: nothing is ever sent twice, and
// in doubt is only what nobody can know.
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { createDispatch, releaseIncrement, type Dispatch } from '../../src/fieldwork/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender, type MailSender } from '../../src/platform/mail/index.js';
import { checkVacancy, createCalendar, loadReference } from '../../src/register/index.js';
import { scenarioFolder } from '../../src/services.js';
import { makeCertificate } from '../support/certificate.js';
import { authorise, draftOf, importWorld, MONDAY, openWorld, seedOf, type World } from '../support/world.js';
import {
  startFaultyServer,
  type Fault,
  type FaultyServer,
  type Step,
} from '../unit/platform/mail/faulty-server.js';

type Known = 'not-taken' | 'in-doubt' | 'sent';
interface Break {
  readonly step: Step;
  readonly how: string;
  readonly fault: Fault;
  /** What can be known of the message that met it. */
  readonly known: Known;
}

const EXTENSIONS = ['STARTTLS', 'AUTH PLAIN'];
/** The steps in order, each with the good answer after which a server may break off as well. */
const ANSWERS: readonly (readonly [Step, string | null])[] = [
  ['greeting', '220 test ESMTP'],
  ['EHLO', `250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN`],
  ['STARTTLS', '220 go ahead'],
  ['handshake', null],
  ['EHLO secured', '250-test\r\n250 AUTH PLAIN'],
  ['AUTH', '235 welcome'],
  ['MAIL', '250 sender ok'],
  ['RCPT', '250 recipient ok'],
  ['DATA', '354 go on'],
  ['body', null],
  ['dot', '250 2.0.0 taken'],
  ['RSET', '250 reset'],
  ['QUIT', '221 bye'],
];
/** A step between two messages: it meets neither. */
const BETWEEN: readonly Step[] = ['RSET', 'QUIT'];

const knownAt = (step: Step, answered: boolean): Known => {
  if (BETWEEN.includes(step)) return 'sent';
  if (step === 'dot') return answered ? 'sent' : 'in-doubt';
  // Once the server asked for the message, what it read of it is anybody's guess.
  return step === 'body' || (step === 'DATA' && answered) ? 'in-doubt' : 'not-taken';
};

const BREAKS: readonly Break[] = [
  ...ANSWERS.flatMap(([step, answer]): Break[] => [
    ...(['drop', 'reset', 'silent'] as const).map((fault) => ({
      step,
      how: fault,
      fault,
      known: knownAt(step, false),
    })),
    ...(answer === null
      ? []
      : [
          {
            step,
            how: 'answers, then drops',
            fault: { say: `${answer}\r\n`, thenDrop: true },
            known: knownAt(step, true),
          },
        ]),
  ]),
  // It has the message, and nobody hears that.
  { step: 'dot', how: 'half an answer', fault: { say: '250 2.0.0 ta', thenDrop: true }, known: 'in-doubt' },
];
const PAIRS = 60;

describe('a server that breaks off at every step', { timeout: 300_000 }, () => {
  let world: World;
  let server: FaultyServer;
  let sender: MailSender;
  let dispatch: Dispatch;
  let id: CampaignId;

  beforeAll(async () => {
    world = await openWorld();
    await importWorld(world, PAIRS / 3);
    server = await startFaultyServer({
      certificate: makeCertificate('localhost'),
      extensions: EXTENSIONS,
      faultsOf: (connection) => {
        const one = BREAKS[connection - 1];
        return one === undefined ? {} : { [one.step]: one.fault };
      },
    });
    const patience = { connectionTimeout: 1500, greetingTimeout: 1500, socketTimeout: 1500 };
    sender = createMailSender({
      ...{ host: '127.0.0.1', port: server.port, loopbackOnly: true, ...patience },
      ...{ requireTLS: true, tls: { rejectUnauthorized: false }, auth: { user: 'u', pass: 'p' } },
      // So that each connection meets RSET between two messages, and QUIT after them.
      maxMessagesPerConnection: 2,
    });
    const { services } = world;
    dispatch = createDispatch({
      printCv: () => Promise.resolve(Buffer.from('%PDF-1.7')),
      sender,
      calendar: createCalendar(loadReference(`${scenarioFolder}/reference`).holidays),
      server: 'a server whose line breaks',
      openSeed: services.campaigns.openSeed,
      onUnsent: services.responses.endUnsent,
      checkVacancy: (ctx, vacancy) => checkVacancy(ctx, vacancy, 'open', 'test'),
    });
    id = await running(world);
    // All first arms are due together; what can be tried again is, then and on the days after.
    await tick(toInstant(MONDAY, 16 * 60 + 59));
    await tick(toInstant(MONDAY, 17 * 60 + 20));
    for (let day = 1; day <= 5; day += 1) {
      await tick(toInstant(addDays(MONDAY, day), 11 * 60));
      await tick(toInstant(addDays(MONDAY, day), 16 * 60 + 59));
    }
    await sender.close();
  }, 300_000);
  afterAll(async () => {
    await sender.close();
    await server.close();
    await world.close();
  });

  async function tick(instant: Date): Promise<void> {
    await world.at(instant);
    await dispatch.promote(world.services.systemContext());
    while ((await dispatch.send(world.services.systemContext())) > 0);
  }

  const applications = () =>
    asOwner(world.services.database.kysely, (db) =>
      db
        .selectFrom('application')
        .select(['from_address as from', 'position', 'state', 'attempts'])
        .where('campaign', '=', id)
        .execute(),
    );
  /** Whom the server took a message of, each time that it did. */
  const takenFrom = (): string[] =>
    server.taken.map((text) => /^From:.*?<?([^<\s]+@[^>\s]+)>?/m.exec(text)![1]!);
  /** The senders that met a break of which so much can be known. */
  const met = (known: Known): string[] =>
    BREAKS.flatMap((one, at) =>
      one.known === known && !BETWEEN.includes(one.step) ? (server.offers[at] ?? []) : [],
    );

  test('meets a message at each step', () => {
    expect(server.offers.length).toBeGreaterThan(BREAKS.length);
    for (const [at, { step, how, known }] of BREAKS.entries())
      if (known === 'in-doubt' || ['MAIL', 'RCPT', 'DATA', ...BETWEEN].includes(step))
        expect([step, how, server.offers[at]!.length > 0]).toEqual([step, how, true]);
  });

  test('gets no message twice', () => {
    const taken = takenFrom();
    expect(taken.length - new Set(taken).size).toBe(0);
    expect(taken.length).toBeGreaterThan(PAIRS);
  });

  test('leaves in doubt what it may have, and nothing else', async () => {
    const doubted = (await applications()).filter(({ state }) => state === 'in-doubt');
    expect(doubted.map(({ from }) => from).sort()).toEqual(met('in-doubt').sort());
  });

  test('is offered what is in doubt never again', () => {
    const offers = server.offers.flat();
    for (const from of met('in-doubt')) expect(offers.filter((one) => one === from)).toEqual([from]);
  });

  test('gets, once it behaves, all that it surely had not', async () => {
    const firsts = (await applications()).filter(({ position }) => position === 1);
    const taken = new Set(takenFrom());
    const rest = firsts.filter(({ state }) => state !== 'in-doubt');
    expect(rest.map(({ state, from }) => [state, taken.has(from)])).toEqual(rest.map(() => ['sent', true]));
    const again = new Set(met('not-taken'));
    expect(again.size).toBeGreaterThan(0);
    expect(firsts.filter(({ from, attempts }) => again.has(from) && attempts < 2)).toEqual([]);
  });

  test('has what we call sent', async () => {
    const taken = new Set(takenFrom());
    const sent = (await applications()).filter(({ state }) => state === 'sent');
    expect(sent.filter(({ from }) => !taken.has(from))).toEqual([]);
  });
});

/** A running campaign of so many pairs that all leave on one day. */
async function running(world: World): Promise<CampaignId> {
  const cells = ['uitzend', 'bouw', 'detailhandel'].map((sector) => ({ sector, quota: PAIRS / 3 }));
  const { campaigns } = world.services;
  const id = await campaigns.create(world.as('inspector'), draftOf(1, { cells, pairsPerDay: PAIRS }));
  await campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  await authorise(world, id);
  await campaigns.start(world.as('inspector'), id);
  return id;
}

describe('a line that breaks after every byte', { timeout: 120_000 }, () => {
  const raw = Buffer.from('Subject: hello\r\n\r\nOne line.\r\n.a dot\r\n');
  const envelope = { from: 'a@sender.test', to: 'b@recipient.test' };

  interface Dialogue {
    readonly known: string;
    readonly taken: number;
    /** What went over the line before it broke, each way. */
    readonly toServer: string;
    readonly toClient: string;
  }

  /** One attempt over a line that breaks once so many bytes went one way. */
  async function over(way: 'to server' | 'to client', bytes: number): Promise<Dialogue> {
    const server = await startFaultyServer();
    const passed = { server: '', client: '' };
    let broken = false;
    const line = net.createServer((client) => {
      const upstream = net.connect(server.port, '127.0.0.1');
      // Ended, never destroyed: what was passed on before still arrives.
      const end = (): void => {
        broken = true;
        client.end();
        upstream.end();
      };
      const pass = (chunk: Buffer, to: 'server' | 'client'): void => {
        if (broken) return;
        const left = way === `to ${to}` ? bytes - passed[to].length : Infinity;
        const part = chunk.subarray(0, left);
        passed[to] += part.toString('latin1');
        if (part.length > 0) (to === 'server' ? upstream : client).write(part);
        if (part.length === left) end();
      };
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
      client.on('data', (chunk: Buffer) => pass(chunk, 'server')).on('close', () => upstream.destroy());
      upstream.on('data', (chunk: Buffer) => pass(chunk, 'client')).on('close', () => client.end());
      if (bytes === 0) end();
    });
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
    const sender = createMailSender({
      host: '127.0.0.1',
      port: (line.address() as net.AddressInfo).port,
      loopbackOnly: true,
    });
    const { kind } = await sender.send({ envelope, raw });
    await sender.close();
    await new Promise((resolve) => line.close(resolve));
    const taken = server.taken.length;
    await server.close();
    return { known: kind, taken, toServer: passed.server, toClient: passed.client };
  }

  /** Breaks after each number of bytes until the dialogue is over before. */
  async function breakAll(way: 'to server' | 'to client'): Promise<Dialogue[]> {
    const all: Dialogue[] = [];
    for (let bytes = 0; ; bytes += 1) {
      const one = await over(way, bytes);
      const went = way === 'to server' ? one.toServer : one.toClient;
      if (went.length < bytes) return all;
      all.push(one);
    }
  }

  test.each(['to server', 'to client'] as const)(
    '%s: the verdict is never more than is known',
    async (way) => {
      const all = await breakAll(way);
      console.info(`broken after each of ${all.length} bytes ${way}`);
      expect(all.length).toBeGreaterThan(60);
      for (const { known, taken, toServer, toClient } of all) {
        const asked = /^354[^\n]*\n/m.test(toClient);
        const answered = /^354[^\n]*\n250[^\n]*\n/m.test(toClient);
        const right = answered ? 'sent' : asked ? 'in-doubt' : 'not-taken';
        expect([toServer.slice(-20), toClient.slice(-20), known]).toEqual([
          toServer.slice(-20),
          toClient.slice(-20),
          right,
        ]);
        if (known === 'not-taken') expect(taken).toBe(0);
        if (known === 'sent') expect(taken).toBe(1);
      }
      expect(new Set(all.map(({ known }) => known))).toEqual(new Set(['not-taken', 'in-doubt', 'sent']));
    },
  );
});
