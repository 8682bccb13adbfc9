import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { AuthorisationKind } from '../../register/index.js';
import { findSignals } from '../../signals/index.js';
import {
  basisHolds,
  isCompetent,
  mayGo,
  mayRecordGrant,
  mayRecordRefusal,
  mayRequest,
  type Bodies,
} from '../rules.js';
import { mayAskFor } from '../repeats/rules.js';
import type { Campaign, CampaignId } from '../schema.js';
import { lockCampaign } from '../store.js';
import { findAuthorisation, findBasis, findCampaign, findClockMode, insistTeam } from '../views.js';
import { listMagistrates, type Addressee } from './addressee.js';
import { mayCheck, mayExtend, maySend, mayWrite, restsOn, stands } from './rules.js';
import type { Authorisation, AuthorisationRequest, Draft, Grant } from './schema.js';
import { keepAsSent, type RequestPrinting } from './sent-request.js';
import * as store from './store.js';
import { findRequest } from './views.js';

export interface AuthorisationMeans {
  /** An act on a campaign in one transaction, barred by an own interest. */
  readonly act: <T>(ctx: Ctx, id: CampaignId, use: (ctx: TxCtx) => Promise<T>) => Promise<T>;
  /** Makes a campaign ready. */
  readonly makeReady: (ctx: TxCtx, id: CampaignId) => Promise<void>;
  /** The body that each cell of a campaign belongs to, and the one that its service is. */
  readonly bodies: (campaign: Campaign) => Bodies;
  readonly printing: RequestPrinting;
  /** Tells a magistrate by mail that something waits, and not what. */
  readonly tell: (ctx: TxCtx, authorisation: string) => Promise<void>;
}

type Step =
  'drafted' | 'checked' | 'sent-back' | 'requested' | 'granted' | 'refused' | 'extended' | 'withdrawn';

function note(
  ctx: TxCtx,
  campaign: CampaignId,
  step: Step,
  authorisation: string,
  more: { number?: string | null; documentHash?: string | null } = {},
): void {
  const { number = null, documentHash = null } = more;
  record(ctx, { what: `authorisation.${step}`, campaign, authorisation, number, documentHash });
}

/** The use cases of authorisations. Each checks its rule, changes the row, and records the act in one transaction. */
export function createAuthorisationUseCases({ act, makeReady, bodies, printing, tell }: AuthorisationMeans) {
  return {
    /** Writes the draft of a request, or writes it anew: then it is checked again. Problems: not-in-team, authorisation-decided, -other-kind, repeat-unnamed, trigger-… */
    draftRequest: (ctx: Ctx, id: CampaignId, draft: Draft): Promise<void> =>
      act(ctx, id, (ctx) => draftRequest(ctx, id, draft)),
    /** A second person of the team has read this version of the draft. Problems: not-in-team, authorisation-not-drafted, -check-two-persons, -draft-changed, trigger-… */
    checkRequest: (ctx: Ctx, id: CampaignId, version: number): Promise<void> =>
      act(ctx, id, async (ctx) => {
        const { campaign, authorisation, request } = await readDraft(ctx, id, version);
        await insistRests(ctx, campaign, { ...request, kind: authorisation.kind });
        await store.setChecked(ctx, authorisation.id);
        note(ctx, id, 'checked', authorisation.id);
      }),
    /** A second person of the team says what must change first. Problems: as for checkRequest */
    sendBack: (ctx: Ctx, id: CampaignId, version: number, remark: string): Promise<void> =>
      act(ctx, id, async (ctx) => {
        const { authorisation } = await readDraft(ctx, id, version);
        await store.setRemark(ctx.db, authorisation.id, remark);
        note(ctx, id, 'sent-back', authorisation.id);
      }),
    /**
     * Notes that a checked request was sent on paper, or sends it to a magistrate's account; an exercise is requested without
     * a draft. Problems: not-in-team, authorisation-unchecked, -decided, -other-kind, request-addressee
     */
    requestAuthorisation: (
      ctx: Ctx,
      id: CampaignId,
      kind: AuthorisationKind,
      magistrate: string | null = null,
    ): Promise<void> =>
      act(ctx, id, (ctx) => requestAuthorisation(ctx, { printing, tell }, id, kind, magistrate)),
    /** Records a grant, which may be narrower than the plan, and makes the campaign ready. Problems: those of the gate, authorisation-two-persons, -range */
    recordGrant: (ctx: Ctx, id: CampaignId, grant: Grant): Promise<void> =>
      act(ctx, id, (ctx) => recordGrant(ctx, { makeReady, bodies }, id, grant)),
    /** Records that the request was refused: the campaign cannot start. Problems: authorisation-not-requested, -decided, -two-persons */
    recordRefusal: (ctx: Ctx, id: CampaignId, documentHash: string, decidedOn?: string): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await lockCampaign(ctx.db, id);
        const authorisation = await findAuthorisation(ctx, id);
        insist(mayRecordRefusal(authorisation, ctx.actor.id));
        if (authorisation === null) throw new Problem('authorisation-not-requested');
        await store.recordRefusal(ctx, authorisation.id, { documentHash, decidedOn });
        note(ctx, id, 'refused', authorisation.id, { documentHash });
      }),
    /** Records a later end. Problems: not-authorised, authorisation-expired, -two-persons, -extension */
    extendAuthorisation: (ctx: Ctx, id: CampaignId, extension: store.ExtensionFacts): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await lockCampaign(ctx.db, id);
        const authorisation = await findStanding(ctx, id);
        insist(mayExtend(authorisation, ctx.actor.id, extension, ctx.clock.now()));
        await store.recordExtension(ctx, authorisation.id, id, extension);
        note(ctx, id, 'extended', authorisation.id, extension);
      }),
    /** Withdraws the authorisation: nothing more is sent from that moment on. Problems: not-authorised */
    withdrawAuthorisation: (ctx: Ctx, id: CampaignId): Promise<void> =>
      act(ctx, id, async (ctx) => {
        const authorisation = await findStanding(ctx, id);
        await store.setWithdrawn(ctx.db, authorisation.id);
        note(ctx, id, 'withdrawn', authorisation.id, { number: authorisation.number });
      }),
    /** Somebody of the team notes how a condition is met. Problems: not-in-team, not-found, authorisation-condition-met */
    meetCondition: (ctx: Ctx, id: CampaignId, position: number, how: string): Promise<void> =>
      act(ctx, id, async (ctx) => {
        await findCampaign(ctx, id);
        await insistTeam(ctx, id);
        const authorisation = await findStanding(ctx, id);
        if (!(await store.meetCondition(ctx, authorisation.id, position, how)))
          throw new Problem('authorisation-condition-met');
        record(ctx, {
          what: 'authorisation.condition-met',
          campaign: id,
          authorisation: authorisation.id,
          position,
          noteHash: sha256(how).toString('hex'),
        });
      }),
  };
}

async function findStanding(ctx: TxCtx, id: CampaignId): Promise<Authorisation> {
  const authorisation = await findAuthorisation(ctx, id);
  if (authorisation === null || !stands(authorisation.state)) throw new Problem('not-authorised');
  return authorisation;
}

async function draftRequest(ctx: TxCtx, id: CampaignId, draft: Draft): Promise<void> {
  await lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  await insistTeam(ctx, id);
  insist(mayRequest(await findBasis(ctx, campaign.basis), draft.kind));
  insist(mayAskFor(campaign.repeats, draft.employers));
  const before = await findAuthorisation(ctx, id);
  if (before !== null) insist(mayWrite(before.state));
  await insistRests(ctx, campaign, draft);
  const authorisation = before?.id ?? ctx.newId();
  if (before === null) await store.insertAuthorisation(ctx, authorisation, id, draft.kind, 'drafted');
  else if (before.state === 'checked' || before.kind !== draft.kind)
    await store.reopenDraft(ctx.db, authorisation, draft.kind);
  await store.putRequest(ctx.db, authorisation, id, draft);
  note(ctx, id, 'drafted', authorisation);
}

/** What is asked for follows the legal basis and the signals that are named. */
async function insistRests(
  ctx: TxCtx,
  campaign: Campaign,
  asked: Pick<Draft, 'kind' | 'employers' | 'signals'>,
): Promise<void> {
  const { signals } = asked;
  const found = (await findSignals(ctx, signals)).map((one) => ({ ...one, exhibits: one.exhibits.length }));
  insist(restsOn(await findBasis(ctx, campaign.basis), campaign, asked, { named: signals.length, found }));
}

/** The draft that somebody of the team read, locked, if they may judge it. */
async function readDraft(
  ctx: TxCtx,
  id: CampaignId,
  version: number,
): Promise<{ campaign: Campaign; authorisation: Authorisation; request: AuthorisationRequest }> {
  await lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  await insistTeam(ctx, id);
  const authorisation = await findAuthorisation(ctx, id);
  const request = authorisation === null ? null : await findRequest(ctx, authorisation.id);
  if (authorisation === null || request === null) throw new Problem('authorisation-not-drafted');
  insist(mayCheck(authorisation, ctx.actor.id, { read: version, kept: request.version }));
  return { campaign, authorisation, request };
}

async function requestAuthorisation(
  ctx: TxCtx,
  { printing, tell }: Pick<AuthorisationMeans, 'printing' | 'tell'>,
  id: CampaignId,
  kind: AuthorisationKind,
  magistrate: string | null,
): Promise<void> {
  await lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  await insistTeam(ctx, id);
  const basis = await findBasis(ctx, campaign.basis);
  insist(mayRequest(basis, kind));
  const before = await findAuthorisation(ctx, id);
  insist(maySend(before?.state ?? null, basis.exercise));
  const authorisation = before?.id ?? ctx.newId();
  if (before === null) {
    if (magistrate !== null) throw new Problem('authorisation-unchecked');
    await store.insertAuthorisation(ctx, authorisation, id, kind, 'requested');
  } else if (before.kind !== kind) throw new Problem('authorisation-other-kind');
  else {
    const to = magistrate === null ? null : await insistAddressee(ctx, magistrate);
    await keepAsSent(ctx, printing, campaign, before, to);
    await store.setSent(ctx, authorisation);
    if (to !== null) await tell(ctx, authorisation);
  }
  note(ctx, id, 'requested', authorisation);
}

async function insistAddressee(ctx: TxCtx, account: string): Promise<Addressee> {
  const found = (await listMagistrates(ctx)).find((one) => one.account === account);
  if (found === undefined) throw new Problem('request-addressee');
  return found;
}

async function recordGrant(
  ctx: TxCtx,
  { makeReady, bodies }: Pick<AuthorisationMeans, 'makeReady' | 'bodies'>,
  id: CampaignId,
  grant: Grant,
): Promise<void> {
  await lockCampaign(ctx.db, id);
  const campaign = await findCampaign(ctx, id);
  insist(mayGo(campaign.state, 'ready'));
  const basis = await findBasis(ctx, campaign.basis);
  insist(basisHolds({ campaign, basis, clockMode: await findClockMode(ctx), today: ctx.clock.today() }));
  insist(isCompetent(campaign, basis, bodies(campaign)));
  const authorisation = await findAuthorisation(ctx, id);
  const scope = {
    validFrom: new Date(grant.validFrom),
    validUntil: new Date(grant.validUntil),
    grounds: grant.grounds ?? null,
  };
  insist(mayRecordGrant(authorisation, ctx.actor.id, scope, campaign));
  if (authorisation === null) throw new Problem('authorisation-not-requested');
  await store.recordGrant(ctx, authorisation, id, grant);
  note(ctx, id, 'granted', authorisation.id, grant);
  await makeReady(ctx, id);
}
