// The recovery key: every report is sealed to it, two custodians open it, and only where no officer can open a report.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dateOnly } from '../../src/platform/dates.js';
import { drawBoxKeys } from '../../src/reports/crypto/keys.js';
import { decideOffline, openOffline } from '../../src/reports/custody/offline.js';
import { confirmRecovery, makeRecovery } from '../../src/reports/custody/recovery-bundle.js';
import { askRecovery, installRecovery, useRecovery } from '../../src/reports/custody/recovery-service.js';
import { allowStart } from '../../src/reports/desk/own-key.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { keepCustodianFiles } from '../support/custodians.js';
import { codeOf, enrol, linesOf, PASSPHRASE, UNTIL } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';

const LAST = dateOnly(2026, 12, 31);
const folder = mkdtempSync(join(tmpdir(), 'recovery-'));

let it: TestChannel;
let an: Visitor;
let bo: Visitor;
let files: string[];
beforeEach(async () => {
  it = await openTestChannel(0);
  an = await enrol(it, 'an', 'An Peeters');
  bo = await enrol(it, 'bo', 'Bo Maes');
  files = keepCustodianFiles(it, folder);
});
// Each test has a channel of its own: a recovery key is used up, and officers lose theirs.
afterEach(() => it.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A recovery key of the test's custodians, signed by some of them. */
function made(signers: readonly number[] = [0, 1]): string {
  const [first, ...others] = signers;
  const { bundle } = makeRecovery(files[first!]!, it.channel.custodians, LAST);
  return others.reduce((text, at) => confirmRecovery(files[at]!, text).bundle, bundle);
}
const install = (): Promise<{ id: string }> => installRecovery(it.channel, made());
const copies = () =>
  it.rows<{ report: string; recovery: string }>('select report, recovery from recovery_copy');

/** The officer forgets the passphrase: a new start, a new key, signed anew. */
async function restart(login: string, name: string): Promise<Visitor> {
  const { code } = await allowStart(it.channel, { login, name });
  await it.desk.start({ login, code, passphrase: PASSPHRASE });
  const cookie = (await it.desk.signIn(login, PASSPHRASE, '')) ?? '';
  await it.desk.confirmStep((await it.desk.enter(cookie))!, await codeOf(it, login));
  const visitor = (await it.desk.enter(cookie))!;
  await it.desk.keepSignatures(visitor, linesOf(it, visitor.id, visitor.keys.publicKey, [0, 1], UNTIL));
  return (await it.desk.enter(cookie))!;
}

/** Two custodians agree on a request; gives what the second one's machine prints. */
async function openByTwo(packet: string): Promise<string> {
  await it.desk.decideCustody(decideOffline(files[0]!, packet, 'agree').line);
  const taken = await it.desk.decideCustody(decideOffline(files[2]!, packet, 'agree').line);
  return openOffline(files[2]!, packet, taken.kind === 'box' ? taken.text : '').join();
}

describe('a recovery key', () => {
  test('counts once two custodians signed it, with boxes for every pair of the settings', async () => {
    await expect(installRecovery(it.channel, made([0]))).rejects.toThrow('Two custodians');
    await expect(installRecovery(it.channel, made([1, 1]))).rejects.toThrow('Two custodians');
    const short = JSON.parse(made()) as { boxes: unknown[]; signatures: string[] };
    short.boxes.pop();
    await expect(installRecovery(it.channel, JSON.stringify(short))).rejects.toThrow('Two custodians');
    const signed = [files[0]!, files[1]!].reduce(
      (text, file) => confirmRecovery(file, text).bundle,
      JSON.stringify({ ...short, signatures: [] }),
    );
    await expect(installRecovery(it.channel, signed)).rejects.toThrow('boxes');
    await expect(installRecovery(it.channel, '{}')).rejects.toThrow('custodian recovery');
    expect(() => makeRecovery(files[0]!, it.channel.custodians.slice(0, 2), LAST)).toThrow('3 custodians');
    await install();
    const { entered } = await sendReport(it.intake);
    expect((await copies()).map(({ report }) => report)).toEqual([entered.report]);
  });

  test('of which the owner of the tables changed, added or lengthened the row receives nothing', async () => {
    const { id } = await install();
    const planted = drawBoxKeys().publicKey.toString('hex');
    const [kept] = await it.rows<{ public_key: Buffer; until_day: string; boxes_hash: Buffer }>(
      'select public_key, until_day, boxes_hash from recovery_key',
    );
    const back = `update recovery_key set public_key = '\\x${kept!.public_key.toString('hex')}', until_day = '${kept!.until_day}', boxes_hash = '\\x${kept!.boxes_hash.toString('hex')}'`;
    for (const change of [
      `update recovery_key set public_key = '\\x${planted}'`,
      `update recovery_key set until_day = '2030-01-01'`,
      `update recovery_key set boxes_hash = '\\x${planted}'`,
    ]) {
      await it.rows(change);
      await sendReport(it.intake);
      expect(await copies(), change).toEqual([]);
      await it.rows(back);
    }
    await it.rows(
      `insert into recovery_key (id, public_key, until_day, boxes_hash, signatures, made_on) select gen_random_uuid(), '\\x${planted}', until_day, boxes_hash, signatures, '2030-01-01' from recovery_key`,
    );
    await sendReport(it.intake);
    expect((await copies()).map(({ recovery }) => recovery)).toEqual([id]);
    await it.at(dateOnly(2027, 1, 1));
    const late = await enrol(it, 'cas', 'Cas');
    expect((await it.desk.recovery(late)).until).toBeNull();
  });

  test('is not taken in with other boxes than were signed, nor asked for where others lie there since', async () => {
    const signed = JSON.parse(made()) as { boxes: { box: string }[] };
    signed.boxes[0]!.box = signed.boxes[1]!.box;
    await expect(installRecovery(it.channel, JSON.stringify(signed))).rejects.toThrow('must sign');
    await install();
    await sendReport(it.intake);
    an = await restart('an', 'An Peeters');
    bo = await restart('bo', 'Bo Maes');
    await it.rows(
      `update custody_box set body = decode(repeat('00', 200), 'hex') where purpose = 'recovery'`,
    );
    await expect(askRecovery(it.channel)).rejects.toThrow('not those that custodians signed');
    expect(await it.rows('select id from custody_request')).toEqual([]);
  });

  test('stays closed while one officer can open every report', async () => {
    await install();
    await sendReport(it.intake);
    an = await restart('an', 'An Peeters');
    await expect(askRecovery(it.channel)).rejects.toThrow('stays closed');
  });

  test('gives officers back what none could open, is used up then, and is never used without two custodians', async () => {
    const { id } = await install();
    const { entered } = await sendReport(it.intake);
    an = await restart('an', 'An Peeters');
    bo = await restart('bo', 'Bo Maes');
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
    expect(await code(it.desk.open(an, entered.report))).toBe('no-copy');
    const packet = await askRecovery(it.channel);
    const line = await openByTwo(packet);
    const [, , secret] = line.split('.');
    await expect(
      useRecovery(it.channel, line.replace(secret!, Buffer.alloc(32, 5).toString('base64url'))),
    ).rejects.toThrow('did not open');
    await it.desk.declareInterest(bo, { name: 'Bakkerij Zoet', kbo: null });
    expect(await useRecovery(it.channel, line)).toEqual({ opened: 1, waiting: 0, failed: 0 });
    expect((await it.desk.open(an, entered.report)).answers.facts).toContain('geen buitenlanders');
    expect((await it.desk.open(bo, entered.report)).answers.facts).toContain('geen buitenlanders');
    await expect(useRecovery(it.channel, line)).rejects.toThrow('No report waits');
    await sendReport(it.intake);
    expect(await copies()).toHaveLength(1);
    const whats = await it.rows<{ what: string }>(
      `select what from audit_link where body::jsonb ->> 'recovery' = '${id}' or what in ('custody.opened', 'report.recovered') order by seq`,
    );
    expect(whats.map(({ what }) => what)).toEqual([
      'recovery.installed',
      'custody.asked',
      'custody.opened',
      'report.recovered',
      'recovery.used',
    ]);
  });

  test('gives a report to no officer who has an interest in its employer, and is kept for that one', async () => {
    await install();
    const { entered } = await sendReport(it.intake, {
      kind: 'victim',
      grounds: ['origin'],
      facts: 'Geweigerd.',
      employer: 'Bakkerij Zoet',
    });
    [an, bo] = [await restart('an', 'An Peeters'), await restart('bo', 'Bo Maes')];
    await it.desk.declareInterest(an, { name: 'Zoet', kbo: null });
    const line = await openByTwo(await askRecovery(it.channel));
    expect(await useRecovery(it.channel, line)).toEqual({ opened: 1, waiting: 0, failed: 0 });
    const holders = await it.rows<{ officer: string }>(
      `select officer from key_copy where report = '${entered.report}' and officer is not null`,
    );
    expect(holders).toEqual([{ officer: bo.id }]);
  });

  test('that was used, or opens nothing, stands in the way of none: the next one is asked for, and it is used again', async () => {
    const { id } = await install();
    const zoet = { kind: 'victim', grounds: ['origin'], facts: 'Geweigerd.', employer: 'Zoet' } as const;
    const { entered: kept } = await sendReport(it.intake, { ...zoet, grounds: ['origin'] });
    const { entered: broken } = await sendReport(it.intake);
    await it.rows(`update recovery_copy set body = '\\x00' where report = '${broken.report}'`);
    [an, bo] = [await restart('an', 'An Peeters'), await restart('bo', 'Bo Maes')];
    for (const one of [an, bo]) await it.desk.declareInterest(one, { name: 'Zoet', kbo: null });
    const line = await openByTwo(await askRecovery(it.channel));
    expect(await useRecovery(it.channel, line)).toEqual({ opened: 0, waiting: 1, failed: 1 });
    // Nothing more is sealed to a key that was in the memory of a server.
    const { id: next } = await install();
    const { entered } = await sendReport(it.intake);
    expect((await copies()).find(({ report }) => report === entered.report)!.recovery).toBe(next);
    [an, bo] = [await restart('an', 'An Peeters'), await restart('bo', 'Bo Maes')];
    const packet = await askRecovery(it.channel);
    const wanted = () => it.rows<{ record: string }>('select record from custody_request order by record');
    expect((await wanted()).map(({ record }) => record).sort()).toEqual([id, next].sort());
    expect(await useRecovery(it.channel, await openByTwo(packet))).toMatchObject({ opened: 1 });
    await enrol(it, 'cas', 'Cas');
    expect(await useRecovery(it.channel, line)).toEqual({ opened: 1, waiting: 0, failed: 1 });
    const [{ holds } = { holds: 0 }] = await it.rows<{ holds: number }>(
      `select count(*)::int as holds from key_copy where report = '${kept.report}' and officer is not null`,
    );
    expect(holds).toBe(1);
    await askRecovery(it.channel);
    await expect(askRecovery(it.channel)).rejects.toThrow('asked already');
  });

  test('is not kept from a report by a copy of a key that was lost: resealing takes it away and goes on', async () => {
    const { entered } = await sendReport(it.intake);
    await sendReport(it.intake);
    await it.rows(
      `update key_copy set body = '\\x00' where report = '${entered.report}' and officer = '${an.id}'`,
    );
    const { id } = await install();
    expect(await it.desk.resealRecovery(an)).toBe(1);
    expect((await it.desk.recovery(an)).without).toBe(0);
    const holders = await it.rows<{ officer: string }>(
      `select officer from key_copy where report = '${entered.report}' and officer is not null`,
    );
    expect(holders).toEqual([{ officer: bo.id }]);
    expect(await it.desk.resealRecovery(bo)).toBe(1);
    expect((await copies()).map(({ recovery }) => recovery)).toEqual([id, id]);
  });

  test('that is renewed: officers see what is not sealed to it, and seal it by one press', async () => {
    const app = appOf(it);
    const desk = new Reporter(app);
    desk.cookies.set('dienst', an.secret.text);
    await sendReport(it.intake);
    await sendReport(it.intake);
    expect((await desk.go('/dienst/herstelsleutel')).page).toContain('Er is geen herstelsleutel die telt');
    const { id } = await install();
    await desk.go('/dienst/herstelsleutel');
    expect(desk.page).toContain('2 meldingen die u kan openen, zijn er nog niet voor verzegeld.');
    await desk.press('/dienst/herstelsleutel', {}, 'verzegel');
    expect(desk.status).toBe(303);
    expect((await desk.go('/dienst/herstelsleutel')).page).toContain(
      'Elke melding die u kan openen, is ervoor verzegeld.',
    );
    expect((await copies()).map(({ recovery }) => recovery)).toEqual([id, id]);
    const { id: next } = await install();
    expect(await it.desk.resealRecovery(an)).toBe(2);
    expect(new Set((await copies()).map(({ recovery }) => recovery))).toEqual(new Set([next]));
  });
});
