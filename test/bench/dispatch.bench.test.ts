// How many applications a second leave, each attempt committed and in the log, against nodemailer's pool with the same
// messages over as many connections to the same server, in turns in one run, on PostgreSQL. Both make each message when it
// is sent, its curriculum vitae printed as a file; then once more nodemailer alone, with messages that were made before.
// The product signs no mail itself (the server that takes it does), so neither side signs. Issue 6 asks for 35 %. Two rounds: in
// the first the product's code is cold and warms what the pool uses after it (the printing of files), so the second is the measure.
import { createTransport, type SendMailOptions } from 'nodemailer';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { writeMail, type PrintCv } from '../../src/fieldwork/dispatch/mail.js';
import { printCv } from '../../src/materials/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { startOfManyPairs } from '../support/many-vacancies.js';
import { MONDAY, openWorld, type World } from '../support/world.js';
import { startFaultyServer } from '../unit/platform/mail/faulty-server.js';

const PAIRS = 600;
/** What the product's sender opens at most. */
const CONNECTIONS = 4;

interface Sent {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly fromName: string;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
  readonly layout: number;
  readonly plannedAt: Date;
  readonly scenario: string;
}

const print: PrintCv = ({ name, layout, text, on }) =>
  printCv({ language: 'nl', identity: { displayName: name }, documents: { layout, cv: text }, on });
const perSecond = (began: number): number => (PAIRS * 1000) / (performance.now() - began);
const show = (rates: readonly number[]): string => rates.map((rate) => rate.toFixed(0)).join(' and ');

test('applications out, against a pool that keeps nothing', async () => {
  const server = await startFaultyServer();
  const { port } = server;
  const world = await openWorld({ on: 'postgres', smtp: { host: '127.0.0.1', port } });
  await startOfManyPairs(world, PAIRS);
  const { dispatch, systemContext } = world.services;
  const taken = (): void => {
    expect(server.taken).toHaveLength(PAIRS);
    server.taken.length = 0;
  };
  const rates = { ours: [] as number[], making: [] as number[], made: [] as number[] };
  for (const day of [0, 1]) {
    await world.at(toInstant(addDays(MONDAY, day), 10 * 60));
    const deciding = performance.now();
    while ((await dispatch.promote(systemContext())) > 0);
    console.log(`decided on ${perSecond(deciding).toFixed(0)} applications a second`);
    const sending = performance.now();
    while ((await dispatch.send(systemContext())) > 0);
    rates.ours.push(perSecond(sending));
    taken();
    const messages = await sentAs(world, day + 1);
    rates.making.push(await pooled(port, messages, makeAgain));
    taken();
    rates.made.push(await pooled(port, messages, ({ raw, from, to }) => ({ raw, envelope: { from, to } })));
    taken();
  }
  const share = (of: readonly number[]): string =>
    show(rates.ours.map((rate, at) => (100 * rate) / (of[at] ?? NaN)));
  console.log(
    `applications out, first round cold and second warm: ${PAIRS} at a time, committed and in the log ${show(rates.ours)}/s. Nodemailer's pool makes and sends the same messages ${show(rates.making)}/s: ratio ${share(rates.making)} %. It sends what was made before ${show(rates.made)}/s: ratio ${share(rates.made)} %`,
  );
  await world.close();
  await server.close();
});

/** Applications of one arm as they were sent, with what they were made of. */
function sentAs(world: World, position: number): Promise<readonly Sent[]> {
  return asOwner(world.services.database.kysely, async (db) => {
    const { rows } =
      await sql<Sent>`select a.from_address as "from", a.to_address as "to", t.message as raw, a.from_name as "fromName",
        a.subject, a.body, a.message_id as "messageId", a.layout, a.planned_at as "plannedAt", c.scenario
      from attempt t join application a on a.id = t.application join campaign c on c.id = a.campaign
      where a.position = ${position} and t.result = 'sent'`.execute(db);
    return rows;
  });
}

/** The same message from its parts, as nodemailer lays it out. */
async function makeAgain(sent: Sent): Promise<SendMailOptions> {
  const { text, attachments } = await writeMail({ ...sent, withFile: true }, print);
  const { from, to, fromName, subject, messageId } = sent;
  return { from: { name: fromName, address: from }, to, subject, messageId, text, attachments };
}

/** Hands all messages to nodemailer's pool at once. @returns messages a second */
async function pooled(
  port: number,
  messages: readonly Sent[],
  mail: (sent: Sent) => SendMailOptions | Promise<SendMailOptions>,
): Promise<number> {
  const pool = createTransport({
    ...{ host: '127.0.0.1', port, ignoreTLS: true },
    ...{ pool: true, maxConnections: CONNECTIONS, maxMessages: 100 },
  });
  const began = performance.now();
  await Promise.all(messages.map(async (message) => pool.sendMail(await mail(message))));
  const rate = perSecond(began);
  pool.close();
  return rate;
}
