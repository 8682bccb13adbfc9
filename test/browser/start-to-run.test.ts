// From what was found to a campaign that runs, in the browser and without script: an inspector and a coordinator, each at
// their own account, with the request, its check and the decision between them. Every step is looked at on a phone and on a
// wide screen. SHOTS=folder keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { sidewaysScroll, WIDTHS } from './support/browser.js';
import { serveWorld } from './support/two-people.js';

const [ines, cas] = practiceAccounts;
const shots = process.env['SHOTS'];

const { visit } = serveWorld();
if (shots !== undefined) mkdirSync(shots, { recursive: true });

let step = 0;
const wrong: string[] = [];
/** Looks at the page as it stands, at every width. */
async function look(page: Page, name: string): Promise<void> {
  step += 1;
  for (const [size, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    if ((await sidewaysScroll(page)) > 0) wrong.push(`${name} scrolls sideways at ${width}`);
    if (shots !== undefined)
      await page.screenshot({
        path: join(shots, `${String(step).padStart(2, '0')}-${name}-${size}.png`),
        fullPage: true,
      });
  }
}
const press = async (page: Page, words: string): Promise<void> => {
  const button = page.locator('main').locator('a, button').filter({ hasText: words }).last();
  await Promise.all([page.waitForEvent('load'), button.click()]);
};
const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
};
const choose = (page: Page, name: string, value: string): Promise<void> =>
  page.locator(`input[name="${name}"][value="${value}"]`).check();
const heading = (page: Page): Promise<string> => page.locator('main h1').innerText();
const state = (page: Page): Promise<string> => page.locator('main .tag').first().innerText();

async function recordFound(page: Page): Promise<void> {
  await press(page, 'Leg een aanwijzing vast');
  await choose(page, 'kind', 'vacancy-text');
  await page.locator('#sector').selectOption('bouw');
  await page.locator('[name="grounds-origin"]').check();
  await page.locator('#period').selectOption('2026-Q3');
  await fill(page, { facts: 'Drie vacatures vragen een Vlaamse achtergrond, zonder reden.' });
  await look(page, 'signal');
  await press(page, 'Leg vast');
  await choose(page, 'kind', 'vacancy');
  await fill(page, { facts: 'De vacature zoals ze op 3 september online stond.' });
  await page
    .locator('#file')
    .setInputFiles({ name: 'vacature.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await press(page, 'Voeg een stuk toe');
  await look(page, 'exhibit');
}

async function design(page: Page): Promise<string> {
  await press(page, 'Begin een nieuw ontwerp');
  const go = async (name: string) => {
    await look(page, name);
    await press(page, 'Bewaar en ga verder');
  };
  await fill(page, { name: 'Herkomst in de bouw' });
  await choose(page, 'purpose', 'enforcement');
  await go('purpose');
  await choose(page, 'basis', 'exercise 1');
  await go('basis');
  await choose(page, 'scenario', 'correspondence-origin-name');
  await go('scenario');
  await fill(page, { sendFromDay: '14', sendFromMonth: '9', sendFromYear: '2026', pairsPerDay: '4' });
  await fill(page, { 'quota-bouw': '3' });
  await go('frame');
  await fill(page, { hypothesis: 'Een Vlaamse naam krijgt vaker een positieve reactie.' });
  await choose(page, 'primaryDefinition', 'lenient');
  await choose(page, 'stopRule', 'fixed');
  await go('outcome');
  await fill(page, { controlOnly: '12', treatmentOnly: '4,5' });
  await go('power');
  await look(page, 'preview');
  await press(page, 'Ga verder');
  await look(page, 'review');
  await press(page, 'Maak deze campagne');
  await look(page, 'campaign');
  return new URL(page.url()).pathname;
}

async function ask(page: Page): Promise<void> {
  await press(page, 'Stel een verzoek op');
  await press(page, 'Bewaar het ontwerp');
  const faults = await page.locator('.error-summary').innerText();
  expect(faults).toContain('Kies minstens één soort test');
  await look(page, 'request-faulty');
  await choose(page, 'kind', 'magistrate');
  await page.locator('input[name^="signals-"]').first().check();
  await page.locator('[name="testTypes-correspondence"]').check();
  await fill(page, {
    addressee: 'arbeidsauditeur te Gent',
    motivation: 'Drie vacatures sluiten in hun tekst een groep uit.',
    necessity: 'Een bezoek toont niet hoe gewone kandidaten behandeld worden.',
    maxTests: '3',
    wantedFrom: '2026-09-01',
    wantedUntil: '2027-03-01',
  });
  await choose(page, 'thirdPersons', 'no');
  await look(page, 'request');
  await press(page, 'Bewaar het ontwerp');
  expect(await state(page)).toBe('ontwerp');
}

async function decide(page: Page): Promise<void> {
  await press(page, 'Noteer de verlening');
  await fill(page, {
    number: 'AA-2026-118',
    decidedOn: '2026-09-04',
    validFrom: '2026-09-05',
    validUntil: '2027-03-01',
    maxTests: '3',
    conditions: 'Meld elke test binnen de week.',
  });
  await page
    .locator('#document')
    .setInputFiles({ name: 'akkoord.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') });
  await look(page, 'decision');
  await press(page, 'Noteer de verlening');
  expect(await state(page)).toBe('verleend met voorwaarden');
  await look(page, 'granted');
}

it('takes a case from what was found to a campaign that runs, by two people, and every step holds at every width', async () => {
  await visit(ines, '/aanwijzingen', recordFound);
  const campaign = await visit(ines, '/campagnes/nieuw', design);
  await visit(cas, campaign, async (page) => {
    await press(page, 'Verzegel het plan');
    await look(page, 'seal');
    await press(page, 'Verzegel dit plan');
    expect(await state(page)).toBe('verzegeld');
  });
  await visit(ines, campaign, async (page) => {
    await press(page, 'Verzonnen kandidaten');
    await look(page, 'candidates');
    await press(page, 'Geef deze kandidaten vrij');
    expect(await page.locator('main').innerText()).toContain('Vrijgegeven');
    await look(page, 'released');
  });
  await visit(ines, `${campaign}/machtiging`, ask);
  await visit(cas, `${campaign}/machtiging`, async (page) => {
    await look(page, 'check');
    await press(page, 'Keur het verzoek goed');
    expect(await state(page)).toBe('nagekeken');
  });
  await visit(ines, `${campaign}/machtiging`, async (page) => {
    await look(page, 'send');
    await press(page, 'Verstuur het verzoek');
    expect(await page.locator('main').innerText()).toContain('Zoals het verstuurd is');
    await look(page, 'sent');
  });
  await visit(cas, `${campaign}/machtiging`, decide);
  await visit(ines, `${campaign}/machtiging`, async (page) => {
    await page.locator('main summary').filter({ hasText: 'Vink af' }).first().click();
    await page.locator('#note1').fill('Het auditoraat krijgt elke maandag de lijst.');
    await look(page, 'condition');
    await press(page, 'Vink af');
    expect(await page.locator('main').innerText()).toContain('elke maandag de lijst');
  });
  await visit(ines, campaign, async (page) => {
    await press(page, 'Start campagne');
    expect([await heading(page), await state(page)]).toEqual(['Herkomst in de bouw', 'loopt']);
    await look(page, 'running');
  });
  expect(wrong).toEqual([]);
}, 240_000);
