import type { DateOnly } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { BasisStatus, ConfirmationFacts } from './schema.js';

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Where the present text stands, from everything that was said of any text of this version. */
export function basisStatus(
  textHash: Uint8Array,
  confirmations: readonly Pick<ConfirmationFacts, 'textHash' | 'confirmedAt' | 'withdrawnAt'>[],
): BasisStatus {
  const ofText = confirmations.filter((one) => isSame(one.textHash, textHash));
  const standing = ofText.find(({ withdrawnAt }) => withdrawnAt === null);
  if (standing !== undefined) return standing.confirmedAt === null ? 'proposed' : 'confirmed';
  if (ofText.some(({ confirmedAt }) => confirmedAt !== null)) return 'withdrawn';
  const before = confirmations.some(
    ({ confirmedAt, withdrawnAt }) => confirmedAt !== null && withdrawnAt === null,
  );
  return before ? 'changed' : 'unconfirmed';
}

/** A proposal is about the text that stands here now, by a document that exists already, and there is no other. */
export function mayPropose(
  basis: { readonly exercise: boolean; readonly textHash: Uint8Array; readonly status: BasisStatus },
  proposal: { readonly textHash: Uint8Array; readonly documentDate: DateOnly },
  today: DateOnly,
): Verdict {
  if (basis.exercise) return refuse('basis-exercise');
  if (!isSame(basis.textHash, proposal.textHash)) return refuse('basis-text-changed');
  if (basis.status === 'proposed' || basis.status === 'confirmed') return refuse('basis-proposed-already');
  return proposal.documentDate > today ? refuse('document-in-future') : ALLOW;
}

/** Somebody else confirms, and only the text that was proposed. */
export function mayConfirm(
  basis: { readonly textHash: Uint8Array },
  proposal: ConfirmationFacts,
  actor: string,
): Verdict {
  if (proposal.withdrawnAt !== null || proposal.confirmedAt !== null) return refuse('basis-decided');
  if (proposal.proposedBy === actor) return refuse('basis-confirmation');
  return isSame(basis.textHash, proposal.textHash) ? ALLOW : refuse('basis-text-changed');
}

/** What was withdrawn stays withdrawn. */
export function mayWithdraw(confirmation: Pick<ConfirmationFacts, 'withdrawnAt'>): Verdict {
  return confirmation.withdrawnAt === null ? ALLOW : refuse('basis-decided');
}
