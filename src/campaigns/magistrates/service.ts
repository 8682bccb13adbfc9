import { record } from '../../audit/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { isDateOnly, toInstant } from '../../platform/dates.js';
import { fault } from '../../platform/faults.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { mayExtend } from '../authorisations/rules.js';
import { mayDecide, widerThan } from './rules.js';
import type { Decision, DecisionBody } from './schema.js';
import { insertDecision } from './store.js';
import { findDecisions, findOwnRequest, type OwnRequest } from './views.js';
import { widerFaults } from './words.js';

export interface MagistrateMeans {
  /** Prints a decision. The same body gives the same bytes. */
  readonly print: (body: DecisionBody) => Promise<{ readonly html: string; readonly pdf: Buffer }>;
}

/** The use cases of magistrates. */
export function createMagistrateUseCases({ print }: MagistrateMeans) {
  return {
    /**
     * Decides on a request that was addressed to who acts: the decision is printed and kept with its hashes in the log, and
     * is what the authorisation says from then on. A grant makes the campaign ready.
     * Problems: not-found, request-not-open, bad-input (wider than asked), authorisation-extension, other-body-competent
     */
    decide: (ctx: Ctx, id: string, decision: Decision): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const request = await findOwnRequest(ctx, id);
        insist(mayDecide(decision.step, request.authorisation.state, request.waits));
        insistWithin(ctx, request, decision);
        const number = (await findDecisions(ctx, id)).length + 1;
        const said = bodyOf(ctx, request, decision, number);
        const body = canonicalJson(said);
        const { html, pdf } = await print(said);
        const hashes = { bodyHash: sha256(body), htmlHash: sha256(html), pdfHash: sha256(pdf) };
        const key = { authorisation: id, campaign: request.campaign, number };
        await insertDecision(ctx, key, { step: decision.step, body, html, pdf, ...hashes });
        noteDecision(ctx, request, decision, {
          number,
          bodyHash: hashes.bodyHash.toString('hex'),
          htmlHash: hashes.htmlHash.toString('hex'),
          pdfHash: hashes.pdfHash.toString('hex'),
        });
      }),
  };
}

export type MagistrateUseCases = ReturnType<typeof createMagistrateUseCases>;

const midnight = (day: string): Date => {
  if (!isDateOnly(day)) throw new RangeError(`Not a day: ${day}`);
  return toInstant(day, 0);
};

/** A grant stays within what was asked, field by field; a later end is one. */
function insistWithin(ctx: TxCtx, { body, authorisation }: OwnRequest, decision: Decision): void {
  if (decision.step === 'granted') {
    const wider = widerThan(body.request, decision.granted);
    if (wider.length > 0)
      throw new Problem(
        'bad-input',
        undefined,
        wider.map((field) => ({ field, message: fault(widerFaults(field)) })),
      );
  }
  if (decision.step === 'extended') {
    const { validUntil, maxTests } = decision.extended;
    insist(
      mayExtend(authorisation, ctx.actor.id, { validUntil: midnight(validUntil), maxTests }, ctx.clock.now()),
    );
  }
}

function bodyOf(
  ctx: TxCtx,
  { campaign, body, pdfHash, authorisation }: OwnRequest,
  decision: Decision,
  number: number,
): DecisionBody {
  const { name, service, ground } = body.of;
  return {
    form: 'praktijktest/decision/1',
    authorisation: authorisation.id,
    campaign,
    number,
    step: decision.step,
    language: body.request.language,
    of: { name, service, ground },
    requestHash: pdfHash.toString('hex'),
    requestSentAt: body.sentAt,
    addressee: body.request.addressee,
    decider: ctx.actor.name,
    granted: decision.step === 'granted' ? decision.granted : null,
    extended: decision.step === 'extended' ? decision.extended : null,
    reason: decision.step === 'refused' || decision.step === 'withdrawn' ? decision.reason : null,
    decidedAt: ctx.clock.now().toISOString(),
  };
}

/** Notes the paper, what became of the authorisation, and that a granted campaign is ready. */
function noteDecision(
  ctx: TxCtx,
  { campaign, authorisation }: OwnRequest,
  decision: Decision,
  kept: {
    readonly number: number;
    readonly bodyHash: string;
    readonly htmlHash: string;
    readonly pdfHash: string;
  },
): void {
  record(ctx, { what: 'authorisation.decision-kept', campaign, authorisation: authorisation.id, ...kept });
  const number =
    decision.step === 'granted'
      ? decision.granted.number
      : decision.step === 'extended'
        ? decision.extended.number
        : authorisation.number;
  record(ctx, {
    what: `authorisation.${decision.step}`,
    campaign,
    authorisation: authorisation.id,
    number,
    documentHash: kept.pdfHash,
  });
  if (decision.step === 'granted')
    record(ctx, { what: 'campaign.state', campaign, from: 'sealed', to: 'ready', reasonHash: null });
}
