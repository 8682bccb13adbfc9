import { Problem } from './problems.js';

/** What a rule answers: allowed, or refused for a named reason. Rules never throw, read or ask the time. */
export type Verdict<Reason extends string = string> =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: Reason };

export const ALLOW = { allowed: true } as const;

/** Refuses for the reason, which is also the code of the problem the user sees. */
export function refuse<const Reason extends string>(
  reason: Reason,
): { readonly allowed: false; readonly reason: Reason } {
  return { allowed: false, reason };
}

/** Turns a refusal into the problem of the same name; does nothing when the verdict allows. */
export function insist(verdict: Verdict, detail?: string): void {
  if (!verdict.allowed) throw new Problem(verdict.reason, detail);
}
