// The whole way, in a real browser: a reporter without script with two files, and officers from the start code to the close.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { allowStart } from '../../src/reports/desk/own-key.js';
import { openTestChannel } from '../support/channel.js';
import { codeOf, enrol, linesOf, PASSPHRASE } from '../support/officers.js';
import { lookAtChannel, serveChannel } from './support/served-channel.js';

const { channel, addressOf, ...served } = serveChannel(async () => {
  const channel = await openTestChannel(0);
  await enrol(channel, 'bo', 'Bo Maes');
  return channel;
});

/** Looks at the page with every fold open. */
async function look(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((fold) => (fold.open = true))`);
  await lookAtChannel(page, true);
}

/** A press of a form is over when its answer stands there: until then the old page would be read. */
async function pressed(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), button.click()]);
}
const press = (page: Page, words: string): Promise<void> =>
  pressed(page, page.getByRole('button', { name: words, exact: true }));
async function open(path: string, options: { script: boolean; width: number }): Promise<Page> {
  const page = await (await served.open(options)).newPage();
  await page.goto(addressOf(path));
  return page;
}

/** A reporter without script files a report with two files; gives the words of the code. */
async function fileReport(): Promise<string> {
  const page = await open('/melden', { script: false, width: 360 });
  await press(page, 'Begin');
  await page.getByLabel('Ik werk bij een bureau').check();
  await press(page, 'Verder');
  await page.locator('#ground').check();
  await page.locator('#facts').fill('De klant vroeg om niemand van buitenlandse afkomst te sturen.');
  await press(page, 'Verder');
  await page.locator('#employer').fill('Bakkerij Zoet');
  await press(page, 'Verder');
  await press(page, 'Verder');
  for (const name of ['mail-van-de-klant.txt', 'een-tweede-bestand-met-een-lange-naam-die-niet-past.pdf']) {
    await page.locator('#file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
    await press(page, 'Voeg toe');
  }
  await press(page, 'Verder');
  await page.locator('#ownRole').fill('Ik gaf het door aan de planning.');
  await press(page, 'Verder');
  await press(page, 'Naar uw opvolgcode');
  const code = await page.locator('ol strong').allInnerTexts();
  await page.locator('#check').fill(code[11]!);
  await press(page, 'Verstuur');
  expect(await page.locator('h1').innerText()).toBe('Uw melding is verstuurd');
  await page.context().close();
  return code.join(' ');
}

/** A new officer sets up the own key with a start code, has it signed, and signs in again with the passphrase. */
async function begin(login: string, name: string, width: number): Promise<Page> {
  const { code } = await allowStart(channel().channel, { login, name });
  const page = await open('/dienst/begin', { script: true, width });
  await look(page);
  await press(page, 'Maak mijn sleutel');
  await look(page);
  await page.locator('#login').fill(login);
  await page.locator('#startcode').fill(code);
  await page.locator('#wachtzin').fill(PASSPHRASE);
  await page.locator('#opnieuw').fill(PASSPHRASE);
  await press(page, 'Maak mijn sleutel');
  await look(page);
  await page.locator('#appcode').fill('1');
  await press(page, 'Neem de codes in gebruik');
  await look(page);
  await page.locator('#appcode').fill(await codeOf(channel(), login));
  await press(page, 'Neem de codes in gebruik');
  await look(page);
  await page.getByRole('link', { name: 'Ik heb ze opgeschreven' }).click();
  expect(await page.locator('main').innerText()).toContain('Uw sleutel telt nog niet');
  await look(page);
  const [account = '', key = ''] = await page.locator('main code').allInnerTexts();
  await page.locator('#handtekeningen').fill(linesOf(channel(), account, Buffer.from(key, 'base64url')));
  await press(page, 'Bewaar de handtekeningen');
  expect(await page.locator('main').innerText()).toContain('Uw sleutel telt tot en met 30 juni 2027');
  await press(page, 'Meld af');
  await look(page);
  await page.goto(addressOf('/dienst'));
  await look(page);
  await page.locator('#login').fill(login);
  await page.locator('#wachtzin').fill(PASSPHRASE);
  await page.locator('#appcode').fill(await codeOf(channel(), login));
  await press(page, 'Meld aan');
  return page;
}

/** Opens the fold of an act and the fields in it. */
async function act(page: Page, name: string, text: string, choice?: string): Promise<void> {
  const form = page.locator(`#act-${name}`);
  const fold = form.locator('xpath=ancestor::details');
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  if (choice !== undefined) await form.locator('select').first().selectOption(choice);
  await form.locator('textarea').fill(text);
  await pressed(page, form.locator('button.button-primary'));
}

/** From the report to a released summary: asked, answered without script, checked, and released by a colleague. */
async function leadToTest(officer: Page, reporter: Page, width: number): Promise<void> {
  await act(officer, 'test-ask', 'Alleen u en uw klant weten dit.');
  await reporter.goto(addressOf('/opvolgen'));
  await lookAtChannel(reporter, false);
  await press(reporter, 'Ja, dat mag');
  expect(await reporter.locator('main').innerText()).toContain('U zei ja op');
  await lookAtChannel(reporter, false);
  await officer.reload();
  await act(officer, 'test-check', 'De hele afdeling.', 'some');
  const colleague = await open('/dienst/aanmelden', { script: true, width });
  await colleague.locator('#login').fill('bo');
  await colleague.locator('#wachtzin').fill(PASSPHRASE);
  await colleague.locator('#appcode').fill(await codeOf(channel(), 'bo'));
  await press(colleague, 'Meld aan');
  await colleague.goto(officer.url());
  await colleague.locator('summary', { hasText: 'Geef een samenvatting vrij' }).click();
  await pressed(colleague, colleague.locator('#act-test-release button'));
  await look(colleague);
  const form = colleague.locator('#act-test-release');
  await form.locator('#sector').selectOption('uitzend');
  await form.locator('#kwartaal').selectOption({ index: 1 });
  await form.locator('#samenvatting').fill('Een bureau kreeg de vraag om op afkomst te kiezen.');
  await form.locator('#nagelezen').check();
  await pressed(colleague, form.locator('button'));
  expect(await colleague.locator('main').innerText()).toContain('Een samenvatting is vrijgegeven');
  await look(colleague);
  await colleague.context().close();
  await officer.reload();
  await look(officer);
  const report = officer.url();
  for (const path of ['/dienst/cijfers', '/dienst/gewist']) {
    await officer.goto(addressOf(path));
    await look(officer);
  }
  await officer.goto(addressOf('/dienst/belangen'));
  await officer.locator('#naam').fill('NV Nergens');
  await pressed(officer, officer.locator('#verklaar button'));
  await look(officer);
  await pressed(officer, officer.getByRole('button', { name: 'Beëindig mijn belang bij NV Nergens' }));
  expect(await officer.locator('main').innerText()).toContain('U hebt nog geen belang verklaard');
  await officer.goto(report);
}

describe.each([360, 1280])('at %i px', (width) => {
  it('a report goes from the form to its close, with a question and an answer', async () => {
    const officer = await begin(`an${width}`, 'An Peeters', width);
    await look(officer);
    const code = await fileReport();
    await officer.goto(addressOf('/dienst'));
    await look(officer);
    await pressed(officer, officer.locator('.card-title a').first());
    await look(officer);
    await act(officer, 'acknowledge', 'Wij hebben uw melding ontvangen.');
    await act(officer, 'say', 'Weet u nog in welke maand het was?');
    await act(officer, 'pause', '', 'question');
    await look(officer);
    await act(officer, 'pause', 'Zonder de maand kunnen wij niet verder.', 'question');
    expect(await officer.locator('main').innerText()).toContain('gezet door An Peeters');
    await look(officer);
    const reporter = await open('/opvolgen', { script: false, width: 360 });
    await reporter.locator('#code').fill(code);
    await press(reporter, 'Open mijn melding');
    expect(await reporter.locator('main').innerText()).toContain('wij wachten op uw antwoord');
    await lookAtChannel(reporter, false);
    expect(await reporter.locator('main').innerText()).toContain('Weet u nog in welke maand');
    await reporter.locator('#text').fill('In september.');
    await press(reporter, 'Stuur bericht');
    await officer.goto(addressOf('/dienst'));
    expect(await officer.locator('main').innerText()).toContain('1 nieuw bericht');
    await pressed(officer, officer.locator('.card-title a').first());
    const report = officer.url();
    await officer.locator('#labels').fill('spoed, uitzendsector');
    await pressed(officer, officer.locator('#act-labels button'));
    await officer.goto(addressOf('/dienst/labels'));
    await look(officer);
    await press(officer, 'spoed');
    expect(await officer.locator('main').innerText()).toContain('Meldingen met het label “spoed”');
    await look(officer);
    await officer.goto(report);
    await officer.locator('summary', { hasText: 'Laat woorden weg' }).click();
    await officer.locator('#act-redact-choose select').selectOption({ index: 1 });
    await pressed(officer, officer.locator('#act-redact-choose button'));
    await look(officer);
    await pressed(officer, officer.locator('#act-redact button'));
    await look(officer);
    await officer.locator('#tekst-redact').fill('De klant vroeg om niemand […] te sturen.');
    await officer.locator('#reden-redact').fill('Te herkenbaar.');
    await pressed(officer, officer.locator('#act-redact button'));
    expect(await officer.locator('main').innerText()).toContain('om niemand […] te sturen');
    await act(officer, 'original', 'Om na te lezen.');
    expect(await officer.locator('main').innerText()).toContain('U ziet nu de originelen');
    await look(officer);
    await officer.goto(report);
    await act(officer, 'work', '', '');
    expect(await officer.locator('main').innerText()).toContain('Kies een mogelijkheid uit de lijst.');
    await look(officer);
    await act(officer, 'work', 'De klant wordt niet gebeld.', 'inquiry');
    await act(officer, 'note', 'Vraag het eerst aan de sector.');
    const [download] = await Promise.all([
      officer.waitForEvent('download'),
      officer.getByRole('link', { name: 'Bewaar bijlage 1' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bijlage-1');
    await leadToTest(officer, reporter, width);
    await act(officer, 'close', 'Wij doen een onderzoek.', 'led-to-inquiry');
    expect(await officer.locator('main').innerText()).toContain('Leidde tot een onderzoek');
    await look(officer);
    await reporter.goto(addressOf('/opvolgen'));
    expect(await reporter.locator('main').innerText()).toContain('Wij doen een onderzoek.');
    for (const lang of ['en', 'fr']) {
      await pressed(officer, officer.locator(`button[value="${lang}"]`));
      expect(await officer.locator('html').getAttribute('lang')).toBe(lang);
      await look(officer);
      await officer.goBack();
      // Not by the list: the reports of others stand in it too, and nothing tells their order.
      await officer.goto(report);
      await look(officer);
    }
    await reporter.context().close();
    await officer.context().close();
  });
});
