// Further questions in a real browser: put by an officer, answered without script on a telephone, read with the answers.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openTestChannel, sendReport } from '../support/channel.js';
import { enrol } from '../support/officers.js';
import { lookAtChannel, serveChannel } from './support/served-channel.js';

let cookie = '';
/** One report for each width. */
const sent: { report: string; code: string }[] = [];
const { addressOf, ...served } = serveChannel(async () => {
  const made = await openTestChannel(0);
  cookie = (await enrol(made, 'an', 'An Peeters')).secret.text;
  await enrol(made, 'bo', 'Bo Maes');
  for (let count = 0; count < 2; count++) {
    const { entered, code } = await sendReport(made.intake);
    sent.push({ report: entered.report, code });
  }
  return made;
});

const said = (page: Page): Promise<string> => page.locator('main').innerText();
const pressed = (page: Page, button: Locator): Promise<unknown> =>
  Promise.all([page.waitForEvent('load'), button.click()]);

async function pageOf(script: boolean, width: number): Promise<Page> {
  return (await served.open({ script, width })).newPage();
}
async function look(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((fold) => (fold.open = true))`);
  await lookAtChannel(page, true);
}
/** Who reported comes back with the code. */
async function back(page: Page, code: string): Promise<Page> {
  await page.goto(addressOf('/opvolgen'));
  await page.locator('#code').fill(code);
  await pressed(page, page.locator('#vorm button.button-primary'));
  return page;
}

it.each([
  { at: 0, width: 360 },
  { at: 1, width: 1280 },
])('are put, saved in part, sent and read at $width px', async ({ at, width }) => {
  const { report, code } = sent[at]!;
  const officer = await pageOf(true, width);
  await officer.context().addCookies([{ name: 'dienst', value: cookie, url: addressOf('/') }]);
  const address = addressOf(`/dienst/meldingen/${report}`);
  await officer.goto(address);
  await officer.locator('summary', { hasText: 'Stel een reeks vragen' }).click();
  await officer.locator('#reeks').selectOption({ label: 'Nadeel na een melding of hulp' });
  await pressed(officer, officer.locator('#act-ask-choose button'));
  await look(officer);
  await officer.getByLabel('Werkt u er nog?').uncheck();
  await pressed(officer, officer.locator('#act-ask button'));
  expect(await said(officer)).toContain('Wacht op antwoord');

  const reporter = await back(await pageOf(false, width), code);
  expect(await said(reporter)).toContain('Wij hebben nog vragen voor u');
  await lookAtChannel(reporter, false);
  await reporter.getByLabel('Minder uren of minder loon').check();
  await reporter.getByLabel('Waaraan merkte u dat?').fill('Mijn chef zei het.');
  await pressed(reporter, reporter.getByRole('button', { name: 'Bewaar, ik ga later verder' }));
  expect(await said(reporter)).toContain('Bewaard');
  const again = await back(await pageOf(true, width), code);
  expect(await again.getByLabel('Waaraan merkte u dat?').inputValue()).toBe('Mijn chef zei het.');
  await again.locator('#vraag-1-2-vanDay').fill('40');
  await pressed(again, again.getByRole('button', { name: 'Verstuur mijn antwoorden' }));
  expect(await again.locator('#vraag-1-2-vanDay').getAttribute('aria-invalid')).toBe('true');
  await look(again);
  for (const [part, value] of [
    ['Day', '4'],
    ['Month', '2'],
    ['Year', '2026'],
  ])
    await again.locator(`#vraag-1-2-van${part}`).fill(value!);
  await pressed(again, again.getByRole('button', { name: 'Verstuur mijn antwoorden' }));
  expect(await said(again)).toContain('Uw antwoorden zijn verstuurd');
  await look(again);

  await officer.goto(address);
  const read = await said(officer);
  for (const words of [
    'Beantwoord op',
    'Minder uren of minder loon',
    'vanaf 4 februari 2026',
    'Mijn chef zei het.',
  ])
    expect(read).toContain(words);
  expect(read).not.toContain('Werkt u er nog?');
  await look(officer);
  for (const page of [officer, reporter, again]) await page.context().close();
});
