import { describe, expect, it } from 'vitest';
import { analyse, LONG, run, WIDE } from './run.js';

const wideOf = (...rows: string[]): string => `control,treatment\n${rows.join('\n')}\n`;
const longOf = (...rows: string[]): string => `ad,arm,call\n${rows.join('\n')}\n`;
const refused = async (args: string, text: string | Uint8Array): Promise<string> => {
  const { code, err } = await run('analyse', `- ${args}`, text);
  expect(code).toBe(3);
  return err;
};

describe('rows that cannot be used are named with line, reason and cure', () => {
  it('an outcome that is neither yes nor no', async () => {
    const { input, overall } = await analyse(WIDE, wideOf('1,0', 'maybe,1', '0,0'));
    expect(overall.pairs.total).toBe(2);
    expect(input.rejected).toEqual([
      {
        line: 3,
        reason: expect.stringMatching(/^control is "maybe", neither yes nor no; write 1\/0.*--positive$/),
      },
    ]);
  });

  it('an empty outcome', async () => {
    const { input } = await analyse(LONG, longOf('1,c,1', '1,t,', '2,c,0', '2,t,0'));
    expect(input.rejected).toEqual([{ line: 3, reason: expect.stringMatching(/^call is empty; fill in/) }]);
    expect(input).toMatchObject({ rows: 4, used: 2, unmatchedPairs: 1 });
  });

  it('an empty arm', async () => {
    const { input } = await analyse(LONG, longOf('1,c,1', '1,t,0', '2,,0'));
    expect(input.rejected).toEqual([{ line: 4, reason: expect.stringMatching(/^arm is empty; fill in/) }]);
  });

  it('an empty pair', async () => {
    const { input } = await analyse(LONG, longOf('1,c,1', '1,t,0', ',c,0'));
    expect(input.rejected).toEqual([{ line: 4, reason: expect.stringMatching(/^ad is empty; fill in/) }]);
  });

  it('an empty cluster', async () => {
    const { input } = await analyse(`${WIDE} --cluster k`, 'k,control,treatment\na,1,0\n,1,0\n');
    expect(input.rejected).toEqual([{ line: 3, reason: expect.stringMatching(/^k is empty; .*--cluster/) }]);
  });

  it('both outcomes of one row', async () => {
    const { input } = await analyse(WIDE, wideOf('x,', '1,1'));
    expect(input.rejected[0].reason).toMatch(/^control is "x".*; treatment is empty/);
  });

  it('a missing cell', async () => {
    const { input } = await analyse(WIDE, wideOf('1', '1,1'));
    expect(input.rejected).toEqual([
      { line: 2, reason: expect.stringContaining('1 cell where the header has 2') },
    ]);
  });

  it('NA, also beside --positive', async () => {
    const { input, overall } = await analyse(
      `${WIDE} --positive invited`,
      wideOf('invited,rejected', 'NA,invited'),
    );
    expect(overall.pairs).toMatchObject({ controlOnly: 1, total: 1 });
    expect(input.rejected[0]).toMatchObject({ line: 3, reason: expect.stringContaining('missing value') });
  });

  it('every one of them, however many', async () => {
    const { input } = await analyse(WIDE, wideOf('1,1', ...Array.from({ length: 300 }, () => '?,1')));
    expect(input.rejected).toHaveLength(300);
  });

  it('also in the table', async () => {
    const { out } = await run('analyse', `- ${WIDE}`, wideOf('1,0', 'maybe,1'));
    expect(out).toContain('1 left out');
    expect(out).toContain('Note: line 3: control is "maybe"');
  });
});

describe('outcomes', () => {
  it.each([
    ['1', '0'],
    ['true', 'FALSE'],
    ['Yes', 'no'],
    ['JA', 'nee'],
    [' oui ', 'non'],
  ])('%s is yes and %s is no', async (yes, no) => {
    const { overall } = await analyse(WIDE, wideOf(`${yes},${no}`));
    expect(overall.pairs.controlOnly).toBe(1);
  });

  it('are what --positive says', async () => {
    const { overall } = await analyse(`${WIDE} --positive INV,TST`, wideOf('INV,REJ', 'tst,NON', 'INV,INV'));
    expect(overall.pairs).toMatchObject({ controlOnly: 2, both: 1 });
  });
});

describe('files that cannot be analysed are refused with the place and the cure', () => {
  it('an empty file', async () => {
    expect(await refused(WIDE, '')).toMatch(/^line 1: the file is empty; give a CSV file/);
  });

  it('a header without rows', async () => {
    expect(await refused(WIDE, 'control,treatment\n')).toMatch(/^line 2: .*no rows; add/);
  });

  it('a missing column, with the columns there are and the likely one', async () => {
    expect(await refused(`${WIDE} --by Sectr`, 'sector,control,treatment\nx,1,0\n')).toMatch(
      /^line 1: there is no column "Sectr" \(did you mean "sector"\?\); the file has: sector, control, treatment/,
    );
  });

  it('a column that stands there twice', async () => {
    expect(await refused(WIDE, 'control,control,treatment\n1,0,1\n')).toContain(
      '"control" stands there more than once',
    );
  });

  it('an arm without rows, with the values there are', async () => {
    expect(await refused(LONG, longOf('1,c,1', '2,T,0'))).toMatch(
      /No row has arm = "t".*c \(1\), T \(1\).*--control and --treatment/,
    );
  });

  it('several rows of one arm under one key, naming the key', async () => {
    expect(await refused(LONG, longOf('1,c,1', '1,t,0', '1,c,0'))).toMatch(
      /line 4: pair ad=1 already has a row of c \(line 2\)\n.*--collapse max/,
    );
  });

  it('bytes that are not UTF-8, with their line', async () => {
    const text = Buffer.from('s,control,treatment\nx,1,0\nVilvoorde,1,0\nLi\xe8ge,0,1\n', 'latin1');
    expect(await refused(`${WIDE} --by s`, text)).toMatch(
      /^line 4: the text is not UTF-8 here; save .* --encoding windows-1252/,
    );
  });

  it('UTF-16 read as UTF-8', async () => {
    expect(await refused(WIDE, Buffer.from('control,treatment\n1,0\n', 'utf16le'))).toContain(
      '--encoding utf-16le',
    );
  });

  it('a file without a usable row still answers, and exits with 3', async () => {
    const { code, out, err } = await run('analyse', `- --format json ${WIDE}`, wideOf('?,1'));
    expect([code, JSON.parse(out).input.rejected.length]).toEqual([3, 1]);
    expect(err).toContain('No row could be used');
  });

  it('a file that is not there', async () => {
    const { code, err } = await run('analyse', `no/such/file.csv ${WIDE}`);
    expect([code, err]).toEqual([3, 'Cannot read no/such/file.csv: it does not exist.\n']);
  });
});

describe('encodings', () => {
  const text = 's,control,treatment\nLi\xe8ge,1,0\n';
  it.each([
    ['latin1', Buffer.from(text, 'latin1')],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['utf-8', Buffer.from(`\uFEFF${text}`, 'utf8')],
  ])('%s is read', async (encoding, bytes) => {
    const { out } = await run('analyse', `- ${WIDE} --by s --format json --encoding ${encoding}`, bytes);
    expect(JSON.parse(out).strata[0].by).toEqual({ s: 'Liège' });
  });

  it('windows-1251 is read', async () => {
    const bytes = Buffer.concat([
      Buffer.from('s,control,treatment\n'),
      Buffer.from([0xcc, 0xee]),
      Buffer.from(',1,0\n'),
    ]);
    const { out } = await run('analyse', `- ${WIDE} --by s --format json --encoding windows-1251`, bytes);
    expect(JSON.parse(out).strata[0].by).toEqual({ s: 'Мо' });
  });

  it('one that nobody knows is refused', async () => {
    expect(await refused(`${WIDE} --encoding klingon`, wideOf('1,0'))).toContain(
      '"klingon" is not an encoding',
    );
  });
});

describe('wrong use', () => {
  it.each([
    ['', /Name one file/],
    ['a.csv b.csv', /Name one file/],
    ['- --arm a --control x --treatment y --outcome o', /--pair is missing/],
    ['- --pair p --arm a --control x --treatment x --outcome o', /are both "x"/],
    ['- --pair p --control x --treatment y --outcome o', /--arm is missing/],
    ['- --control-outcome c', /--treatment-outcome is missing/],
    ['- --control-outcome c --treatment-outcome t --arm a', /--arm belong/],
    [`- ${WIDE} --alpha 1.5`, /--alpha is "1.5"; give a number between 0 and 1/],
    [`- ${WIDE} --collapse min`, /--collapse is "min"/],
    [`- ${WIDE} --format xml`, /--format is "xml"; take table, json, csv/],
    [`- ${WIDE} --unpaired --svg x.svg`, /does not go with --unpaired/],
  ])('%s', async (args, message) => {
    const { code, err, out } = await run('analyse', args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
