import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sodium from 'libsodium-wrappers-sumo';
import { afterAll, describe, expect, test } from 'vitest';
import { deriveBytes } from '../../../src/platform/crypto/derivation.js';
import { openField, sealBytes, SealBroken, sealField, type Place } from '../../../src/reports/crypto/box.js';
import { createDerivation, DerivationBusy } from '../../../src/reports/crypto/derivation.js';
import { openFile, paddedLength, sealFile } from '../../../src/reports/crypto/file.js';
import {
  boxFor,
  drawBoxKeys,
  drawKey,
  lockFor,
  openBox,
  unlock,
  unwrapReportKey,
  wrapReportKey,
} from '../../../src/reports/crypto/keys.js';
import { joinParts, splitParts } from '../../../src/reports/crypto/parts.js';
import { makePool, openPool, Shredded } from '../../../src/reports/crypto/pool.js';
import { drawSigningKeys, keyCounts, sign, statementBytes } from '../../../src/reports/crypto/signature.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const place: Place = { report: 'r1', table: 'report', column: 'facts', row: 'r1' };
const key = Buffer.alloc(32, 7);
const flip = (bytes: Uint8Array, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at]! ^ 1;
  return changed;
};

test('the cipher is XChaCha20-Poly1305 as published (draft-irtf-cfrg-xchacha, A.3.1)', () => {
  const plain =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    plain,
    hex('50515253c0c1c2c3c4c5c6c7'),
    null,
    hex('404142434445464748494a4b4c4d4e4f5051525354555657'),
    hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
  );
  expect(Buffer.from(sealed).toString('hex')).toBe(
    'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39' +
      'ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9' +
      '21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49',
  );
});

describe('parts', () => {
  test('no two lists of parts give the same bytes', () => {
    expect(joinParts('ab', 'c').equals(joinParts('a', 'bc'))).toBe(false);
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        expect(splitParts(joinParts(...parts))?.map((part) => [...part])).toEqual(
          parts.map((part) => [...part]),
        );
      }),
    );
  });

  test('cut bytes are no list', () => {
    expect(splitParts(joinParts('abc').subarray(0, 6))).toBeNull();
    expect(splitParts(Buffer.from([0, 0]))).toBeNull();
  });
});

describe('a field', () => {
  test('opens to what was sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(openField(key, place, sealField(key, place, text))).toBe(text);
      }),
    );
  });

  test('has the form that its comment says', () => {
    const sealed = sealBytes(key, ['field', 'r1'], Buffer.from('x'));
    expect(sealed[0]).toBe(1);
    const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(25),
      joinParts('praktijktest/reports/1', 'field', 'r1'),
      sealed.subarray(1, 25),
      key,
    );
    expect(Buffer.from(plain).toString()).toBe('x');
  });

  test.each(['report', 'table', 'column', 'row'] as const)('does not open with another %s', (part) => {
    const sealed = sealField(key, place, 'geheim');
    expect(() => openField(key, { ...place, [part]: 'r2' }, sealed)).toThrow(SealBroken);
  });

  test('does not open with another key, a changed byte, or a byte less', () => {
    const sealed = sealField(key, place, 'geheim');
    expect(() => openField(Buffer.alloc(32, 8), place, sealed)).toThrow(SealBroken);
    for (const at of [0, 1, 24, 25, sealed.length - 1])
      expect(() => openField(key, place, flip(sealed, at)), String(at)).toThrow(SealBroken);
    expect(() => openField(key, place, sealed.subarray(0, -1))).toThrow(SealBroken);
    expect(() => openField(key, place, Buffer.alloc(3))).toThrow(SealBroken);
  });

  test('texts of 0 and of 252 bytes are equally long, and the same text is never the same twice', () => {
    const [none, some] = [sealField(key, place, ''), sealField(key, place, 'a'.repeat(252))];
    expect(none.length).toBe(1 + 24 + 256 + 16);
    expect(some.length).toBe(none.length);
    expect(sealField(key, place, '').equals(none)).toBe(false);
  });

  test('what breaks says nothing of the content', () => {
    const sealed = sealField(key, place, 'geheim');
    expect(() => openField(key, place, flip(sealed, 40))).toThrow(
      'What was sealed does not open with this key in this place.',
    );
  });
});

describe('a file', () => {
  const content = Buffer.alloc(200_000, 'bewijs ');
  const sealed = sealFile(key, 'f1', content);
  const header = 24;
  const piece = 64 * 1024 + 17;

  test.each([0, 1, 4096, 65_528, 65_529, 131_072, 200_000])('of %i bytes opens whole', (size) => {
    const bytes = content.subarray(0, size);
    expect(openFile(key, 'f1', sealFile(key, 'f1', bytes)).equals(bytes)).toBe(true);
  });

  test('is stored at the next eighth of its power of two', () => {
    expect([0, 4096, 4097, 5000, 8192, 8193, 1_000_000].map(paddedLength)).toEqual([
      4096, 4096, 4608, 5120, 8192, 9216, 1_048_576,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 4097, max: 2 ** 31 }), (length) => {
        expect(paddedLength(length)).toBeGreaterThanOrEqual(length);
        expect(paddedLength(length) - length).toBeLessThan(length / 8 + 1);
      }),
    );
    expect(sealFile(key, 'f1', Buffer.alloc(9000)).length).toBe(
      sealFile(key, 'f1', Buffer.alloc(9200)).length,
    );
  });

  test('does not open when it was cut at a piece, cut inside one, or lengthened', () => {
    for (const cut of [sealed.length - 1, header + piece, header + 2 * piece, header, 3])
      expect(() => openFile(key, 'f1', sealed.subarray(0, cut)), String(cut)).toThrow(SealBroken);
    expect(() =>
      openFile(key, 'f1', Buffer.concat([sealed, sealed.subarray(header, header + piece)])),
    ).toThrow(SealBroken);
  });

  test('does not open when pieces were swapped, a byte changed, or under another id or key', () => {
    const swapped = Buffer.concat([
      sealed.subarray(0, header),
      sealed.subarray(header + piece, header + 2 * piece),
      sealed.subarray(header, header + piece),
      sealed.subarray(header + 2 * piece),
    ]);
    for (const changed of [swapped, flip(sealed, 0), flip(sealed, header + 5)])
      expect(() => openFile(key, 'f1', changed)).toThrow(SealBroken);
    expect(() => openFile(key, 'f2', sealed)).toThrow(SealBroken);
    expect(() => openFile(Buffer.alloc(32, 8), 'f1', sealed)).toThrow(SealBroken);
  });
});

describe('the key of a report', () => {
  const [officer, other] = [drawBoxKeys(), drawBoxKeys()];
  const [shredKey, reportKey] = [drawKey(), drawKey()];
  const wrapped = wrapReportKey(shredKey, 'r1', reportKey);
  const box = boxFor({ id: 'o1', publicKey: officer.publicKey }, 'r1', wrapped);

  test('comes back through the box and the shred key, in that order', () => {
    const opened = openBox({ id: 'o1', keys: officer }, 'r1', box);
    expect(unwrapReportKey(shredKey, 'r1', opened).equals(reportKey)).toBe(true);
  });

  test('stays shut without the shred key, though the box is open', () => {
    const opened = openBox({ id: 'o1', keys: officer }, 'r1', box);
    expect(() => unwrapReportKey(Buffer.alloc(32), 'r1', opened)).toThrow(SealBroken);
    expect(opened.includes(reportKey)).toBe(false);
  });

  test('a box opens for its own recipient and report alone', () => {
    expect(() => openBox({ id: 'o1', keys: other }, 'r1', box)).toThrow(SealBroken);
    expect(() => openBox({ id: 'o2', keys: officer }, 'r1', box)).toThrow(SealBroken);
    expect(() => openBox({ id: 'o1', keys: officer }, 'r2', box)).toThrow(SealBroken);
    expect(() => openBox({ id: 'o1', keys: officer }, 'r1', flip(box, 50))).toThrow(SealBroken);
  });

  test("the reporter's copy opens with the code's key, for this report and as such alone", () => {
    const locked = lockFor('code', key, 'r1', wrapped);
    expect(unlock('code', key, 'r1', locked).equals(wrapped)).toBe(true);
    expect(() => unlock('cookie', key, 'r1', locked)).toThrow(SealBroken);
    expect(() => unlock('code', key, 'r2', locked)).toThrow(SealBroken);
    expect(() => unlock('code', drawKey(), 'r1', locked)).toThrow(SealBroken);
  });
});

describe("an officer's public key", () => {
  const custodians = [drawSigningKeys(), drawSigningKeys(), drawSigningKeys()];
  const publicKeys = custodians.map((custodian) => custodian.publicKey);
  const statement = { account: 'o1', publicKey: drawBoxKeys().publicKey, until: '2027-06-30' };
  const signatures = custodians.map((custodian) => sign(custodian.privateKey, statementBytes(statement)));
  const today = '2026-09-07';

  test('counts when two custodians signed it, up to and with its last day', () => {
    expect(keyCounts(statement, signatures.slice(0, 2), publicKeys, today)).toBe(true);
    expect(keyCounts(statement, signatures.slice(0, 2), publicKeys, '2027-06-30')).toBe(true);
    expect(keyCounts(statement, signatures.slice(0, 2), publicKeys, '2027-07-01')).toBe(false);
  });

  test('one custodian is not two, however often they sign or stand in the settings', () => {
    expect(keyCounts(statement, [signatures[0]!, signatures[0]!], publicKeys, today)).toBe(false);
    expect(keyCounts(statement, signatures.slice(0, 1), [publicKeys[0]!, publicKeys[0]!], today)).toBe(false);
  });

  test('another account, key or last day was not signed', () => {
    const changes = [{ account: 'o2' }, { publicKey: drawBoxKeys().publicKey }, { until: '2028-06-30' }];
    for (const change of changes)
      expect(keyCounts({ ...statement, ...change }, signatures, publicKeys, today)).toBe(false);
  });

  test('who is no custodian signs in vain, and bytes that are no signature are none', () => {
    const strangers = [drawSigningKeys(), drawSigningKeys()].map(({ privateKey }) =>
      sign(privateKey, statementBytes(statement)),
    );
    expect(keyCounts(statement, strangers, publicKeys, today)).toBe(false);
    expect(keyCounts(statement, [Buffer.alloc(3), Buffer.alloc(64)], publicKeys, today)).toBe(false);
  });
});

describe('deriving from a code', () => {
  test('is argon2id of 64 MiB and three passes under the site salt: 64 bytes, cut in two', async () => {
    const [secret, salt] = [Buffer.from('appel'), Buffer.alloc(16, 1)];
    const expected = sodium.crypto_pwhash(64, secret, salt, 3, 64 << 20, sodium.crypto_pwhash_ALG_ARGON2ID13);
    const derived = await createDerivation()(secret, salt);
    expect(Buffer.concat([derived.lookup, derived.key]).equals(Buffer.from(expected))).toBe(true);
  });

  test('two run at once, the rest wait, and who finds the queue full is refused at once', async () => {
    let [running, most] = [0, 0];
    const ends: (() => void)[] = [];
    const bytes: typeof deriveBytes = async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((end) => ends.push(end));
      running -= 1;
      return Buffer.alloc(64);
    };
    const derive = createDerivation({ waiting: 3, bytes });
    const five = Array.from({ length: 5 }, () => derive(key, key));
    await expect(derive(key, key)).rejects.toThrow(DerivationBusy);
    while (ends.length > 0) {
      ends.shift()!();
      await new Promise((tick) => setImmediate(tick));
    }
    await Promise.all(five);
    expect(most).toBe(2);
  });

  test('a derivation that fails makes room for the next', async () => {
    const derive = createDerivation({
      atOnce: 1,
      bytes: (secret) =>
        secret.length === 0 ? Promise.reject(new Error('no')) : deriveBytes(secret, key, 64),
    });
    await expect(derive(Buffer.alloc(0), key)).rejects.toThrow('no');
    expect((await derive(key, key)).key).toHaveLength(32);
  });
});

describe('the pool of shred keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pool-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('holds random keys that only its owner reads, the same after it is opened again', () => {
    const file = join(folder, 'keys');
    const pool = openPool(file, 100);
    const keys = Array.from({ length: pool.size }, (_, slot) => pool.read(slot).toString('hex'));
    pool.close();
    expect(new Set(keys).size).toBe(100);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = openPool(file, 5);
    expect(again.size).toBe(100);
    expect(again.read(3).toString('hex')).toBe(keys[3]);
    again.close();
  });

  test('a zeroed slot is gone on disk, its neighbours are not, and zeroing again changes nothing', () => {
    const file = join(folder, 'zeroed');
    const pool = openPool(file, 10);
    const [before, after] = [pool.read(3), pool.read(5)];
    pool.zero(4);
    pool.zero(4);
    expect(() => pool.read(4)).toThrow(Shredded);
    expect([pool.read(3), pool.read(5)]).toEqual([before, after]);
    expect(readFileSync(file).subarray(128, 160).equals(Buffer.alloc(32))).toBe(true);
    pool.close();
  });

  test('there is no slot beyond the last', () => {
    const pool = openPool(join(folder, 'small'), 2);
    expect(() => pool.read(2)).toThrow(Shredded);
    expect(() => pool.zero(2)).toThrow(RangeError);
    expect(() => pool.zero(-1)).toThrow(RangeError);
    pool.close();
  });

  test('is never made over another, nor opened when it is not whole', () => {
    expect(() => makePool(join(folder, 'small'), 2)).toThrow(/EEXIST/);
    writeFileSync(join(folder, 'cut'), Buffer.alloc(33));
    expect(() => openPool(join(folder, 'cut'), 2)).toThrow(/not whole/);
  });
});
