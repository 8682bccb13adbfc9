// Organisations and their duty to report: own sign-in, filing by form, file and program, and a register that personal reports never touch.
import type { Express } from 'express';
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt } from '../../src/platform/crypto/one-time-code.js';
import { dateOnly } from '../../src/platform/dates.js';
import { drawSigningKeys, sign } from '../../src/reports/crypto/signature.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { filingMessage } from '../../src/reports/organisations/service.js';
import type { Member } from '../../src/reports/organisations/session.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { enrol, PASSPHRASE, signInAs } from '../support/officers.js';
import { joinAs, organisationsOf } from '../support/organisations.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
let an: Visitor;
let noord: Member;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  ({ member: noord } = await joinAs(it, an, 'noord', 'Uitzend Noord'));
});
afterAll(() => it.close());

const HEAD = 'klant;kbo;kenmerken;vraag;feiten;wanneer;hoe';
const rowsOf = (count: number): string =>
  Array.from({ length: count }, (_, at) => `Klant ${at + 1};;origin;Geen vreemden ${at + 1};;;phone`).join(
    '\n',
  );
const years = () => it.rows('select organisation, year from duty_year order by 1, 2');
const reports = async (): Promise<number> => (await it.rows(`select 1 from report`)).length;

const run = (name: string): Promise<number> =>
  reportJobs(it.channel)
    .find((job) => job.name === name)!
    .run(it.channel.system());

/** A browser of an organisation that is in. */
function browserOf(member: Member): Reporter {
  const browser = new Reporter(app);
  browser.cookies.set('organisatie', member.secret.text);
  return browser;
}

describe('a personal report', () => {
  test('never touches the register, whatever employer it names, and is seen by no organisation', async () => {
    await sendReport(it.intake, { ...WHOLE, employer: 'Uitzend Noord', facts: 'Noord deed het.' });
    expect(await years()).toEqual([]);
    const browser = await browserOf(noord).go('/organisatie');
    expect(browser.page).toContain('Meldingen in 2026');
    expect(browser.page).not.toContain('minstens één');
    const seen = await it.channel
      .organisation(noord)
      .read(
        async (ctx) => (await sql`select 1 from report union all select 1 from message`.execute(ctx.db)).rows,
      );
    expect(seen).toEqual([]);
  });

  test('cannot be counted for an organisation, not by SQL in its own name either', async () => {
    const draft = await it.intake.begin(WHOLE);
    const drawn = await it.intake.code(draft);
    await expect(
      it.intake.send(draft, drawn.check, { session: noord.secret.lookup, reference: Buffer.alloc(32) }),
    ).rejects.toMatchObject({ code: 'report-not-now' });
    const as = (statement: ReturnType<typeof sql>) =>
      it.channel.reporter(draft.report).inTx((ctx) => statement.execute(ctx.db));
    const file = (session: Buffer) =>
      as(sql`select file_for(gen_random_uuid(), ${draft.report}, ${session}, ${Buffer.alloc(32)})`);
    await expect(file(noord.secret.lookup)).rejects.toThrow(/files for itself/);
    await expect(file(Buffer.alloc(32))).rejects.toThrow(/files for itself/);
    await expect(
      as(sql`insert into duty_year (organisation, year) values (${noord.id}, 2026)`),
    ).rejects.toThrow(/permission denied/);
    await expect(as(sql`delete from duty_year`)).rejects.toThrow(/permission denied/);
    expect(await years()).toEqual([]);
  });
});

describe('signing in', () => {
  test('asks name, passphrase and a code that was not used before', async () => {
    await it.at(MONDAY, 11 * 60);
    const { secret } = await joinAs(it, an, 'zuid', 'Uitzend Zuid');
    const enter = async (wachtzin: string, appcode: string): Promise<Reporter> => {
      const browser = await new Reporter(app).go('/organisatie/aanmelden');
      return browser.press('/organisatie/aanmelden', { login: 'Zuid', wachtzin, appcode });
    };
    await it.at(MONDAY, 11 * 60 + 5);
    const code = await codeAt(secret, it.channel.system().clock.now());
    expect((await enter(PASSPHRASE, '')).status).toBe(422);
    expect((await enter(`${PASSPHRASE}!`, code)).status).toBe(422);
    const browser = await enter(PASSPHRASE, code);
    expect(browser.headers['location']).toBe('/organisatie');
    expect((await enter(PASSPHRASE, code)).status).toBe(422);
    expect((await browser.go('/organisatie')).page).toContain('Uitzend Zuid');
    await it.at(MONDAY, 11 * 60 + 40);
    expect((await browser.go('/organisatie')).headers['location']).toBe('/organisatie/aanmelden');
    await it.at(MONDAY);
  });

  test('takes no code any more after ten wrong ones, not the right one either, until the night is over', async () => {
    await it.at(MONDAY, 12 * 60);
    const { secret } = await joinAs(it, an, 'veel', 'Veel bv');
    await it.at(MONDAY, 12 * 60 + 5);
    const organisations = organisationsOf(it);
    const right = () => codeAt(secret, it.channel.system().clock.now());
    const code = await right();
    const wrong = code === '000000' ? '000001' : '000000';
    // A wrong passphrase is not counted: nobody can lock out who they do not know the passphrase of.
    for (let count = 0; count < 11; count++)
      expect(await organisations.signIn('veel', `${PASSPHRASE}!`, wrong)).toBeNull();
    const tries = Array.from({ length: 10 }, () => organisations.signIn('veel', PASSPHRASE, wrong));
    expect(await Promise.all(tries)).toEqual(Array(10).fill(null));
    await expect(organisations.signIn('veel', PASSPHRASE, code)).rejects.toMatchObject({
      code: 'too-many-codes',
    });
    const browser = await new Reporter(app).go('/organisatie/aanmelden');
    await browser.press('/organisatie/aanmelden', { login: 'veel', wachtzin: PASSPHRASE, appcode: code });
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('te veel verkeerde codes');
    await run('reports.codes');
    await it.at(MONDAY, 12 * 60 + 10);
    expect(await organisations.signIn('veel', PASSPHRASE, await right())).not.toBeNull();
    expect(await it.rows(`select wrong_codes from organisation_credential where wrong_codes > 0`)).toEqual(
      [],
    );
    await it.at(MONDAY);
  });

  test('leaves no moment behind: its acts wait for the night, and the step of its code is forgotten', async () => {
    await it.at(MONDAY);
    const { id } = await joinAs(it, an, 'stil', 'Stil bv');
    const links = await it.rows<{ what: string }>(
      `select what from audit_link where what like 'organisation.%'`,
    );
    expect([...new Set(links.map(({ what }) => what))]).toEqual(['organisation.added']);
    const waiting = await it.rows<{ what: string }>(
      `select what from pending_act where organisation = '${id}' order by what`,
    );
    expect(waiting.map(({ what }) => what)).toEqual([
      'organisation.began',
      'organisation.second-step',
      'organisation.signed-in',
    ]);
    const step = () =>
      it.rows(`select last_step::int as at from organisation_credential where organisation = '${id}'`);
    await run('reports.sessions');
    expect(await step()).not.toEqual([{ at: 0 }]);
    await it.at(MONDAY, 10 * 60 + 4);
    await run('reports.sessions');
    expect(await step()).toEqual([{ at: 0 }]);
    await it.at(MONDAY);
  });

  test('begins with a start code, and does nothing before the app is set up', async () => {
    const start = await organisationsOf(it).add(an, {
      login: 'oost',
      name: 'Oost vzw',
      kind: 'vdab-partner',
      number: 'P-12',
    });
    const browser = await new Reporter(app).go('/organisatie/begin');
    const fields = { login: 'oost', wachtzin: PASSPHRASE, opnieuw: PASSPHRASE };
    expect((await browser.press('/organisatie/begin', { ...fields, startcode: 'aard' })).status).toBe(422);
    await browser.press('/organisatie/begin', { ...fields, startcode: start });
    expect(browser.headers['location']).toBe('/organisatie/codes');
    expect((await browser.go('/organisatie')).headers['location']).toBe('/organisatie/codes');
    await browser.go('/organisatie/codes');
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(browser.page)![1]!.replaceAll(' ', '');
    expect((await browser.press('/organisatie/codes', { appcode: '000000' })).status).toBe(422);
    await browser.press('/organisatie/codes', {
      appcode: await codeAt(secret, it.channel.system().clock.now()),
    });
    expect(browser.headers['location']).toBe('/organisatie');
    const again = await new Reporter(app).go('/organisatie/begin');
    expect((await again.press('/organisatie/begin', { ...fields, startcode: start })).status).toBe(422);
  });
});

describe('a series', () => {
  test('of thirty requests stands under one code, counts once as at least one, and gives a receipt', async () => {
    const browser = await browserOf(noord).go('/organisatie');
    const before = await reports();
    await browser.upload('/organisatie', { ...browser.hidden('reeks'), 'kenmerk-reeks': 'mei-12' }, [
      'reeks.csv',
      Buffer.from(`${HEAD}\n${rowsOf(30)}`),
    ]);
    expect(browser.page).toContain('30 vragen staan klaar onder het kenmerk mei-12.');
    const code = browser.code();
    expect(code).toHaveLength(12);
    expect((await browser.press('/organisatie', { actie: 'verstuur', check: 'fout' })).status).toBe(422);
    expect(await years()).toEqual([]);
    await browser.press('/organisatie', { actie: 'verstuur', check: code[11]! });
    expect(browser.heading()).toBe('Uw organisatie heeft gemeld');
    const line = /PT1\.[\w.-]+/.exec(browser.page)![0];
    const checked = await new Reporter(app).go('/bewijs');
    await checked.press('/bewijs', { bewijs: line });
    expect(checked.page).toContain(
      'Op 7 september 2026 heeft Uitzend Noord bij ons gemeld, met als kenmerk mei-12.',
    );
    expect(await reports()).toBe(before + 1);
    expect(await years()).toEqual([{ organisation: noord.id, year: 2026 }]);
    await browser.press('/organisatie', { actie: 'verstuur', check: code[11]! });
    expect(browser.page).toContain(line);
    expect(await reports()).toBe(before + 1);

    const back = await new Reporter(app).go('/opvolgen');
    await back.press('/opvolgen', { code: code.join(' ') });
    expect(back.heading()).toBe('Uw melding');
    const [row] = await it.rows<{ report: string }>('select report from filing');
    const dossier = await it.desk.open(an, row!.report);
    expect(dossier.answers.requests).toHaveLength(30);
    expect(dossier.answers.filedBy).toEqual({
      organisation: noord.id,
      name: 'Uitzend Noord',
      reference: 'mei-12',
    });
  });

  test('with a fault changes nothing, and names row, field and cure', async () => {
    const browser = await browserOf(noord).go('/organisatie');
    const before = await it.rows('select 1 from shred_slot');
    await browser.upload('/organisatie', { ...browser.hidden('reeks'), 'kenmerk-reeks': 'mei-13' }, [
      'reeks.csv',
      Buffer.from(`${HEAD}\n${rowsOf(3)}\nKlant;12;schoenmaat;x;;;`),
    ]);
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('Rij 5, kenmerken');
    expect(browser.page).toContain('Noem minstens één kenmerk uit de lijst.');
    expect(await it.rows('select 1 from shred_slot')).toHaveLength(before.length);
  });

  test('with a reference that was used is not begun again', async () => {
    const browser = await browserOf(noord).go('/organisatie');
    await browser.press('/organisatie', {
      'kenmerk-een': 'mei-12',
      client: 'Zoet NV',
      'grounds-age': 'ja',
      wording: 'Geen ouderen.',
    });
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('Met dit kenmerk meldde u al op 7 september 2026.');
  });

  test('is sealed to no officer with an interest in one of its clients', async () => {
    await it.desk.declareInterest(an, { name: 'Klant 7', kbo: null });
    await enrol(it, 'cas', 'Cas Wouters');
    const entered = await organisationsOf(it).prepare(noord, {
      reference: 'juni-1',
      requests: ['Klant 6', 'Klant 7'].map((client) => ({
        client,
        kbo: '',
        grounds: ['age'],
        wording: 'x',
        facts: '',
        period: '',
        way: '',
      })),
    });
    const code = await it.intake.code(entered);
    await organisationsOf(it).send(noord, entered, code.check);
    const holders = await it.rows<{ login: string }>(
      `select login from key_copy k join officer o on o.id = k.officer where report = '${entered.report}' order by 1`,
    );
    expect(holders.map(({ login }) => login)).toEqual(['bo', 'cas']);
    const [own] = await it.desk.listInterests(an);
    await it.desk.endInterest(an, own!.id);
  });
});

describe('one request', () => {
  test('is filed by form without script, with each fault by its field', async () => {
    const browser = await browserOf(noord).go('/organisatie');
    await browser.press('/organisatie', { 'kenmerk-een': '', kbo: '12' });
    expect(browser.status).toBe(422);
    for (const field of ['kenmerk-een', 'client', 'kbo', 'grounds', 'wording'])
      expect(browser.page, field).toContain(`href="#${field}"`);
    await browser.press('/organisatie', {
      'kenmerk-een': 'A1',
      client: 'Zoet <NV>',
      'grounds-age': 'ja',
      wording: 'Geen ouderen.',
    });
    const code = browser.code();
    await browser.press('/organisatie', { actie: 'wis' });
    expect(await organisationsOf(it).findFiled(noord, 'A1')).toBeNull();
    await browser.press('/organisatie', {
      stap: 'een',
      'kenmerk-een': 'A1',
      client: 'Zoet <NV>',
      'grounds-age': 'ja',
      wording: 'Geen ouderen.',
    });
    expect(browser.code()).not.toEqual(code);
    await browser.press('/organisatie', { actie: 'verstuur', check: browser.code()[11]! });
    expect(browser.heading()).toBe('Uw organisatie heeft gemeld');
  });

  test('is neither shown to nor sent by another organisation in the same browser', async () => {
    const { member: zuid } = await joinAs(it, an, 'later', 'Later bv');
    const browser = await browserOf(noord).go('/organisatie');
    await browser.press('/organisatie', {
      stap: 'een',
      'kenmerk-een': 'A7',
      client: 'Zoet NV',
      'grounds-age': 'ja',
      wording: 'Geen ouderen.',
    });
    const code = browser.code();
    browser.cookies.set('organisatie', zuid.secret.text);
    await browser.press('/organisatie', { taal: 'fr' });
    expect(browser.page).not.toContain(code[3]!);
    await browser.press('/organisatie', { stap: 'code', actie: 'verstuur', check: code[11]! });
    expect(await organisationsOf(it).findFiled(noord, 'A7')).toBeNull();
    expect(await organisationsOf(it).findFiled(zuid, 'A7')).toBeNull();
  });

  test('that was begun by an organisation is not sent as somebody, from its code', async () => {
    const entered = await organisationsOf(it).prepare(noord, {
      reference: 'A2',
      requests: [{ client: 'Zoet', kbo: '', grounds: ['age'], wording: 'x', facts: '', period: '', way: '' }],
    });
    const code = await it.intake.code(entered);
    await expect(it.intake.send(entered, code.check)).rejects.toMatchObject({ code: 'report-not-now' });
  });
});

describe('the program of an organisation', () => {
  const keys = drawSigningKeys();
  const body = (reference: string, more: object = {}) =>
    Buffer.from(
      JSON.stringify({
        reference,
        requests: [{ client: 'Zoet NV', grounds: ['age'], wording: 'Geen ouderen.', ...more }],
      }),
    );
  const post = (bytes: Buffer, signature: Buffer, login = 'noord', on = app) =>
    request(on)
      .post('/organisatie/api/reeksen')
      .set({ Host: '127.0.0.1', 'Content-Type': 'application/json' })
      .set({ 'PT-Organisation': login, 'PT-Signature': signature.toString('base64url') })
      .send(bytes.toString('utf8'));
  const signed = (bytes: Buffer, login = 'noord') => sign(keys.privateKey, filingMessage(login, bytes));

  test('files nothing before its key is kept, nor with another key, name or body', async () => {
    const bytes = body('api-1');
    expect((await post(bytes, signed(bytes))).status).toBe(403);
    const browser = await browserOf(noord).go('/organisatie');
    const set = { ...browser.hidden('sleutel'), actie: 'bewaar' };
    expect((await browser.press('/organisatie', { ...set, sleutel: 'x' })).status).toBe(422);
    await browser.press('/organisatie', { ...set, sleutel: keys.publicKey.toString('base64url') });
    expect(browser.page).toContain('Er is een sleutel ingesteld.');
    for (const [sent, signature, login] of [
      [bytes, sign(drawSigningKeys().privateKey, filingMessage('noord', bytes)), 'noord'],
      [bytes, signed(body('api-2')), 'noord'],
      [bytes, signed(bytes), 'zuid'],
      [bytes, Buffer.alloc(0), 'noord'],
    ] as const)
      expect((await post(sent, signature, login)).status).toBe(403);
    expect(await organisationsOf(it).findFiled(noord, 'api-1')).toBeNull();
  });

  test('gets a code that opens what it filed, and the same answer for the same bytes', async () => {
    const bytes = body('api-1');
    const before = await reports();
    const first = await post(bytes, signed(bytes));
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ reference: 'api-1', day: '2026-09-07', before: false });
    const again = await post(bytes, signed(bytes));
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...first.body, before: true });
    expect(await reports()).toBe(before + 1);
    expect((await it.intake.comeBack(first.body.code as string)).opens).toBe('sent');
    const other = body('api-1', { facts: 'Anders.' });
    const changed = await post(other, signed(other));
    expect(changed.body).toMatchObject({ before: true, code: null });
    expect(await reports()).toBe(before + 1);
  });

  test('writes nothing when what it sent is sent again by whoever has it, and waits as at every door', async () => {
    const bytes = body('api-1');
    const written = async () => [
      await it.rows('select seq from audit_head'),
      await it.rows('select count(*) from pending_act'),
      await it.rows('select count(*) from organisation_session'),
    ];
    const before = await written();
    let asked = 0;
    const slow = appOf(it, undefined, () => {
      asked += 1;
      return 0;
    });
    expect((await post(bytes, signed(bytes), 'noord', slow)).status).toBe(200);
    expect(await written()).toEqual(before);
    expect(asked).toBe(1);
    expect((await post(bytes, Buffer.alloc(64), 'noord', slow)).status).toBe(403);
    expect(asked).toBe(2);
    const fresh = body('api-once');
    expect((await post(fresh, signed(fresh))).status).toBe(201);
    expect((await written())[2]).toEqual(before[2]);
  });

  test('goes on where it was broken off, and two at once are one', async () => {
    const bytes = body('api-3');
    const before = await reports();
    const answers = await Promise.all([post(bytes, signed(bytes)), post(bytes, signed(bytes))]);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(answers.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
    expect((await post(bytes, signed(bytes))).body.code).toBeTruthy();
    expect((await it.rows(`select 1 from report where status <> 'draft'`)).length).toBeGreaterThan(0);
    expect((await it.rows('select 1 from filing')).length).toBeGreaterThan(0);
    expect(await reports()).toBe(before + 1);
  });

  test('is told row, field and cure, and nothing was changed', async () => {
    const bytes = body('api-4', { grounds: ['shoes'] });
    const before = await it.rows('select 1 from shred_slot');
    const answer = await post(bytes, signed(bytes));
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({
      rows: [{ row: 1, field: 'grounds', cure: 'Name at least one ground of the list.' }],
    });
    expect(await it.rows('select 1 from shred_slot')).toHaveLength(before.length);
    for (const bad of ['', 'null', '{"reference":"","requests":[]}']) {
      const sent = Buffer.from(bad);
      expect((await post(sent, signed(sent))).status, bad).toBe(400);
    }
  });
});

describe('the register of the inspectorate', () => {
  test('is read by officers whose key counts, and by nobody else', async () => {
    expect((await new Reporter(app).go('/dienst/meldplicht')).headers['location']).toBe('/dienst/aanmelden');
    expect((await browserOf(noord).go('/dienst/meldplicht')).headers['location']).toBe('/dienst/aanmelden');
  });

  test('shows none or at least one per calendar year, and keeps what obliges an organisation', async () => {
    const browser = new Reporter(app);
    browser.cookies.set('dienst', an.secret.text);
    await browser.go('/dienst/meldplicht');
    const cards = browser.page.split('<h2');
    const cardOf = (name: string): string => cards.find((card) => card.includes(`>${name}<`)) ?? '';
    expect(cardOf('Uitzend Noord')).toMatch(/Meldingen in 2026[^]*minstens één[^]*Meldingen in 2025[^]*geen/);
    expect(cardOf('Uitzend Zuid')).not.toContain('minstens één');
    await browser.press(
      '/dienst/meldplicht',
      { ondertekend: '2026-03-01', clausule: 'Raamcontract 12, artikel 4' },
      `plicht-${noord.id}`,
    );
    await browser.go('/dienst/meldplicht');
    await browser.press(
      '/dienst/meldplicht',
      { ondertekend: '1/3/2026', clausule: 'Ander' },
      `plicht-${noord.id}`,
    );
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('value="1/3/2026"');
    expect(browser.page).toContain('value="Ander"');
    await browser.go('/dienst/meldplicht');
    expect(browser.page).toContain('ondertekend op 1 maart 2026');
    expect((await browserOf(noord).go('/organisatie')).page).toContain('Raamcontract 12, artikel 4');
  });

  test('adds an organisation and shows its start code once; a name that is taken is told', async () => {
    const browser = new Reporter(app);
    browser.cookies.set('dienst', an.secret.text);
    await browser.go('/dienst/meldplicht');
    const given = { naam: 'West bv', soort: 'tender-partner', nummer: 'B-7', account: 'west' };
    expect((await browser.press('/dienst/meldplicht', { ...given, naam: '' }, 'nieuw')).status).toBe(422);
    await browser.press('/dienst/meldplicht', given, 'nieuw');
    expect(browser.page).toContain('Geef deze twaalf woorden aan de organisatie.');
    await browser.press('/dienst/meldplicht', given, 'nieuw');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('Deze naam is al in gebruik.');
    expect((await browser.go('/dienst/meldplicht')).page).not.toContain('twaalf woorden aan');
  });

  test('shuts an organisation out at once, also its program; what it filed stays', async () => {
    const { member } = await joinAs(it, an, 'kort', 'Kort bv');
    const browser = new Reporter(app);
    browser.cookies.set('dienst', an.secret.text);
    await browser.go('/dienst/meldplicht');
    await browser.press('/dienst/meldplicht', {}, `afsluiten-${member.id}`);
    expect((await browserOf(member).go('/organisatie')).headers['location']).toBe('/organisatie/aanmelden');
    expect(await organisationsOf(it).signIn('kort', PASSPHRASE, '')).toBeNull();
  });

  test('a new year begins with none', async () => {
    await it.at(dateOnly(2027, 1, 4));
    const officer = await signInAs(it, 'an');
    const register = await organisationsOf(it).register(officer);
    expect(register.years).toEqual([2027, 2026, 2025]);
    expect(register.organisations.find(({ name }) => name === 'Uitzend Noord')?.years).toEqual([2026]);
    await it.at(MONDAY);
  });
});
