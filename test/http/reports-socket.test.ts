// What stands on the socket: a right and a wrong code give equally many bytes, whatever the thread holds that fits one step.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/platform/http.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { enrol } from '../support/officers.js';

let it: TestChannel;
let server: Listening;
let an: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  server = await listen(appOf(it), '127.0.0.1', 0, 'PT_CHANNEL_PORT');
});
afterAll(async () => {
  await server.close();
  await it.close();
});

/** Sends bytes on a socket of its own and reads until the other side closes it: every byte that came. */
function exchange(lines: readonly string[], body = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = connect(server.port, '127.0.0.1', () => {
      const head = [
        ...lines,
        `Host: 127.0.0.1:${server.port}`,
        'Connection: close',
        'Sec-Fetch-Site: same-origin',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    });
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('end', () => resolve(Buffer.concat(pieces)));
    socket.on('error', reject);
  });
}

/** Types a code, as a browser does that was on the page before. */
async function typed(code: string): Promise<Buffer> {
  const page = (await exchange(['GET /opvolgen HTTP/1.1'])).toString('utf8');
  const cookie = /^set-cookie: ([^;\r]+)/im.exec(page)![1]!;
  const token = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
  const body = new URLSearchParams({ _csrf: token, stap: 'code', code }).toString();
  return exchange(
    [
      'POST /opvolgen HTTP/1.1',
      `Cookie: ${cookie}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ],
    body,
  );
}

/** The same words, so that both forms are equally long, in an order that is no code. */
const wrongOf = (code: string): string => code.split(' ').toReversed().join(' ');

async function bothWays(code: string): Promise<{ right: Buffer; wrong: Buffer }> {
  const right = await typed(code);
  const wrong = await typed(wrongOf(code));
  expect(right.toString('utf8')).toContain('<h1>Uw melding</h1>');
  expect(wrong.toString('utf8')).not.toContain('<h1>Uw melding</h1>');
  return { right, wrong };
}

describe('on the socket', () => {
  test('an empty thread and a wrong code are equally many bytes', async () => {
    const { right, wrong } = await bothWays((await sendReport(it.intake)).code);
    expect(right.length).toBe(wrong.length);
  });

  test('so is a thread with messages, a file, a question and a name', async () => {
    const { code, entered } = await sendReport(it.intake);
    const back = (await it.intake.enter((await it.intake.comeBack(code)).cookie))!;
    await it.intake.say(back, 'Een bericht van honderd woorden. '.repeat(30));
    await it.intake.attach(back, { name: 'mail.txt', type: 'text/plain', content: Buffer.from('een') });
    await it.intake.giveIdentity(back, { name: 'Mieke', contact: '0470' });
    await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
    await it.desk.askTest(an, entered.report, 'Alleen u weet dit.');
    const { right, wrong } = await bothWays(code);
    expect(right.toString('utf8')).toContain('honderd woorden');
    expect(right.length).toBe(wrong.length);
  });

  test('a thread that needs another step is longer by that step alone', async () => {
    const { code } = await sendReport(it.intake);
    const back = (await it.intake.enter((await it.intake.comeBack(code)).cookie))!;
    await it.intake.say(back, 'Een lang bericht. '.repeat(440));
    await it.intake.say(back, 'Een lang bericht. '.repeat(440));
    const { right, wrong } = await bothWays(code);
    const more = right.length - wrong.length;
    expect([more > 0, more % 16_384]).toEqual([true, 0]);
  });
});
