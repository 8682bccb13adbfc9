import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCv } from '../../../src/materials/documents/blocks.js';
import { printable, printCv, printLetter } from '../../../src/materials/documents/pdf.js';
import { dateOnly } from '../../../src/platform/dates.js';
import { correspondence, materials, pairOf } from './pools.js';

const on = dateOnly(2027, 3, 30);
const ids = [...materials.scenarios.values()].flatMap(({ scenario }) =>
  scenario.kind === 'correspondence' ? [scenario.id] : [],
);
const meansOf = (id: string, number: number, arm: 'control' | 'treatment') => ({
  language: correspondence(id).language,
  ...pairOf(id, number)[arm],
  on,
});

describe('the PDF of a letter or CV', () => {
  it('is the same to the byte for the same input, whenever and in whatever order it is made', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.nat({ max: 1000 }),
        fc.constantFrom('control' as const, 'treatment' as const),
        async (id, number, arm) => {
          const means = meansOf(id, number, arm);
          const [first, second] = await Promise.all([printLetter(means), printLetter(means)]);
          const cv = await printCv(means);
          expect(first.equals(second)).toBe(true);
          expect(cv.equals(await printCv(means))).toBe(true);
          expect(cv.equals(first)).toBe(false);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does not stay the same when one word changes', async () => {
    const means = meansOf('correspondence-age', 1, 'control');
    const documents = { ...means.documents, letter: means.documents.letter.replace('graag', 'zeer graag') };
    expect((await printLetter(means)).equals(await printLetter({ ...means, documents }))).toBe(false);
  });

  it('is tagged, has a language and a title, and does not name the program that made it', async () => {
    const text = (await printCv(meansOf('correspondence-origin-fr', 1, 'control'))).toString('latin1');
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain('/Marked true');
    expect(text).toContain('/Lang (fr-BE)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).not.toMatch(/pdfkit|Producer|Creator\b/i);
  });

  it('carries the day of the letter, not that on which it was made', async () => {
    const text = (await printLetter(meansOf('correspondence-age', 1, 'control'))).toString('latin1');
    expect(text).toContain('(D:20270330080000Z)');
    expect(text).not.toContain(
      `(D:${new Date().getFullYear()}${String(new Date().getMonth() + 1).padStart(2, '0')}`,
    );
  });

  it('looks otherwise for the two layouts', async () => {
    const [control, treatment] = await Promise.all(
      (['control', 'treatment'] as const).map((arm) => printCv(meansOf('correspondence-age', 1, arm))),
    );
    const isTimes = (pdf: Buffer | undefined) => pdf?.toString('latin1').includes('Times-Roman');
    expect(isTimes(control)).not.toBe(isTimes(treatment));
  });

  it('fits on one page in every scenario', async () => {
    for (const id of ids)
      for (const arm of ['control', 'treatment'] as const) {
        const means = meansOf(id, 3, arm);
        for (const pdf of [await printLetter(means), await printCv(means)])
          expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
      }
  });
});

describe('the text of a CV', () => {
  it.each(ids)('has a head and lines in every part: %s', (id) => {
    for (const layout of [0, 1] as const) {
      const { title, contact, parts } = readCv(pairOf(id, 1, { layout }).control.documents.cv);
      expect(title).not.toBe('');
      expect(contact.length).toBeGreaterThan(3);
      expect(parts).toHaveLength(4);
      expect(parts.every(({ head, lines }) => head !== '' && lines.length > 0)).toBe(true);
    }
  });
});

describe('text for print', () => {
  it.each([
    ['Yıldız Öztürk – “ça va”', 'Yildiz Öztürk – “ça va”'],
    ['Łukasz Đokić', 'Lukasz Dokic'],
    ['Škoda Žižek', 'Škoda Žižek'],
    ['日本', '??'],
  ])('has only signs that every reader’s fonts have: %s', (given, printed) => {
    expect(printable(given)).toBe(printed);
  });
});
