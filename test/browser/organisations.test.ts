// An organisation in a real browser, without script and on a phone: its start, one request, a series with faults, the register.
import { expect, it } from 'vitest';
import { codeAt } from '../../src/platform/crypto/one-time-code.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { openTestChannel } from '../support/channel.js';
import { enrol, PASSPHRASE } from '../support/officers.js';
import { joinAs, organisationsOf } from '../support/organisations.js';
import { lookAtChannel as look, serveChannel } from './support/served-channel.js';

let an: Visitor;
const { channel, addressOf, open } = serveChannel(async () => {
  const made = await openTestChannel(0);
  an = await enrol(made, 'an', 'An Peeters');
  await enrol(made, 'bo', 'Bo Maes');
  return made;
});

it.each([
  { script: false, width: 360, lang: 'nl' },
  { script: true, width: 360, lang: 'fr' },
  { script: true, width: 1280, lang: 'en' },
])('begins, files and signs out (script: $script, $width px, $lang)', async ({ script, width, lang }) => {
  const login = `org-${lang}`;
  const start = await organisationsOf(channel()).add(an, {
    login,
    name: `Uitzend ${lang}`,
    kind: 'temp-agency',
    number: 'VG.1/BU',
  });
  const context = await open({ script, width });
  const page = await context.newPage();
  const press = (name: string) => page.locator(name).click();
  await page.goto(addressOf('/organisatie/aanmelden'));
  if (lang !== 'nl') await press(`button[value="${lang}"]`);
  await look(page, script);
  await page.locator('a[href="/organisatie/begin"]').click();
  await look(page, script);
  await page.locator('#login').fill(login);
  await page.locator('#startcode').fill(start);
  await page.locator('#wachtzin').fill(PASSPHRASE);
  await page.locator('#opnieuw').fill(PASSPHRASE);
  await press('#vorm button.button-primary');
  await look(page, script);
  const secret = (await page.locator('dd code').innerText()).replaceAll(' ', '');
  await page.locator('#appcode').fill(await codeAt(secret, channel().channel.system().clock.now()));
  await press('#vorm button.button-primary');
  await look(page, script);
  await press('#reeks button.button-primary');
  await look(page, script);
  const csv = 'klant;kenmerken;vraag\nZoet NV;age;Geen ouderen\n;schoenmaat;x\n';
  await page.locator('#kenmerk-reeks').fill('K-1');
  await page
    .locator('#file')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await press('#reeks button.button-primary');
  await look(page, script);
  await page.locator('#kenmerk-een').fill('K-1');
  await page.locator('#client').fill('Zoet NV');
  await page.locator('#grounds').check();
  await page.locator('#wording').fill('Geen ouderen.');
  await press('#vorm button.button-primary');
  await look(page, script);
  const code = await page.locator('ol strong').allInnerTexts();
  await page.locator('#check').fill(code[11]!);
  await press('button[value="verstuur"]');
  expect(await page.locator('.breaks').innerText()).toMatch(/^PT1\./);
  await look(page, script);
  await page.goto(addressOf('/organisatie'));
  await press('#af button');
  expect(await page.context().cookies()).toEqual([]);
  await context.close();
});

it.each([360, 1280])('the register of officers is read and changed at %d px', async (width) => {
  const login = `blok-${width}`;
  await joinAs(channel(), an, login, 'Heel Lange Naam van een Uitzendorganisatie met Erkenning');
  const context = await open({ script: true, width });
  const page = await context.newPage();
  await context.addCookies([{ name: 'dienst', value: an.secret.text, url: addressOf('/') }]);
  await page.goto(addressOf('/dienst/meldplicht'));
  await look(page, true);
  await page.locator('details summary').first().click();
  await look(page, true);
  await page.locator('#nieuw button').click();
  await look(page, true);
  await context.close();
});
