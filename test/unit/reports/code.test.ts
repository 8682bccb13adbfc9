import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_BYTES, codeOf, drawCode, isCheckWord, readCode } from '../../../src/reports/crypto/code.js';
import { CODE_WORDS } from '../../../src/reports/crypto/words.js';

const bytesOf = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

describe('the words', () => {
  test('are 256 different short words of small letters, so that eleven hold 88 bits', () => {
    expect(new Set(CODE_WORDS).size).toBe(256);
    expect(CODE_WORDS.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
  });

  test('none begins with another', () => {
    const clashes = CODE_WORDS.flatMap((one) =>
      CODE_WORDS.filter((other) => one !== other && other.startsWith(one)),
    );
    expect(clashes).toEqual([]);
  });
});

describe('a return code', () => {
  test('is twelve words, of which the last checks the others', () => {
    const code = codeOf(Buffer.from('00112233445566778899aa', 'hex'));
    expect(code.text.split(' ')).toHaveLength(12);
    expect(code.text.endsWith(` ${code.check}`)).toBe(true);
  });

  test('reads back from its text', () => {
    fc.assert(
      fc.property(bytesOf, (bytes) => {
        expect(readCode(codeOf(bytes).text)).toEqual({ ok: true, bytes: Buffer.from(bytes) });
      }),
    );
  });

  test('may be typed in any case, with hyphens, numbers, accents, many spaces or none', () => {
    fc.assert(
      fc.property(
        bytesOf,
        fc.constantFrom(' ', '-', '', '  ', '\n', ', ', ' 3. ', '\u00a0', '_'),
        fc.boolean(),
        (bytes, between, upper) => {
          const text = codeOf(bytes).text.split(' ').join(between);
          expect(readCode(upper ? text.toUpperCase() : text).ok).toBe(true);
        },
      ),
    );
    const { text } = codeOf(Buffer.alloc(CODE_BYTES));
    expect(readCode(text.replace('aard', 'áärd')).ok).toBe(true);
  });

  test('one wrong word is told in all but one of 256 cases, a missing word always', () => {
    const bytes = Buffer.from('00112233445566778899aa', 'hex');
    const words = codeOf(bytes).text.split(' ');
    const slips = CODE_WORDS.filter((word) => word !== words[4]).filter(
      (word) => readCode(words.with(4, word).join(' ')).ok,
    );
    expect(slips.length).toBeLessThanOrEqual(4);
    expect(readCode(words.slice(1).join(' '))).toEqual({ ok: false, why: 'length' });
    expect(readCode([...words, 'aard'].join(' '))).toEqual({ ok: false, why: 'length' });
    expect(readCode(words.with(2, 'xyz').join(' '))).toEqual({ ok: false, why: 'unknown-word' });
    expect(readCode(words.with(11, words[11] === 'aard' ? 'auto' : 'aard').join(' '))).toEqual({
      ok: false,
      why: 'check',
    });
  });

  test('no text makes reading throw, however long or odd', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCode(text)));
    expect(readCode('aard '.repeat(100_000)).ok).toBe(false);
  });

  test('is another one each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => drawCode().text)).size).toBe(100);
  });
});

test('the check word counts in any case and between spaces, another word does not', () => {
  expect(isCheckWord('  Appel. ', 'appel')).toBe(true);
  expect(isCheckWord('', 'appel')).toBe(false);
  expect(isCheckWord('appels', 'appel')).toBe(false);
});
