// At the desk, in a real browser: an officer takes a report down, and its reporter signs it, without script and on a phone.
import { expect, it } from 'vitest';
import { openTestChannel } from '../support/channel.js';
import { enrol } from '../support/officers.js';
import { lookAtChannel as look, serveChannel } from './support/served-channel.js';

let cookie = '';
const { addressOf, open } = serveChannel(async () => {
  const made = await openTestChannel(0);
  cookie = (await enrol(made, 'an', 'An Peeters')).secret.text;
  await enrol(made, 'bo', 'Bo Maes');
  return made;
});

it.each([
  { script: false, width: 360, lang: 'nl' },
  { script: true, width: 360, lang: 'fr' },
  { script: true, width: 1280, lang: 'en' },
])('is taken down and signed (script: $script, $width px, $lang)', async ({ script, width, lang }) => {
  const context = await open({ script, width });
  await context.addCookies([
    { name: 'dienst', value: cookie, url: addressOf('/') },
    { name: 'taal', value: lang, url: addressOf('/') },
  ]);
  const page = await context.newPage();
  await page.goto(addressOf('/dienst/opnemen'));
  expect(await page.locator('html').getAttribute('lang')).toBe(lang);
  await look(page, script);
  await page.locator('#opname button.button-primary').click();
  await look(page, script);
  await page.locator('#manier').check();
  await page.locator('#facts').fill('De klant wil geen ouderen.');
  await page.locator('#kind').check();
  await page.locator('#ground').check();
  await page.locator('#opname button.button-primary').click();
  await look(page, script);
  const code = await page.locator('ol strong').allInnerTexts();
  await page.locator('#check').fill(code[11]!);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await look(page, script);
  await page.goto(addressOf('/opvolgen'));
  await page.locator('#code').fill(code.join(' '));
  await page.locator('#vorm button.button-primary').click();
  await look(page, script);
  await page.locator('#verslag-tekst').fill('De klant wil geen ouderen, zei hij.');
  await page.locator('#verslag button').click();
  await look(page, script);
  expect(await page.locator('#verslag').count()).toBe(0);
  await page.goto(addressOf('/dienst'));
  await page.locator('main a[href^="/dienst/meldingen/"]').first().click();
  expect(await page.locator('main').innerText()).toContain('De klant wil geen ouderen, zei hij.');
  await look(page, script);
  await context.close();
});
