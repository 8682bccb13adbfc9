import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createHashing,
  hmacSha256,
  newUuid,
  openHmac,
  randomBytes,
  seal,
  sha256,
  timingSafeEqual,
  unseal,
} from '../../../src/platform/crypto.js';
import { isUuid } from '../../../src/platform/ids.js';

const key = Buffer.from('a key of thirty-two bytes or more');
const plain = Buffer.from('a seed of a campaign');

describe('sealing', () => {
  test('gives back what was sealed, under the same key and purpose', () => {
    expect(unseal(key, 'seed', seal(key, 'seed', plain)).equals(plain)).toBe(true);
  });

  test('gives back nothing too', () => {
    expect(unseal(key, 'seed', seal(key, 'seed', Buffer.alloc(0)))).toHaveLength(0);
  });

  test('hides the text, and hides it otherwise each time', () => {
    const [one, two] = [seal(key, 'seed', plain), seal(key, 'seed', plain)];
    expect(one.includes(plain)).toBe(false);
    expect(one.equals(two)).toBe(false);
    expect(one.subarray(0, 12).equals(two.subarray(0, 12))).toBe(false);
  });

  test('does not open under another key', () => {
    expect(() =>
      unseal(Buffer.from('another key of thirty-two bytes..'), 'seed', seal(key, 'seed', plain)),
    ).toThrow();
  });

  test('does not open for another purpose', () => {
    expect(() => unseal(key, 'name', seal(key, 'seed', plain))).toThrow();
  });

  test('does not open when any byte of it was changed', () => {
    const sealed = seal(key, 'seed', plain);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => unseal(key, 'seed', changed)).toThrow();
    }
  });

  test.each([0, 5, 12, 20, 27])('does not open when only %d bytes are left', (length) => {
    expect(() => unseal(key, 'seed', seal(key, 'seed', plain).subarray(0, length))).toThrow();
  });

  test('does not open with a byte too many', () => {
    expect(() => unseal(key, 'seed', Buffer.concat([seal(key, 'seed', plain), Buffer.of(0)]))).toThrow();
  });
});

describe('hashing', () => {
  test('is SHA-256 of the parts laid end to end', () => {
    expect(sha256('a', Buffer.from('bc'), 'é')).toEqual(createHash('sha256').update('abcé').digest());
  });

  test('piece by piece is the same', () => {
    const hashing = createHashing();
    hashing.update('a');
    hashing.update(Buffer.from('bc'));
    expect(hashing.digest('hex')).toBe(sha256('abc').toString('hex'));
  });

  test('with a key is HMAC-SHA-256: case 2 of RFC 4231', () => {
    expect(hmacSha256(Buffer.from('Jefe'), 'what do ya want ', 'for nothing?').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});

describe('comparing', () => {
  test('finds equal what is equal, and nothing else', () => {
    expect([
      timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')),
      timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')),
      timingSafeEqual(Buffer.from('ab'), Buffer.from('abc')),
    ]).toEqual([true, false, false]);
  });
});

describe('chance', () => {
  test('gives so many bytes, others each time', () => {
    expect(randomBytes(32)).toHaveLength(32);
    expect(randomBytes(32).equals(randomBytes(32))).toBe(false);
  });

  test('gives ids that are uuids of version 4, none twice', () => {
    const ids = Array.from({ length: 1000 }, newUuid);
    expect(ids.every((id) => isUuid(id) && id[14] === '4')).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('a SHA-256', () => {
  test('of one part, or of several laid end to end, is that of Node', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array()), { minLength: 1 }),
        (parts) => {
          const hash = createHash('sha256');
          for (const part of parts) hash.update(part);
          expect(sha256(...parts)).toEqual(hash.digest());
        },
      ),
    );
  });
});

describe('an HMAC under one key', () => {
  test('of messages one after another, of whatever lengths, is that of Node, one sign a byte', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 150 }),
        fc.array(fc.uint8Array({ maxLength: 90 })),
        (own, messages) => {
          const mac = openHmac(own);
          for (const message of messages)
            expect(Buffer.from(mac(message), 'latin1')).toEqual(
              createHmac('sha256', own).update(message).digest(),
            );
        },
      ),
    );
  });
});
