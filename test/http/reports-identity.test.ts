// A reporter's name: closed by pairs of custodians, read by no officer, and opened by two of them who sign off line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/platform/dates.js';
import { createDesk } from '../../src/reports/desk/service.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { boxKeysOf } from '../../src/reports/crypto/keys.js';
import { sign } from '../../src/reports/crypto/signature.js';
import { makeCustodian, readCustodian } from '../../src/reports/custodian.js';
import { decideOffline, openOffline } from '../../src/reports/custody/offline.js';
import { readPacket, reasonIn } from '../../src/reports/custody/packet.js';
import { decisionBytes, decisionLine, reasonHash } from '../../src/reports/custody/statement.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { keepCustodianFiles } from '../support/custodians.js';
import { enrol, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

const NAME = 'Mieke Zwaluwkade';
const CONTACT = '0470 12 34 56';
const folder = mkdtempSync(join(tmpdir(), 'custodians-'));

let it: TestChannel;
let app: Express;
let an: Visitor;
let files: string[];
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  files = keepCustodianFiles(it, folder);
});
afterAll(async () => {
  await it.close();
  rmSync(folder, { recursive: true, force: true });
});

async function back(code: string): Promise<Reporter> {
  return (await new Reporter(app).go('/opvolgen')).press('/opvolgen', { code });
}

/** A report whose receipt was acknowledged, of a reporter who gave a name beside its thread. */
async function named(): Promise<{ report: string; code: string; browser: Reporter }> {
  const { code, entered } = await sendReport(it.intake);
  await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
  const browser = await back(code);
  await browser.press('/opvolgen', { actie: 'toon' }, 'naam-stap');
  await browser.press('/opvolgen', { actie: 'bewaar-naam', naam: NAME, contact: CONTACT });
  return { report: entered.report, code, browser };
}

const ASK = {
  purpose: 'identity',
  ground: 'court-order',
  reason: 'Bevel 12 van de onderzoeksrechter.',
} as const;
const ask = (report: string, notice: string | null = null) =>
  it.desk.askCustody(an, report, { ...ASK, notice });
async function requestOf(report: string): Promise<{ id: string; packet: string }> {
  const { custody } = await it.desk.open(an, report);
  const { id } = custody.requests.at(-1)!;
  return { id, packet: await it.desk.custodyPacket(an, report, id) };
}
const agree = (at: number, packet: string) =>
  it.desk.decideCustody(decideOffline(files[at]!, packet, 'agree').line);
const kindOf = async (work: Promise<{ kind: string }>): Promise<string> => (await work).kind;
const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );
async function signIn(): Promise<void> {
  an = await signInAs(it, 'an');
}

describe('a reporter', () => {
  test('gives a name beside the thread, sees that it was given and never the name, and takes it away', async () => {
    const { report, browser } = await named();
    expect(browser.page).toContain('U gaf uw naam op 7 september 2026');
    expect(browser.page).not.toContain(NAME);
    expect(await it.rows(`select 1 from custody_box where report = '${report}'`)).toHaveLength(3);
    await browser.press('/opvolgen', { actie: 'toon' }, 'naam-stap');
    expect(browser.page).not.toContain(NAME);
    await browser.press('/opvolgen', { actie: 'weg-naam' });
    expect(browser.page).toContain('U bent anoniem');
    expect(await it.rows(`select 1 from custody_box where report = '${report}'`)).toHaveLength(0);
  });

  test('gives a name in the form, from the check of a draft, and may leave it out', async () => {
    const browser = await new Reporter(app).go('/melden');
    await browser.press('/melden', { actie: 'verder' });
    await browser.press('/melden', { actie: 'verder', kind: 'victim' });
    await browser.press('/melden', { actie: 'verder', 'ground-origin': 'ja', facts: 'Geweigerd.' });
    await browser.press('/melden', { actie: 'ga:check' });
    expect(browser.page).toContain('U bent anoniem');
    await browser.press('/melden', { actie: 'ga:naam' });
    expect(browser.heading()).toBe('Uw naam');
    await browser.press('/melden', { actie: 'bewaar-naam', naam: ' ', contact: '' });
    expect([browser.status, browser.page.includes('Schrijf uw naam, of hoe wij u bereiken.')]).toEqual([
      422,
      true,
    ]);
    await browser.press('/melden', { actie: 'bewaar-naam', naam: NAME, contact: '' });
    expect(browser.heading()).toBe('Kijk uw melding na');
    expect(browser.page).toContain('U gaf uw naam op');
    await browser.press('/melden', { actie: 'verder' });
    await browser.press('/melden', { actie: 'verstuur', check: browser.code()[11]! });
    expect(browser.heading()).toBe('Uw melding is verstuurd');
  });

  test.each(['en', 'fr'])('reads the step in %s with what was typed', async (taal) => {
    const { browser } = await named();
    await browser.press('/opvolgen', { actie: 'toon' }, 'naam-stap');
    await browser.press('/opvolgen', { taal, naam: 'Jos', contact: '' });
    expect(browser.page).toContain(`<html lang="${taal}"`);
    expect(browser.page).toContain('value="Jos"');
  });
});

describe('an officer', () => {
  test('sees that a name was given, and the name on no page, in no file and in no row', async () => {
    const { report } = await named();
    const desk = new Reporter(app);
    desk.cookies.set('dienst', an.secret.text);
    await desk.go(`/dienst/meldingen/${report}`);
    expect(desk.page).toContain('De melder gaf een naam op 7 september 2026');
    expect(desk.page).not.toContain('Zwaluwkade');
    await ask(report);
    const { packet } = await requestOf(report);
    for (const word of [
      NAME,
      CONTACT,
      'onderzoeksrechter',
      Buffer.from(NAME).toString('base64url').slice(0, 12),
    ])
      expect(packet).not.toContain(word);
  });

  test('asks with a ground and a reason, by form; what is missing is said', async () => {
    const { report } = await named();
    const path = `/dienst/meldingen/${report}`;
    const desk = new Reporter(app);
    desk.cookies.set('dienst', an.secret.text);
    await desk.go(path);
    await desk.press(
      path,
      { 'grond-identity': '', 'waarom-identity': '', 'bericht-identity': '' },
      'act-identity-ask',
    );
    expect(desk.status).toBe(422);
    expect(desk.page).toContain('href="#grond-identity"');
    await desk.press(
      path,
      {
        'grond-identity': 'law',
        'waarom-identity': 'Art. 5',
        'vooraf-identity': 'given',
        'bericht-identity': 'Wij openen <uw> naam.',
      },
      'act-identity-ask',
    );
    await desk.go(path);
    expect(desk.page).toContain('wacht op de drie dagen');
    const { id } = await requestOf(report);
    await desk.press(path, { verzoek: id }, `pakket-${id}`);
    expect(readPacket(desk.bytes.toString('utf8')).id).toBe(id);
    await (await desk.go(path)).press(path, { verzoek: 'x' }, `pakket-${id}`);
    expect(desk.status).toBe(404);
  });

  test('asks nothing where no name was given, before receipt was acknowledged, or twice', async () => {
    const { entered } = await sendReport(it.intake);
    expect(await refused(ask(entered.report))).toBe('report-not-now');
    const { report } = await named();
    await ask(report);
    expect(await refused(ask(report))).toBe('report-not-now');
  });
});

describe('two custodians', () => {
  test('open the name on their own machines: one peels, the other opens, and nobody else', async () => {
    const { report } = await named();
    await ask(report);
    const { id, packet } = await requestOf(report);
    const first = decideOffline(files[0]!, packet, 'agree');
    expect(first.told.join('\n')).toContain('Bevel 12 van de onderzoeksrechter.');
    expect(first.told.join('\n')).toContain('court-order');
    expect(await kindOf(it.desk.decideCustody(first.line))).toBe('first');
    expect(await it.rows(`select 1 from peeled_box where request = '${id}'`)).toHaveLength(2);
    const taken = await agree(1, packet);
    const text = taken.kind === 'box' ? taken.text : '';
    expect(openOffline(files[1]!, packet, text)).toEqual([`name      ${NAME}`, `contact   ${CONTACT}`]);
    for (const other of [0, 2])
      expect(() => openOffline(files[other]!, packet, text)).toThrow('does not open');
    expect(await it.rows(`select 1 from peeled_box where request = '${id}'`)).toHaveLength(1);
    // The answer may have been lost: the same line gets it again, until its day is over.
    expect(await agree(1, packet)).toEqual(taken);
    expect(await agree(2, packet)).toEqual({ kind: 'not-now', state: 'opened' });
    expect(await agree(0, packet)).toEqual({ kind: 'not-now', state: 'opened' });
    const links = await it.rows<{ what: string }>(
      `select what from audit_link where body::jsonb ->> 'request' = '${id}' order by seq`,
    );
    expect(links.map(({ what }) => what)).toEqual(
      ['asked', 'packet', 'agreed', 'agreed', 'opened', 'given-again'].map((what) => `custody.${what}`),
    );
  });

  test('do so in either order: who stands last in the settings fetches the box with the own line', async () => {
    const { report } = await named();
    await ask(report);
    const { packet } = await requestOf(report);
    expect(await kindOf(agree(2, packet))).toBe('first');
    expect(await agree(1, packet)).toEqual({ kind: 'other', name: 'bewaarder 3', why: 'fetch' });
    expect(await agree(0, packet)).toEqual({ kind: 'not-now', state: 'granted' });
    const taken = await agree(2, packet);
    expect(openOffline(files[2]!, packet, taken.kind === 'box' ? taken.text : '')[0]).toContain(NAME);
  });

  test('follow the boxes, not the order of the settings of today', async () => {
    const { report } = await named();
    await ask(report);
    const { packet } = await requestOf(report);
    const turned = createDesk({ ...it.channel, custodians: [...it.channel.custodians].reverse() });
    const line = (at: number): string => decideOffline(files[at]!, packet, 'agree').line;
    expect(await kindOf(turned.decideCustody(line(1)))).toBe('first');
    expect(await turned.decideCustody(line(0))).toEqual({ kind: 'other', name: 'bewaarder 2', why: 'fetch' });
    expect(await kindOf(turned.decideCustody(line(1)))).toBe('box');
  });

  test('peel no box anew while one stands, so that its day does not begin again', async () => {
    const { report } = await named();
    await ask(report);
    const { id, packet } = await requestOf(report);
    const rows = () =>
      it.rows(`select body, until_at from peeled_box where request = '${id}' order by inner_key`);
    await agree(0, packet);
    const before = await rows();
    await it.at(MONDAY, 11 * 60);
    await agree(0, packet);
    expect(await rows()).toEqual(before);
    await it.at(MONDAY);
    await signIn();
  });

  test('need each other: the same one twice, or a stranger, opens nothing', async () => {
    const { report } = await named();
    await ask(report);
    const { packet } = await requestOf(report);
    expect(await kindOf(agree(0, packet))).toBe('first');
    expect(await kindOf(agree(0, packet))).toBe('first');
    const stranger = makeStranger();
    expect(await kindOf(it.desk.decideCustody(decideAs(stranger, packet)))).toBe('unknown');
    const line = decideOffline(files[1]!, packet, 'agree').line;
    expect(await kindOf(it.desk.decideCustody(line.replace('PTC1.agree', 'PTC1.refuse')))).toBe('unknown');
    expect(await kindOf(it.desk.decideCustody('niets'))).toBe('unknown');
  });

  test('see a refusal end it, whoever agreed before', async () => {
    const { report } = await named();
    await ask(report);
    const { id, packet } = await requestOf(report);
    await agree(0, packet);
    const { line } = decideOffline(files[1]!, packet, 'refuse');
    expect(await kindOf(it.desk.decideCustody(line))).toBe('refused');
    expect(await it.rows(`select 1 from peeled_box where request = '${id}'`)).toEqual([]);
    expect(await agree(2, packet)).toEqual({ kind: 'not-now', state: 'refused' });
    expect((await it.desk.open(an, report)).custody.requests.at(-1)?.refusedBy).toBe('bewaarder 2');
    await ask(report);
  });

  test('decide nothing in the three days in which the reporter reads the notice, and within thirty', async () => {
    await it.at(MONDAY);
    await signIn();
    const { report, code } = await named();
    await ask(report, 'Wij moeten uw naam doorgeven.');
    expect((await back(code)).page).toContain('Wij moeten uw naam doorgeven.');
    const { packet } = await requestOf(report);
    expect(await agree(0, packet)).toEqual({ kind: 'not-now', state: 'early' });
    await it.at(addDays(MONDAY, 3));
    expect(await kindOf(agree(0, packet))).toBe('first');
    await it.at(addDays(MONDAY, 31));
    expect(await agree(1, packet)).toEqual({ kind: 'not-now', state: 'over' });
    await it.at(MONDAY);
    await signIn();
  });

  test('a notice that is withheld shows nowhere to the reporter', async () => {
    const { report, code } = await named();
    const before = (await back(code)).page.replace(/value="[^"]*"/g, '').trim();
    await ask(report, null);
    expect((await back(code)).page.replace(/value="[^"]*"/g, '').trim()).toBe(before);
  });

  test('a peeled box is gone after a day; who peeled hands in the same line again', async () => {
    await it.at(MONDAY);
    await signIn();
    const { report } = await named();
    await ask(report);
    const { id, packet } = await requestOf(report);
    await agree(0, packet);
    await it.at(addDays(MONDAY, 1), 10 * 60 + 2);
    await reportJobs(it.channel)
      .find(({ name }) => name === 'reports.sessions')!
      .run(it.channel.system());
    expect(await it.rows(`select 1 from peeled_box where request = '${id}'`)).toEqual([]);
    expect(await agree(1, packet)).toEqual({ kind: 'other', name: 'bewaarder 1', why: 'peel' });
    expect(await agree(0, packet)).toEqual({ kind: 'other', name: 'bewaarder 2', why: 'fetch' });
    expect(await kindOf(agree(1, packet))).toBe('box');
    await it.at(MONDAY);
    await signIn();
  });

  test('hand in their lines on a page without an account, typed or as a file', async () => {
    const { report } = await named();
    await ask(report);
    const { packet } = await requestOf(report);
    const page = await new Reporter(app).go('/bewaarders');
    await page.press('/bewaarders', { regel: 'PTC1.niets' });
    expect([page.status, page.page.includes('geen regel van een bewaarder')]).toEqual([422, true]);
    await page.press('/bewaarders', {
      regel: decideOffline(files[0]!, packet, 'agree').line.replace(/(.{60})/g, '$1\n'),
    });
    expect(page.page).toContain('Uw akkoord is bewaard.');
    await page.upload('/bewaarders', { regel: '' }, [
      'regel.txt',
      Buffer.from(decideOffline(files[1]!, packet, 'agree').line),
    ]);
    expect(openOffline(files[1]!, packet, page.bytes.toString('utf8'))[0]).toContain(NAME);
  });
});

/** A custodian's file that no setting names. */
function makeStranger(): string {
  const file = join(folder, 'stranger');
  makeCustodian(file);
  return file;
}
/** What another custodian would say of a request, signed by this one. */
function decideAs(file: string, packet: string): string {
  const asked = readPacket(packet);
  const reader = readCustodian(files[0]!);
  const { salt, text } = reasonIn(asked, reader.signing.subarray(32), boxKeysOf(reader.box));
  const bytes = decisionBytes({ ...asked, reasonHash: reasonHash(salt, text) }, 'agree', []);
  const signature = sign(readCustodian(file).signing, bytes);
  return decisionLine({ verdict: 'agree', request: asked.id, signature, peeled: [] });
}
