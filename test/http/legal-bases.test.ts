import { sql } from 'kysely';
import request, { type Response } from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { getAs, postAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import {
  draftOf,
  importWorld,
  meetAll,
  openWorld,
  requestChecked,
  seedOf,
  type World,
} from '../support/world.js';

const [inspector, cas, , coder] = practiceAccounts;
let world: World;
let carla: { id: string };
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
  carla = await settle(world, ['coordinator']);
});
// Withdraws whatever stands, so that the next test begins anew.
afterEach(() => clear());
afterAll(() => world.close());

const code = (answer: Response): string => String(answer.body.type).replace('urn:praktijktest:problem:', '');
const document = sha256('een advies').toString('hex');
const reason = 'de jurist kwam terug op het advies';
const mandate = '/rechtsgronden/baseline-mandate/1';

interface Read {
  readonly textHash: string;
  readonly status: string;
  readonly confirmations: readonly {
    readonly id: string;
    readonly documentHash: string;
    readonly withdrawnAt: string | null;
  }[];
}
async function read(basis = 'baseline-mandate', version = '1'): Promise<Read> {
  const answer = await getAs(world, inspector, `/api/v1/legal-bases/${basis}/${version}`, {
    accept: 'application/json',
  });
  return answer.body as Read;
}

/** Proposes a text through the API. @returns the answer */
async function propose(who: { id: string }, change: Record<string, string> = {}, basis = 'baseline-mandate') {
  const { textHash } = await read(basis);
  return postAs(
    world,
    who,
    '/api/v1/legal-basis-confirmations',
    { code: basis, version: '1', textHash, documentHash: document, documentDate: '2026-09-01', ...change },
    { as: 'json' },
  );
}
const act = (who: { id: string }, id: string, name: 'confirm' | 'withdraw', body: object = {}) =>
  postAs(world, who, `/api/v1/legal-basis-confirmations/${id}/${name}`, body, { as: 'json' });

async function clear(basis = 'baseline-mandate'): Promise<void> {
  for (const { id, withdrawnAt } of (await read(basis)).confirmations)
    if (withdrawnAt === null) await act(cas, id, 'withdraw', { reason });
}
async function confirm(basis = 'baseline-mandate'): Promise<string> {
  const { id } = (await propose(cas, {}, basis)).body as { id: string };
  expect((await act(carla, id, 'confirm')).status).toBe(200);
  return id;
}
const links = async (): Promise<string[]> =>
  (
    await world.services
      .systemContext()
      .read((ctx) =>
        ctx.db
          .selectFrom('audit_link')
          .select('body')
          .where('what', 'like', 'legal-basis.%')
          .orderBy('seq')
          .execute(),
      )
  ).map(({ body }) => body);

describe('the API of legal bases', () => {
  test('lists every version, part by part, all unconfirmed but for the exercise that is none', async () => {
    const seen: string[] = [];
    let path: string | null = '/api/v1/legal-bases?limit=4';
    while (path !== null) {
      const answer: Response = await getAs(world, inspector, path, { accept: 'application/json' });
      expect(answer.status).toBe(200);
      for (const { code, version, status } of answer.body.items as Record<string, string>[])
        seen.push(`${code!}/${version!} ${status!}`);
      path = answer.body.next as string | null;
    }
    expect(seen).toEqual(
      [
        'baseline-mandate/1',
        'brussels-ordinance/2017',
        'brussels-ordinance/2023',
        'contract-clause/1',
        'exercise/1',
        'flemish-supervision/2026',
        'joint-action/1',
        'sector-self-regulation/1',
        'ssw-42-1/1',
        'ssw-42-1/2',
      ].map((text) => `${text} unconfirmed`),
    );
  });

  test('tells a version that does not exist', async () => {
    const answer = await getAs(world, inspector, '/api/v1/legal-bases/baseline-mandate/9', {
      accept: 'application/json',
    });
    expect([answer.status, code(answer)]).toEqual([404, 'not-found']);
  });

  test('lets one coordinator propose and another confirm, and keeps who, when and which document', async () => {
    const before = (await links()).length;
    const { textHash } = await read();
    const made = await propose(cas);
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    expect((await read()).status).toBe('proposed');
    expect((await act(carla, id, 'confirm')).status).toBe(200);
    const { status, confirmations } = await read();
    expect([status, confirmations[0]]).toEqual([
      'confirmed',
      expect.objectContaining({ id, proposedBy: cas.id, documentHash: document, documentDate: '2026-09-01' }),
    ]);
    expect((await links()).slice(before).map((body) => JSON.parse(body) as object)).toEqual(
      (['proposed', 'confirmed'] as const).map((what) =>
        expect.objectContaining({
          what: `legal-basis.${what}`,
          basis: 'baseline-mandate',
          version: '1',
          textHash,
          confirmation: id,
          documentHash: document,
          reasonHash: null,
          actor: what === 'proposed' ? cas.id : carla.id,
        }),
      ),
    );
  });

  test('refuses confirmation by who proposed', async () => {
    const { id } = (await propose(cas)).body as { id: string };
    const answer = await act(cas, id, 'confirm');
    expect([answer.status, code(answer)]).toEqual([409, 'basis-confirmation']);
  });

  test('refuses a second proposal while one stands', async () => {
    await propose(cas);
    const answer = await propose(carla);
    expect([answer.status, code(answer)]).toEqual([409, 'basis-proposed-already']);
  });

  test('refuses a text that is not the one that stands there', async () => {
    const answer = await propose(cas, { textHash: 'ab'.repeat(32) });
    expect([answer.status, code(answer)]).toEqual([409, 'basis-text-changed']);
  });

  test('refuses a document of tomorrow', async () => {
    const answer = await propose(cas, { documentDate: '2026-09-08' });
    expect([answer.status, code(answer)]).toEqual([422, 'document-in-future']);
  });

  test('refuses to confirm the exercise', async () => {
    const answer = await propose(cas, {}, 'exercise');
    expect([answer.status, code(answer)]).toEqual([409, 'basis-exercise']);
  });

  test('withdraws with a reason, of which the log keeps the hash only', async () => {
    const id = await confirm();
    const bare = await act(carla, id, 'withdraw', { reason: 'kort' });
    expect([bare.status, code(bare)]).toEqual([422, 'bad-input']);
    expect((await act(carla, id, 'withdraw', { reason })).status).toBe(200);
    expect((await read()).status).toBe('withdrawn');
    const last = (await links()).at(-1)!;
    expect(last).not.toContain(reason);
    expect(JSON.parse(last)).toMatchObject({
      what: 'legal-basis.withdrawn',
      reasonHash: sha256(reason).toString('hex'),
    });
    const again = await act(carla, id, 'withdraw', { reason });
    expect([again.status, code(again)]).toEqual([409, 'basis-decided']);
  });

  test('makes a proposal void when the text changed meanwhile', async () => {
    const { id } = (await propose(cas)).body as { id: string };
    const { textHash } = await read();
    await changeText('ab'.repeat(32));
    const answer = await act(carla, id, 'confirm');
    await changeText(textHash);
    expect([answer.status, code(answer)]).toEqual([409, 'basis-text-changed']);
  });
});

/** As a new version of the reference files would: the text of the mandate has another hash. */
const changeText = (hash: string): Promise<unknown> =>
  asOwner(world.services.database.kysely, (db) =>
    sql`update legal_basis set text_hash = decode(${hash}, 'hex') where code = 'baseline-mandate'`.execute(
      db,
    ),
  );

describe('a campaign', () => {
  let seeds = 0;
  /** Takes a campaign on a basis to where its authorisation is recorded. @returns the answer */
  async function granted(
    change: Partial<CampaignDraft>,
    kind: Parameters<World['services']['campaigns']['requestAuthorisation']>[2] = 'mandate',
  ): Promise<{ id: CampaignId; answer: Response }> {
    const { campaigns } = world.services;
    const id = await campaigns.create(world.as('inspector'), draftOf(6, change));
    await campaigns.seal(world.as('coordinator'), id, seedOf((seeds += 1)));
    await releaseIncrement(world.as('inspector'), id, 0);
    await requestChecked(world, id, kind);
    const grant = {
      number: 'M-1',
      validFrom: '2026-09-01T00:00:00+02:00',
      validUntil: '2027-03-01T00:00:00+01:00',
      maxTests: 1000,
      documentHash: document,
    };
    return {
      id,
      answer: await postAs(world, cas, `/api/v1/campaigns/${id}/record-grant`, grant, { as: 'json' }),
    };
  }
  const mandated: Partial<CampaignDraft> = { basis: { code: 'baseline-mandate', version: '1' } };
  const start = (id: string) => postAs(world, inspector, `/api/v1/campaigns/${id}/start`, {}, { as: 'json' });
  const refusals: readonly [string, Partial<CampaignDraft>, string][] = [
    [
      'nobody confirmed',
      { purpose: 'contract-clause', basis: { code: 'contract-clause', version: '1' } },
      'basis-unconfirmed',
    ],
    [
      'names other services',
      { purpose: 'enforcement', basis: { code: 'ssw-42-1', version: '2' } },
      'basis-not-competent',
    ],
    [
      'no longer holds',
      {
        purpose: 'enforcement',
        service: 'federal-social-inspection',
        basis: { code: 'ssw-42-1', version: '1' },
      },
      'basis-not-valid',
    ],
    ['serves another purpose', { basis: { code: 'contract-clause', version: '1' } }, 'basis-other-purpose'],
  ];

  test.each(refusals)('on a basis that %s is not made ready', async (_what, change, expected) => {
    const kind =
      change.basis!.code === 'ssw-42-1'
        ? 'magistrate'
        : change.basis!.code === 'contract-clause'
          ? 'clause'
          : 'mandate';
    const { answer } = await granted(change, kind);
    expect([answer.status, code(answer)]).toEqual([409, expected]);
  });

  test('on a basis that was only proposed is not made ready', async () => {
    await propose(cas);
    const { answer } = await granted(mandated);
    expect([answer.status, code(answer)]).toEqual([409, 'basis-unconfirmed']);
  });

  test('on a confirmed basis starts, and not once the confirmation is withdrawn', async () => {
    await confirm();
    const first = await granted(mandated);
    const second = await granted(mandated);
    expect([first.answer.status, second.answer.status]).toEqual([200, 200]);
    expect(code(await start(first.id))).toBe('authorisation-conditions-open');
    await meetAll(world, first.id);
    expect((await start(first.id)).status).toBe(200);
    await clear();
    const answer = await start(second.id);
    expect([answer.status, code(answer)]).toEqual([409, 'basis-withdrawn']);
    const page = await getAs(world, inspector, `/campagnes/${first.id}`);
    expect(page.text).toContain('De bevestiging van de rechtsgrond is ingetrokken');
  });

  test('on a text that changed after it was confirmed does not start', async () => {
    await confirm();
    const { id } = await granted(mandated);
    const { textHash } = await read();
    await changeText('cd'.repeat(32));
    const answer = await start(id);
    await changeText(textHash);
    expect([answer.status, code(answer)]).toEqual([409, 'basis-changed']);
  });
});

describe('the pages of legal bases', () => {
  test.each([
    ['nl', 'Rechtsgronden', 'niet bevestigd'],
    ['en', 'Legal bases', 'not confirmed'],
    ['fr', 'Bases légales', 'non confirmée'],
  ] as const)('list every text with its standing (%s)', async (lang, title, standing) => {
    const page = await getAs(world, inspector, '/rechtsgronden', { lang });
    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(page.text.split(standing).length - 1).toBeGreaterThanOrEqual(8);
    expect(page.text).toContain('href="/rechtsgronden/ssw-42-1/2"');
  });

  test('show whose authorisation each trigger needs', async () => {
    const page = await getAs(world, inspector, '/rechtsgronden/brussels-ordinance/2023');
    expect(page.text).toContain('tweede persoon binnen de dienst');
    expect(page.text).toContain('arbeidsauditeur of procureur des Konings');
    expect(page.text).toContain('Deze lezing rust op tweedehandse bronnen');
  });

  test('offer nothing to confirm to who may not', async () => {
    const page = await getAs(world, inspector, mandate);
    expect([page.status, page.text.includes('<form')]).toEqual([200, true]);
    expect(page.text).not.toContain('/stel-voor');
  });

  test('are closed to a coder', async () => {
    expect((await getAs(world, coder, mandate)).status).toBe(403);
  });

  test('take a chosen file by its hash, and keep nothing of it', async () => {
    const file = Buffer.from('Het advies van de jurist');
    const answer = await sendFile(cas, { documentDate: '2026-09-01', documentHash: '' }, file);
    expect([answer.status, answer.headers['location']]).toEqual([303, mandate]);
    expect((await read()).confirmations[0]!.documentHash).toBe(sha256(file).toString('hex'));
  });

  test('take the hash of a document that is typed', async () => {
    const answer = await sendFile(cas, { documentDate: '2026-09-01', documentHash: document.toUpperCase() });
    expect(answer.status).toBe(303);
    expect((await read()).confirmations[0]!.documentHash).toBe(document);
  });

  test.each([
    ['neither file nor hash', { documentDate: '2026-09-01', documentHash: '' }, 'Kies het document'],
    ['a hash that is none', { documentDate: '2026-09-01', documentHash: 'abc' }, 'Kies het document'],
    ['no date', { documentDate: '', documentHash: document }, 'Geef de datum van het document'],
    ['a date to come', { documentDate: '2026-09-08', documentHash: document }, 'ligt in de toekomst'],
  ])('come back with what was typed when there is %s', async (_what, fields, sentence) => {
    const answer = await sendFile(cas, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    const kept = fields.documentHash === '' ? 'id="documentHash"' : `value="${fields.documentHash}"`;
    expect(answer.text).toContain(kept);
  });

  test('refuse a hash beside a file of which it is not the hash', async () => {
    const answer = await sendFile(
      cas,
      { documentDate: '2026-09-01', documentHash: document },
      Buffer.from('x'),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('niet die van het gekozen document');
  });

  test('take no file from who is not signed in', async () => {
    const answer = await request(world.app)
      .post(`${mandate}/stel-voor`)
      .attach('document', Buffer.from('x'), 'a.pdf');
    expect([answer.status, answer.headers['location']?.startsWith('/aanmelden')]).toEqual([303, true]);
  });

  test('let the proposer wait, and another confirm or withdraw with a reason', async () => {
    const { id } = (await propose(cas)).body as { id: string };
    expect((await getAs(world, cas, mandate)).text).toContain('U stelde deze tekst voor');
    expect((await getAs(world, carla, mandate)).text).toContain(
      `/rechtsgronden/bevestigingen/${id}/bevestig`,
    );
    const confirmed = await postAs(world, carla, `/rechtsgronden/bevestigingen/${id}/bevestig`, {});
    expect(confirmed.status).toBe(303);
    expect((await getAs(world, inspector, mandate)).text).toContain('door Noor Nieuw op 7 september 2026');
    const bare = await postAs(world, cas, `/rechtsgronden/bevestigingen/${id}/trek-in`, { reason: 'nee' });
    expect([bare.status, bare.text.includes('minstens 10 tekens')]).toEqual([422, true]);
    const gone = await postAs(world, cas, `/rechtsgronden/bevestigingen/${id}/trek-in`, { reason });
    expect(gone.status).toBe(303);
    expect((await getAs(world, inspector, mandate)).text).toContain(`reden: ${reason}`);
  });

  test('wait on the home page of another coordinator, not of the proposer', async () => {
    await propose(cas);
    const card = 'Rechtsgronden om te bevestigen';
    expect((await getAs(world, carla, '/')).text).toContain(card);
    expect((await getAs(world, cas, '/')).text).not.toContain(card);
  });
});

/** Sends the form of a proposal as a browser does, as multipart with or without a file. */
async function sendFile(
  who: { id: string },
  fields: Record<string, string>,
  file?: Buffer,
): Promise<Response> {
  const { cookie, token } = await world.signIn(who);
  const { textHash } = await read();
  const sent = request(world.app)
    .post(`${mandate}/stel-voor`)
    .set({ Cookie: cookie, Accept: 'text/html', 'Sec-Fetch-Site': 'same-origin' })
    .field({ _csrf: token, textHash, ...fields });
  return file === undefined
    ? sent.attach('document', Buffer.alloc(0), { filename: '' })
    : sent.attach('document', file, 'advies.pdf');
}

describe('an authorisation', () => {
  let seeds = 80;
  async function sealed(change: Partial<CampaignDraft> = {}): Promise<CampaignId> {
    const { campaigns } = world.services;
    const id = await campaigns.create(
      world.as('inspector'),
      draftOf(1, { cells: [{ sector: 'bouw', quota: 1 }], ...change }),
    );
    await campaigns.seal(world.as('coordinator'), id, seedOf((seeds += 1)));
    await releaseIncrement(world.as('inspector'), id, 0);
    return id;
  }
  const edit = (who: { id: string }, id: string, name: string, body: object) =>
    postAs(world, who, `/api/v1/campaigns/${id}/${name}`, body, { as: 'json' });
  const grant = (grounds?: string[]) => ({
    number: 'M-1',
    validFrom: '2026-09-01T00:00:00+02:00',
    validUntil: '2027-03-01T00:00:00+01:00',
    maxTests: 10,
    documentHash: document,
    ...(grounds === undefined ? {} : { grounds }),
  });

  test('of another kind than the basis asks for is not requested', async () => {
    const id = await sealed({ basis: { code: 'flemish-supervision', version: '2026' } });
    const answer = await edit(inspector, id, 'request-authorisation', { kind: 'mandate' });
    expect([answer.status, code(answer)]).toEqual([409, 'authorisation-other-kind']);
    await requestChecked(world, id, 'magistrate');
  });

  test('of another kind is not requested by hand in the database either', async () => {
    const id = await sealed({ basis: { code: 'flemish-supervision', version: '2026' } });
    const refused = await world
      .as('inspector')
      .inTx((ctx) =>
        sql`insert into authorisation (id, campaign, kind, requested_by) values (${ctx.newId()}, ${id}, 'mandate', ${inspector.id})`.execute(
          ctx.db,
        ),
      )
      .then(() => undefined, constraintOf);
    expect(refused).toBe('authorisation_kind_of_basis');
  });

  test('that names other grounds does not cover the campaign', async () => {
    const id = await sealed();
    await edit(inspector, id, 'request-authorisation', { kind: 'mandate' });
    const answer = await edit(cas, id, 'record-grant', grant(['age']));
    expect([answer.status, code(answer)]).toEqual([409, 'authorisation-other-ground']);
    expect((await edit(cas, id, 'record-grant', grant(['age', 'origin']))).status).toBe(200);
  });

  test('that was refused is recorded by another than the requester, and is not granted afterwards', async () => {
    const id = await sealed();
    await edit(inspector, id, 'request-authorisation', { kind: 'mandate' });
    expect((await edit(cas, id, 'record-refusal', { documentHash: document })).status).toBe(200);
    const answer = await edit(cas, id, 'record-grant', grant());
    expect([answer.status, code(answer)]).toEqual([409, 'authorisation-decided']);
    const read = await getAs(world, inspector, `/api/v1/campaigns/${id}`, { accept: 'application/json' });
    expect([read.body.state, read.body.authorisation.state]).toEqual(['sealed', 'refused']);
  });
});
