import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { run, WIDE, wide } from './run.js';

const sectors =
  's,control,treatment\n' +
  'care,1,0\n'.repeat(9) +
  'care,0,1\n' +
  'care,1,1\n'.repeat(5) +
  '"build, and repair",0,0\n'.repeat(3) +
  'shops,0,1\n'.repeat(8) +
  'shops,1,1\n'.repeat(6);

describe('the table', () => {
  it('shows a forest plot with one line per stratum', async () => {
    const { out } = await run('analyse', `- ${WIDE} --by s`, sectors);
    expect(out).toMatch(/^all .*●/m);
    expect(out).toMatch(/^care .*[├◄]─*.*●.*[┤►]/m);
  });

  it('says of a stratum without evidence that it has none', async () => {
    const { out } = await run('analyse', `- ${WIDE} --by s`, sectors);
    expect(out).toMatch(/^build, and repair .*no discordant pairs$/m);
  });

  it('states a reverse pattern as such', async () => {
    const { out } = await run('analyse', `- ${WIDE}`, wide(1, 9, 5, 5));
    expect(out).toContain('go against the control arm, not against the treatment arm');
  });

  it('shows a p below what is told apart as < 1e-300', async () => {
    const { out } = await run('analyse', `- ${WIDE}`, wide(1200, 0, 0, 0));
    expect(out).toContain('mid-p < 1e-300');
  });

  it('names the strata that Benjamini-Hochberg rejects', async () => {
    const { out } = await run('analyse', `- ${WIDE} --by s`, sectors);
    expect(out).toContain('over 3 strata rejects 2: care, shops');
  });

  it('lists names that look like two spellings of one, and merges nothing', async () => {
    const text =
      's,control,treatment\nExecutive Assistant,1,0\nExecutive Assisstant,0,1\nsector 1,1,0\nsector 2,1,0\n';
    const { out } = await run('analyse', `- ${WIDE} --by s`, text);
    expect(out.match(/look like one name/g)).toHaveLength(1);
    expect(out).toContain('"Executive Assisstant" and "Executive Assistant"');
  });

  it('names the other arms with their rows', async () => {
    const text = 'ad,arm,call\n1,c,1\n1,t,0\n1,x,0\n2,x,0\n';
    const { out } = await run(
      'analyse',
      '- --pair ad --arm arm --control c --treatment t --outcome call',
      text,
    );
    expect(out).toContain('2 of other arms (x 2)');
  });

  it('says when another arm looks like a spelling of one of the two', async () => {
    const text = 'ad,arm,call\n1,Man,1\n1,Woman,0\n2,man,1\n';
    const { out } = await run(
      'analyse',
      '- --pair ad --arm arm --control Man --treatment Woman --outcome call',
      text,
    );
    expect(out).toContain('arm "man" looks like "Man"');
  });

  it('names the pairs with one arm only', async () => {
    const text = 'ad,arm,call\n1,c,1\n1,t,0\n9,c,0\n';
    const { out } = await run(
      'analyse',
      '- --pair ad --arm arm --control c --treatment t --outcome call',
      text,
    );
    expect(out).toContain('line 4: pair ad=9 has a row of one arm only');
  });
});

describe('csv', () => {
  it('has a line for all pairs and one per stratum, with the figures of the JSON', async () => {
    const { out } = await run('analyse', `- ${WIDE} --by s --format csv`, sectors);
    const json = JSON.parse((await run('analyse', `- ${WIDE} --by s --format json`, sectors)).out);
    const rows: Record<string, string>[] = parse(out, { columns: true });
    expect(rows.map(({ part, s }) => [part, s])).toEqual([
      ['overall', ''],
      ['stratum', 'build, and repair'],
      ['stratum', 'care'],
      ['stratum', 'shops'],
    ]);
    expect(Number(rows[2]?.['ratio.ci.high'])).toBe(json.strata[1].ratio.ci[1]);
    expect(rows.map((row) => row['rejectedByBh'])).toEqual(['', 'no', 'yes', 'yes']);
  });

  it('leaves a cell empty where nothing is defined', async () => {
    const { out } = await run('analyse', `- ${WIDE} --format csv`, wide(0, 0, 0, 4));
    const [row]: Record<string, string>[] = parse(out, { columns: true });
    expect(row?.['mcnemar.midP']).toBe('');
  });
});

describe('--svg', () => {
  it('writes one picture with title, description and every stratum', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'own-data-'));
    const file = join(folder, 'forest.svg');
    await run('analyse', `- ${WIDE} --by s --svg ${file}`, sectors);
    const svg = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" [^>]*role="img"/);
    expect(svg.trim()).toMatch(/<\/svg>$/);
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect(svg.match(/Callback ratio, standard input</g)).toHaveLength(2);
    expect(svg).toContain('<desc');
    for (const name of ['All pairs', 'care', 'shops', 'build, and repair']) expect(svg).toContain(name);
  });

  it('says when it cannot write', async () => {
    const { code, err } = await run('analyse', `- ${WIDE} --svg no/such/place.svg`, wide(3, 1, 1, 1));
    expect([code, err]).toEqual([3, 'Cannot write no/such/place.svg: it does not exist.\n']);
  });
});
