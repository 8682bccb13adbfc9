import type { DateOnly } from '../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../platform/verdict.js';
import { groundsOf } from './contrasts.js';
import { mayWrite, stands } from './authorisations/rules.js';
import type { Authorisation } from './authorisations/schema.js';
import type { AuthorisationKind, Basis, Campaign, CampaignState, Purpose, ScenarioKind } from './schema.js';

const NEXT: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['sealed', 'abandoned'],
  sealed: ['ready', 'abandoned'],
  ready: ['running', 'abandoned'],
  running: ['paused', 'closing', 'stopped'],
  paused: ['running', 'closing', 'stopped'],
  closing: ['closed', 'stopped'],
  closed: [],
  stopped: [],
  abandoned: [],
};

/** Whether a campaign may go from its state to `to`. The database's trigger holds the same list. */
export function mayGo(from: CampaignState, to: CampaignState): Verdict {
  return NEXT[from].includes(to) ? ALLOW : refuse('campaign-life');
}

/** Whether a plan has no pairs but agencies, whom a client asks something. */
export const isOfClients = (kind: ScenarioKind): boolean => kind === 'client-call' || kind === 'client-mail';

/**
 * Purposes whose figures are statistics, so that a plan needs power (ARCHITECTURE: enforcement is bounded by its
 * authorisation). Client calls compare no pairs: their figure is a share per agency with its interval.
 */
export function needsPower(purpose: Purpose, kind: ScenarioKind = 'correspondence'): boolean {
  return !isOfClients(kind) && (purpose === 'baseline' || purpose === 'self-regulation');
}

/** A plan may be sealed when it is a draft, designed for more on the control side, and has the power its purpose asks. */
export function maySeal(
  campaign: Campaign,
  pairsNeeded: number | null,
  kind: ScenarioKind = 'correspondence',
): Verdict {
  const life = mayGo(campaign.state, 'sealed');
  if (!life.allowed) return life;
  if (!needsPower(campaign.purpose, kind)) return ALLOW;
  if (pairsNeeded === null) return refuse('no-difference-stated');
  return campaign.cells.some((cell) => cell.quota < pairsNeeded) ? refuse('underpowered') : ALLOW;
}

/** What the gate looks at; the same questions stand in SQL as `sending_refused_because`. */
export interface GateFacts {
  readonly campaign: Pick<Campaign, 'purpose' | 'service' | 'ground' | 'cells'>;
  /** The kind of test that its plan is of. */
  readonly kind: ScenarioKind;
  readonly basis: Basis;
  readonly authorisation: Authorisation | null;
  readonly clockMode: 'live' | 'demo';
  /** Whether the switch is thrown by which nothing leaves at all. */
  readonly killSwitch: boolean;
  /** Whether nobody of its plan was released yet. */
  readonly identitiesWait: boolean;
  readonly now: Date;
  readonly today: DateOnly;
}

/** The legal basis alone: of this purpose, of this service, in force today, and confirmed. */
export function basisHolds({
  campaign,
  basis,
  clockMode,
  today,
}: Omit<GateFacts, 'authorisation' | 'killSwitch' | 'identitiesWait' | 'now' | 'kind'>): Verdict {
  if (basis.exercise && clockMode !== 'demo') return refuse('exercise-outside-demo');
  if (!basis.purposes.includes(campaign.purpose)) return refuse('basis-other-purpose');
  if (!basis.services.includes(campaign.service) && !basis.services.includes('any'))
    return refuse('basis-not-competent');
  if (today < basis.validFrom || (basis.validUntil !== null && today >= basis.validUntil))
    return refuse('basis-not-valid');
  return basis.exercise ? ALLOW : isConfirmed(basis.status);
}

function isConfirmed(status: Basis['status']): Verdict {
  switch (status) {
    case 'confirmed':
      return ALLOW;
    case 'withdrawn':
      return refuse('basis-withdrawn');
    case 'changed':
      return refuse('basis-changed');
    case 'proposed':
    case 'unconfirmed':
      return refuse('basis-unconfirmed');
  }
}

/** Whose matter a campaign is: per cell the competent body, and the body that the campaign's own service is. */
export interface Bodies {
  readonly own: string | null;
  readonly competent: readonly (string | null)[];
}

/**
 * Enforcement is for the body whose matter it is, or for a service that its basis lets act for that body. Other purposes
 * enforce nothing, and an exercise stands outside the law. The database's trigger asks the same.
 */
export function isCompetent(
  campaign: Pick<Campaign, 'purpose'>,
  basis: Pick<Basis, 'exercise' | 'actsFor'>,
  bodies: Bodies,
): Verdict {
  if (campaign.purpose !== 'enforcement' || basis.exercise) return ALLOW;
  const may = bodies.competent.every(
    (body) => body !== null && (body === bodies.own || basis.actsFor.includes(body)),
  );
  return may ? ALLOW : refuse('other-body-competent');
}

/** The gate before a start and before every sending: the basis holds, an authorisation is valid now and its conditions are met, and somebody of the plan may be sent. */
export function passesGate(facts: GateFacts): Verdict {
  if (facts.killSwitch) return refuse('kill-switch-on');
  const basis = basisHolds(facts);
  if (!basis.allowed) return basis;
  const { authorisation, now } = facts;
  if (
    authorisation === null ||
    !stands(authorisation.state) ||
    authorisation.validFrom === null ||
    authorisation.validUntil === null
  )
    return refuse('not-authorised');
  if (now < authorisation.validFrom) return refuse('authorisation-not-yet');
  if (now >= authorisation.validUntil) return refuse('authorisation-expired');
  const ground = coversGrounds(authorisation.grounds, facts.campaign);
  if (!ground.allowed) return ground;
  if (authorisation.testTypes !== null && !authorisation.testTypes.includes(facts.kind))
    return refuse('authorisation-other-test-type');
  if (authorisation.openConditions > 0) return refuse('authorisation-conditions-open');
  return facts.identitiesWait ? refuse('identities-unreleased') : ALLOW;
}

/** A decision that names grounds is about those alone. */
function coversGrounds(
  grounds: readonly string[] | null,
  campaign: Pick<Campaign, 'ground' | 'cells'>,
): Verdict {
  return grounds === null || groundsOf(campaign).every((ground) => grounds.includes(ground))
    ? ALLOW
    : refuse('authorisation-other-ground');
}

/** What is asked for is what the basis asks: a magistrate's agreement, a mandate, … An exercise takes any. */
export function mayRequest(
  basis: Pick<Basis, 'exercise' | 'authorisationKinds'>,
  kind: AuthorisationKind,
): Verdict {
  return basis.exercise || basis.authorisationKinds.includes(kind)
    ? ALLOW
    : refuse('authorisation-other-kind');
}

/** A refusal too is recorded once, by somebody else than the requester. */
export function mayRecordRefusal(authorisation: Authorisation | null, recorder: string): Verdict {
  if (authorisation === null || mayWrite(authorisation.state).allowed)
    return refuse('authorisation-not-requested');
  if (authorisation.state !== 'requested') return refuse('authorisation-decided');
  const asked = authorisation.requestedBy === recorder || authorisation.sentBy === recorder;
  return asked ? refuse('authorisation-two-persons') : ALLOW;
}

/**
 * The requester never records a grant. It may cover fewer tests than the plan has, other employers or other kinds of test:
 * what was decided is recorded as it was decided, and the start waits until the plan lies within it.
 */
export function mayRecordGrant(
  authorisation: Authorisation | null,
  recorder: string,
  grant: { validFrom: Date; validUntil: Date; grounds: readonly string[] | null },
  campaign: Pick<Campaign, 'ground' | 'cells'>,
): Verdict {
  const decided = mayRecordRefusal(authorisation, recorder);
  if (!decided.allowed) return decided;
  if (grant.validUntil <= grant.validFrom) return refuse('authorisation-range');
  return coversGrounds(grant.grounds, campaign);
}

/** Who codes answers must not know of arms, who reviews the log knows no content; only roles that work on tests or figures join a team, and nobody who stands on the other side of the purpose wall (`purpose_wall_bars`). */
export function mayJoin(worksOnCampaigns: boolean, walled: boolean): Verdict {
  if (!worksOnCampaigns) return refuse('team-not-for-role');
  return walled ? refuse('purpose-wall') : ALLOW;
}

/** A campaign is moved by its own team: to others its tests do not exist, so that an act of theirs would do half. */
export function mayAct(own: boolean): Verdict {
  return own ? ALLOW : refuse('not-in-team');
}

/** A team keeps one member at least: without one nobody could see what is hidden for others. */
export function mayLeave(members: number): Verdict {
  return members > 1 ? ALLOW : refuse('team-last-member');
}
