import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import type { LegalBasisVersion } from '../../register/index.js';

export type ConfirmationId = Id<'legal-basis-confirmation'>;

/** Where a text stands: a changed text has another hash, and what was said of the old one does not hold for it. */
export type BasisStatus = 'unconfirmed' | 'proposed' | 'confirmed' | 'withdrawn' | 'changed';

/** What rules must know of a confirmation. */
export interface ConfirmationFacts {
  readonly textHash: Buffer;
  readonly proposedBy: string;
  readonly confirmedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** One proposal with what became of it. */
export interface Confirmation extends ConfirmationFacts {
  readonly id: ConfirmationId;
  readonly code: string;
  readonly version: string;
  readonly documentHash: Buffer;
  readonly documentDate: string;
  readonly proposer: string;
  readonly proposedAt: Date;
  readonly confirmer: string | null;
  readonly withdrawer: string | null;
  readonly withdrawnReason: string | null;
}

/** One version of a legal basis with where its present text stands. */
export interface BasisText {
  readonly code: string;
  readonly version: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr: string };
  readonly textHash: Buffer;
  readonly exercise: boolean;
  readonly services: readonly string[];
  readonly purposes: readonly string[];
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly status: BasisStatus;
  /** Null for a version that left the reference file under an older form. */
  readonly content: LegalBasisVersion | null;
  /** The newest first. */
  readonly confirmations: readonly Confirmation[];
}

const HASH = /^[0-9a-f]{64}$/;
const hashFault = fault({
  nl: 'Kies het document, of typ zijn SHA-256 (64 tekens, cijfers en a tot f).',
  en: 'Choose the document, or type its SHA-256 (64 characters, digits and a to f).',
  fr: 'Choisissez le document, ou tapez son SHA-256 (64 caractères, chiffres et a à f).',
});
const dateFault = fault({
  nl: 'Geef de datum van het document.',
  en: 'Give the date of the document.',
  fr: 'Donnez la date du document.',
});
/** SHA-256 in hexadecimal, in either case. */
const hashText = z
  .string()
  .trim()
  .toLowerCase()
  .regex(HASH, hashFault)
  .meta({ examples: ['ab'.repeat(32)] });
const dateText = z
  .custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), { error: dateFault })
  .meta({ type: 'string', format: 'date' });

/** What a proposal says: which text the proposer read, and the document that confirms it. */
export const ProposalBody = z.strictObject({
  code: z.string().min(1).max(60),
  version: z.string().min(1).max(20),
  textHash: hashText,
  documentHash: hashText,
  documentDate: dateText,
});
export type Proposal = z.output<typeof ProposalBody>;

/** The same as a form sends it: a file that was chosen (its hash: the door keeps no files), or the hash typed. */
export const ProposalForm = z
  .object({
    textHash: hashText,
    document: z.string().optional(),
    documentHash: z.string().optional(),
    documentDate: dateText,
  })
  .transform((typed, ctx) => {
    const given = [typed.document, typed.documentHash].map((text) => (text ?? '').trim().toLowerCase());
    const [file = '', hash = ''] = given;
    const chosen = file === '' ? hash : file;
    if (!HASH.test(chosen)) {
      ctx.issues.push({ code: 'custom', path: ['document'], message: hashFault, input: chosen });
      return z.NEVER;
    }
    if (file !== '' && hash !== '' && file !== hash) {
      ctx.issues.push({ code: 'custom', path: ['documentHash'], message: otherFault, input: hash });
      return z.NEVER;
    }
    return { textHash: typed.textHash, documentHash: chosen, documentDate: typed.documentDate };
  });
const otherFault = fault({
  nl: 'Deze SHA-256 is niet die van het gekozen document. Laat een van beide weg.',
  en: 'This SHA-256 is not that of the document you chose. Leave one of them out.',
  fr: 'Ce SHA-256 n’est pas celui du document choisi. Laissez l’un des deux.',
});
