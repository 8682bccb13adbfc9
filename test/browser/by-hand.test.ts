// A web form from the list to its confirmation, in the browser and without script, on a phone and on a wide screen. SHOTS=folder
// keeps a picture of each step.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { pngOf } from '../support/png.js';
import { MONDAY, runningCampaign } from '../support/world.js';
import { sidewaysScroll, WIDTHS } from './support/browser.js';
import { serveWorld } from './support/two-people.js';

const [, coordinator, fieldworker] = practiceAccounts;
const shots = process.env['SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const { world, visit } = serveWorld();

const wrong: string[] = [];
async function look(page: Page, name: string): Promise<void> {
  for (const [size, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    if ((await sidewaysScroll(page)) > 0) wrong.push(`${name} scrolls sideways at ${width}`);
    if (shots !== undefined)
      await page.screenshot({ path: join(shots, `by-hand-${name}-${size}.png`), fullPage: true });
  }
}
const press = (page: Page, words: string) =>
  Promise.all([
    page.waitForEvent('load'),
    page.locator('main').locator('a, button').filter({ hasText: words }).last().click(),
  ]);

it('takes a fieldworker through a form by steps, and shows a coordinator the one that is left behind', async () => {
  await asOwner(world().services.database.kysely, (db) =>
    sql`update vacancy set form_url = 'https://www.werkgever.example/vacatures/2026/metser-gent-centrum/solliciteer?bron=website&taal=nl'
      where sector = 'bouw'`.execute(db),
  );
  await runningCampaign(world(), 2, { cells: [{ sector: 'bouw', quota: 2 }] });
  await world().at(toInstant(MONDAY, 10 * 60));
  await world().services.dispatch.promote(world().services.systemContext());
  let left = '';
  await visit(fieldworker, '/formulieren', async (page) => {
    await look(page, 'list');
    await page.locator('main tbody a').first().click();
    await page.waitForLoadState();
    await look(page, 'free');
    await press(page, 'Neem dit formulier');
    expect(await page.locator('#tekst-mailAddress').inputValue()).toMatch(/@/);
    expect(await page.locator('#tekst-letter').inputValue()).not.toBe('');
    await look(page, 'taken');
    await press(page, 'Bewaar');
    expect(await page.locator('.error-summary').innerText()).toContain(
      'Kies wat er met het formulier gebeurde.',
    );
    await look(page, 'faulty');
    await page.locator('input[name="outcome"][value="sent"]').check();
    await page.locator('#said').fill('Bedankt, we nemen snel contact op.');
    await page.locator('#reference').fill('W-2026/17');
    await page
      .locator('#file')
      .setInputFiles({ name: 'scherm.png', mimeType: 'image/png', buffer: pngOf(8) });
    await press(page, 'Bewaar');
    expect(await page.locator('main').innerText()).toContain('Genoteerd: verzonden');
    await look(page, 'noted');
    await page.locator('main tbody a').first().click();
    await page.waitForLoadState();
    await press(page, 'Neem dit formulier');
    left = new URL(page.url()).pathname;
  });
  await world().at(toInstant(MONDAY, 18 * 60));
  await visit(coordinator, left, async (page) => {
    await look(page, 'left');
    await page.locator('#reason').fill('De veldwerker is ziek geworden.');
    await press(page, 'Geef het formulier vrij');
    expect(await page.locator('main .tag').first().innerText()).toBe('onzeker');
    await look(page, 'freed');
  });
  expect(wrong).toEqual([]);
});
