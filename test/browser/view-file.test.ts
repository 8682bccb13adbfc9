// A file in the page of an officer, in a real browser: an image is drawn, a text is read, without a script.
import { expect, it } from 'vitest';
import { openTestChannel, WHOLE } from '../support/channel.js';
import { enrol } from '../support/officers.js';
import { pngOf } from '../support/png.js';
import { lookAtChannel as look, serveChannel } from './support/served-channel.js';

let cookie = '';
let report = '';
const { addressOf, open } = serveChannel(async () => {
  const made = await openTestChannel(0);
  cookie = (await enrol(made, 'an', 'An Peeters')).secret.text;
  await enrol(made, 'bo', 'Bo Maes');
  const draft = await made.intake.begin(WHOLE);
  const files = [pngOf(1200), Buffer.from('De klant vroeg het.\n'.repeat(30)), Buffer.from([1, 2, 3])];
  for (const content of files) await made.intake.attach(draft, { name: 'a', type: 'b', content });
  const code = await made.intake.code(draft);
  await made.intake.send(draft, code.check);
  report = draft.report;
  return made;
});

it.each([
  { width: 360, lang: 'nl' },
  { width: 1280, lang: 'fr' },
])('is shown at $width px ($lang)', async ({ width, lang }) => {
  const context = await open({ script: true, width });
  await context.addCookies([
    { name: 'dienst', value: cookie, url: addressOf('/') },
    { name: 'taal', value: lang, url: addressOf('/') },
  ]);
  const page = await context.newPage();
  for (const number of [1, 2, 3]) {
    await page.goto(addressOf(`/dienst/meldingen/${report}`));
    await page.locator(`a[href$="/bijlagen/${number}/bekijk"]`).click();
    await look(page, true);
    if (number > 1) continue;
    await expect
      .poll(() => page.evaluate<number>('document.querySelector("img.shown-image").naturalWidth'))
      .toBe(1200);
  }
  await context.close();
});
