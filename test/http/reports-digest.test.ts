// The daily digest: the same bytes every day, whatever came in, so that neither mail nor its traffic tells anything.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/platform/dates.js';
import { createMailReceiver, createMailSender, type MailReceiver } from '../../src/platform/mail/index.js';
import { digestJobs } from '../../src/reports/digest.js';
import { openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let server: MailReceiver;
let port: number;
const received: string[] = [];
beforeAll(async () => {
  it = await openTestChannel();
  server = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    acceptRecipient: () => true,
    maxBytes: 1e6,
    onMessage: ({ raw }) => Promise.resolve(void received.push(raw.toString('utf8'))),
  });
  port = await server.listen();
});
afterAll(async () => {
  await server.close();
  await it.close();
});

async function send(): Promise<number> {
  const sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
  const [job] = digestJobs(it.channel, {
    sender,
    from: 'meldpunt@dienst.example',
    to: ['an@dienst.example', 'bo@dienst.example'],
  });
  expect(job!.when).toBe('0 0 7 * * *');
  const sent = await job!.run(it.channel.system());
  await sender.close();
  return sent;
}
/** A message without what differs by its nature. */
const rest = (message: string): string =>
  message.replace(/^(Date|Message-ID|Received): [^]*?\r\n(?=\S)/gm, '');

test('goes once a day to each address, also when there is nothing, and says the same when there is much', async () => {
  await it.at(MONDAY);
  expect(await send()).toBe(2);
  expect(await send()).toBe(0);
  const quiet = received.splice(0);
  await it.at(addDays(MONDAY, 1));
  for (let count = 0; count < 3; count++) await sendReport(it.intake);
  await it.at(addDays(MONDAY, 20));
  expect(await send()).toBe(2);
  const busy = received.splice(0);
  expect(busy.map(rest).sort()).toEqual(quiet.map(rest).sort());
  expect(new Set([...quiet, ...busy].map((one) => /^Message-ID: .*$/m.exec(one)?.[0])).size).toBe(4);
  expect(await it.rows('select 1 from digest')).toHaveLength(1);
});
