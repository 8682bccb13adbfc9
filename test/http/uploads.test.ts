// Answers that come in on paper, by phone or in a mailbox elsewhere: kept once, on their clock, and read by coders in words only.
import { sql, type RawBuilder } from 'kysely';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listToCode } from '../../src/fieldwork/index.js';
import { toCivil, toLocal } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { findTraces } from '../support/traces.js';
import { fieldworker, sentOf, type SentApplication } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const HOUR = 3_600_000;
const PDF = (text: string): Buffer => Buffer.from(`%PDF-1.4\n${text}\n%%EOF`, 'latin1');
const MP3 = Buffer.from('ID3\x04\0\0\0\0\0\0 opname', 'latin1');

let world: World;
let campaign: CampaignId;
let sent: SentApplication[];
let next = 0;
let one: SentApplication;
const owner = <Row>(query: RawBuilder<unknown>): Promise<Row[]> =>
  asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows as Row[]);

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 4);
  await sendAll(world);
  sent = await sentOf(world, campaign);
  await world.at(new Date(world.services.clock.now().getTime() + 24 * HOUR));
});
afterAll(() => world.close());
beforeEach(() => {
  one = sent[next]!;
  next += 1;
});

/** The fields of an instant as they are typed. */
function typedAt(instant: Date): Record<string, string> {
  const { date, minutes } = toLocal(instant);
  const { day, month, year } = toCivil(date);
  return {
    receivedDay: String(day),
    receivedMonth: String(month),
    receivedYear: String(year),
    receivedTime: `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, '0')}`,
  };
}
const now = (): Date => world.services.clock.now();
const anHourAgo = (): Record<string, string> => typedAt(new Date(now().getTime() - HOUR));

/** Sends the form with a file as a browser does. */
async function bring(
  fields: Record<string, string>,
  file?: Buffer,
  account: { id: string } = fieldworker,
): Promise<Response> {
  const { cookie, token } = await world.signIn(account);
  const asked = request(world.app)
    .post('/antwoorden/bewaar')
    .set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
    .field('_csrf', token);
  for (const [name, value] of Object.entries(fields)) asked.field(name, value);
  return file === undefined ? asked : asked.attach('file', file, { filename: 'scan van Jan.pdf' });
}
const idIn = (answer: Response): string =>
  /\/antwoorden\/([0-9a-f-]{36})/.exec(answer.headers['location'] ?? '')![1]!;
const at = (application: SentApplication) => ({
  test: application.test,
  where: application.id,
  ...anHourAgo(),
});

interface Row {
  state: string;
  channel: string;
  application: string | null;
  to_release: boolean;
  redacted_text: string | null;
  suggestion: string | null;
  code: string | null;
  transcript: Buffer | null;
}
const rowOf = async (id: string): Promise<Row> =>
  (
    await owner<Row>(
      sql`select state, channel, application, to_release, redacted_text, suggestion, code, transcript from response where id = ${id}`,
    )
  )[0]!;
const codersSee = async (id: string): Promise<string | undefined> =>
  (await listToCode(world.as('coder'), 1000)).find(({ response }) => response === id)?.text;

describe('a letter', () => {
  test('is kept with its test, starts its clock, and coders read the words once they are released', async () => {
    const answer = await bring({ kind: 'letter', ...at(one) }, PDF('een brief'));
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      expect.stringMatching(/gedaan=bewaard$/),
    ]);
    const id = idIn(answer);
    expect(await rowOf(id)).toMatchObject({
      state: 'matched',
      channel: 'letter',
      application: one.id,
      to_release: true,
    });
    expect(await owner(sql`select 1 from triage where response = ${id}`)).toHaveLength(1);
    expect(await codersSee(id)).toBeUndefined();

    const words = `Beste ${one.from_name}, wij nodigen u uit voor een gesprek op dinsdag. Hij mag bellen.`;
    await postAs(world, fieldworker, `/antwoorden/${id}/typ-over`, { words });
    expect(await codersSee(id)).toBeUndefined();
    const page = await getAs(world, fieldworker, `/antwoorden/${id}`);
    expect(page.text).toContain('wij nodigen u uit voor een gesprek op dinsdag');
    expect(/<textarea[^>]*checkedWords[^>]*>([^<]*)</.exec(page.text)![1]).not.toContain(one.from_name);

    const released = await postAs(world, fieldworker, `/antwoorden/${id}/geef-vrij`, {
      checkedWords: words,
      'checked-yes': 'ja',
    });
    expect(released.status).toBe(303);
    const seen = (await codersSee(id))!;
    expect(seen).toContain('wij nodigen u uit voor een gesprek op dinsdag');
    for (const name of one.from_name.split(' ')) expect(seen).not.toContain(name);
    expect(seen).not.toContain('Hij');
    expect((await rowOf(id)).suggestion).toBe('INV');
    expect(
      (
        await owner<{ what: string }>(
          sql`select what from audit_link where body::jsonb ->> 'response' = ${id} order by seq`,
        )
      ).map(({ what }) => what),
    ).toEqual(['response.uploaded', 'response.matched', 'response.typed', 'response.released']);
  });

  test('twice is one answer', async () => {
    const first = await bring({ kind: 'letter', ...at(one) }, PDF('tweemaal'));
    const second = await bring({ kind: 'letter', ...at(one) }, PDF('tweemaal'));
    expect(idIn(second)).toBe(idIn(first));
    expect(second.headers['location']).toMatch(/gedaan=al-bewaard$/);
  });

  test('is opened as bytes without a type, by who brought it in alone, and each time is in the log', async () => {
    const id = idIn(await bring({ kind: 'letter', ...at(one) }, PDF('van mij')));
    const file = await getAs(world, fieldworker, `/antwoorden/${id}/bestand`);
    expect([file.status, file.headers['content-type'], file.headers['x-content-type-options']]).toEqual([
      200,
      'application/octet-stream',
      'nosniff',
    ]);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="?antwoord-[0-9a-f]{8}\.pdf"?$/,
    );
    expect(PDF('van mij').equals(file.body as Buffer)).toBe(true);
    const opened = await owner(
      sql`select 1 from audit_link where what = 'response.file-opened' and body::jsonb ->> 'response' = ${id}`,
    );
    expect(opened).toHaveLength(1);
    for (const { id: account, roles } of practiceAccounts)
      if (account !== fieldworker.id && !roles.some((role) => role === 'fieldworker'))
        expect((await getAs(world, { id: account }, `/antwoorden/${id}/bestand`)).status).not.toBe(200);
  });

  test('that nobody checked is not released', async () => {
    const id = idIn(await bring({ kind: 'letter', ...at(one) }, PDF('ongelezen')));
    await postAs(world, fieldworker, `/antwoorden/${id}/typ-over`, { words: 'Wij zoeken verder.' });
    const refused = await postAs(world, fieldworker, `/antwoorden/${id}/geef-vrij`, {
      checkedWords: 'Wij zoeken verder.',
    });
    expect([refused.status, refused.text.includes('Lees de woorden na en vink dit aan.')]).toEqual([
      422,
      true,
    ]);
    expect((await rowOf(id)).to_release).toBe(true);
  });
});

test('a text message and a call are released after their names were checked', async () => {
  for (const [kind, text] of [
    ['sms', 'Kan je donderdag komen proefdraaien?'],
    ['call', 'De plaats is al ingevuld, zei een man.'],
  ] as const) {
    const id = idIn(await bring({ kind, text, number: '0470 00 00 00', ...at(one) }));
    expect(await rowOf(id)).toMatchObject({ state: 'matched', channel: kind, to_release: true });
    expect(await codersSee(id)).toBeUndefined();
    await postAs(world, fieldworker, `/antwoorden/${id}/geef-vrij`, {
      checkedWords: text,
      'checked-yes': 'ja',
    });
    expect(await codersSee(id)).toBe(text);
  }
});

test('a mail file goes the way of a mail: redacted by itself, coded by its header', async () => {
  const mail = Buffer.from(
    `From: hr@firma.example\r\nTo: ${one.from_address}\r\nSubject: Afwezig\r\nAuto-Submitted: auto-replied\r\nDate: Tue, 8 Sep 2026 10:00:00 +0200\r\n\r\nIk ben afwezig tot maandag.\r\n`,
  );
  const id = idIn(await bring({ kind: 'eml', ...at(one) }, mail));
  expect(await rowOf(id)).toMatchObject({
    state: 'matched',
    channel: 'eml',
    to_release: false,
    code: 'ACK-A',
  });
});

test('a voicemail of which nobody knows the test waits in the mailbox, and is released after it was matched there', async () => {
  const id = idIn(await bring({ kind: 'voicemail', address: '', ...anHourAgo() }, MP3));
  expect(await rowOf(id)).toMatchObject({ state: 'unmatched', application: null, to_release: false });
  const queue = await getAs(world, fieldworker, '/postvak');
  expect(queue.text).toContain(`/postvak/${id}`);
  await postAs(world, fieldworker, `/antwoorden/${id}/typ-over`, {
    words: 'Bel ons terug voor een gesprek.',
  });
  const matched = await postAs(world, fieldworker, `/postvak/${id}/koppel`, { address: one.from_address });
  expect(matched.status).toBe(303);
  expect(await rowOf(id)).toMatchObject({ state: 'matched', application: one.id, to_release: true });
  expect(await codersSee(id)).toBeUndefined();
  await postAs(world, fieldworker, `/antwoorden/${id}/geef-vrij`, {
    checkedWords: 'Bel ons terug voor een gesprek.',
    'checked-yes': 'ja',
  });
  expect(await codersSee(id)).toBe('Bel ons terug voor een gesprek.');
  // Matched to another application, its words are looked at anew: other names may stand in them.
  const other = sent.find(({ test, id }) => test === one.test && id !== one.id)!;
  await postAs(world, fieldworker, `/postvak/${id}/koppeling/verbeter`, {
    where: other.id,
    reason: 'het nummer van de andere',
  });
  expect(await rowOf(id)).toMatchObject({ application: other.id, to_release: true });
  expect(await codersSee(id)).toBeUndefined();
});

describe('what is not in order comes back with its fault', () => {
  const refused = async (fields: Record<string, string>, file?: Buffer): Promise<string> => {
    const answer = await bring(fields, file);
    expect(answer.status).toBe(422);
    return answer.text;
  };

  test('a file of another kind, whatever its name says', async () => {
    expect(await refused({ kind: 'letter', ...at(one) }, Buffer.from('MZ dit is geen brief'))).toContain(
      'niet van een soort die hier past',
    );
    expect(await refused({ kind: 'voicemail', ...at(one) }, PDF('geen geluid'))).toContain(
      'niet van een soort die hier past',
    );
  });

  test('no file, no text, no day, no time, no application: every fault at once', async () => {
    const page = await refused({ kind: 'letter', test: one.test });
    for (const words of [
      'Kies een bestand.',
      'Vul de dag in',
      'Vul het uur in',
      'Kies bij welke sollicitatie',
    ])
      expect(page).toContain(words);
    expect(await refused({ kind: 'sms', ...at(one) })).toContain('Vul in wat er gezegd of geschreven is.');
  });

  test('a moment in the future, or before the application left', async () => {
    const later = typedAt(new Date(now().getTime() + HOUR));
    expect(await refused({ kind: 'sms', text: 'Kom', ...at(one), ...later })).toContain(
      'niet in de toekomst',
    );
    const before = { receivedDay: '1', receivedMonth: '9', receivedYear: '2026', receivedTime: '9.00' };
    expect(await refused({ kind: 'sms', text: 'Kom', ...at(one), ...before })).toContain('vertrok later');
  });

  test('an address that belongs to nobody', async () => {
    expect(
      await refused({ kind: 'sms', text: 'Kom', address: 'niemand@elders.example', ...anHourAgo() }),
    ).toContain('hoort bij geen sollicitatie');
  });

  test('what was typed is kept', async () => {
    const page = await refused({
      kind: 'sms',
      text: 'Dit blijft staan',
      number: '0470',
      ...at(one),
      receivedTime: 'x',
    });
    expect([page.includes('Dit blijft staan'), page.includes('0470')]).toEqual([true, true]);
  });

  test('a file that is too large', async () => {
    expect((await bring({ kind: 'letter', ...at(one) }, Buffer.alloc(10_100_000, '%PDF-'))).status).toBe(413);
  });
});

describe('who may', () => {
  test('nobody but fieldworkers', async () => {
    for (const { id, roles } of practiceAccounts)
      if (!roles.some((role) => role === 'fieldworker'))
        expect((await bring({ kind: 'sms', text: 'Kom', ...at(one) }, undefined, { id })).status).toBe(403);
  });

  test('nobody who has an own interest in the campaign', async () => {
    const interest = 'b0000000-0000-4000-8000-00000000000f';
    await owner(
      sql`insert into own_interest (id, campaign, account, kind) values (${interest}, ${campaign}, ${fieldworker.id}, 'other')`,
    );
    expect((await bring({ kind: 'sms', text: 'Kom dan', ...at(one) })).status).toBe(409);
    await owner(sql`alter table own_interest disable trigger user`);
    await owner(sql`delete from own_interest where id = ${interest}`);
    await owner(sql`alter table own_interest enable trigger user`);
  });
});

describe('the database', () => {
  const insert = (change: { receivedAt?: RawBuilder<unknown>; by?: string; application?: string }) =>
    sql`insert into response (id, channel, media, envelope_from, envelope_to, received_at, sealed, bytes, sha256, state, uploaded_by, uploaded_at)
      values (gen_random_uuid(), 'sms', 'text/plain', '', '', ${change.receivedAt ?? sql`app_now()`}, decode('01' || repeat('00', 36), 'hex'), 0, sha256('x'), 'unmatched',
        ${change.by ?? fieldworker.id}, app_now())`;
  const refusal = async (query: RawBuilder<unknown>): Promise<string | undefined> => {
    try {
      await world.as('fieldworker').inTx((ctx) => query.execute(ctx.db));
      return undefined;
    } catch (error) {
      return constraintOf(error);
    }
  };

  test('takes no answer from the future, nor under another name', async () => {
    expect(await refusal(insert({ receivedAt: sql`app_now() + interval '2 minutes'` }))).toBe(
      'upload_received',
    );
    expect(await refusal(insert({ by: practiceAccounts[0].id }))).toBe('upload_received');
  });

  test('gives coders nothing that waits for its release, even for one statement', async () => {
    const id = idIn(await bring({ kind: 'sms', text: 'Komt u langs?', ...at(one) }));
    await expect(world.services.responses.code(world.as('coder'), id as never, 'INV')).rejects.toThrow(
      'not-to-code',
    );
    const seen = await world
      .as('coder')
      .read((ctx) => sql`select 1 from coding_item where response = ${id}`.execute(ctx.db));
    expect(seen.rows).toEqual([]);
  });

  test('holds a typed transcript sealed', async () => {
    const id = idIn(await bring({ kind: 'letter', ...at(one) }, PDF('verzegeld')));
    await postAs(world, fieldworker, `/antwoorden/${id}/typ-over`, { words: 'kopërmijnpad' });
    const [row] = await owner<{ row: string }>(
      sql`select response::text as row from (select to_jsonb(r) as response from response r where id = ${id}) x`,
    );
    expect([(await rowOf(id)).transcript![0], findTraces(Buffer.from(row!.row), 'kopërmijnpad')]).toEqual([
      1,
      [],
    ]);
    expect((await getAs(world, fieldworker, `/antwoorden/${id}`)).text).toContain('kopërmijnpad');
  });
});

test('a window with an upload that waits for its release does not close', async () => {
  const id = idIn(await bring({ kind: 'sms', text: 'Komt u maandag?', ...at(one) }));
  await world.at(new Date(now().getTime() + 40 * 24 * HOUR));
  while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
  expect(await owner(sql`select 1 from outcome where application = ${one.id}`)).toEqual([]);
  await postAs(world, fieldworker, `/antwoorden/${id}/geef-vrij`, {
    checkedWords: 'Komt u maandag?',
    'checked-yes': 'ja',
  });
  for (const coder of ['coder', 'second coder'] as const)
    await world.services.responses.code(world.as(coder), id as never, 'INV');
  while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
  expect(await owner(sql`select code from outcome where application = ${one.id}`)).toEqual([{ code: 'INV' }]);
});
