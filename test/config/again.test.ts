import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'praktijktest-again-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the runner reports: files with the tests that passed (+) or failed (-) in them; `!` is a file that broke before. */
function reportOf(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  const testResults = Object.entries(files).map(([file, marks]) => ({
    name: file,
    status: /[-!]/.test(marks) ? 'failed' : 'passed',
    message: marks === '!' ? 'no browser\nat line 1' : '',
    assertionResults: Array.from(marks.replace('!', '')).map((mark, n) => ({
      fullName: `test ${n}`,
      status: mark === '+' ? 'passed' : 'failed',
    })),
  }));
  const count = (mark: string) => Object.values(files).join('').split(mark).length - 1;
  writeFileSync(
    path,
    JSON.stringify({ numPassedTests: count('+'), numFailedTests: count('-'), testResults }),
  );
  return path;
}

const again = (...args: string[]): string =>
  execFileSync(process.execPath, ['test/config/again.mjs', ...args], { encoding: 'utf8' }).trim();

describe('the second look at what failed', () => {
  const first = reportOf('first.json', { 'a.test.ts': '++', 'b.test.ts': '+-', 'c.test.ts': '!' });

  test('takes the files in which something failed', () => expect(again(first)).toBe('b.test.ts c.test.ts'));
  test('takes none when more failed than chance explains', () =>
    expect(
      again(reportOf('many.json', Object.fromEntries(Array.from('abcdef').map((name) => [name, '-'])))),
    ).toBe(''));
  test('counts what failed when there is no second', () =>
    expect(again(first, '--line')).toBe('3 passed, 2 failed'));
  test('counts all as passed when the second passes, and says what was unsteady', () => {
    const second = reportOf('second.json', { 'b.test.ts': '++', 'c.test.ts': '+' });
    expect(again(first, second, '--line')).toBe('4 passed, 0 failed');
    expect(again(first, second).split('\n')).toEqual([
      'UNSTEADY, failed once and passed the second time: b.test.ts: test 1',
      'UNSTEADY, failed once and passed the second time: c.test.ts: no browser',
    ]);
  });
  test('counts what failed twice', () => {
    const second = reportOf('third.json', { 'b.test.ts': '+-', 'c.test.ts': '+' });
    expect(again(first, second, '--line')).toBe('3 passed, 2 failed');
    expect(again(first, second)).toContain('FAILED TWICE: b.test.ts: test 1');
  });
  test('counts nothing where no report was written, or no test ran the second time', () => {
    expect(again(join(folder, 'none.json'), '--line')).toBe('0 passed, 0 failed');
    expect(again(first, join(folder, 'none.json'), '--line')).toBe('3 passed, 2 failed');
  });
});
