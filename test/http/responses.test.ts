import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listToCode } from '../../src/fieldwork/index.js';
import {
  findApplicationByAddress,
  listUnmatched,
  openUnmatched,
} from '../../src/fieldwork/responses/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { composeMessage, createMailSender } from '../../src/platform/mail/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { invite } from '../support/people.js';
import { answerSeal, openedAnswer } from '../support/sealed.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

let world: World;
let port: number;
interface Sent {
  id: string;
  from_address: string;
  from_name: string;
  to_address: string;
  message_id: string;
  arm: string;
}
let sent: Sent[];

beforeAll(async () => {
  world = await openWorld();
  await runningCampaign(world, 2);
  await sendAll(world);
  port = await world.services.receiver.listen();
  sent = await rows<Sent>(
    sql`select id, from_address, from_name, to_address, message_id, arm from application order by due_at, id`,
  );
});
afterAll(() => world.close());

async function rows<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const found = await asOwner(world.services.database.kysely, (db) => query.execute(db));
  return found.rows as Row[];
}

async function answer(
  to: string,
  text: string,
  change: { inReplyTo?: string; from?: string } = {},
): Promise<Buffer> {
  const from = change.from ?? 'els@klant.example';
  return composeMessage({
    from: { name: 'Els', address: from },
    to: { address: to },
    subject: 'Uw sollicitatie',
    text,
    date: world.services.clock.now(),
    messageId: `${Buffer.from(text).toString('hex').slice(0, 20)}@klant.example`,
    ...(change.inReplyTo === undefined ? {} : { inReplyTo: change.inReplyTo }),
  });
}

async function post(to: string, raw: Buffer): Promise<void> {
  const sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
  const delivery = await sender.send({ envelope: { from: 'els@klant.example', to }, raw });
  await sender.close();
  expect(delivery.kind).toBe('sent');
}

const process_ = (): Promise<number> => world.services.responses.process(world.services.systemContext());
const nth = (n: number): Sent => sent[n]!;

describe('mail in over SMTP', () => {
  test('keeps the same bytes for one mailbox once', async () => {
    const raw = await answer(nth(0).from_address, 'Wij nodigen u uit voor een gesprek.');
    await post(nth(0).from_address, raw);
    await post(nth(0).from_address, raw);
    expect(await rows(sql`select id from response where envelope_to = ${nth(0).from_address}`)).toHaveLength(
      1,
    );
  });
  test('keeps the raw bytes with their SHA-256', async () => {
    const [row] = await rows<{ id: string; sealed: Buffer; sha256: Buffer; bytes: number }>(
      sql`select id, sealed, sha256, bytes from response limit 1`,
    );
    const raw = openedAnswer(row!);
    expect([sha256(raw).equals(row!.sha256), raw.length]).toEqual([true, row!.bytes]);
  });
  test('matches an answer by the address it came to', async () => {
    await process_();
    const [row] = await rows(
      sql`select application, matched_by, suggestion from response where envelope_to = ${nth(0).from_address}`,
    );
    expect(row).toEqual({ application: nth(0).id, matched_by: 'address', suggestion: 'INV' });
  });
  test('matches an answer to another address by its thread', async () => {
    const raw = await answer('info@mijnpost.example', 'Heeft u een rijbewijs?', {
      inReplyTo: `<${nth(1).message_id}>`,
    });
    await post('info@mijnpost.example', raw);
    await process_();
    const [row] = await rows(
      sql`select application, matched_by from response where envelope_to = 'info@mijnpost.example' and state = 'matched'`,
    );
    expect(row).toEqual({ application: nth(1).id, matched_by: 'thread' });
  });
  test('queues what belongs to no application', async () => {
    await post(
      'info@mijnpost.example',
      await answer('info@mijnpost.example', 'Onze nieuwsbrief van de week.'),
    );
    await process_();
    expect(await listUnmatched(world.as('fieldworker'))).toHaveLength(1);
  });
});

describe('the queue of unmatched mail', () => {
  test('shows the employer’s own application as likeliest when the sender’s domain is the employer’s', async () => {
    const target = nth(2);
    const from = `baas@${target.to_address.split('@')[1]}`;
    await post(
      'info@brievenbus.example',
      await answer('info@brievenbus.example', 'Bent u nog vrij?', { from }),
    );
    await process_();
    const waiting = await listUnmatched(world.as('fieldworker'));
    const opened = await openUnmatched(
      world.as('fieldworker'),
      answerSeal,
      waiting.find((one) => one.to === 'info@brievenbus.example')!.id,
    );
    expect(opened.candidates.every((candidate) => candidate.employerAddress === target.to_address)).toBe(
      true,
    );
  });
  test('lets a person match by the applicant’s address, and logs who did', async () => {
    const waiting = await listUnmatched(world.as('fieldworker'));
    const message = waiting.find((one) => one.to === 'info@brievenbus.example')!;
    const ctx = world.as('fieldworker');
    await world.services.responses.match(
      ctx,
      message.id,
      await findApplicationByAddress(ctx, ` ${nth(2).from_address.toUpperCase()} `),
    );
    const [link] = await rows(
      sql`select actor, body::jsonb ->> 'by' as by from audit_link where what = 'response.matched' and body::jsonb ->> 'response' = ${message.id}`,
    );
    expect(link).toEqual({ actor: ctx.actor.id, by: 'person' });
  });
  test('lets a person set a message aside, once', async () => {
    const [message] = await listUnmatched(world.as('fieldworker'));
    await world.services.responses.setAside(world.as('fieldworker'), message!.id);
    await expect(
      world.services.responses.setAside(world.as('fieldworker'), message!.id),
    ).rejects.toMatchObject({ code: 'not-unmatched' });
  });
  test('knows an address that belongs to nobody', async () => {
    await expect(
      findApplicationByAddress(world.as('fieldworker'), 'niemand@mijnpost.example'),
    ).rejects.toMatchObject({ code: 'unknown-application' });
  });
});

describe('blind coding', () => {
  test('shows a coder neither name nor address nor arm', async () => {
    const target = nth(3);
    const text = `Beste ${target.from_name},\n\nDank voor uw mail van ${target.from_address}. Helaas kozen wij een ander.\n\nOp 7 september schreef ${target.from_name}:\n> Ik ben ${target.from_name}`;
    await post(target.from_address, await answer(target.from_address, text));
    await process_();
    const shown = JSON.stringify(await listToCode(world.as('coder'), 100));
    // Parts of a name that are ordinary syllables ("El", "Van") stand inside other words.
    const planted = [
      ...target.from_name.split(' ').filter((part) => part.length > 3),
      target.from_name,
      target.from_address,
      'control',
      'treatment',
    ];
    expect(planted.filter((word) => shown.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
  });
  test('is over an SQL view without any column of arm, profile or application', async () => {
    const columns = await rows<{ name: string }>(
      sql`select column_name as name from information_schema.columns where table_schema = 'pt' and table_name = 'coding_item' order by 1`,
    );
    expect(columns.map((column) => column.name)).toEqual([
      // Whether it was heard on the telephone: the words tell that too, and no arm.
      'by_call',
      'done',
      'mine',
      'response',
      'step',
      'subject',
      'suggestion',
      'suggestion_words',
      'text',
    ]);
  });
  test('makes a code final when two coders agree', async () => {
    const [item] = await listToCode(world.as('coder'), 1);
    await world.services.responses.code(world.as('coder'), item!.response, 'REJ');
    await world.services.responses.code(world.as('second coder'), item!.response, 'REJ');
    expect(await rows(sql`select code, coded_how from response where id = ${item!.response}`)).toEqual([
      { code: 'REJ', coded_how: 'agreement' },
    ]);
  });
  test('refuses a second code of one coder', async () => {
    const [item] = await listToCode(world.as('coder'), 1);
    await world.services.responses.code(world.as('coder'), item!.response, 'INV');
    await expect(
      world.services.responses.code(world.as('coder'), item!.response, 'REJ'),
    ).rejects.toMatchObject({ code: 'coded-already' });
  });
  test('waits for a third when two differ', async () => {
    const [open] = await rows<{ response: string }>(
      sql`select response from coding c join response r on r.id = c.response where r.code is null limit 1`,
    );
    const id = (await listToCode(world.as('second coder'), 100)).find(
      (item) => item.response === open?.response,
    )!.response;
    await world.services.responses.code(world.as('second coder'), id, 'REJ');
    const before = await rows(sql`select code from response where id = ${id}`);
    const { id: third } = await invite(world, ['adjudicator']);
    const adjudicator = world.services.contextFor({ id: third, name: 'x', roles: ['adjudicator'] });
    await world.services.responses.code(adjudicator, id, 'INF');
    const after = await rows(sql`select code, coded_how from response where id = ${id}`);
    expect([before, after]).toEqual([[{ code: null }], [{ code: 'INF', coded_how: 'adjudication' }]]);
  });
});

describe('windows', () => {
  test('do not close while an answer inside them is uncoded, and close as NON without any', async () => {
    await world.at(new Date(Date.UTC(2026, 11, 1)));
    while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
    const open = await rows<{ id: string }>(
      sql`select a.id from application a where not exists (select from outcome o where o.application = a.id) order by 1`,
    );
    const uncoded = await rows<{ id: string }>(
      sql`select distinct application as id from response where state = 'matched' and code is null order by 1`,
    );
    expect(open).toEqual(uncoded);
  });
  test('an answer after the window changes no outcome', async () => {
    const [late] = await rows<{ address: string; code: string }>(
      sql`select a.from_address as address, o.code from application a join outcome o on o.application = a.id where o.code = 'NON' order by a.id limit 1`,
    );
    await post(late!.address, await answer(late!.address, 'Wij nodigen u alsnog uit voor een gesprek.'));
    await process_();
    for (const coder of ['coder', 'second coder'] as const) {
      const item = (await listToCode(world.as(coder), 100)).find((one) => one.text.includes('alsnog'))!;
      await world.services.responses.code(world.as(coder), item.response, 'INV');
    }
    await world.services.responses.closeWindows(world.services.systemContext());
    expect(
      await rows(
        sql`select code from outcome o join application a on a.id = o.application where a.from_address = ${late!.address}`,
      ),
    ).toEqual([{ code: 'NON' }]);
  });
});
