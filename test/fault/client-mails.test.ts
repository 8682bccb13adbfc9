// Mails of clients to a mail server that breaks off in the middle of the dialogue: no wish and no closing line is ever sent
// twice, and in doubt is only what nobody can know.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { sendDue } from '../../src/fieldwork/client-mails/sending.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender, type MailSender } from '../../src/platform/mail/index.js';
import { createCalendar, loadReference } from '../../src/register/index.js';
import { scenarioFolder } from '../../src/services.js';
import { answer, mailsOf, openAnswers, runningMails } from '../support/client-mails.js';
import { MONDAY, openWorld, type World } from '../support/world.js';
import {
  startFaultyServer,
  type Fault,
  type FaultyServer,
  type Step,
} from '../unit/platform/mail/faulty-server.js';

type Known = 'not-taken' | 'in-doubt';
interface Break {
  readonly step: Step;
  readonly fault: Fault;
  /** What can be known of the mail that met it. */
  readonly known: Known;
}

/** Before it asks for the message nothing was taken; once it did, what it read is anybody's guess. */
const BREAKS: readonly Break[] = [
  ...(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'body', 'dot'] as const).flatMap((step) =>
    (['drop', 'reset', 'silent'] as const).map((fault): Break => {
      return { step, fault, known: step === 'body' || step === 'dot' ? 'in-doubt' : 'not-taken' };
    }),
  ),
  { step: 'MAIL', fault: { say: '250 sender ok\r\n', thenDrop: true }, known: 'not-taken' },
  { step: 'RCPT', fault: { say: '250 recipient ok\r\n', thenDrop: true }, known: 'not-taken' },
  { step: 'DATA', fault: { say: '354 go on\r\n', thenDrop: true }, known: 'in-doubt' },
  // It has the message, and nobody hears that.
  { step: 'dot', fault: { say: '250 2.0.0 ta', thenDrop: true }, known: 'in-doubt' },
];
const MAILS = 30;

describe('a server that breaks off in the middle of a mail of a client', { timeout: 300_000 }, () => {
  let world: World;
  let server: FaultyServer;
  let sender: MailSender;
  let desk: MailSender;
  let campaign: CampaignId;
  /** From which connection on it breaks off, and of what it took this is the first. */
  const from = { connection: 0, taken: 0 };

  const system = () => world.services.systemContext();
  const means = () => ({
    sender,
    calendar: createCalendar(loadReference(`${scenarioFolder}/reference`).holidays),
    server: 'a server whose line breaks',
  });
  /** Sends until nothing is left to try, over the days on which it may be tried again. */
  async function sendAll(day: number): Promise<void> {
    for (const [on, minutes] of [0, 1, 2, 3].flatMap((more) =>
      [600, 640, 760, 960].map((at) => [more, at] as const),
    )) {
      await world.at(toInstant(addDays(MONDAY, day + on), minutes));
      while ((await sendDue(system(), means())) > 0);
    }
  }
  const offers = () => server.offers.slice(from.connection);
  const met = (known: Known) =>
    BREAKS.flatMap((one, at) => (one.known === known ? (offers()[at] ?? []) : []));
  /** Whom the server took a mail of, each time that it did. */
  const takenFrom = () =>
    server.taken.slice(from.taken).map((text) => /^From:.*?<?([^<\s]+@[^>\s]+)>?/m.exec(text)![1]!);
  const letters = async (step: string) =>
    (
      await asOwner(world.services.database.kysely, (db) =>
        sql<{
          sender: string;
          state: string;
          attempts: number;
        }>`select m.from_address as sender, l.state, l.attempts
          from client_letter l join client_mail m on m.task = l.task where l.step = ${step} order by 1`.execute(
          db,
        ),
      )
    ).rows;

  beforeAll(async () => {
    world = await openWorld();
    campaign = await runningMails(world, MAILS);
    desk = await openAnswers(world);
    server = await startFaultyServer({
      faultsOf: (connection) => {
        const one = BREAKS[connection - 1 - from.connection];
        return one === undefined ? {} : { [one.step]: one.fault };
      },
    });
    const patience = { connectionTimeout: 1500, greetingTimeout: 1500, socketTimeout: 1500 };
    sender = createMailSender({
      ...{ host: '127.0.0.1', port: server.port, loopbackOnly: true, ...patience },
      maxMessagesPerConnection: 1,
    });
    await sendAll(0);
  }, 300_000);
  afterAll(async () => {
    await sender.close();
    await desk.close();
    await server.close();
    await world.close();
  });

  async function holds(step: string): Promise<void> {
    const all = await letters(step);
    const taken = takenFrom();
    expect(taken.length - new Set(taken).size).toBe(0);
    const doubted = all.filter(({ state }) => state === 'in-doubt').map((one) => one.sender);
    expect(doubted).toEqual(met('in-doubt').sort());
    expect(doubted.length).toBe(BREAKS.filter(({ known }) => known === 'in-doubt').length);
    // What may have left is offered never again; what surely had not leaves once the server behaves.
    for (const [at, { known }] of BREAKS.entries())
      if (known === 'in-doubt')
        expect(
          offers()
            .slice(at + 1)
            .flat(),
        ).not.toContain(offers()[at]![0]);
    const rest = all.filter(({ state }) => state !== 'in-doubt');
    expect(rest.map(({ sender, state }) => [state, taken.includes(sender)])).toEqual(
      rest.map(() => ['sent', true]),
    );
    const again = new Set(met('not-taken'));
    expect(again.size).toBeGreaterThan(0);
    expect(all.filter((one) => again.has(one.sender) && one.attempts < 2)).toEqual([]);
  }

  test('gets no wish twice, and leaves in doubt what it may have and nothing else', async () => {
    expect(await letters('wish')).toHaveLength(MAILS);
    await holds('wish');
  });

  test('keeps in doubt what is in doubt, also when the server starts anew', async () => {
    const before = await letters('wish');
    await world.services.clientMails.recover(system(), true);
    const { length } = server.offers;
    await sendAll(5);
    expect([server.offers.length, await letters('wish')]).toEqual([length, before]);
  });

  test('gets no closing line twice either', async () => {
    const sent = new Set(
      (await letters('wish')).flatMap(({ sender, state }) => (state === 'sent' ? [sender] : [])),
    );
    const answered = (await mailsOf(world, campaign)).filter((mail) => sent.has(mail.from));
    for (const mail of answered) {
      await answer(world, desk, mail, 'Wij bekijken uw vraag.');
      await world.services.clientMails.act(world.as('fieldworker'), mail.task, 'exit');
    }
    [from.connection, from.taken] = [server.connections, server.taken.length];
    await sendAll(9);
    expect(await letters('exit')).toHaveLength(answered.length);
    await holds('exit');
    expect(await verifyChain(system())).toMatchObject({ broken: null });
  });
});
