import { z } from 'zod';
import { newUuid } from '../../platform/crypto.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import { drawBoxKeys } from '../crypto/keys.js';
import { nest, pairsOf, type Keeper } from '../crypto/nested.js';
import { sign } from '../crypto/signature.js';
import { readCustodian } from '../custodian.js';
import { wordsOfKey } from '../desk/own-key.js';
import { boxesHash, FEWEST_KEEPERS, recoveryBytes, type RecoveryStatement } from './recovery.js';

/** The file is no recovery key, or does not fit the custodians. */
export class NoRecoveryFile extends Error {
  constructor(why = 'This is not a file that "custodian recovery" made.') {
    super(why);
    this.name = 'NoRecoveryFile';
  }
}

const FORM = 'praktijktest/recovery/1';
const bytes = z.string().transform((text): Buffer => Buffer.from(text, 'base64url'));
const key = bytes.refine((found) => found.length === 32);
const BundleFile = z.object({
  form: z.literal(FORM),
  id: z.uuid(),
  publicKey: key,
  until: z.string().refine((text): text is DateOnly => isDateOnly(text)),
  boxes: z.array(z.object({ outer: key, inner: key, box: bytes })),
  signatures: z.array(bytes),
});

/** A recovery key on its way to the channel: its public half, its private half in nested boxes, and who signed. */
export type Bundle = Omit<z.output<typeof BundleFile>, 'form'>;

/** What custodians sign of a bundle. */
export const statementOf = ({ id, publicKey, until, boxes }: Bundle): RecoveryStatement => ({
  id,
  publicKey,
  until,
  boxesHash: boxesHash(boxes),
});

/** @throws NoRecoveryFile */
export function readBundle(text: string): Bundle {
  try {
    const { form: _form, ...bundle } = BundleFile.parse(JSON.parse(text));
    return bundle;
  } catch {
    throw new NoRecoveryFile();
  }
}

function writeBundle({ id, publicKey, until, boxes, signatures }: Bundle): string {
  const text = (found: Buffer): string => found.toString('base64url');
  const file = {
    form: FORM,
    id,
    publicKey: text(publicKey),
    until,
    boxes: boxes.map(({ outer, inner, box }) => ({ outer: text(outer), inner: text(inner), box: text(box) })),
    signatures: signatures.map(text),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * Draws a recovery key on a custodian's machine without a network: its private half leaves this function only in nested boxes,
 * one per pair of custodians. Signed by its maker; another custodian has to sign too. @throws NoCustodianFile, NoRecoveryFile
 */
export function makeRecovery(
  file: string,
  keepers: readonly Keeper[],
  until: DateOnly,
): { readonly words: string; readonly bundle: string } {
  if (keepers.length < FEWEST_KEEPERS)
    throw new NoRecoveryFile(`A recovery key is kept by ${FEWEST_KEEPERS} custodians at least.`);
  const { signing } = readCustodian(file);
  const { publicKey, privateKey } = drawBoxKeys();
  const id = newUuid();
  const boxes = pairsOf(keepers).map((pair) => ({
    outer: Buffer.from(pair.outer.signingKey),
    inner: Buffer.from(pair.inner.signingKey),
    box: nest({ purpose: 'recovery', record: id }, pair, privateKey),
  }));
  privateKey.fill(0);
  const signatures = [sign(signing, recoveryBytes({ id, publicKey, until, boxesHash: boxesHash(boxes) }))];
  const bundle = writeBundle({ id, publicKey, until, boxes, signatures });
  return { words: wordsOfKey(publicKey), bundle };
}

/** Adds a custodian's signature: the words to compare with its maker first. @throws NoCustodianFile, NoRecoveryFile */
export function confirmRecovery(
  file: string,
  text: string,
): { readonly words: string; readonly bundle: string } {
  const bundle = readBundle(text);
  const signature = sign(readCustodian(file).signing, recoveryBytes(statementOf(bundle)));
  return {
    words: wordsOfKey(bundle.publicKey),
    bundle: writeBundle({ ...bundle, signatures: [...bundle.signatures, signature] }),
  };
}

/** The private half as its opener gives it to the channel, for as long as one act. */
export const recoveryLine = (id: string, privateKey: Buffer): string =>
  `PTK1.${id}.${privateKey.toString('base64url')}`;

export function readRecoveryLine(text: string): { readonly id: string; readonly privateKey: Buffer } | null {
  const [, id, key = ''] = /PTK1\.([0-9a-f-]{36})\.([\w-]{43})(?![\w-])/.exec(text) ?? [];
  return id === undefined ? null : { id, privateKey: Buffer.from(key, 'base64url') };
}
