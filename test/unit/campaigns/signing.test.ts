// The signature under a seal: what holds, and each way in which one does not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sealSigner, signHash, whyUnsigned } from '../../../src/campaigns/amendments/signing.js';
import { createSigner, isSigned, publicKeyPem } from '../../../src/platform/crypto/signing.js';

const secret = Buffer.from('a secret of this server, long enough for anybody');
const signer = sealSigner(secret);
const hash = Buffer.alloc(32, 7);
const found = signHash(signer, hash);
const logged = found.signature.toString('hex');

describe('a signer', () => {
  test('has the key that its secret and its purpose give, and no other', () => {
    const again = createSigner(Buffer.from(secret), 'campaign/seal');
    expect(again.publicKey).toEqual(signer.publicKey);
    expect(createSigner(secret, 'another').publicKey).not.toEqual(signer.publicKey);
    expect(createSigner(Buffer.from('another secret'), 'campaign/seal').publicKey).not.toEqual(
      signer.publicKey,
    );
  });

  test('signs what nobody can change: neither the message, nor the context, nor the signature', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.string({ maxLength: 20 }),
        fc.nat(511),
        (message, context, bit) => {
          const signature = signer.sign(context, message);
          expect(isSigned(signer.publicKey, context, message, signature)).toBe(true);
          expect(isSigned(signer.publicKey, `${context}!`, message, signature)).toBe(false);
          expect(isSigned(signer.publicKey, context, Buffer.concat([message, Buffer.of(0)]), signature)).toBe(
            false,
          );
          const bent = Buffer.from(signature);
          bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expect(isSigned(signer.publicKey, context, message, bent)).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('shows its public key as other programs read it', () => {
    expect(publicKeyPem(signer.publicKey)).toMatch(
      /^-----BEGIN PUBLIC KEY-----\n[\w+/=]+\n-----END PUBLIC KEY-----\n$/,
    );
  });
});

describe('a signature under a seal', () => {
  test('holds', () => {
    expect(whyUnsigned(signer.publicKey, hash, found, logged)).toBeNull();
  });

  test('is not asked of a seal from before seals were signed', () => {
    expect(whyUnsigned(signer.publicKey, hash, { signature: null, signedWith: null }, undefined)).toBeNull();
  });

  const other = signHash(createSigner(Buffer.from('somebody else'), 'campaign/seal'), hash);
  const bent = signHash(signer, Buffer.alloc(32, 8));
  test.each([
    ['that was taken away', { signature: null, signedWith: null }, logged, 'is gone'],
    ['that is not the one in the log', bent, logged, 'is not the one in the log'],
    ['that the log does not hold', found, undefined, 'is not the one in the log'],
    ['of another key', other, other.signature.toString('hex'), 'was made with a key'],
    ['of another hash', bent, bent.signature.toString('hex'), 'does not fit its hash'],
    [
      'under the name of our key',
      { ...other, signedWith: signer.publicKey },
      other.signature.toString('hex'),
      'does not fit its hash',
    ],
  ])('does not hold %s', (_what, given, said, why) => {
    expect(whyUnsigned(signer.publicKey, hash, given, said)).toContain(why);
  });
});
