// A file in the page of an officer: text, or an image stripped to its image data; anything else is only saved.
import type { Express } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appOf, openTestChannel, WHOLE, type TestChannel } from '../support/channel.js';
import { enrol } from '../support/officers.js';
import { pngChunk, pngOf } from '../support/png.js';
import { Reporter } from '../support/reporter.js';

let it: TestChannel;
let app: Express;
let officer: Reporter;
let page: string;
const CLEAN = pngOf(4);
const PLACE = 'Gent 51.05 3.72';
const FILES = [
  pngOf(4, pngChunk('tEXt', Buffer.from(`Comment\0${PLACE}`))),
  Buffer.from('De klant <b>vroeg</b> het.'),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>\0'),
];
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  const an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  const draft = await it.intake.begin(WHOLE);
  // What a file calls itself decides nothing.
  for (const content of FILES)
    await it.intake.attach(draft, { name: 'foto.png', type: 'image/png', content });
  const code = await it.intake.code(draft);
  await it.intake.send(draft, code.check);
  officer = new Reporter(app);
  officer.cookies.set('dienst', an.secret.text);
  page = `/dienst/meldingen/${draft.report}`;
});
afterAll(() => it.close());

test('the page of a report says what can be viewed, and links to it', async () => {
  await officer.go(page);
  expect(officer.page).toContain('Alleen platte tekst, JPEG en PNG kan u hier bekijken.');
  expect(officer.page).toContain(`href="${page}/bijlagen/1/bekijk"`);
});

test('an image is drawn from a copy without what the device wrote in it; the original stays whole', async () => {
  await officer.go(`${page}/bijlagen/1/bekijk`);
  expect(officer.page).toContain(`src="${page}/bijlagen/1/beeld"`);
  expect(officer.page).toContain('Dit is een kopie met alleen het beeld.');
  await officer.go(`${page}/bijlagen/1/beeld`);
  expect(officer.headers['content-type']).toBe('image/png');
  expect(officer.headers['x-content-type-options']).toBe('nosniff');
  expect(officer.headers['cache-control']).toContain('no-store');
  expect(officer.bytes).toEqual(CLEAN);
  await officer.go(`${page}/bijlagen/1`);
  expect(officer.bytes.includes(PLACE)).toBe(true);
});

test('a text stands in the page as text', async () => {
  await officer.go(`${page}/bijlagen/2/bekijk`);
  expect(officer.page).toContain('De klant &lt;b>vroeg');
  expect((await officer.go(`${page}/bijlagen/2/beeld`)).status).toBe(404);
});

test('anything else is not shown, whatever it calls itself', async () => {
  await officer.go(`${page}/bijlagen/3/bekijk`);
  expect(officer.page).toContain('Dit bestand tonen wij niet');
  expect(officer.page).not.toContain('script');
  for (const rest of ['3/beeld', '4/beeld', '4/bekijk', 'x/bekijk'])
    expect((await officer.go(`${page}/bijlagen/${rest}`)).status, rest).toBe(404);
});

test('the chain says that a file was read, and who has no key sees nothing', async () => {
  const read = await it.rows(`select 1 from audit_link where what = 'report.file-read'`);
  expect(read.length).toBeGreaterThanOrEqual(4);
  for (const rest of ['bekijk', 'beeld'])
    expect((await new Reporter(app).go(`${page}/bijlagen/1/${rest}`)).headers['location']).toBe(
      '/dienst/aanmelden',
    );
});
