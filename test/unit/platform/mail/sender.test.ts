import net from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createMailSender,
  type MailSender,
  type MailSenderOptions,
} from '../../../../src/platform/mail/index.js';
import {
  startFaultyServer,
  type Fault,
  type FaultyOptions,
  type FaultyServer,
  type Step,
} from './faulty-server.js';

const SHORT = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 300 };
const PATIENT = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };
const small = Buffer.from('Subject: hello\r\n\r\nOne line.\r\n.a dot\r\n');
const large = Buffer.from(
  `Subject: large\r\n\r\n${'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc\r\n'.repeat(200_000)}`,
);
const envelope = { from: 'a@sender.test', to: 'b@recipient.test' };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function server(options: FaultyOptions = {}): Promise<FaultyServer> {
  const faulty = await startFaultyServer(options);
  open.push(faulty);
  return faulty;
}

function sender(port: number, options: Partial<MailSenderOptions> = {}): MailSender {
  const made = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true, ...PATIENT, ...options });
  open.push(made);
  return made;
}

async function attempt(
  step: Step,
  fault: Fault,
  raw = small,
  options: FaultyOptions = {},
  senderOptions: Partial<MailSenderOptions> = {},
) {
  const faulty = await server({ ...options, faults: { [step]: fault } });
  const late =
    fault === 'silent' || (typeof fault === 'object' && fault.delay !== undefined && fault.delay > 300);
  return sender(faulty.port, { ...(late ? SHORT : {}), ...senderOptions }).send({ envelope, raw });
}

const say = (text: string): Fault => ({ say: `${text}\r\n` });
const BEFORE_BODY: Step[] = ['greeting', 'MAIL', 'RCPT', 'DATA'];

for (const extensions of [[], ['PIPELINING']]) {
  describe(`one attempt, server ${extensions.length > 0 ? 'with' : 'without'} pipelining`, () => {
    const options = { extensions };

    it('is sent when the server answers 250 to the final dot', async () => {
      const faulty = await server(options);
      const delivery = await sender(faulty.port).send({ envelope, raw: small });
      expect(delivery).toEqual({ kind: 'sent', response: '250 2.0.0 taken' });
    });

    it('hands over the very bytes, dots stuffed', async () => {
      const faulty = await server(options);
      await sender(faulty.port).send({ envelope, raw: small });
      expect(faulty.taken).toEqual(['Subject: hello\r\n\r\nOne line.\r\n..a dot\r\n']);
    });

    it.each(BEFORE_BODY)('is deferred with the code when the server answers 451 at %s', async (step) => {
      expect(await attempt(step, say('451 4.7.1 later'), small, options)).toEqual({
        kind: 'deferred',
        code: 451,
        response: '451 4.7.1 later',
      });
    });

    it.each(BEFORE_BODY)('is refused with the code when the server answers 550 at %s', async (step) => {
      expect(await attempt(step, say('550 no'), small, options)).toEqual({
        kind: 'refused',
        code: 550,
        response: '550 no',
      });
    });

    it.each(['EHLO', ...BEFORE_BODY] as Step[])(
      'is deferred when the server closes with 421 at %s',
      async (step) => {
        expect(await attempt(step, { say: '421 closing\r\n', thenDrop: true }, small, options)).toMatchObject(
          { kind: 'deferred', code: 421 },
        );
      },
    );

    it.each(['EHLO', ...BEFORE_BODY] as Step[])(
      'is not taken when the connection is dropped at %s',
      async (step) => {
        expect(await attempt(step, 'drop', small, options)).toMatchObject({ kind: 'not-taken' });
      },
    );

    it.each(['EHLO', ...BEFORE_BODY] as Step[])(
      'is not taken when the connection is reset at %s',
      async (step) => {
        expect(await attempt(step, 'reset', small, options)).toMatchObject({ kind: 'not-taken' });
      },
    );

    it.each(['EHLO', ...BEFORE_BODY] as Step[])(
      'is not taken when the server falls silent at %s',
      async (step) => {
        expect(await attempt(step, 'silent', small, options)).toMatchObject({ kind: 'not-taken' });
      },
    );

    it.each(['EHLO', ...BEFORE_BODY] as Step[])(
      'is not taken when the server says half a refusal and drops at %s',
      async (step) => {
        expect(await attempt(step, { say: '550 no su', thenDrop: true }, small, options)).toMatchObject({
          kind: 'not-taken',
        });
      },
    );

    it('is not taken when DATA is answered with 250 instead of 354', async () => {
      expect(await attempt('DATA', { say: '250 go\r\n' }, small, options)).toMatchObject({
        kind: 'not-taken',
      });
    });

    it('is not taken when a stale reply comes with the 354', async () => {
      expect(await attempt('DATA', { say: '354 go\r\n250 stale\r\n' }, small, options)).toMatchObject({
        kind: 'not-taken',
      });
    });

    it.each(['drop', 'reset', 'silent'] as const)(
      'is in doubt when the server does "%s" during the body',
      async (fault) => {
        expect(await attempt('body', fault, large, options)).toMatchObject({ kind: 'in-doubt' });
      },
    );

    it('is deferred when the server answers 452 in the middle of the body', async () => {
      expect(await attempt('body', say('452 full'), large, options)).toEqual({
        kind: 'deferred',
        code: 452,
        response: '452 full',
      });
    });

    it('is refused when the server answers 552 in the middle of the body', async () => {
      expect(await attempt('body', { say: '552 too big\r\n', thenDrop: true }, large, options)).toMatchObject(
        { kind: 'refused', code: 552 },
      );
    });

    it('is in doubt when the server answers 250 in the middle of the body', async () => {
      expect(await attempt('body', say('250 taken already'), large, options)).toMatchObject({
        kind: 'in-doubt',
      });
    });

    it.each(['drop', 'reset', 'silent'] as const)(
      'is in doubt when the server does "%s" after the final dot',
      async (fault) => {
        expect(await attempt('dot', fault, small, options)).toMatchObject({ kind: 'in-doubt' });
      },
    );

    it.each(['2', '25', '250 take', '451 lat', '550', '451-first line\r\n', '451-first line\r\n451 seco'])(
      'is in doubt when the answer to the final dot breaks off after "%s"',
      async (half) => {
        expect(await attempt('dot', { say: half, thenDrop: true }, small, options)).toMatchObject({
          kind: 'in-doubt',
        });
      },
    );

    it('is deferred when the server answers 451 to the final dot', async () => {
      expect(await attempt('dot', say('451 4.3.0 try again'), small, options)).toEqual({
        kind: 'deferred',
        code: 451,
        response: '451 4.3.0 try again',
      });
    });

    it('is deferred by a reply of several lines to the final dot', async () => {
      expect(await attempt('dot', say('451-one\r\n451 two'), small, options)).toMatchObject({
        kind: 'deferred',
        code: 451,
      });
    });

    it('is refused when the server answers 554 to the final dot and closes', async () => {
      expect(await attempt('dot', { say: '554 spam\r\n', thenDrop: true }, small, options)).toMatchObject({
        kind: 'refused',
        code: 554,
      });
    });

    it.each(['hello', '354 again', '250-yes\r\n451 no', '999 odd'])(
      'is in doubt when the final dot is answered by "%s"',
      async (text) => {
        expect(await attempt('dot', say(text), small, options)).toMatchObject({ kind: 'in-doubt' });
      },
    );

    it('is in doubt when the answer to the final dot comes after the time-out', async () => {
      expect(await attempt('dot', { say: '250 at last\r\n', delay: 700 }, small, options)).toMatchObject({
        kind: 'in-doubt',
      });
    });

    it('is sent when the answer to the final dot is slow but in time', async () => {
      expect(await attempt('dot', { say: '250 at last\r\n', delay: 200 }, small, options)).toEqual({
        kind: 'sent',
        response: '250 at last',
      });
    });

    it('is sent when a blank line comes before the answer to the final dot', async () => {
      expect(await attempt('dot', say('\r\n250 taken'), small, options)).toMatchObject({ kind: 'sent' });
    });

    it.each(['drop', 'reset', 'silent'] as const)(
      'stays sent when the server does "%s" at QUIT',
      async (fault) => {
        const faulty = await server({ ...options, faults: { QUIT: fault } });
        const outgoing = sender(faulty.port);
        const delivery = await outgoing.send({ envelope, raw: small });
        await outgoing.close();
        expect(delivery.kind).toBe('sent');
      },
    );

    it('makes one attempt only, whatever fails', async () => {
      const faulty = await server({ ...options, faults: { dot: 'drop' } });
      await sender(faulty.port).send({ envelope, raw: small });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(faulty.connections).toBe(1);
    });
  });
}

describe('opening a session', () => {
  it('goes on with HELO when the server does not know EHLO', async () => {
    expect(await attempt('EHLO', say('502 not here'))).toMatchObject({ kind: 'sent' });
  });

  it('is refused when the server refuses HELO as well', async () => {
    const faulty = await server({ faults: { EHLO: say('502 not here'), HELO: say('554 go away') } });
    expect(await sender(faulty.port).send({ envelope, raw: small })).toMatchObject({
      kind: 'refused',
      code: 554,
    });
  });

  it('is not taken when nobody listens', async () => {
    const probe = net.createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as net.AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    expect(await sender(port).send({ envelope, raw: small })).toMatchObject({ kind: 'not-taken' });
  });

  it('is not taken, not refused, when our sign-in is refused', async () => {
    const delivery = await attempt(
      'AUTH',
      say('535 wrong password'),
      small,
      { extensions: ['AUTH PLAIN'] },
      { auth: { user: 'u', pass: 'p' } },
    );
    expect(delivery).toMatchObject({ kind: 'not-taken', reason: expect.stringContaining('535') });
  });

  it('is deferred when sign-in is put off', async () => {
    const delivery = await attempt(
      'AUTH',
      say('454 later'),
      small,
      { extensions: ['AUTH PLAIN'] },
      { auth: { user: 'u', pass: 'p' } },
    );
    expect(delivery).toMatchObject({ kind: 'deferred', code: 454 });
  });

  it('is not taken, not refused, when STARTTLS is demanded and refused', async () => {
    const delivery = await attempt('STARTTLS', say('502 no TLS'), small, {}, { requireTLS: true });
    expect(delivery).toMatchObject({ kind: 'not-taken' });
  });

  it('is not taken when TLS fails', async () => {
    const delivery = await attempt('STARTTLS', say('220 go'), small, {}, { requireTLS: true, ...SHORT });
    expect(delivery).toMatchObject({ kind: 'not-taken' });
  });

  it('gives the EHLO name it was told', async () => {
    const faulty = await server();
    await sender(faulty.port, { name: 'mail.sender.test' }).send({ envelope, raw: small });
    expect(faulty.commands[0]).toBe('EHLO mail.sender.test');
  });

  it.each(['192.0.2.1', '10.0.0.1', 'mail.example.test', '::2', '0.0.0.0', 'localhost.example.test'])(
    'refuses at once to leave the machine for %s',
    (host) => {
      expect(() => createMailSender({ host, port: 25, loopbackOnly: true })).toThrow(/not loopback/);
    },
  );

  it('is not taken when an address could smuggle a command', async () => {
    const faulty = await server();
    const delivery = await sender(faulty.port).send({
      envelope: { from: 'a@sender.test', to: 'b@x.test>\r\nRSET' },
      raw: small,
    });
    expect([delivery.kind, faulty.connections]).toEqual(['not-taken', 0]);
  });
});

describe('several messages', () => {
  it('go over one connection, with RSET between', async () => {
    const faulty = await server();
    const outgoing = sender(faulty.port);
    for (let i = 0; i < 3; i += 1) await outgoing.send({ envelope, raw: small });
    expect([
      faulty.connections,
      faulty.taken.length,
      faulty.commands.filter((c) => c === 'RSET').length,
    ]).toEqual([1, 3, 2]);
  });

  it('go over at most the set number of connections at once', async () => {
    const faulty = await server();
    const outgoing = sender(faulty.port, { maxConnections: 3 });
    await Promise.all(Array.from({ length: 40 }, () => outgoing.send({ envelope, raw: small })));
    expect([faulty.connections, faulty.taken.length]).toEqual([3, 40]);
  });

  it('get a fresh connection when the server closed the idle one', async () => {
    const faulty = await server({ closeAfter: 1 });
    const outgoing = sender(faulty.port);
    const first = await outgoing.send({ envelope, raw: small });
    const second = await outgoing.send({ envelope, raw: small });
    expect([first.kind, second.kind, faulty.taken.length]).toEqual(['sent', 'sent', 2]);
  });

  it('are not offered to a connection that refuses RSET', async () => {
    const faulty = await server({ faults: { RSET: say('503 confused') }, onConnection: 1 });
    const outgoing = sender(faulty.port);
    await outgoing.send({ envelope, raw: small });
    await outgoing.send({ envelope, raw: small });
    expect([faulty.connections, faulty.taken.length]).toEqual([2, 2]);
  });

  it('are not confused by a reply too many to the message before', async () => {
    const faulty = await server({ faults: { dot: { say: '250 taken\r\n451 stale\r\n' } }, onConnection: 1 });
    const outgoing = sender(faulty.port);
    const first = await outgoing.send({ envelope, raw: small });
    const second = await outgoing.send({ envelope, raw: small });
    expect([first.kind, second.kind, faulty.connections]).toEqual(['sent', 'sent', 2]);
  });

  it('are still sent after one was refused on the same connection', async () => {
    const faulty = await server({ faults: { RCPT: say('550 unknown') }, onConnection: 1 });
    const outgoing = sender(faulty.port, { maxConnections: 1 });
    const first = await outgoing.send({ envelope, raw: small });
    const second = await outgoing.send({ envelope, raw: small });
    expect([first.kind, second.kind, faulty.connections]).toEqual(['refused', 'refused', 1]);
  });

  it('lets an unused connection go after the idle time', async () => {
    const faulty = await server();
    const outgoing = sender(faulty.port, { idleTimeout: 50 });
    await outgoing.send({ envelope, raw: small });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(faulty.commands.at(-1)).toBe('QUIT');
  });

  it('are not taken once the sender is closed', async () => {
    const faulty = await server();
    const outgoing = sender(faulty.port);
    await outgoing.close();
    expect(await outgoing.send({ envelope, raw: small })).toMatchObject({ kind: 'not-taken' });
  });

  it('are all answered before close returns', async () => {
    const faulty = await server();
    const outgoing = sender(faulty.port, { maxConnections: 1 });
    const sends = Array.from({ length: 5 }, () => outgoing.send({ envelope, raw: small }));
    await outgoing.close();
    expect((await Promise.all(sends)).map((delivery) => delivery.kind)).toEqual([
      'sent',
      'sent',
      'sent',
      'sent',
      'sent',
    ]);
  });
});

describe('over TLS', () => {
  async function tlsServer(secure: boolean, fault?: 451): Promise<{ port: number; taken: Buffer[] }> {
    const taken: Buffer[] = [];
    const smtp = new SMTPServer({
      secure,
      logger: false,
      authOptional: true,
      disableReverseLookup: true,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (session.secure) taken.push(Buffer.concat(chunks));
          done(fault === undefined ? null : Object.assign(new Error('later'), { responseCode: fault }));
        });
      },
    });
    smtp.on('error', () => undefined);
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
    open.push({ close: () => new Promise((resolve) => smtp.close(() => resolve())) });
    return { port: (smtp.server.address() as net.AddressInfo).port, taken };
  }

  const trusting = { tls: { rejectUnauthorized: false } };

  it.each([
    ['from the start', true, { secure: true }],
    ['by STARTTLS', false, { requireTLS: true }],
  ] as const)('%s, the very bytes go over, one message after the other', async (_how, secure, options) => {
    const { port, taken } = await tlsServer(secure);
    const outgoing = sender(port, { ...options, ...trusting });
    const kinds = [];
    for (const raw of [small, large, small]) kinds.push((await outgoing.send({ envelope, raw })).kind);
    expect([kinds, taken.map((raw, i) => raw.equals([small, large, small][i]!))]).toEqual([
      ['sent', 'sent', 'sent'],
      [true, true, true],
    ]);
  });

  it.each([
    ['from the start', true, { secure: true }],
    ['by STARTTLS', false, { requireTLS: true }],
  ] as const)('%s, a 451 to the final dot is deferred', async (_how, secure, options) => {
    const { port } = await tlsServer(secure, 451);
    expect(await sender(port, { ...options, ...trusting }).send({ envelope, raw: small })).toMatchObject({
      kind: 'deferred',
      code: 451,
    });
  });

  it('is not taken when the certificate is not to be trusted', async () => {
    const { port } = await tlsServer(true);
    expect(await sender(port, { secure: true }).send({ envelope, raw: small })).toMatchObject({
      kind: 'not-taken',
    });
  });
});
