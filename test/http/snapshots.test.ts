// The page of a vacancy, kept as it stood: what is taken, how it lies, who may open it, and what becomes of it.
import { sql } from 'kysely';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { createSnapshots } from '../../src/fieldwork/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { createKeyRing } from '../../src/platform/crypto/key-ring.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import { WORLD_ANSWER_KEYS } from '../support/sealed.js';
import { openWorld, runningCampaign, type World } from '../support/world.js';

const [inspector, , fieldworker] = practiceAccounts;
const HTML = Buffer.from('\n<!DOCTYPE html><title>Metser gezocht</title><script>alert(1)</script>');

let world: World;
let vacancy: string;
const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
interface Kept {
  id: string;
  media: string;
  bytes: number;
  sha256: Buffer;
  sealed: Buffer;
}
const kept = () =>
  rows<Kept>(
    sql`select id, media, bytes, sha256, sealed from vacancy_snapshot where vacancy = ${vacancy} order by taken_at, id`,
  );

/** Sends the form as a browser does, with a file or words. */
async function keep(
  account: { id: string },
  { file, words = '', of = vacancy }: { file?: Buffer; words?: string; of?: string },
): Promise<Response> {
  const { cookie, token } = await world.signIn(account);
  const sent = request(world.app)
    .post(`/vacatures/${of}/bewaar`)
    .set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
    .field('_csrf', token)
    .field('words', words);
  return file === undefined
    ? sent.attach('file', Buffer.alloc(0), '')
    : sent.attach('file', file, { filename: 'pagina', contentType: 'application/octet-stream' });
}

beforeAll(async () => {
  world = await openWorld();
  const campaign = await runningCampaign(world, 2);
  [{ vacancy }] = (await rows<{ vacancy: string }>(
    sql`select vacancy from test where campaign = ${campaign} order by ordinal limit 1`,
  )) as [{ vacancy: string }];
}, 120_000);
afterAll(() => world.close());

describe('keeping a page', { timeout: 120_000 }, () => {
  test('takes a file that is one, and says what it is by its bytes', async () => {
    const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ');
    for (const file of [HTML, pdf]) expect((await keep(fieldworker, { file })).status).toBe(303);
    expect((await kept()).map(({ media, bytes, sha256: hash }) => [media, bytes, hash])).toEqual([
      ['text/html', HTML.length, sha256(HTML)],
      ['application/pdf', pdf.length, sha256(pdf)],
    ]);
  });

  test('takes words that were copied', async () => {
    const { status, headers } = await keep(fieldworker, { words: 'Metser gezocht\r\nBel Mieke Zwanenberg.' });
    expect([status, headers['location']]).toEqual([303, `/vacatures/${vacancy}/bewaard?gedaan=ja`]);
    expect((await kept()).at(-1)).toMatchObject({
      media: 'text/plain',
      sha256: sha256('Metser gezocht\nBel Mieke Zwanenberg.'),
    });
  });

  test.each([
    [{}, 'Kies een bestand of plak de tekst.'],
    [{ file: Buffer.from('MZ\x90\x00 een programma') }, 'Dit bestand is geen pdf'],
    [{ file: HTML, words: 'en ook tekst' }, 'niet allebei'],
  ])('is refused with the reason beside its field: %#', async (sent, words) => {
    const { status, text } = await keep(fieldworker, sent);
    expect([status, text]).toEqual([422, expect.stringContaining(words)]);
  });

  test('leaves no page in clear in the database', async () => {
    for (const { sealed, bytes } of await kept()) {
      expect(sealed.includes('Metser')).toBe(false);
      expect(sealed.length).toBe(bytes + 37);
    }
  });

  test('writes the hash in the log, and the log holds', async () => {
    const links = await rows<{ hash: string }>(
      sql`select body::jsonb ->> 'sha256' as hash from audit_link where what = 'vacancy.page-kept' order by seq`,
    );
    expect(links.map(({ hash }) => hash)).toEqual((await kept()).map((one) => one.sha256.toString('hex')));
    expect((await verifyChain(world.services.systemContext())).broken).toBeNull();
  });
});

describe('a page that was kept', { timeout: 120_000 }, () => {
  test('stands in the list with its hash, and opens byte for byte as a file to save', async () => {
    const [page] = await kept();
    const list = await getAs(world, fieldworker, `/vacatures/${vacancy}/bewaard`);
    expect(list.text).toContain(sha256(HTML).toString('hex'));
    const file = await getAs(world, fieldworker, `/vacatures/bewaard/${page!.id}`);
    expect([file.status, file.headers['content-type'], file.headers['content-disposition']]).toEqual([
      200,
      'application/octet-stream',
      expect.stringMatching(/^attachment; filename=vacature-[0-9a-f]{8}\.html$/),
    ]);
    expect(Buffer.from(file.body as Buffer).equals(HTML)).toBe(true);
    expect(await rows(sql`select 1 from audit_link where what = 'vacancy.page-opened'`)).toHaveLength(1);
  });

  test('is not found by another team, and closed to other roles', async () => {
    const other = await settle(world, ['fieldworker']);
    const [page] = await kept();
    for (const path of [`/vacatures/${vacancy}/bewaard`, `/vacatures/bewaard/${page!.id}`])
      expect([
        (await getAs(world, other, path)).status,
        (await getAs(world, inspector, path)).status,
      ]).toEqual([404, 403]);
    expect((await keep(other, { file: HTML })).status).toBe(404);
    const ctx = world.services.contextFor({ id: other.id, name: 'x', roles: ['fieldworker'] });
    expect((await ctx.read((ctx) => sql`select 1 from vacancy_snapshot`.execute(ctx.db))).rows).toEqual([]);
  });

  test('never changes, not even by the owner of the tables', async () => {
    for (const statement of [
      sql`update vacancy_snapshot set media = 'text/plain'`,
      sql`update vacancy_snapshot set sealed = ''`,
      sql`delete from vacancy_snapshot`,
    ])
      await expect(rows(statement)).rejects.toMatchObject({ constraint: 'vacancy_snapshot_append_only' });
  });

  test('is sealed anew under another key, and tells which key is missing', async () => {
    const system = world.services.systemContext();
    const fresh = Buffer.alloc(32, 9);
    const old = Buffer.from(WORLD_ANSWER_KEYS.split(/[\s,]+/)[0]!, 'base64');
    const both = createSnapshots({ ring: createKeyRing([fresh, old]) });
    const newOnly = createSnapshots({ ring: createKeyRing([fresh]) });
    expect(await newOnly.findMissingKeys(system)).toHaveLength(1);
    expect(await newOnly.reseal(system)).toBe(0);
    expect(await both.reseal(system)).toBe(3);
    expect(await newOnly.findMissingKeys(system)).toEqual([]);
    const [page] = await kept();
    const ctx = world.services.contextFor({ ...fieldworker, roles: fieldworker.roles });
    expect((await newOnly.open(ctx, page!.id)).bytes.equals(HTML)).toBe(true);
    // The world goes on with its own key.
    expect(await createSnapshots({ ring: createKeyRing([old, fresh]) }).reseal(system)).toBe(3);
  });
});

test('a page goes with its vacancy, when the term of that is over', { timeout: 120_000 }, async () => {
  const { campaigns, privacy, clock } = world.services;
  const [{ id }] = (await rows<{ id: string }>(
    sql`select campaign as id from test where vacancy = ${vacancy}`,
  )) as [{ id: Parameters<typeof campaigns.stop>[1] }];
  await campaigns.stop(world.as('coordinator'), id, 'Het veldwerk stopt hier.', false);
  await world.at(new Date(clock.now().getTime() + 740 * 24 * 3600_000));
  await privacy.applyTerms(world.services.systemContext());
  expect((await kept()).map(({ sealed, sha256: hash }) => [sealed.length, hash.length])).toEqual([
    [0, 32],
    [0, 32],
    [0, 32],
  ]);
  const [page] = await kept();
  expect((await getAs(world, fieldworker, `/vacatures/bewaard/${page!.id}`)).status).toBe(410);
});
