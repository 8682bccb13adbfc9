import { z } from 'zod';
import { act, get, Hash, Instant, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { compare } from '../../platform/dates.js';
import { AUTHORISATION_STATES, dayText, GrantBody, TEST_TYPES } from '../authorisations/schema.js';
import { nameField } from './naming.js';
import { DECISION_STEPS, ReasonForm, type Decision } from './schema.js';
import type { MagistrateUseCases } from './service.js';
import { findDecisions, findOwnRequest, listOwnRequests } from './views.js';

const RequestRow = z.object({
  id: z.uuid(),
  name: z.string(),
  service: z.string(),
  sentAt: Instant,
  state: z.enum(AUTHORISATION_STATES),
  waits: z.boolean().meta({ description: 'Whether it waits to be granted or refused.' }),
  validUntil: Instant.nullable(),
  maxTests: z.number().int().nullable(),
});
const RequestAnswer = RequestRow.extend({
  request: z
    .looseObject({})
    .meta({ description: 'The request as it was sent; it does not change any more.' }),
  requestHash: Hash.meta({ description: 'SHA-256 of its PDF.' }),
  decisions: z.array(
    z.object({
      number: z.number().int(),
      step: z.enum(DECISION_STEPS),
      decidedAt: Instant,
      decider: z.string(),
      documentHash: Hash,
    }),
  ),
});

const day = dayText({
  nl: 'Geef een dag, zoals 2027-03-29.',
  en: 'Give a day such as 2027-03-29.',
  fr: 'Donnez un jour, comme 2027-03-29.',
});
const shape = GrantBody.shape;
const GrantedBody = z
  .strictObject({
    number: shape.number,
    validFrom: day,
    validUntil: day.meta({ description: 'The last day; it is no longer included.' }),
    maxTests: shape.maxTests,
    testTypes: z.array(z.enum(TEST_TYPES)).min(1),
    employers: shape.employers.unwrap().min(0).default([]),
    thirdPersons: z.boolean(),
    conditions: shape.conditions.unwrap().min(0).default([]),
  })
  .refine(({ validFrom, validUntil }) => compare(validFrom, validUntil) < 0, {
    path: ['validUntil'],
    message: 'must be after validFrom',
  });
const LaterBody = z.strictObject({
  number: shape.number,
  validUntil: day,
  maxTests: shape.maxTests
    .nullable()
    .default(null)
    .meta({ description: 'Fewer tests than before; left out where their number stays.' }),
});
const ReasonBody = z.strictObject(ReasonForm.shape);

/** The JSON API of a magistrate: the own requests, and the decision on each. */
export function magistrateRoutes(magistrates: MagistrateUseCases): RouteLine[] {
  return [
    get(
      '/api/v1/requests',
      {
        can: 'request.read-own',
        summary: 'List the requests for authorisation that were addressed to you',
        answer: z.object({ requests: z.array(RequestRow) }),
      },
      async (ctx) => ({
        requests: (await ctx.read(listOwnRequests)).map(({ authorisation, ...line }) => ({
          id: authorisation,
          ...line,
        })),
      }),
    ),
    get(
      '/api/v1/requests/:id',
      {
        can: 'request.read-own',
        summary: 'Read a request that was addressed to you, and what you decided on it',
        answer: RequestAnswer,
      },
      (ctx, { params }) => answerOf(ctx, params.id),
    ),
    ...decisionRoutes(magistrates),
  ];
}

function decisionRoutes(magistrates: MagistrateUseCases): RouteLine[] {
  const line = <Body>(summary: string, body: z.ZodType<Body>, problems: readonly string[] = []) => ({
    can: 'request.decide' as const,
    summary,
    body,
    answer: RequestAnswer,
    problems: ['request-not-open', ...problems],
  });
  const decide = async (ctx: Ctx, id: string, decision: Decision) => {
    await nameField(() => magistrates.decide(ctx, id, decision));
    return answerOf(ctx, id);
  };
  return [
    act(
      '/api/v1/requests/:id/grant',
      line('Grant a request, whole or in part', GrantedBody, ['other-body-competent']),
      (ctx, { params, body }) => decide(ctx, params.id, { step: 'granted', granted: body }),
    ),
    act(
      '/api/v1/requests/:id/refuse',
      line('Refuse a request, with the reason', ReasonBody),
      (ctx, { params, body }) => decide(ctx, params.id, { step: 'refused', reason: body.reason }),
    ),
    act(
      '/api/v1/requests/:id/extend',
      line('Give what was granted a later end', LaterBody, ['authorisation-extension']),
      (ctx, { params, body }) => decide(ctx, params.id, { step: 'extended', extended: body }),
    ),
    act(
      '/api/v1/requests/:id/withdraw',
      line('Take back what was granted: from then on nothing leaves under it', ReasonBody),
      (ctx, { params, body }) => decide(ctx, params.id, { step: 'withdrawn', reason: body.reason }),
    ),
  ];
}

function answerOf(ctx: Ctx, id: string): Promise<z.input<typeof RequestAnswer>> {
  return ctx.read(async (ctx) => {
    const { body, sentAt, waits, pdfHash, authorisation } = await findOwnRequest(ctx, id);
    const { state, validUntil, maxTests } = authorisation;
    return {
      id,
      name: body.of.name,
      service: body.of.service.name,
      sentAt,
      state,
      waits,
      validUntil,
      maxTests,
      request: body,
      requestHash: pdfHash,
      decisions: (await findDecisions(ctx, id)).map(({ pdfHash: documentHash, ...decision }) => ({
        ...decision,
        documentHash,
      })),
    };
  });
}
