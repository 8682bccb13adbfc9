import { ALLOW, refuse, type Verdict } from '../platform/verdict.js';

/** What somebody does, or comes to know, in one case: a campaign, an answer, a flag, a request. */
export type Duty =
  | 'design'
  | 'seal'
  | 'amend'
  | 'draw'
  | 'release-identities'
  | 'team'
  | 'plan-calls'
  | 'call'
  | 'settle'
  | 'match'
  | 'void'
  | 'send'
  | 'look'
  | 'code'
  | 'adjudicate'
  | 'request-authorisation'
  | 'check-authorisation'
  | 'record-grant'
  | 'propose-legal-basis'
  | 'confirm-legal-basis'
  | 'propose-role'
  | 'decide-role'
  | 'decide-flag'
  | 'second-sign-dossier';

/** Two duties that are never one person's in one case. */
export interface NeverOnePerson {
  readonly one: readonly Duty[];
  readonly other: Duty;
  /** Within what. */
  readonly per: 'campaign' | 'response' | 'call' | 'authorisation' | 'legal-basis' | 'account' | 'flag';
  /** The problem that who tries is answered with. */
  readonly reason: string;
  /** The constraint, index or trigger that holds it whoever writes the row; null while its room is still to come. */
  readonly heldBy: string | null;
}

/**
 * The ONE table of who is never who in one case. A test walks it: every reason is a problem, every `heldBy` stands in
 * the database. It serves the rule that no outcome hangs on one person, and that coding is blind.
 */
export const NEVER_ONE_PERSON = [
  {
    one: ['design', 'seal', 'team', 'plan-calls', 'call', 'settle', 'match', 'void', 'look', 'send'],
    other: 'code',
    per: 'campaign',
    reason: 'coding-not-blind',
    heldBy: 'coding_blind',
  },
  // The same of the answers that agencies gave by telephone.
  {
    one: ['design', 'seal', 'team', 'plan-calls', 'call', 'settle', 'match', 'void', 'look', 'send'],
    other: 'code',
    per: 'campaign',
    reason: 'coding-not-blind',
    heldBy: 'call_coding_blind',
  },
  {
    one: ['call', 'settle', 'match', 'void', 'send'],
    other: 'look',
    per: 'campaign',
    reason: 'evidence-not-blind',
    heldBy: 'app_evidence_campaigns',
  },
  {
    one: ['look'],
    other: 'call',
    per: 'campaign',
    reason: 'looked-at-evidence',
    heldBy: 'call_outcome_looker',
  },
  {
    one: ['look'],
    other: 'settle',
    per: 'campaign',
    reason: 'looked-at-evidence',
    heldBy: 'application_looker',
  },
  {
    one: ['look'],
    other: 'void',
    per: 'campaign',
    reason: 'looked-at-evidence',
    heldBy: 'vacancy_check_looker',
  },
  {
    one: ['look'],
    other: 'void',
    per: 'campaign',
    reason: 'looked-at-evidence',
    heldBy: 'identity_retirement_looker',
  },
  { one: ['look'], other: 'send', per: 'campaign', reason: 'looked-at-evidence', heldBy: 'attempt_looker' },
  { one: ['look'], other: 'match', per: 'campaign', reason: 'looked-at-evidence', heldBy: 'response_looker' },
  { one: ['code'], other: 'team', per: 'campaign', reason: 'team-coded', heldBy: 'campaign_member_blind' },
  { one: ['code'], other: 'adjudicate', per: 'response', reason: 'coded-already', heldBy: 'coding_once' },
  { one: ['code'], other: 'adjudicate', per: 'call', reason: 'coded-already', heldBy: 'call_coding_once' },
  {
    one: ['design'],
    other: 'amend',
    per: 'campaign',
    reason: 'amendment-two-persons',
    heldBy: 'amendment_chained',
  },
  {
    one: ['draw'],
    other: 'release-identities',
    per: 'campaign',
    reason: 'identity-two-persons',
    heldBy: 'identity_release_checked',
  },
  {
    one: ['request-authorisation'],
    other: 'check-authorisation',
    per: 'authorisation',
    reason: 'authorisation-check-two-persons',
    heldBy: 'authorisation_check_two_persons',
  },
  {
    one: ['request-authorisation'],
    other: 'record-grant',
    per: 'authorisation',
    reason: 'authorisation-two-persons',
    heldBy: 'authorisation_two_persons',
  },
  {
    one: ['propose-legal-basis'],
    other: 'confirm-legal-basis',
    per: 'legal-basis',
    reason: 'basis-confirmation',
    heldBy: 'legal_basis_confirmation_two_persons',
  },
  {
    one: ['propose-role'],
    other: 'decide-role',
    per: 'account',
    reason: 'grant-two-persons',
    heldBy: 'role_grant_two_persons',
  },
  // Dossiers come with the room of inspections; the pair stands here so that their room cannot forget it.
  {
    one: ['decide-flag'],
    other: 'second-sign-dossier',
    per: 'flag',
    reason: 'flag-two-persons',
    heldBy: null,
  },
] as const satisfies readonly NeverOnePerson[];

type Reason = (typeof NEVER_ONE_PERSON)[number]['reason'];

/** Whether who had these duties in a case may take on another in it. */
export function mayTakeOn(held: readonly string[], wanted: Duty): Verdict<Reason> {
  const broken = NEVER_ONE_PERSON.find(
    ({ one, other }) => other === wanted && one.some((duty) => held.includes(duty)),
  );
  return broken === undefined ? ALLOW : refuse(broken.reason);
}
