import { mayTakeOn } from '../../auth/index.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Code, OutcomeCode } from './schema.js';

const STRENGTH: readonly OutcomeCode[] = [
  'ERR',
  'DET',
  'BNC',
  'INV',
  'TST',
  'ALT',
  'CTC',
  'SEND-CV',
  'INF',
  'FIL',
  'REJ',
  'RES',
  'ACK-H',
  'ACK-A',
];

/** The code of an application from the final codes of the answers inside its window: what voids, else the best, else NON. */
export function outcomeOf(codes: readonly Code[]): OutcomeCode {
  return STRENGTH.find((code) => codes.some((given) => given === code)) ?? 'NON';
}

/** What two codings, or a third, decide. Null while a coder is still needed. */
export function finalCode(
  codings: readonly { readonly code: Code; readonly adjudication: boolean }[],
): { code: Code; how: 'agreement' | 'adjudication' } | null {
  const third = codings.find((coding) => coding.adjudication);
  if (third !== undefined) return { code: third.code, how: 'adjudication' };
  const [first, second] = codings;
  if (first === undefined || second?.code !== first.code) return null;
  return { code: first.code, how: 'agreement' };
}

/** How long a message that was set aside can be taken back. */
export const UNDO_MINUTES = 10;

/** Whether a message set aside at an instant may still be taken back; later it stays aside. */
export function mayTakeBack(setAsideAt: Date, now: Date): Verdict {
  return now.getTime() - setAsideAt.getTime() < UNDO_MINUTES * 60_000 ? ALLOW : refuse('too-late-to-undo');
}

/** How somebody stands to the campaign of an answer. */
export interface Standing {
  /** Whether they declared an own interest in it. */
  readonly interest: boolean;
  /** What they did in it that shows its arms or its plan. */
  readonly duties: readonly string[];
}

/** Who has an own interest matches no answers of that campaign. */
export function mayMatch({ interest }: Standing): Verdict<'own-interest'> {
  return interest ? refuse('own-interest') : ALLOW;
}

/** Who has an own interest, planned the campaign or knows its arms codes none of its answers. */
export function mayCode(standing: Standing): Verdict {
  const match = mayMatch(standing);
  return match.allowed ? mayTakeOn(standing.duties, 'code') : match;
}

/** Whether an answer waits for one of its two coders, or for who settles their difference. */
export type CodingStep = 'code' | 'settle';

export const stepOf = (codings: number): CodingStep => (codings < 2 ? 'code' : 'settle');

/** Whether somebody may take this step: coders code, adjudicators settle. */
export function mayStep(
  step: CodingStep,
  { codes, settles }: { readonly codes: boolean; readonly settles: boolean },
): Verdict<'not-to-code'> {
  return (step === 'code' ? codes : settles) ? ALLOW : refuse('not-to-code');
}

/** What a correction of a match meets. */
export interface MatchedSoFar {
  /** Whether the outcome of either application is final. */
  readonly final: boolean;
  /** Whether somebody coded it. */
  readonly coded: boolean;
  /** Whether it stays in its campaign. */
  readonly sameCampaign: boolean;
  readonly same: boolean;
}

/**
 * Whether a match may be corrected: to another application, before either outcome is final. A coded answer stays in its
 * campaign, because who may code was asked of that campaign.
 */
export function mayRematch({ final, coded, sameCampaign, same }: MatchedSoFar): Verdict {
  if (same) return refuse('matched-there-already');
  if (final) return refuse('outcome-final');
  return coded && !sameCampaign ? refuse('coded-already') : ALLOW;
}
