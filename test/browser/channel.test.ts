// A reporter in a real browser: without script, by keyboard, on a phone; every page sound to axe and no wider than the screen.
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openTestChannel } from '../support/channel.js';
import { lookAtChannel, serveChannel } from './support/served-channel.js';

const { addressOf, open } = serveChannel(() => openTestChannel());
const look = lookAtChannel;

async function withReporter<T>(
  options: { script: boolean; width: number },
  use: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await open(options);
  try {
    const page = await context.newPage();
    await page.goto(addressOf('/melden'));
    return await use(page, context);
  } finally {
    await context.close();
  }
}

const press = (page: Page, words: string): Promise<void> =>
  page.getByRole('button', { name: words, exact: true }).click();

/** Goes through every step, looking at each page; gives the words of the code. */
async function fillIn(page: Page, sound: boolean): Promise<string[]> {
  await look(page, sound);
  await press(page, 'Begin');
  await press(page, 'Verder');
  await look(page, sound);
  await page.getByLabel('Ik werk bij een bureau').check();
  await press(page, 'Verder');
  await look(page, sound);
  await page.locator('#ground').check();
  await page.locator('#facts').fill('De klant vroeg om niemand van buitenlandse afkomst te sturen.');
  await press(page, 'Verder');
  await look(page, sound);
  await page.locator('#employer').fill('Bakkerij Zoet');
  await press(page, 'Verder');
  await look(page, sound);
  await press(page, 'Verder');
  await page
    .locator('#file')
    .setInputFiles({ name: 'mail-van-de-klant.txt', mimeType: 'text/plain', buffer: Buffer.from('bewijs') });
  await press(page, 'Voeg toe');
  await look(page, sound);
  await press(page, 'Verder');
  await look(page, sound);
  await press(page, 'Verder');
  await look(page, sound);
  await press(page, 'Naar uw opvolgcode');
  await look(page, sound);
  return page.locator('ol strong').allInnerTexts();
}

describe.each([
  { script: false, width: 360 },
  { script: true, width: 360 },
  { script: true, width: 1280 },
])('a reporter (script: $script, $width px)', (options) => {
  it('files a report, comes back with the code and writes a message', async () => {
    await withReporter(options, async (page) => {
      const code = await fillIn(page, options.script);
      await press(page, 'Verstuur');
      await look(page, options.script);
      await page.locator('#check').fill(code[11]!.toUpperCase());
      await press(page, 'Verstuur');
      expect(await page.locator('h1').innerText()).toBe('Uw melding is verstuurd');
      await look(page, options.script);
      expect(page.url()).toMatch(/\/melden$/);
      await press(page, 'Maak een bewijs');
      await look(page, options.script);
      const receipt = await page.locator('.breaks').innerText();
      await page.goto(addressOf('/vast-bericht'));
      await look(page, options.script);
      await page.locator('#mailadres').fill('geen');
      await press(page, 'Stuur mij dat bericht');
      await look(page, options.script);
      await page.locator('#mailadres').fill('iemand@post.example');
      await press(page, 'Stuur mij dat bericht');
      expect(await page.locator('main').innerText()).toContain('Het volgende bericht gaat op');
      await look(page, options.script);
      await page.goto(addressOf('/bewijs'));
      await page.locator('#bewijs').fill(receipt);
      await press(page, 'Kijk na');
      expect(await page.locator('main').innerText()).toContain('heeft iemand bij ons gemeld');
      await look(page, options.script);
      await page.goto(addressOf('/opvolgen'));
      await page.locator('#code').fill('aard aard');
      await press(page, 'Open mijn melding');
      await look(page, options.script);
      await page.locator('#code').fill(code.join(' '));
      await press(page, 'Open mijn melding');
      await page.locator('#text').fill('Het gebeurde opnieuw.');
      await press(page, 'Stuur bericht');
      expect(await page.locator('main').innerText()).toContain('Het gebeurde opnieuw.');
      await look(page, options.script);
      await press(page, 'Sluit af');
      expect(await page.context().cookies()).toEqual([]);
    });
  });
});

it.each(['/hoe-antwoord-ik', '/wat-als'])('%s explains in every language, on a phone', async (path) => {
  await withReporter({ script: true, width: 360 }, async (page) => {
    await page.locator(`a[href="${path}"]`).click();
    await look(page, true);
    for (const lang of ['en', 'fr']) {
      await page.locator(`button[value="${lang}"]`).click();
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      expect(page.url()).toMatch(new RegExp(`${path}$`));
      await look(page, true);
    }
  });
});

it('the whole form goes by keyboard: Enter in a field goes on, and never to another language', async () => {
  await withReporter({ script: false, width: 360 }, async (page) => {
    await press(page, 'Begin');
    await page.locator('#kind').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('#ground').waitFor();
    await page.locator('#ground').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.locator('#facts').focus();
    await page.keyboard.type('Er werd geweigerd.');
    await page.locator('#ground').focus();
    await page.keyboard.press('Enter');
    await page.locator('#employer').focus();
    await page.keyboard.type('Bakkerij');
    await page.keyboard.press('Enter');
    await page.locator('#period').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
  });
});

it.each(['en', 'fr'])('every page stands in %s too, no wider than a phone', async (lang) => {
  await withReporter({ script: true, width: 360 }, async (page) => {
    await page.locator(`button[value="${lang}"]`).click();
    await look(page, true);
    await page.locator('button[name="actie"]').first().click();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    await look(page, true);
  });
});
