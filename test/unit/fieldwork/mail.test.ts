// What an application's mail is made of: the letter as text, the curriculum vitae as a file of the same bytes each time.
import { describe, expect, test } from 'vitest';
import { writeMail, type PrintCv } from '../../../src/fieldwork/dispatch/mail.js';
import { printCv } from '../../../src/materials/index.js';
import { dateOnly, toInstant } from '../../../src/platform/dates.js';

const print: PrintCv = ({ name, layout, text, on }) =>
  printCv({ language: 'nl', identity: { displayName: name }, documents: { layout, cv: text }, on });
const planned = {
  body: 'Geachte,\n\nMijn cv vindt u in bijlage.\n\nÉlise\n\n\nCURRICULUM VITAE\nÉlise Çelik\n\nErvaring\n* Metser\n',
  fromName: 'Élise Çelik',
  layout: 0,
  plannedAt: toInstant(dateOnly(2026, 9, 7), 600),
  scenario: 'correspondence-origin-name',
  withFile: true,
};

describe('the mail of an application', () => {
  test('is the letter, with the curriculum vitae as a file of the same bytes each time', async () => {
    const [once, twice] = [await writeMail(planned, print), await writeMail(planned, print)];
    expect(once.text).toBe('Geachte,\n\nMijn cv vindt u in bijlage.\n\nÉlise\n');
    expect(once.attachments).toHaveLength(1);
    expect(once.attachments[0]!.content.equals(twice.attachments[0]!.content)).toBe(true);
    expect(once.attachments[0]!.content.toString('latin1')).not.toMatch(/Producer|pdfkit/i);
  });

  test.each([
    [0, 'CV Elise Celik.pdf'],
    [1, 'cv-elise-celik.pdf'],
  ])('names the file as people of layout %i do', async (layout, filename) => {
    expect((await writeMail({ ...planned, layout }, print)).attachments[0]!.filename).toBe(filename);
  });

  test('goes as it was written where the plan is from before files', async () => {
    expect(await writeMail({ ...planned, withFile: false }, print)).toEqual({
      text: planned.body,
      attachments: [],
    });
  });

  test('costs a few milliseconds of the processor', async () => {
    await writeMail(planned, print);
    const before = process.cpuUsage();
    for (let n = 0; n < 20; n += 1) await writeMail(planned, print);
    const { user, system } = process.cpuUsage(before);
    const { content } = (await writeMail(planned, print)).attachments[0]!;
    console.log(
      `a curriculum vitae as PDF: ${Math.round((user + system) / 20_000)} ms, ${content.length} bytes`,
    );
    expect(content.length).toBeLessThan(60_000);
  });
});
