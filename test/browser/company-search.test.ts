// An employer from the public list of companies, in a real browser: without script, by keyboard alone, on a phone.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { loadCompanies } from '../../src/reports/intake/companies.js';
import { openTestChannel } from '../support/channel.js';
import { lookAtChannel as look, serveChannel } from './support/served-channel.js';

const ENTERPRISES = [
  '"EnterpriseNumber","Status","JuridicalSituation","TypeOfEnterprise","JuridicalForm","StartDate"',
  '"0872.324.958","AC","000","2","610","01-01-2000"',
  '"0403.170.701","AC","000","2","014","01-01-1990"',
];
const NAMES = [
  '"EntityNumber","Language","TypeOfDenomination","Denomination"',
  '"0872.324.958","2","001","Coöperatieve Vereniging van Banketbakkers Zoet en Ondernemend Oost-Vlaanderen"',
  '"0403.170.701","2","001","Bakkerij Zoet"',
];

const { addressOf, open } = serveChannel(async () => {
  const made = await openTestChannel();
  const folder = mkdtempSync(join(tmpdir(), 'companies-'));
  const files = { enterprises: join(folder, 'enterprise.csv'), names: join(folder, 'denomination.csv') };
  writeFileSync(files.enterprises, `${ENTERPRISES.join('\n')}\n`);
  writeFileSync(files.names, `${NAMES.join('\n')}\n`);
  expect(await loadCompanies(made.channel, files)).toBe(2);
  rmSync(folder, { recursive: true });
  return made;
});

/** A press of a key that sends the form is over when its answer stands there. */
const sendBy = (page: Page, key: string): Promise<unknown> =>
  Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
const valueOf = (page: Page, field: string): Promise<string> => page.locator(field).inputValue();

/** Tabs until something with these words has the focus, and no further than a page is long. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0 && words.test(await focused.innerText())) return;
  }
  throw new Error(`nothing with ${String(words)} came by`);
}

it.each([
  { script: false, width: 360 },
  { script: true, width: 360 },
  { script: true, width: 1280 },
])('is searched, chosen and kept by keyboard (script: $script, $width px)', async ({ script, width }) => {
  const context = await open({ script, width });
  const page = await context.newPage();
  await page.goto(addressOf('/melden'));
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.locator('#kind').check();
  await page.getByRole('button', { name: 'Verder', exact: true }).click();
  await page.locator('#ground').check();
  await page.locator('#facts').fill('Er werd geweigerd.');
  await page.getByRole('button', { name: 'Verder', exact: true }).last().click();
  await look(page, script);
  await page.locator('#place').fill('Gent');
  await page.locator('#employer').focus();
  await page.keyboard.type('bestaat niet');
  await tabTo(page, /^Zoek/);
  await sendBy(page, 'Enter');
  expect(await page.getByRole('status').innerText()).toContain('Geen bedrijf gevonden');
  await look(page, script);
  await page.locator('#employer').fill('zoet');
  await page.locator('#employer').focus();
  await tabTo(page, /^Zoek/);
  await sendBy(page, 'Space');
  const names = await page.locator('main section li').allInnerTexts();
  expect(names.map((name) => name.split(' (')[0])).toEqual([
    'Bakkerij Zoet',
    'Coöperatieve Vereniging van Banketbakkers Zoet en Ondernemend Oost-Vlaanderen',
  ]);
  await look(page, script);
  await page.locator('#employer').focus();
  await tabTo(page, /Coöperatieve/);
  await sendBy(page, 'Enter');
  expect(await valueOf(page, '#employer')).toContain('Coöperatieve Vereniging');
  expect(await valueOf(page, '#kbo')).toBe('0872.324.958');
  // What else was typed is still there, and no address tells of the search.
  expect(await valueOf(page, '#place')).toBe('Gent');
  expect(page.url()).toBe(addressOf('/melden'));
  await page.locator('#place').focus();
  await sendBy(page, 'Enter');
  expect(await page.locator('#period').count()).toBe(1);
  await context.close();
});
