// What colleagues get of a report, in a real browser: access for a while, labels, and copies in the place of files.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openTestChannel, WHOLE } from '../support/channel.js';
import { enrol } from '../support/officers.js';
import { lookAtChannel, serveChannel } from './support/served-channel.js';

const cookies = { an: '', cas: '' };
/** One report for each width, so that each begins at the beginning. */
const reports: string[] = [];
const { addressOf, ...served } = serveChannel(async () => {
  const made = await openTestChannel(0);
  cookies.an = (await enrol(made, 'an', 'An Peeters')).secret.text;
  await enrol(made, 'bo', 'Bo Maes');
  for (let count = 0; count < 2; count++) {
    const draft = await made.intake.begin(WHOLE);
    for (const name of [
      'mail-van-de-klant.txt',
      'een-bestand-met-een-lange-naam-die-niet-op-een-regel-past.pdf',
    ])
      await made.intake.attach(draft, {
        name,
        type: 'text/plain',
        content: Buffer.from('Geen Turken, zei Jan.'),
      });
    const code = await made.intake.code(draft);
    await made.intake.send(draft, code.check);
    reports.push(draft.report);
  }
  cookies.cas = (await enrol(made, 'cas', 'Cas Claes')).secret.text;
  return made;
});

async function look(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((fold) => (fold.open = true))`);
  await lookAtChannel(page, true);
}
const pressed = (page: Page, button: Locator): Promise<unknown> =>
  Promise.all([page.waitForEvent('load'), button.click()]);
const said = (page: Page): Promise<string> => page.locator('main').innerText();

async function pageOf(who: keyof typeof cookies, width: number, lang = 'nl'): Promise<Page> {
  const context = await served.open({ script: true, width });
  await context.addCookies([
    { name: 'dienst', value: cookies[who], url: addressOf('/') },
    { name: 'taal', value: lang, url: addressOf('/') },
  ]);
  return context.newPage();
}

it.each([
  { at: 0, width: 360 },
  { at: 1, width: 1280 },
])('labels, a copy of a file and access for a while at $width px', async ({ at, width }) => {
  const address = addressOf(`/dienst/meldingen/${reports[at]}`);
  const page = await pageOf('an', width);
  await page.goto(addressOf('/dienst/labels'));
  await look(page);
  await page.goto(address);
  await page.locator('#labels').fill('een label met veel woorden, spoed');
  await pressed(page, page.locator('#act-labels button'));
  await page.goto(addressOf('/dienst/labels'));
  await pressed(page, page.getByRole('button', { name: 'spoed', exact: true }));
  expect(await said(page)).toContain('Meldingen met het label “spoed”');
  await look(page);
  await page.goto(addressOf('/dienst/zoeken'));
  await look(page);
  await page.getByLabel('Woorden').fill('buitenlander klant');
  await page.getByLabel('Met dit label').fill('een, twee');
  await pressed(page, page.locator('#zoek button'));
  await look(page);
  await page.getByLabel('Met dit label').fill('spoed');
  await page.getByLabel('Met dit label').press('Enter');
  await page.waitForLoadState();
  await page.locator('mark').first().waitFor();
  expect(await said(page)).toContain('De klant zei: geen buitenlanders.');
  expect(page.url()).toBe(addressOf('/dienst/zoeken'));
  await look(page);

  await page.goto(address);
  await page.locator('summary', { hasText: 'Zet een kopie in de plaats' }).click();
  await pressed(page, page.locator('#act-copy-file button'));
  await look(page);
  await page.locator('#bijlage-copy-file').selectOption('2');
  await page
    .locator('#file-copy')
    .setInputFiles({ name: 'zwart.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await page.locator('#reden-copy-file').fill('Een naam.');
  await pressed(page, page.locator('#act-copy-file button'));
  expect(await said(page)).toContain('Werkkopie van bijlage-2, elders gemaakt en hier gezet door An Peeters');
  await page.locator('summary', { hasText: 'Laat woorden weg' }).click();
  await page.locator('#stuk').selectOption('bijlage-1');
  await pressed(page, page.locator('#act-redact-choose button'));
  await page.locator('#tekst-redact').fill('Geen Turken, zei […]');
  await page.locator('#reden-redact').fill('Een naam.');
  await pressed(page, page.locator('#act-redact button'));
  expect(await said(page)).toContain('Werkkopie van bijlage-1, met woorden weggelaten door An Peeters');
  await look(page);
  await page.locator('#bijlage-original-file').selectOption('2');
  await page.locator('#reden-original-file').fill('De rechter vraagt het.');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#act-original-file button').click(),
  ]);
  expect(download.suggestedFilename()).toBe('bijlage-2-origineel');
  await page.locator('#reden-original').fill('Nazicht.');
  await pressed(page, page.locator('#act-original button'));
  expect(await said(page)).toContain('een-bestand-met-een-lange-naam');
  await look(page);
  await page.goto(`${address}/bijlagen/1/bekijk`);
  expect(await said(page)).toContain('Dit is een werkkopie.');
  await look(page);

  await page.goto(address);
  await page.locator('summary', { hasText: 'Geef tijdelijke toegang' }).click();
  await pressed(page, page.locator('#act-lend button'));
  await look(page);
  await page.locator('#collega-lend').selectOption({ label: 'Cas Claes' });
  await page.locator('#dagen').selectOption('7');
  await page.locator('#reden-lend').fill('Kent de sector.');
  await pressed(page, page.locator('#act-lend button'));
  expect(await said(page)).toContain('Cas Claes: tot en met');
  const reader = await pageOf('cas', width, 'fr');
  await reader.goto(address);
  expect(await said(reader)).not.toContain('een-bestand-met');
  expect(await reader.locator('#act-note').count()).toBe(1);
  expect(await reader.locator('#act-say').count()).toBe(0);
  await look(reader);
  await page.locator('summary', { hasText: 'Beëindig tijdelijke toegang' }).click();
  await page.locator('#collega-lend-back').selectOption({ label: 'Cas Claes' });
  await page.locator('#reden-lend-back').fill('Gedaan.');
  await pressed(page, page.locator('#act-lend-back button'));
  expect(await said(page)).toContain('Niemand heeft nu tijdelijke toegang.');
  expect((await reader.goto(address))?.status()).toBe(403);
  await reader.context().close();

  await page.locator('#tekst-acknowledge').fill('Ontvangen.');
  await pressed(page, page.locator('#act-acknowledge button'));
  await page.locator('summary', { hasText: 'Sluit af' }).click();
  await page.locator('#keuze-close').selectOption('not-enough');
  await pressed(page, page.locator('#act-close button', { hasText: 'Stel een tekst voor' }));
  expect(await page.locator('#tekst-close').inputValue()).toContain('[Vul aan: wat wij probeerden');
  await look(page);
  await pressed(page, page.locator('#act-close button.button-primary'));
  expect(await said(page)).toContain('Vul eerst aan wat tussen rechte haken staat.');
  await look(page);
  await page.context().close();
});
