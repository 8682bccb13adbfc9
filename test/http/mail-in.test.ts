// What comes in with bad intent or bad luck: nothing is lost, nothing waits for it, and a person hears why.
import { randomBytes } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender, type MailSender } from '../../src/platform/mail/index.js';
import { openedAnswer } from '../support/sealed.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const fieldworker = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'fieldworker'))!;

const nested = (depth: number): string => {
  const opened = Array.from(
    { length: depth },
    (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`,
  );
  return `Content-Type: multipart/mixed; boundary=b0\r\n\r\n${opened.join('')}--b${depth}\r\n\r\ndiep\r\n--b${depth}--\r\n`;
};
const wide = (parts: number): string =>
  `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\ndeel\r\n'.repeat(parts)}--b--\r\n`;
const plain = (text: string): string => `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;

/** Messages made to do harm, with what is said of each. Null: it is read as any other. */
const BOMBS: Readonly<Record<string, readonly [body: string, trouble: string | null]>> = {
  'parts in parts': [nested(5000), 'not-readable'],
  'parts beside parts': [wide(50_000), 'not-readable'],
  'a head without end': [`X-Long: ${'x'.repeat(400_000)}\r\n\r\nhallo\r\n`, 'not-readable'],
  'a hundred thousand lines of head': [`${'X-A: b\r\n'.repeat(100_000)}\r\nhallo\r\n`, 'not-readable'],
  'HTML without end': [`Content-Type: text/html\r\n\r\n${'<p>hallo</p>\r\n'.repeat(50_000)}`, 'not-readable'],
  'deep HTML': [`Content-Type: text/html\r\n\r\n${'<div>\r\n'.repeat(50_000)}`, 'not-readable'],
  'a text of megabytes': [plain('hallo wereld\r\n'.repeat(200_000)), 'cut-short'],
  'a zero byte': [plain('wij nodigen u uit\0'), null],
  'half a character': [
    'Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\nANhBAA==\r\n',
    null,
  ],
  'a character set that does not exist': [
    'Content-Type: text/plain; charset=x-nee\r\n\r\nhallo \xff\r\n',
    null,
  ],
  'base64 that is none': ['Content-Transfer-Encoding: base64\r\n\r\n%%%%geen@@@\r\n', null],
};

interface Row {
  state: string;
  trouble: string | null;
  application: string | null;
  raw: Buffer;
}

let world: World;
let sender: MailSender;
let address: string;
const owner = async <T>(query: RawBuilder<T>): Promise<T[]> =>
  asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows);
const rowOf = async (subject: string): Promise<Row> => {
  const all = await owner<Omit<Row, 'raw'> & { id: string; sealed: Buffer; sha256: Buffer }>(
    sql`select id, state, trouble, application, sealed, sha256 from response`,
  );
  const found = all
    .map((row) => ({ ...row, raw: openedAnswer(row) }))
    .filter(({ raw }) => raw.includes(`Subject: ${subject}\r\n`));
  expect(found).toHaveLength(1);
  return found[0]!;
};
/** The sender of the message that goes wrong: triggers that refuse it know it by that. */
const PLANTED = 'geplant@firma.example';
const post = async (subject: string, body: string, from = 'hr@firma.example'): Promise<string> => {
  const raw = Buffer.from(
    `From: hr@firma.example\r\nTo: ${address}\r\nSubject: ${subject}\r\n${body}`,
    'latin1',
  );
  return (await sender.send({ envelope: { from, to: address }, raw })).kind;
};
const processAll = async (): Promise<void> => {
  while ((await world.services.responses.process(world.services.systemContext())) > 0);
};

beforeAll(async () => {
  world = await openWorld();
  await runningCampaign(world, 2);
  await sendAll(world);
  const port = await world.services.receiver.listen();
  sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
  [{ address }] = (await owner<{ address: string }>(
    sql`select from_address as address from application order by id limit 1`,
  )) as [{ address: string }];
});
afterAll(async () => {
  await sender.close();
  await world.close();
});

describe('mail made to do harm', () => {
  beforeAll(async () => {
    for (const [name, [body]] of Object.entries(BOMBS)) {
      expect([name, await post(name, body)]).toEqual([name, 'sent']);
      expect(await post(`gewoon na ${name}`, plain('Wij nodigen u uit voor een gesprek.'))).toBe('sent');
    }
    await processAll();
  });

  for (const [name, [body, trouble]] of Object.entries(BOMBS))
    test(`${name}: kept whole, ${trouble === null ? 'and read' : 'and a person hears why'}`, async () => {
      const row = await rowOf(name);
      expect([row.trouble, row.state]).toEqual([trouble, trouble === null ? 'matched' : 'unmatched']);
      expect(row.raw.toString('latin1').endsWith(body.trimEnd()) || row.raw.length > body.length).toBe(true);
      expect((await rowOf(`gewoon na ${name}`)).state).toBe('matched');
    });

  test('the page of such a message says why it waits, and still proposes the application', async () => {
    const { cookie } = await world.signIn(fieldworker);
    const [{ id }] = (await owner<{ id: string }>(
      sql`select id from response where trouble = 'cut-short'`,
    )) as [{ id: string }];
    const page = await request(world.app).get(`/postvak/${id}`).set({ Cookie: cookie, Host: '127.0.0.1' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Dit bericht is te lang om helemaal te lezen');
    expect(page.text).toContain(`Koppel aan ${address}`);
  });
});

describe('one message that goes wrong among others', () => {
  test('cannot be kept: its sender is told to try again, the others are kept', async () => {
    await owner(sql`create function refuse_one() returns trigger language plpgsql as $$
      begin if new.envelope_from = '${sql.raw(PLANTED)}' then raise exception 'planted'; end if; return new; end $$`);
    await owner(
      sql`create trigger refuse_one before insert on response for each row execute function refuse_one()`,
    );
    const subjects = ['bewaar een', 'niet te bewaren', 'bewaar twee', 'bewaar drie'];
    const kinds = await Promise.all(
      subjects.map((subject) =>
        post(subject, plain('Goed ontvangen.'), subject.startsWith('niet') ? PLANTED : undefined),
      ),
    );
    await owner(sql`drop trigger refuse_one on response`);
    expect(kinds.map((kind) => kind === 'sent')).toEqual([true, false, true, true]);
    expect((await rowOf('bewaar drie')).state).toBe('new');
  });

  test('cannot be handled: a person gets it with the reason, the others are matched', async () => {
    await owner(sql`create function refuse_two() returns trigger language plpgsql as $$
      begin if new.state = 'matched' and new.envelope_from = '${sql.raw(PLANTED)}' then raise exception 'planted'; end if; return new; end $$`);
    await owner(
      sql`create trigger refuse_two before update on response for each row execute function refuse_two()`,
    );
    for (const subject of ['verwerk een', 'niet te verwerken', 'verwerk twee'])
      expect(
        await post(
          subject,
          plain('Wij nodigen u uit voor een gesprek.'),
          subject.startsWith('niet') ? PLANTED : undefined,
        ),
      ).toBe('sent');
    await processAll();
    await owner(sql`drop trigger refuse_two on response`);
    expect(await rowOf('niet te verwerken')).toMatchObject({
      state: 'unmatched',
      trouble: 'not-processed',
      application: null,
    });
    expect([(await rowOf('verwerk een')).state, (await rowOf('verwerk twee')).state]).toEqual([
      'matched',
      'matched',
    ]);
  });

  test('cannot even be given to a person: it stays as it is, and those behind it are matched', async () => {
    await owner(sql`create function refuse_four() returns trigger language plpgsql as $$
      begin if new.envelope_from = '${sql.raw(PLANTED)}' then raise exception 'planted'; end if; return new; end $$`);
    await owner(
      sql`create trigger refuse_four before update on response for each row execute function refuse_four()`,
    );
    for (const subject of ['niet te geven', 'geef door'])
      await post(subject, plain('Goed ontvangen.'), subject.startsWith('niet') ? PLANTED : undefined);
    await processAll();
    await owner(sql`drop trigger refuse_four on response`);
    expect([(await rowOf('niet te geven')).state, (await rowOf('geef door')).state]).toEqual([
      'new',
      'matched',
    ]);
    await processAll();
    expect((await rowOf('niet te geven')).state).toBe('matched');
  });

  test('comes from a sender without end: it is kept as from nobody, and a person gets it', async () => {
    const from = `${randomBytes(2400).toString('base64url')}@firma.example`;
    await world.services.responses.receive(world.services.systemContext(), {
      envelope: { from, to: ['niemand@sollicitatie.example'] },
      raw: Buffer.from(`Subject: zonder einde\r\n${plain('Goed ontvangen.')}`),
    });
    await processAll();
    expect((await rowOf('zonder einde')).state).toBe('unmatched');
    expect(await owner(sql`select 1 from response where envelope_from = ${from}`)).toEqual([]);
  });

  test('the database is in the way: the message stays new, and the next sweep takes it', async () => {
    await owner(sql`create function refuse_three() returns trigger language plpgsql as $$
      begin if new.state <> 'new' then raise exception 'planted' using errcode = 'lock_not_available'; end if; return new; end $$`);
    await owner(
      sql`create trigger refuse_three before update on response for each row execute function refuse_three()`,
    );
    expect(await post('een slot', plain('Wij nodigen u uit voor een gesprek.'))).toBe('sent');
    await expect(world.services.responses.process(world.services.systemContext())).rejects.toThrow();
    expect((await rowOf('een slot')).state).toBe('new');
    await owner(sql`drop trigger refuse_three on response`);
    await processAll();
    expect((await rowOf('een slot')).state).toBe('matched');
  });
});

test('the same message twice at the same moment is one answer, and the log holds together', async () => {
  const kinds = await Promise.all([1, 2, 3, 4].map(() => post('vier keer', plain('Goed ontvangen.'))));
  expect(new Set(kinds)).toEqual(new Set(['sent']));
  expect((await rowOf('vier keer')).state).toBe('new');
  await processAll();
  expect((await verifyChain(world.services.systemContext())).broken).toBeNull();
});

test('whoever was told that a message is taken finds it in the database at that moment', async () => {
  const seen = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      expect(await post(`tel ${n}.`, plain('Goed ontvangen.'))).toBe('sent');
      return (await rowOf(`tel ${n}.`)).state;
    }),
  );
  expect(seen).toEqual(Array.from({ length: 12 }, () => 'new'));
});
