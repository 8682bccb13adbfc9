import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  composeMessage,
  createMailReceiver,
  createMailSender,
  isLoopback,
  type IncomingMessage,
  type MailReceiver,
  type MailReceiverOptions,
} from '../../../../src/platform/mail/index.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const kept: IncomingMessage[] = [];
function receiver(options: Partial<MailReceiverOptions> = {}): MailReceiver {
  kept.length = 0;
  const made = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    acceptRecipient: (address) => address === 'an@inbox.test',
    onMessage: (message) => Promise.resolve(void kept.push(message)),
    maxBytes: 100_000,
    ...options,
  });
  open.push(made);
  return made;
}

async function send(port: number, raw: Buffer, to = 'an@inbox.test') {
  const sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
  open.push(sender);
  return sender.send({ envelope: { from: 'hr@firm.test', to }, raw });
}

const mail = (text = 'Welkom'): Promise<Buffer> =>
  composeMessage({
    from: { address: 'hr@firm.test' },
    to: { address: 'an@inbox.test' },
    subject: 'Uitnodiging',
    text,
    date: new Date('2026-07-06T07:31:02Z'),
    messageId: 'r1@firm.test',
  });

describe('the receiving server', () => {
  it('keeps the very bytes that were sent, and the envelope', async () => {
    const port = await receiver().listen();
    const raw = await mail('.\n..\nvan één dag.\n.');
    await send(port, raw, 'AN@inbox.test');
    expect(kept).toEqual([{ envelope: { from: 'hr@firm.test', to: ['an@inbox.test'] }, raw }]);
  });

  it('takes mail again after it was closed and listens anew', async () => {
    const made = receiver();
    await made.listen();
    await made.close();
    await send(await made.listen(), await mail());
    expect(kept).toHaveLength(1);
  });

  it('answers 250 only after the message is kept', async () => {
    const order: string[] = [];
    const port = await receiver({
      onMessage: async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        order.push('kept');
      },
    }).listen();
    await send(port, await mail());
    order.push('answered');
    expect(order).toEqual(['kept', 'answered']);
  });

  it('answers 451 when the message could not be kept', async () => {
    const port = await receiver({ onMessage: () => Promise.reject(new Error('disk full')) }).listen();
    expect(await send(port, await mail())).toMatchObject({ kind: 'deferred', code: 451 });
  });

  it('does not tell the sender why it could not be kept', async () => {
    const port = await receiver({ onMessage: () => Promise.reject(new Error('table x is locked')) }).listen();
    expect(JSON.stringify(await send(port, await mail()))).not.toContain('table');
  });

  it('answers 550 to an unknown recipient', async () => {
    const port = await receiver().listen();
    expect(await send(port, await mail(), 'other@inbox.test')).toMatchObject({ kind: 'refused', code: 550 });
  });

  it('answers 552 to a message too big, and does not keep it', async () => {
    const port = await receiver({ maxBytes: 2000 }).listen();
    expect([await send(port, await mail('x\n'.repeat(2000))), kept]).toMatchObject([
      { kind: 'refused', code: 552 },
      [],
    ]);
  });

  it('does not keep a message that breaks off', async () => {
    const port = await receiver().listen();
    const socket = net.connect(port, '127.0.0.1');
    for (const command of ['EHLO x', 'MAIL FROM:<a@b.test>', 'RCPT TO:<an@inbox.test>', 'DATA']) {
      await once(socket, 'data');
      socket.write(`${command}\r\n`);
    }
    await once(socket, 'data');
    socket.end('Subject: half\r\n\r\nhalf');
    await new Promise((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(kept).toEqual([]);
  });

  it('takes bounces, whose sender is empty', async () => {
    const port = await receiver().listen();
    const sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
    open.push(sender);
    const delivery = await sender.send({ envelope: { from: '', to: 'an@inbox.test' }, raw: await mail() });
    expect([delivery.kind, kept[0]?.envelope.from]).toEqual(['sent', '']);
  });

  it('says so when its port is in use', async () => {
    const port = await receiver().listen();
    await expect(receiver({ port }).listen()).rejects.toThrow(`port ${port} is in use`);
  });

  it('can be closed twice, and before it listens', async () => {
    const one = receiver();
    await one.close();
    await expect(one.close()).resolves.toBeUndefined();
  });
});

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1'])(
    'is %s',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '127.0.0.1.example.test',
    '127.1',
    'mail.test',
    '',
    '::ffff:10.0.0.1',
  ])('is not "%s"', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
