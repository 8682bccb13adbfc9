// A name in a closed box, in a real browser: a reporter without script, an officer who asks, custodians who hand in a line.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decideOffline } from '../../src/reports/custody/offline.js';
import { makeRecovery, confirmRecovery } from '../../src/reports/custody/recovery-bundle.js';
import { installRecovery } from '../../src/reports/custody/recovery-service.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { openTestChannel, sendReport } from '../support/channel.js';
import { keepCustodianFiles } from '../support/custodians.js';
import { enrol, UNTIL } from '../support/officers.js';
import { lookAtChannel, serveChannel } from './support/served-channel.js';

const { channel, addressOf, open } = serveChannel(() => openTestChannel(0));
let an: Visitor;
let files: string[];
beforeAll(async () => {
  an = await enrol(channel(), 'an', 'An Peeters');
  await enrol(channel(), 'bo', 'Bo Maes');
  files = keepCustodianFiles(channel(), mkdtempSync(join(tmpdir(), 'custody-')));
});

async function on<T>(
  options: { script: boolean; width: number },
  path: string,
  use: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await open(options);
  try {
    const page = await context.newPage();
    await page.goto(addressOf(path));
    return await use(page, context);
  } finally {
    await context.close();
  }
}
const press = (page: Page, words: string): Promise<unknown> =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: words, exact: true }).click()]);

/** As an officer, with every fold open. */
async function look(page: Page, sound = true): Promise<void> {
  if (sound)
    await page.evaluate(`document.querySelectorAll('details').forEach((fold) => (fold.open = true))`);
  await lookAtChannel(page, sound);
}

describe.each([
  { script: false, width: 360 },
  { script: true, width: 1280 },
])('a reporter (script: $script, $width px)', (options) => {
  it('gives a name from the check of the form, and takes it away beside the thread', async () => {
    await on(options, '/melden', async (page) => {
      await press(page, 'Begin');
      await page.getByLabel('Het overkwam mijzelf').check();
      await press(page, 'Verder');
      await page.locator('#ground').check();
      await page.locator('#facts').fill('Ik mocht niet komen.');
      for (let step = 0; step < 5; step++) await press(page, 'Verder');
      await look(page, options.script);
      await press(page, 'Geef uw naam');
      await look(page, options.script);
      await press(page, 'Bewaar in de gesloten doos');
      await look(page, options.script);
      await page.locator('#naam').fill('Mieke Zwaluwkade');
      await page.locator('#naam').press('Enter');
      await page.getByText('U gaf uw naam op 7 september 2026').waitFor();
      await press(page, 'Naar uw opvolgcode');
      const code = await page.locator('ol strong').allInnerTexts();
      await page.locator('#check').fill(code[11]!);
      await press(page, 'Verstuur');
      await page.goto(addressOf('/opvolgen'));
      await page.locator('#code').fill(code.join(' '));
      await press(page, 'Open mijn melding');
      await look(page, options.script);
      await press(page, 'Vervang uw naam of haal ze weg');
      await look(page, options.script);
      for (const lang of ['fr', 'en', 'nl']) {
        await page.locator(`button[value="${lang}"]`).click();
        await page.locator(`html[lang="${lang}"]`).waitFor();
        if (lang !== 'nl') await look(page, options.script);
      }
      await press(page, 'Haal mijn naam weg');
      expect(await page.locator('main').innerText()).toContain('U bent anoniem');
    });
  });
});

it.each([360, 1280])('an officer asks, and custodians hand in what they signed (%i px)', async (width) => {
  const { intake, desk } = channel();
  const { entered, code } = await sendReport(intake);
  const back = (await intake.enter((await intake.comeBack(code)).cookie))!;
  await intake.giveIdentity(back, { name: 'Mieke', contact: '' });
  await desk.acknowledge(an, entered.report, 'Ontvangen.');
  await desk.askTest(an, entered.report, 'Alleen u weet dit.');
  await intake.answerTest(back, 'no');
  await on({ script: true, width }, '/bewaarders', async (page, context) => {
    await look(page);
    for (const lang of ['en', 'fr']) {
      await page.locator(`button[value="${lang}"]`).click();
      await page.locator(`html[lang="${lang}"]`).waitFor();
      await look(page);
    }
    await page.locator('button[value="nl"]').click();
    await page.locator('html[lang="nl"]').waitFor();
    await context.addCookies([
      { name: 'dienst', value: an.secret.text, url: addressOf('/'), httpOnly: true, sameSite: 'Strict' },
    ]);
    await page.goto(addressOf(`/dienst/meldingen/${entered.report}`));
    await look(page);
    await press(page, 'Vraag de naam van de melder op');
    await look(page);
    await page.locator('#grond-identity').selectOption('court-order');
    await page.locator('#waarom-identity').fill('Bevel 12.');
    await page.getByLabel('Nee, dat brengt het onderzoek in gevaar').first().check();
    await press(page, 'Vraag de naam van de melder op');
    expect(await page.locator('main').innerText()).toContain(
      'Schrijf waarom de melder dit niet vooraf mag weten.',
    );
    await page.locator('#bericht-identity').fill('De werkgever leest mee.');
    await press(page, 'Vraag de naam van de melder op');
    await look(page);
    const { custody } = await desk.open(an, entered.report);
    const packet = await desk.custodyPacket(an, entered.report, custody.requests[0]!.id);
    await page.goto(addressOf('/bewaarders'));
    await page.locator('#regel').fill('PTC1.');
    await press(page, 'Geef af');
    await look(page);
    await page.locator('#regel').fill(decideOffline(files[0]!, packet, 'agree').line);
    await press(page, 'Geef af');
    expect(await page.locator('main').innerText()).toContain('Uw akkoord is bewaard');
    await look(page);
    await page.locator('#regel').fill(decideOffline(files[1]!, packet, 'agree').line);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Geef af', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('doos.txt');
    await page.goto(addressOf(`/dienst/meldingen/${entered.report}`));
    await look(page);
  });
});

it('an officer sees whether there is a recovery key, and seals to it', async () => {
  await on({ script: true, width: 360 }, '/bewaarders', async (page, context) => {
    await context.addCookies([
      { name: 'dienst', value: an.secret.text, url: addressOf('/'), httpOnly: true, sameSite: 'Strict' },
    ]);
    await page.goto(addressOf('/dienst/herstelsleutel'));
    await look(page);
    const { bundle } = makeRecovery(files[0]!, channel().channel.custodians, UNTIL);
    await installRecovery(channel().channel, confirmRecovery(files[1]!, bundle).bundle);
    await page.reload();
    await look(page);
    await press(page, 'Verzegel ze nu');
    expect(await page.locator('main').innerText()).toContain('is ervoor verzegeld');
  });
});
