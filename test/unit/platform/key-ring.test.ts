import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openKeyFile } from '../../../src/platform/crypto/key-file.js';
import { createKeyRing, UnknownKey } from '../../../src/platform/crypto/key-ring.js';

const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const plain = Buffer.from('Wij nodigen u uit voor een gesprek.');

describe('a ring of keys', () => {
  test('opens what it sealed, and shows version and number of the key in front', () => {
    const ring = createKeyRing([one]);
    const sealed = ring.seal('answer', plain);
    expect(ring.open('answer', sealed).equals(plain)).toBe(true);
    expect([sealed[0], sealed.subarray(1, 9).equals(ring.current!), sealed.length]).toEqual([
      1,
      true,
      plain.length + 37,
    ]);
  });

  test('seals under the first key and opens under all', () => {
    const old = createKeyRing([one]).seal('answer', plain);
    const both = createKeyRing([two, one]);
    expect(both.open('answer', old).equals(plain)).toBe(true);
    const sealed = both.seal('answer', plain);
    expect(createKeyRing([two]).open('answer', sealed).equals(plain)).toBe(true);
    expect([both.holds(old.subarray(1, 9)), createKeyRing([two]).holds(old.subarray(1, 9))]).toEqual([
      true,
      false,
    ]);
  });

  test('names the number of a key that it does not hold', () => {
    const sealed = createKeyRing([one]).seal('answer', plain);
    const open = (): Buffer => createKeyRing([two]).open('answer', sealed);
    expect(open).toThrow(UnknownKey);
    expect(open).toThrow(sealed.subarray(1, 9).toString('hex'));
  });

  test('opens nothing for another purpose, nor with any byte changed, nor cut', () => {
    const ring = createKeyRing([one]);
    const sealed = ring.seal('answer', plain);
    expect(() => ring.open('letter', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => ring.open('answer', changed)).toThrow();
      expect(() => ring.open('answer', sealed.subarray(0, at))).toThrow();
    }
  });

  test('without keys seals nothing', () => {
    expect(() => createKeyRing([]).seal('answer', plain)).toThrow('without keys');
  });
});

describe('a file of keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is made once, for its owner alone, and then stays as it is', () => {
    const file = join(folder, 'keys', 'answers');
    const first = openKeyFile(file);
    expect([first.length, first[0]!.length, statSync(file).mode & 0o777]).toEqual([1, 32, 0o600]);
    const text = readFileSync(file, 'utf8');
    expect(openKeyFile(file)).toEqual(first);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('may hold several keys', () => {
    const file = join(folder, 'several');
    writeFileSync(file, `${two.toString('base64')},${one.toString('base64url')}\n`);
    expect(openKeyFile(file)).toEqual([two, one]);
  });

  test('that is not whole is refused and left as it is', () => {
    const file = join(folder, 'half');
    writeFileSync(file, 'abc\n');
    expect(() => openKeyFile(file)).toThrow('is not whole');
    expect(readFileSync(file, 'utf8')).toBe('abc\n');
  });
});
