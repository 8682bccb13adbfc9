// A series of requests of clients: all of it is read, or each fault is named with row, field and cure.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleCsv, MOST_REQUESTS, readCsv } from '../../../src/reports/organisations/series.js';

const GROUNDS = [
  { code: 'origin', names: ['Afkomst', 'Origin'] },
  { code: 'age', names: ['Leeftijd', 'Age'] },
];
const read = (text: string) => readCsv(Buffer.from(text, 'utf8'), GROUNDS);
const HEAD = 'klant;kbo;kenmerken;vraag;feiten;wanneer;hoe';

describe('a file of requests', () => {
  test('is read by code or name of a ground, with a semicolon or a comma, and a mark of UTF-8 before it', () => {
    const expected = {
      ok: true,
      requests: [
        {
          client: 'Zoet NV',
          kbo: '',
          grounds: ['age', 'origin'],
          wording: 'Geen ouderen; ook geen “vreemden”',
          facts: '',
          period: '',
          way: 'phone',
        },
      ],
    };
    expect(
      read(`\uFEFF${HEAD}\r\nZoet NV;;leeftijd/origin;"Geen ouderen; ook geen “vreemden”";;;phone\r\n`),
    ).toEqual(expected);
    expect(read('wording,client,grounds,way\n"Geen ouderen",Zoet NV,"age, AFKOMST",phone').ok).toBe(true);
  });

  test('names row, field and cure of every fault, and gives no request then', () => {
    const found = read(
      `${HEAD}\nZoet NV;;age;Geen ouderen;;;\n;0123;schoenmaat;;;;fax\nZuur NV;;age;${'x'.repeat(2001)};;;\n`,
    );
    expect(found.ok).toBe(false);
    const faults = found.ok
      ? []
      : found.faults.map(({ row, field, cure }) => [row, field, JSON.parse(cure).nl]);
    expect(faults).toEqual([
      [3, 'klant', 'Zeg welke klant het vroeg.'],
      [3, 'kbo', 'Dit is geen ondernemingsnummer. Het heeft tien cijfers. Of laat leeg.'],
      [3, 'kenmerken', 'Noem minstens één kenmerk uit de lijst.'],
      [3, 'hoe', expect.stringContaining('phone')],
      [3, 'vraag', 'Schrijf wat er letterlijk gevraagd werd, of wat er gebeurde.'],
      [4, 'vraag', 'Gebruik hoogstens 2000 tekens.'],
    ]);
  });

  test('is refused as a whole without its columns, with too many rows, or in another encoding', () => {
    const row = 'Zoet NV;;age;Geen ouderen;;;';
    for (const text of [
      '',
      'naam;iets\na;b',
      `${HEAD}\n`,
      `${HEAD}\n${`${row}\n`.repeat(MOST_REQUESTS + 1)}`,
    ])
      expect(read(text), text.slice(0, 40)).toMatchObject({
        ok: false,
        faults: [{ row: expect.any(Number) }],
      });
    expect(readCsv(Buffer.from(`${HEAD}\nCaf\xe9;;age;x;;;`, 'latin1'), GROUNDS).ok).toBe(false);
    expect(read(`${HEAD}\n${`${row}\n`.repeat(MOST_REQUESTS)}`).ok).toBe(true);
  });

  test('of a million rows is answered at once, and so is one with a million grounds or columns', () => {
    const begun = performance.now();
    for (const [text, cure] of [
      [`${HEAD}\n${'a\n'.repeat(400_000)}`, 'CSV in UTF-8'],
      [`klant,kenmerken\n${'a,b\n'.repeat(250_000)}`, `Geef één tot ${MOST_REQUESTS}`],
      [`${HEAD}\nZoet;;"${'age,'.repeat(15_000)}";Geen;;;`, 'minstens één kenmerk'],
      [`klant;${'kenmerken;'.repeat(90_000)}\na`, 'CSV in UTF-8'],
    ] as const) {
      const found = read(text);
      expect(found.ok ? '' : JSON.parse(found.faults[0]!.cure).nl, text.slice(0, 60)).toContain(cure);
    }
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  test('the example that is given reads', () => {
    expect(read(exampleCsv('age'))).toMatchObject({ ok: true, requests: [{ client: 'Voorbeeld NV' }] });
  });

  test('any bytes are answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, headed) => {
        const all = headed ? Buffer.concat([Buffer.from(`${HEAD}\n`), bytes]) : Buffer.from(bytes);
        return typeof readCsv(all, GROUNDS).ok === 'boolean';
      }),
    );
  });
});
