// Officers with an interest in an employer read no report that names it.
import type { Express } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUuid } from '../../src/platform/crypto.js';
import { WHOLE, appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { codeOf, enrol, PASSPHRASE } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import type { Visitor } from '../../src/reports/desk/session.js';

let it: TestChannel;
let app: Express;
let an: Visitor;
let bo: Visitor;
let cas: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  bo = await enrol(it, 'bo', 'Bo Maes');
  cas = await enrol(it, 'cas', 'Cas Claes');
});
afterAll(() => it.close());

const PAGE = '/dienst/belangen';
async function signedIn(login: string): Promise<Reporter> {
  const browser = await new Reporter(app).go('/dienst/aanmelden');
  await browser.press('/dienst/aanmelden', {
    login,
    wachtzin: PASSPHRASE,
    appcode: await codeOf(it, login),
  });
  return browser.go(PAGE);
}
const holdersOf = async (report: string): Promise<string[]> =>
  (
    await it.rows<{ officer: string }>(
      `select officer from key_copy where report = '${report}' and officer is not null`,
    )
  ).map(({ officer }) => officer);
const everybody = (): string[] => [an.id, bo.id, cas.id].sort();
const ABOUT = { ...WHOLE, employer: 'Bakkerij Zoet' };

test('an interest is declared on the page, and keeps reports about that employer from its officer', async () => {
  const before = await sendReport(it.intake, ABOUT);
  expect((await holdersOf(before.entered.report)).sort()).toEqual(everybody());
  const browser = await signedIn('cas');
  await browser.press(PAGE, { naam: 'x', kbo: '12' }, 'verklaar');
  expect(browser.status).toBe(422);
  for (const field of ['naam', 'kbo']) expect(browser.page).toContain(`href="#${field}"`);
  await browser.press(PAGE, { naam: 'Bakkerij Zoet NV', kbo: '' }, 'verklaar');
  expect((await browser.go(PAGE)).page).toContain('Bakkerij Zoet NV');
  const { entered } = await sendReport(it.intake, ABOUT);
  expect((await holdersOf(entered.report)).sort()).toEqual([an.id, bo.id].sort());
  expect((await browser.go(`/dienst/meldingen/${entered.report}`)).status).toBe(403);
  const { entered: other } = await sendReport(it.intake);
  expect((await holdersOf(other.report)).sort()).toEqual(everybody());
});

test('a colleague who shares the key gives none to who has an interest', async () => {
  const { entered } = await sendReport(it.intake, ABOUT);
  await it.desk.share(an, entered.report);
  expect(await holdersOf(entered.report)).not.toContain(cas.id);
});

test('with fewer than two officers left nothing is sent, and the draft stays', async () => {
  await it.desk.declareInterest(bo, { name: 'Een andere naam', kbo: '0123456749' });
  const entered = await it.intake.begin({ ...ABOUT, kbo: '0123.456.749' });
  const code = await it.intake.code(entered);
  await expect(it.intake.send(entered, code.check)).rejects.toMatchObject({ code: 'too-few-unbiased' });
  const [kept] = await it.rows(`select status from report where id = '${entered.report}'`);
  expect(kept).toEqual({ status: 'draft' });
  const browser = await signedIn('bo');
  const form = /id="(belang-[^"]+)"/.exec(browser.page)![1]!;
  await browser.press(PAGE, {}, form);
  expect((await browser.go(PAGE)).page).toContain('U hebt nog geen belang verklaard');
  await it.intake.send(entered, code.check);
  expect((await holdersOf(entered.report)).sort()).toEqual([an.id, bo.id].sort());
});

test('nobody declares or ends an interest for another', async () => {
  const [{ id }] = (await it.rows<{ id: string }>(
    `select id from interest where officer = '${cas.id}' and ended_on is null`,
  )) as [{ id: string }];
  await expect(it.desk.endInterest(an, id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(it.desk.endInterest(an, 'x')).rejects.toMatchObject({ code: 'not-found' });
  const declare = it.channel
    .officer(an)
    .inTx((ctx) =>
      ctx.db
        .insertInto('interest')
        .values({ id: newUuid(), officer: bo.id, name: 'Slager', kbo: null })
        .execute(),
    );
  await expect(declare).rejects.toThrow(/row-level security/);
});
