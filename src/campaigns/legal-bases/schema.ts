import { z } from 'zod';
import { chosenHash, hashText } from '../../platform/document-hash.js';
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

const dateFault = fault({
  nl: 'Geef de datum van het document.',
  en: 'Give the date of the document.',
  fr: 'Donnez la date du document.',
});
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
    const chosen = chosenHash(typed, ctx);
    if (chosen === null) return z.NEVER;
    return { textHash: typed.textHash, documentHash: chosen, documentDate: typed.documentDate };
  });
