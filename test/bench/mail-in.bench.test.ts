// How many messages a second come in over SMTP, are stored, parsed, matched, redacted and given a suggestion and a clock,
// on PostgreSQL, sender and server in one process. Issue 6 asks for 150.
import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender } from '../../src/platform/mail/index.js';
import { corpus, fillIn, findApplicants } from '../support/corpus.js';
import { openWorld, runningCampaign, sendAll } from '../support/world.js';

const MESSAGES = 1500;
const CONNECTIONS = 4;

test('mail in, parsed, matched and stored', async () => {
  const world = await openWorld({ on: 'postgres' });
  await runningCampaign(world, 23);
  await sendAll(world);
  const applicants = await findApplicants(world);
  const lines = corpus.filter(({ envelope }) => envelope.to.length === 1);
  const messages = Array.from({ length: MESSAGES }, (_, n) => {
    const { envelope, raw } = fillIn(lines[n % lines.length]!, applicants);
    // The same letter again is another message only when its bytes differ.
    return {
      envelope: { from: envelope.from, to: envelope.to[0]! },
      raw: Buffer.concat([Buffer.from(`X-Number: ${n}\r\n`), raw]),
    };
  });
  const sender = createMailSender({
    host: '127.0.0.1',
    port: await world.services.receiver.listen(),
    loopbackOnly: true,
  });
  const start = performance.now();
  const queue = [...messages];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop())
        expect((await sender.send(next)).kind).toBe('sent');
    }),
  );
  const received = performance.now();
  const ctx = world.services.systemContext();
  while ((await world.services.responses.process(ctx)) > 0);
  const done = performance.now();
  await sender.close();
  const seconds = (from: number, to: number): number => (to - from) / 1000;
  const rate = (from: number, to: number): string => (MESSAGES / seconds(from, to)).toFixed(0);
  console.log(
    `mail in: ${MESSAGES} messages; stored ${rate(start, received)}/s, parsed and matched ${rate(received, done)}/s, all ${rate(start, done)}/s`,
  );
  const [kept] = (
    await asOwner(world.services.database.kysely, (db) =>
      sql<{
        n: number;
        matched: number;
      }>`select count(*)::int as n, (count(*) filter (where state = 'matched'))::int as matched from response`.execute(
        db,
      ),
    )
  ).rows;
  expect([kept!.n, kept!.matched > 0.9 * MESSAGES]).toEqual([MESSAGES, true]);
  await world.close();
});
