import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkDigits,
  importFile,
  ImportRefused,
  type ImportKind,
  type ImportReport,
} from '../../src/register/index.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
const folder = mkdtempSync(join(tmpdir(), 'praktijktest-import-'));
beforeAll(async () => {
  world = await openWorld();
  const lines = KBOS.map(
    (kbo, index) => `${kbo},Bedrijf ${index},bouw,Gent,9000,${unit(index)},bedrijf-${index}.example`,
  );
  await load('employers', `${EMPLOYERS}\n${lines.join('\n')}\n`);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const withCheck = (eight: string): string => `${eight}${checkDigits(eight)}`;
const kboOf = (index: number): string => withCheck(`0888${String(index).padStart(4, '0')}`);
const unit = (index: number): string => withCheck(`2888${String(index).padStart(4, '0')}`);
const KBOS = Array.from({ length: 5 }, (_, index) => kboOf(index));
const EMPLOYERS = 'kbo,name,sector,municipality,postcode,establishment,mail_domain';
const VACANCIES =
  'reference,source,title,kbo,sector,place,postcode,contact_email,occupation,bottleneck,open_from';
const vacancy = (reference: string, change: { kbo?: string; title?: string; more?: string } = {}): string =>
  `${reference},proef,${change.title ?? 'Metser'},${change.kbo ?? KBOS[0]!},bouw,Gent,9000,jobs@bedrijf-0.example,Metser,ja,2026-09-01${change.more ?? ''}`;

let files = 0;
function load(
  kind: ImportKind,
  content: string | Buffer,
  keepGood = false,
  onProgress?: (progress: { rows: number; share: number }) => void,
): Promise<ImportReport> {
  files += 1;
  const file = join(folder, `${files}.csv`);
  writeFileSync(file, content);
  return importFile(world.as('fieldworker'), kind, file, {
    keepGood,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** The whole register and the head of the log, as one text. */
async function register(): Promise<string> {
  const found = await world.as('fieldworker').read((ctx) =>
    sql<{
      text: string;
    }>`select concat_ws('/', (select md5(string_agg(e::text, ',' order by e.id)) from employer e), (select md5(string_agg(s::text, ',' order by s.number)) from establishment s),
      (select md5(string_agg(v::text, ',' order by v.id)) from vacancy v), (select seq from audit_head)) as text`.execute(
      ctx.db,
    ),
  );
  return found.rows[0]!.text;
}

/** Imports a file that must be refused with nothing changed, and gives its faults. */
async function refused(
  kind: ImportKind,
  content: string | Buffer,
  keepGood = false,
): Promise<{ line: number; field: string; problem: string; cure: string }[]> {
  const before = await register();
  const error = await load(kind, content, keepGood).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRefused);
  expect(await register()).toBe(before);
  return [...(error as ImportRefused).report.faults];
}

const bad = vacancy('slecht', { kbo: '0888000099' });

describe('an import', () => {
  test('of a file with semicolons, as spreadsheets write them, reads the same rows', async () => {
    const report = await load('vacancies', `${VACANCIES}\n${vacancy('puntkomma')}\n`.replaceAll(',', ';'));
    expect([report.added, report.faultCount]).toEqual([1, 0]);
  });

  test('of a file with one bad row among good ones is refused whole', async () => {
    const faults = await refused('vacancies', `${VACANCIES}\n${vacancy('a1')}\n${bad}\n${vacancy('a2')}\n`);
    expect(faults.map(({ line, field }) => [line, field])).toEqual([[3, 'kbo']]);
  });

  test('names every fault of every row at once', async () => {
    const wrong = 'b1,proef,,0888000000,nergens,Gent,900,geen-adres,Metser,misschien,2026-02-30';
    const faults = await refused(
      'vacancies',
      `${VACANCIES}\n${wrong}\n${vacancy('b2').replace('ja,2026', 'wie weet,2026')}\n`,
    );
    expect(faults.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '2 open_from',
      '2 title',
      '2 kbo',
      '2 sector',
      '2 postcode',
      '2 contact_email',
      '2 bottleneck',
      '3 bottleneck',
    ]);
    expect(faults.every(({ problem, cure }) => problem !== '' && cure !== '')).toBe(true);
  });

  test('with --keep-good keeps the good rows and says which it left out', async () => {
    const report = await load(
      'vacancies',
      `${VACANCIES}\n${vacancy('c1')}\n${bad}\n${vacancy('c2')}\n`,
      true,
    );
    expect([report.rows, report.added, report.rejected, report.faults.map(({ line }) => line)]).toEqual([
      3,
      2,
      1,
      [3],
    ]);
  });

  test('of the same file twice changes nothing but the log', async () => {
    const content = `${VACANCIES}\n${vacancy('d1')}\n${vacancy('d2')}\n`;
    const first = await load('vacancies', content);
    const before = (await register()).replace(/\/\d+$/, '');
    const second = await load('vacancies', content);
    expect([first.added, second.added, second.changed, second.unchanged]).toEqual([2, 0, 0, 2]);
    expect((await register()).replace(/\/\d+$/, '')).toBe(before);
  });

  test('of a changed row changes that row alone', async () => {
    await load('vacancies', `${VACANCIES}\n${vacancy('e1')}\n${vacancy('e2')}\n`);
    const report = await load(
      'vacancies',
      `${VACANCIES}\n${vacancy('e1')}\n${vacancy('e2', { title: 'Voeger' })}\n`,
    );
    expect([report.added, report.changed, report.unchanged]).toEqual([0, 1, 1]);
  });

  test('takes Dutch column names, a byte order mark, Windows line ends, quotes and day/month/year', async () => {
    const content =
      '\uFEFFreferentie,bron,titel,ondernemingsnummer,plaats,postcode,e-mail,beroep,knelpunt,open vanaf\r\n' +
      `f1,proef,"Metser, ""eerste"" klas",${KBOS[0]!},Gent,9000,jobs@bedrijf-0.example,Metser,nee,1/9/2026\r\n`;
    expect(await load('vacancies', content)).toMatchObject({ added: 1, faultCount: 0 });
    const row = await world
      .as('fieldworker')
      .read((ctx) =>
        ctx.db
          .selectFrom('vacancy')
          .select(['title', 'open_from', 'sector'])
          .where('reference', '=', 'f1')
          .executeTakeFirst(),
      );
    expect(row).toEqual({ title: 'Metser, "eerste" klas', open_from: '2026-09-01', sector: 'bouw' });
  });

  test('keeps what looks like a formula as the text it is', async () => {
    await load('vacancies', `${VACANCIES}\n${vacancy('g1', { title: '"=1+1"' })}\n`);
    const row = await world
      .as('fieldworker')
      .read((ctx) =>
        ctx.db.selectFrom('vacancy').select('title').where('reference', '=', 'g1').executeTakeFirst(),
      );
    expect(row).toEqual({ title: '=1+1' });
  });

  test('shows its progress, up to the whole file', async () => {
    const seen: { rows: number; share: number }[] = [];
    await load(
      'vacancies',
      `${VACANCIES}\n${Array.from({ length: 2500 }, (_, index) => vacancy(`h${index}`)).join('\n')}\n`,
      false,
      (progress) => seen.push(progress),
    );
    const rows = seen.map((one) => one.rows);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(rows.at(-1)).toBe(2500);
    expect(seen.at(-1)!.share).toBe(1);
  });
});

describe('a file is refused with line, field and cure, and nothing changes:', () => {
  const cases: readonly [what: string, kind: ImportKind, content: string | Buffer, ...faults: object[]][] = [
    [
      'in Latin-1',
      'employers',
      Buffer.from(`${EMPLOYERS}\n${kboOf(50)},Café Zuid,bouw,Gent,9000,${unit(50)},x.example\n`, 'latin1'),
      {
        line: 2,
        field: 'name',
        problem: 'the text is not UTF-8',
        cure: expect.stringMatching(/save the file as UTF-8/),
      },
    ],
    [
      'in CP1251',
      'employers',
      Buffer.concat([
        Buffer.from(`${EMPLOYERS}\n${kboOf(50)},`),
        Buffer.from([0xc1, 0xee, 0xeb, 0xe3, 0xe0, 0xf0]),
        Buffer.from(`,bouw,Gent,9000,${unit(50)},x.example\n`),
      ]),
      { line: 2, field: 'name', problem: 'the text is not UTF-8' },
    ],
    [
      'with a quote that is not closed',
      'vacancies',
      `${VACANCIES}\n${vacancy('z1')}\n${vacancy('z2', { title: '"Metser' })}\n`,
      {
        problem: expect.stringMatching(/not readable as CSV/),
        cure: expect.stringMatching(/a quote that is not closed/),
      },
    ],
    [
      'with a quote in the middle of a text',
      'vacancies',
      `${VACANCIES}\n${vacancy('z1', { title: 'Met"ser' })}\n`,
      { line: 2, problem: expect.stringMatching(/not readable as CSV/) },
    ],
    [
      'without a column it needs',
      'vacancies',
      `${VACANCIES.replace('title,', '')}\n`,
      { line: 1, field: 'title', problem: 'column "title" is missing', cure: expect.stringMatching(/titel/) },
    ],
    [
      'with an unknown column',
      'vacancies',
      `${VACANCIES},opmerking\n${vacancy('z1', { more: ',x' })}\n`,
      {
        line: 1,
        field: 'opmerking',
        problem: 'unknown column "opmerking"',
        cure: expect.stringMatching(/^remove it/),
      },
    ],
    [
      'with a misspelt column',
      'vacancies',
      `${VACANCIES.replace('occupation', 'ocupation')}\n`,
      { field: 'ocupation', cure: 'did you mean "occupation"?' },
      { field: 'occupation', problem: 'column "occupation" is missing' },
    ],
    [
      'with a column twice',
      'vacancies',
      `${VACANCIES},titel\n`,
      { line: 1, field: 'title', problem: expect.stringMatching(/stands there twice \(columns 3 and 12\)/) },
    ],
    [
      'with a column without a name',
      'vacancies',
      `${VACANCIES},\n`,
      { line: 1, problem: 'column 12 has no name' },
    ],
    [
      'that is empty',
      'vacancies',
      '',
      { line: 1, problem: 'the file is empty', cure: expect.stringMatching(/header line/) },
    ],
    ['of blank lines', 'vacancies', '\n\n\n', { line: 1, problem: 'the file is empty' }],
    [
      'with a wrong check digit',
      'employers',
      `${EMPLOYERS}\n0888000042,Bedrijf,bouw,Gent,9000,,x.example\n`,
      { line: 2, field: 'kbo', problem: expect.stringMatching(/check/), cure: expect.anything() },
    ],
    [
      'of an employer that the register does not hold',
      'vacancies',
      `${VACANCIES}\n${vacancy('z1', { kbo: kboOf(77) })}\n`,
      {
        line: 2,
        field: 'kbo',
        problem: `employer ${kboOf(77)} is not in the register`,
        cure: expect.stringMatching(/import its employer first/),
      },
    ],
    [
      'with a line that is too short',
      'vacancies',
      `${VACANCIES}\n${vacancy('z1')}\nz2,proef\n`,
      { line: 3, field: '', problem: 'the line has 2 fields, the header 11' },
    ],
    [
      'with a line that is too long',
      'vacancies',
      `${VACANCIES}\n${vacancy('z1', { more: ',x' })}\n`,
      { line: 2, field: '', problem: 'the line has 12 fields, the header 11' },
    ],
    [
      'with a reference twice',
      'vacancies',
      `${VACANCIES}\n${vacancy('z1')}\n${vacancy('z1')}\n`,
      {
        line: 3,
        field: 'reference',
        problem: 'proef z1 stands in the file twice',
        cure: 'keep one of the two lines',
      },
    ],
  ];
  test.each(cases)('%s', async (_what, kind, content, ...faults) => {
    expect(await refused(kind, content)).toEqual(faults.map((fault) => expect.objectContaining(fault)));
  });

  test('with a reference twice, more than a thousand rows apart', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => vacancy(`i${index}`));
    const faults = await refused(
      'vacancies',
      `${VACANCIES}\n${[...rows, vacancy('i3', { title: 'Voeger' })].join('\n')}\n`,
    );
    expect(faults).toEqual([
      expect.objectContaining({
        line: 1502,
        field: 'reference',
        problem: 'proef i3 stands in the file twice',
      }),
    ]);
  });

  test('with a reference twice, more than a thousand rows apart, of a vacancy that the register held already', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => vacancy(`j${index}`));
    await load('vacancies', `${VACANCIES}\n${rows.join('\n')}\n`);
    const faults = await refused(
      'vacancies',
      `${VACANCIES}\n${[...rows, vacancy('j3', { title: 'Voeger' })].join('\n')}\n`,
    );
    expect(faults).toEqual([
      expect.objectContaining({
        line: 1502,
        field: 'reference',
        problem: 'proef j3 stands in the file twice',
      }),
    ]);
  });

  test('counts lines as an editor does, past a text of several lines', async () => {
    const faults = await refused(
      'vacancies',
      `${VACANCIES}\n${vacancy('z1', { title: '"Metser\nvoor\ndrie lijnen"' })}\n${bad}\n`,
    );
    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [2, 'title'],
      [5, 'kbo'],
    ]);
  });

  test('names at most two hundred faults, and says how many there are', async () => {
    const rows = Array.from({ length: 1300 }, (_, index) => vacancy(`k${index}`, { kbo: '0888000099' }));
    const error = await load('vacancies', `${VACANCIES}\n${rows.join('\n')}\n`).catch(
      (thrown: unknown) => thrown,
    );
    const { report } = error as ImportRefused;
    expect([report.faults.length, report.faultCount, report.rejected]).toEqual([200, 1300, 1300]);
  });

  test.each([
    ['an unusable header', `${VACANCIES.replace('title,', '')}\n`],
    ['nothing in it', ''],
  ])('with %s also under --keep-good: there is no good row to keep', async (_what, content) => {
    expect(await refused('vacancies', content, true)).toHaveLength(1);
  });

  test('a file that is not there', async () => {
    const before = await register();
    await expect(
      importFile(world.as('fieldworker'), 'vacancies', join(folder, 'nowhere.csv'), { keepGood: false }),
    ).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await register()).toBe(before);
  });
});

describe('employers', () => {
  test('of several lines keep one row and all their establishments', async () => {
    const content = `${EMPLOYERS}\n${kboOf(60)},Ketens,bouw,Gent,9000,${unit(60)},x.example\n${kboOf(60)},Ketens,bouw,Gent,9000,${unit(61)},x.example\n`;
    await load('employers', content);
    const found = await world
      .as('fieldworker')
      .read((ctx) =>
        ctx.db
          .selectFrom('employer as e')
          .innerJoin('establishment as s', 's.employer', 'e.id')
          .select('s.number')
          .where('e.kbo', '=', kboOf(60))
          .orderBy('s.number')
          .execute(),
      );
    expect(found.map((row) => row.number)).toEqual([unit(60), unit(61)].sort());
  });

  test('are written to the log with the hash of the file, and no name', async () => {
    await load('employers', `${EMPLOYERS}\n${kboOf(62)},Bakkerij Geheim,bouw,Gent,9000,,geheim.example\n`);
    const link = await world.services
      .systemContext()
      .read((ctx) =>
        ctx.db
          .selectFrom('audit_link')
          .select('body')
          .orderBy('seq', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow(),
      );
    expect(JSON.parse(link.body)).toMatchObject({
      what: 'register.imported',
      table: 'employers',
      rows: 1,
      added: 1,
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(link.body).not.toMatch(/Geheim/i);
  });
});

describe('the web form of a vacancy', () => {
  const header = `${VACANCIES},form_url`;
  const formOf = async (reference: string): Promise<string | null | undefined> =>
    (
      await world.as('fieldworker').read((ctx) =>
        sql<{
          form: string | null;
        }>`select form_url as form from vacancy where reference = ${reference}`.execute(ctx.db),
      )
    ).rows[0]?.form;

  test('is kept as it was given, stays where a later file has no such column, and goes where its field is empty', async () => {
    const seen = [];
    for (const [head, more] of [
      [header, ',https://www.bedrijf-0.example/jobs/f1'],
      [VACANCIES, ''],
      [header, ','],
    ] as const) {
      await load('vacancies', `${head}\n${vacancy('f1', { more })}\n`);
      seen.push(await formOf('f1'));
    }
    expect(seen).toEqual([
      'https://www.bedrijf-0.example/jobs/f1',
      'https://www.bedrijf-0.example/jobs/f1',
      null,
    ]);
  });

  test('that is no safe address is refused, with its line, its field and the cure', async () => {
    const content = `${header}\n${vacancy('f2', { more: ',http://www.bedrijf-0.example/jobs' })}\n`;
    const report = await load('vacancies', content).catch((error: unknown) => error);
    expect(report).toBeInstanceOf(ImportRefused);
    expect(JSON.stringify(report)).toContain('form_url');
    expect(await formOf('f2')).toBeUndefined();
  });

  test('is https in the database too', async () => {
    await load('vacancies', `${VACANCIES}\n${vacancy('f3')}\n`);
    await expect(
      world
        .as('fieldworker')
        .inTx((ctx) =>
          sql`update vacancy set form_url = 'http://x.example' where reference = 'f3'`.execute(ctx.db),
        ),
    ).rejects.toMatchObject({ constraint: 'vacancy_form_url_is_https' });
  });
});

describe('the number to call about a vacancy', () => {
  const header = `${VACANCIES},telefoon`;
  const numberOf = async (reference: string): Promise<string | null | undefined> =>
    (
      await world.as('fieldworker').read((ctx) =>
        sql<{
          phone: string | null;
        }>`select contact_phone as phone from vacancy where reference = ${reference}`.execute(ctx.db),
      )
    ).rows[0]?.phone;

  test('is kept by its Dutch name too, stays where a later file has no such column, and goes where its field is empty', async () => {
    const seen = [];
    for (const [head, more] of [
      [header, ',03 123 45 67'],
      [VACANCIES, ''],
      [header, ','],
    ] as const) {
      await load('vacancies', `${head}\n${vacancy('p1', { more })}\n`);
      seen.push(await numberOf('p1'));
    }
    expect(seen).toEqual(['03 123 45 67', '03 123 45 67', null]);
  });

  test('that is no number is refused, with its line, its field and the cure', async () => {
    const report = await load('vacancies', `${header}\n${vacancy('p2', { more: ',bel gerust' })}\n`).catch(
      (error: unknown) => error,
    );
    expect(report).toBeInstanceOf(ImportRefused);
    expect(JSON.stringify(report)).toContain('contact_phone');
    expect(await numberOf('p2')).toBeUndefined();
  });
});

describe('the address at which an employer takes applications', () => {
  const header = `${EMPLOYERS},sollicitatiemail`;
  const row = (more: string) => `${kboOf(70)},Zonder Vacature,bouw,Gent,9000,,zonder.example${more}`;
  const addressNow = async (): Promise<string | null | undefined> =>
    (
      await world.as('fieldworker').read((ctx) =>
        sql<{
          address: string | null;
        }>`select application_email as address from employer where kbo = ${kboOf(70)}`.execute(ctx.db),
      )
    ).rows[0]?.address;

  test('is kept by its Dutch name too, stays where a later file has no such column, and goes where its field is empty', async () => {
    const seen = [];
    for (const [head, more] of [
      [header, ',werk@zonder.example'],
      [EMPLOYERS, ''],
      [header, ','],
    ] as const) {
      await load('employers', `${head}\n${row(more)}\n`);
      seen.push(await addressNow());
    }
    expect(seen).toEqual(['werk@zonder.example', 'werk@zonder.example', null]);
  });

  test('that is no address is refused, with its line, its field and the cure', async () => {
    const report = await load('employers', `${header}\n${row(',via de website')}\n`).catch(
      (error: unknown) => error,
    );
    expect(report).toBeInstanceOf(ImportRefused);
    expect(JSON.stringify(report)).toMatch(/"line":2,"field":"application_email".*one bare address/);
  });

  test('is an address in the database too', async () => {
    await load('employers', `${header}\n${row(',werk@zonder.example')}\n`);
    await expect(
      world
        .as('fieldworker')
        .inTx((ctx) =>
          sql`update employer set application_email = 'de website' where kbo = ${kboOf(70)}`.execute(ctx.db),
        ),
    ).rejects.toMatchObject({ constraint: 'employer_application_email_form' });
  });
});
