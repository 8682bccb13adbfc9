// From nothing to a running campaign in the browser, by an inspector and a coordinator, with the keyboard and without script.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { asId } from '../../src/platform/ids.js';
import { authorise } from '../support/world.js';
import { serveWorld } from './support/two-people.js';

const [ines, cas] = practiceAccounts;

const { world, visit } = serveWorld();

/** Presses Tab until the focus is on a field, or on a button or link with these words. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let tabs = 0; tabs < 160; tabs += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<string>(`(() => { const at = document.activeElement;
      return at.matches('input, textarea, select') ? '#' + at.id : (at.innerText ?? '').trim().replace(/\\s+/g, ' '); })()`);
    if (at === wanted) return;
  }
  throw new Error(`Tab never came to "${wanted}".`);
}
async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, words);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
async function type(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}
/** Goes to a group of radios and takes the one that is so many places down. */
async function take(page: Page, field: string, down: number): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Space');
  for (let step = 0; step < down; step += 1) await page.keyboard.press('ArrowDown');
}
const heading = (page: Page): Promise<string> => page.locator('main h1').innerText();
const save = (page: Page): Promise<void> => press(page, 'Bewaar en ga verder');

it('takes a campaign from nothing to running: two people, no mouse, no script, one pause on the way', async () => {
  // The inspector begins, is brought to what is wrong, and leaves after two steps.
  await visit(ines, '/', async (page) => {
    await press(page, 'Campagnes');
    await press(page, 'Ontwerp een campagne');
    await press(page, 'Begin een nieuw ontwerp');
    await type(page, '#name', 'Herkomst in de bouw');
    await save(page);
    expect(await page.locator('.error-summary').innerText()).toContain('Kies een van de mogelijkheden');
    await take(page, '#purpose', 3);
    await save(page);
    expect(await heading(page)).toBe('Rechtsgrond');
    await page.locator('input[value="exercise 1"]').focus();
    await page.keyboard.press('Space');
    await save(page);
    expect(await heading(page)).toBe('Kenmerk en scenario');
    await press(page, 'Later verdergaan');
    expect(await heading(page)).toBe('Ontwerp een campagne');
  });
  // Later, in another browser, the inspector goes on where it was left.
  const id = await visit(ines, '/campagnes/nieuw', async (page) => {
    await press(page, 'Herkomst in de bouw');
    expect(await heading(page)).toBe('Kenmerk en scenario');
    await page.locator('input[value="correspondence-origin-name"]').focus();
    await page.keyboard.press('Space');
    await save(page);
    await type(page, '#sendFromDay', '14');
    await type(page, '#sendFromMonth', '9');
    await type(page, '#sendFromYear', '2026');
    await type(page, '#pairsPerDay', '4');
    await type(page, '#quota-bouw', '3');
    await save(page);
    await type(page, '#hypothesis', 'Een Vlaamse naam krijgt vaker een positieve reactie.');
    await take(page, '#primaryDefinition', 1);
    await take(page, '#stopRule', 0);
    await save(page);
    await type(page, '#controlOnly', '12');
    await type(page, '#treatmentOnly', '4,5');
    await save(page);
    expect(await heading(page)).toBe('Planvoorbeeld');
    expect(await page.locator('main').innerText()).toContain('Geen enkele regel knelt');
    await press(page, 'Ga verder');
    expect(await heading(page)).toBe('Nakijken');
    await press(page, 'Maak deze campagne');
    expect(await heading(page)).toBe('Herkomst in de bouw');
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  });
  // The coordinator seals.
  await visit(cas, `/campagnes/${id}`, async (page) => {
    await press(page, 'Verzegel het plan');
    await press(page, 'Verzegel dit plan');
    expect(await page.locator('main .tag').first().innerText()).toBe('verzegeld');
  });
  await authorise(world(), asId<'campaign'>(id));
  // The inspector, who did not seal them, releases the fictitious candidates, and starts.
  await visit(ines, `/campagnes/${id}`, async (page) => {
    await press(page, 'Verzonnen kandidaten');
    await press(page, 'Geef deze kandidaten vrij');
    expect(await page.locator('main').innerText()).toContain('Vrijgegeven');
    await page.goto(new URL(`/campagnes/${id}`, page.url()).href);
    await press(page, 'Start campagne');
    expect(await page.locator('main .tag').first().innerText()).toBe('loopt');
  });
}, 120_000);
