import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { AuthorisationKind, Basis } from '../schema.js';
import type { Authorisation, AuthorisationState, TriggerFacts } from './schema.js';

/** The states in which something may be done under it; the database's `authorisation_stands` says the same. */
export function stands(state: AuthorisationState): boolean {
  return state === 'granted' || state === 'granted-with-conditions' || state === 'extended';
}

/** How an authorisation stands on this day: what is kept, or that it is expired or used up. */
export type Standing = AuthorisationState | 'expired' | 'exhausted';

/** `begun`: tests that have begun under it, where the reader may know that. */
export function standingOf(
  { state, validUntil, maxTests }: Pick<Authorisation, 'state' | 'validUntil' | 'maxTests'>,
  now: Date,
  begun: number | undefined,
): Standing {
  if (!stands(state)) return state;
  if (validUntil !== null && now >= validUntil) return 'expired';
  return begun !== undefined && maxTests !== null && begun >= maxTests ? 'exhausted' : state;
}

/** Somebody else than who wrote a draft checks it, and the very text that they read. */
export function mayCheck(
  authorisation: Pick<Authorisation, 'state' | 'requestedBy'>,
  checker: string,
  versions: { readonly read: number; readonly kept: number },
): Verdict {
  if (authorisation.state !== 'drafted') return refuse('authorisation-not-drafted');
  if (authorisation.requestedBy === checker) return refuse('authorisation-check-two-persons');
  return versions.read === versions.kept ? ALLOW : refuse('authorisation-draft-changed');
}

/** A draft is written until it is sent; one that was checked is a draft again when it is written anew. */
export function mayWrite(state: AuthorisationState): Verdict {
  return state === 'drafted' || state === 'checked' ? ALLOW : refuse('authorisation-decided');
}

/** What a second person checked is sent; an exercise is requested without a draft. */
export function maySend(state: AuthorisationState | null, exercise: boolean): Verdict {
  if (state === null) return exercise ? ALLOW : refuse('authorisation-unchecked');
  if (state === 'drafted') return refuse('authorisation-unchecked');
  return state === 'checked' ? ALLOW : refuse('authorisation-decided');
}

/** A later end is decided while it stands, recorded by somebody else than who asked, and never brings more tests. */
export function mayExtend(
  authorisation: Authorisation,
  recorder: string,
  { validUntil: until, maxTests }: { readonly validUntil: Date; readonly maxTests: number | null },
  now: Date,
): Verdict {
  if (!stands(authorisation.state) || authorisation.validUntil === null) return refuse('not-authorised');
  if (now >= authorisation.validUntil) return refuse('authorisation-expired');
  if (authorisation.requestedBy === recorder || authorisation.sentBy === recorder)
    return refuse('authorisation-two-persons');
  const most = authorisation.maxTests;
  const wider = maxTests !== null && most !== null && maxTests > most;
  return until > authorisation.validUntil && !wider ? ALLOW : refuse('authorisation-extension');
}

/**
 * A request rests on signals about a ground and a sector of its campaign, each with an exhibit. Among them is the trigger that
 * the basis asks for, or are all; and what is asked for is what they need: a magistrate's agreement as soon as one of them
 * needs it. Where every trigger that the basis knows is about an employer, employers among these are named: a complaint
 * about one carries no test of a sector. The database's `request_lacks` says the same.
 */
export function restsOn(
  basis: Pick<Basis, 'exercise' | 'triggersNeeded' | 'triggerKinds'>,
  campaign: { readonly ground: string; readonly cells: readonly { readonly sector: string }[] },
  asked: { readonly kind: AuthorisationKind; readonly employers: readonly string[] },
  signals: { readonly named: number; readonly found: readonly TriggerFacts[] },
): Verdict {
  const { named, found } = signals;
  const isElsewhere = (one: TriggerFacts): boolean =>
    !one.grounds.includes(campaign.ground) || !campaign.cells.some(({ sector }) => sector === one.sector);
  if (found.length < named || found.some(isElsewhere)) return refuse('trigger-elsewhere');
  if (found.some(({ exhibits }) => exhibits === 0)) return refuse('trigger-without-exhibit');
  if (basis.exercise || basis.triggersNeeded === 'none') return ALLOW;
  const needed = found.flatMap((one) => basis.triggerKinds[one.kind] ?? []);
  const missing =
    basis.triggersNeeded === 'one'
      ? needed.length === 0
      : Object.keys(basis.triggerKinds).some((code) => !found.some((one) => one.kind === code));
  if (missing) return refuse('trigger-missing');
  const reach = found
    .filter((one) => basis.triggerKinds[one.kind] !== undefined)
    .map(({ numbers }) => numbers);
  const isNamed = (number: string): boolean => reach.some((numbers) => numbers?.includes(number));
  if (!reach.includes(null) && (asked.employers.length === 0 || !asked.employers.every(isNamed)))
    return refuse('trigger-one-employer');
  const { kind } = asked;
  const fits = needed.includes('magistrate') ? kind === 'magistrate' : needed.includes(kind);
  return fits ? ALLOW : refuse('trigger-other-kind');
}
