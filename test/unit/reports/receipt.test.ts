// Proofs of filing: what they say is what was signed, and nobody else makes one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomBytes } from '../../../src/platform/crypto.js';
import { dateOnly } from '../../../src/platform/dates.js';
import { createReceipts } from '../../../src/reports/crypto/receipt.js';
import { joinParts } from '../../../src/reports/crypto/parts.js';
import { isSigned } from '../../../src/reports/crypto/signature.js';

const day = dateOnly(2026, 9, 7);
const seed = Buffer.alloc(32, 7);
const ours = createReceipts([seed]);
const by = { organisation: 'Uitzend Noord', reference: 'A/12 — mei' };

describe('a receipt', () => {
  test('reads back, however it was wrapped, among other words', () => {
    for (const one of [null, by]) {
      const line = ours.write({ day, by: one }, randomBytes(16));
      expect(ours.read(line)).toEqual({ day, by: one });
      expect(ours.read(`Ons bewijs:\n${line.replace(/(.{20})/g, '$1\r\n ')}\nGroeten, An`)).toEqual({
        day,
        by: one,
      });
    }
  });

  test('is none of ours once any letter of it is another', () => {
    const line = ours.write({ day, by }, randomBytes(16));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: line.length - 1 }),
        fc.constantFrom('a', 'Z', '0', '-', '_', '.'),
        (at, letter) => {
          const other = `${line.slice(0, at)}${letter}${line.slice(at + 1)}`;
          const read = ours.read(other);
          // The last letter of base64url holds bits that count for nothing: what is read is then what was signed.
          if (other !== line && read !== null) expect(read).toEqual({ day, by });
        },
      ),
    );
    expect(ours.read(line.replace('2026-09-07', '2026-09-08'))).toBeNull();
  });

  test('of an organisation is no receipt of somebody, and the other way', () => {
    const line = ours.write({ day, by }, randomBytes(16));
    const parts = line.split('.');
    expect(ours.read([parts[0], parts[1], parts[2], parts[4]].join('.'))).toBeNull();
  });

  test('of another key is none of ours; one of an earlier key of ours is', () => {
    const line = ours.write({ day, by: null }, randomBytes(16));
    expect(createReceipts([Buffer.alloc(32, 8)]).read(line)).toBeNull();
    expect(createReceipts([Buffer.alloc(32, 8), seed]).read(line)).toEqual({ day, by: null });
  });

  test('can be checked with the public key alone, as the page says how', () => {
    const nonce = randomBytes(16);
    const line = ours.write({ day, by }, nonce);
    const message = joinParts('praktijktest/receipt/1', nonce, '2026-09-07', by.organisation, by.reference);
    const signature = Buffer.from(line.split('.').at(-1)!, 'base64url');
    expect(isSigned(Buffer.from(ours.publicKeys[0]!, 'hex'), message, signature)).toBe(true);
  });

  test('reading takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => ours.read(text) === null));
  });
});
