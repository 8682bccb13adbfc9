import { createSigner, isSigned, publicKeyPem, type Signer } from '../../platform/crypto/signing.js';

const PURPOSE = 'campaign/seal';
/** What stands before the hash in what is signed. */
export const SIGNATURE_CONTEXT = 'praktijktest/seal-signature/1';

/** A signature over the hash of a seal or an amendment, and the public key that checks it. */
export interface Signature {
  /** 64 bytes, Ed25519 over the context and the 32 bytes of the hash. */
  readonly signature: Buffer;
  /** 32 bytes. */
  readonly signedWith: Buffer;
}

/** The signer of seals and amendments: its key follows from the secret of this server, which no database holds. */
export const sealSigner = (secret: Uint8Array): Signer => createSigner(secret, PURPOSE);

/** Signs the hash of a seal or an amendment. */
export const signHash = (signer: Signer, hash: Uint8Array): Signature => ({
  signature: signer.sign(SIGNATURE_CONTEXT, hash),
  signedWith: signer.publicKey,
});

/**
 * Why a signature does not hold under the key of this server; null when it does, or when the paper is from before papers
 * were signed.
 * @param logged the signature that the log holds, in hexadecimal; undefined when it holds none
 */
export function whyUnsigned(
  publicKey: Buffer,
  hash: Buffer,
  found: { readonly signature: Buffer | null; readonly signedWith: Buffer | null },
  logged: string | undefined,
): string | null {
  const { signature, signedWith } = found;
  if (signature === null || signedWith === null) return logged === undefined ? null : 'is gone';
  if (signature.toString('hex') !== logged) return 'is not the one in the log';
  if (!signedWith.equals(publicKey)) return 'was made with a key that is not that of PT_SECRET';
  return isSigned(publicKey, SIGNATURE_CONTEXT, hash, signature) ? null : 'does not fit its hash';
}

/** A signature as its two columns hold it; null for a paper from before papers were signed. */
export const signedOf = (signature: Buffer | null, signedWith: Buffer | null): Signature | null =>
  signature === null || signedWith === null ? null : { signature, signedWith };

/** A signature as files carry it, with all that another program needs to check it; null where there is none. */
export const portable = (signed: Signature | null) =>
  signed === null
    ? null
    : {
        algorithm: 'Ed25519',
        context: SIGNATURE_CONTEXT,
        publicKey: publicKeyPem(signed.signedWith),
        value: signed.signature.toString('base64'),
      };
