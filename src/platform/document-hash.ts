// A document that stays where it is, known here by its SHA-256: a form takes the file (the door hashes it and keeps nothing of it)
// or the hash typed.
import { z } from 'zod';
import { fault } from './faults.js';

const HASH = /^[0-9a-f]{64}$/;
const hashFault = fault({
  nl: 'Kies het document, of typ zijn SHA-256 (64 tekens, cijfers en a tot f).',
  en: 'Choose the document, or type its SHA-256 (64 characters, digits and a to f).',
  fr: 'Choisissez le document, ou tapez son SHA-256 (64 caractères, chiffres et a à f).',
});
const otherFault = fault({
  nl: 'Deze SHA-256 is niet die van het gekozen document. Laat een van beide weg.',
  en: 'This SHA-256 is not that of the document you chose. Leave one of them out.',
  fr: 'Ce SHA-256 n’est pas celui du document choisi. Laissez l’un des deux.',
});

/** SHA-256 in hexadecimal, in either case. */
export const hashText = z
  .string()
  .trim()
  .toLowerCase()
  .regex(HASH, hashFault)
  .meta({ examples: ['ab'.repeat(32)] });

interface Typed {
  readonly document?: string | undefined;
  readonly documentHash?: string | undefined;
}

/**
 * The hash that a form gives in one of its two fields. Without one, or with two that differ, it adds the fault of that field.
 * @returns null where there is no one hash
 */
export function chosenHash(typed: Typed, ctx: z.core.$RefinementCtx): string | null {
  const given = [typed.document, typed.documentHash].map((text) => (text ?? '').trim().toLowerCase());
  const [file = '', hash = ''] = given;
  const chosen = file === '' ? hash : file;
  if (!HASH.test(chosen)) {
    ctx.issues.push({ code: 'custom', path: ['document'], message: hashFault, input: chosen });
    return null;
  }
  if (file !== '' && hash !== '' && file !== hash) {
    ctx.issues.push({ code: 'custom', path: ['documentHash'], message: otherFault, input: hash });
    return null;
  }
  return chosen;
}
