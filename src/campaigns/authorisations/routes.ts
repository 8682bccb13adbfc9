import { z } from 'zod';
import { edit, type Resource, type RouteLine } from '../../auth/index.js';
import { asId } from '../../platform/ids.js';
import { AUTHORISATION_KINDS } from '../../register/index.js';
import type { CampaignUseCases } from '../service.js';
import { CheckBody, DraftBody, GrantBody, NoteBody, SendBackBody } from './schema.js';

const RequestBody = z.strictObject({
  kind: z.enum(AUTHORISATION_KINDS),
  magistrate: z
    .uuid()
    .nullable()
    .default(null)
    .meta({ description: 'The account of the magistrate it goes to; left out where it goes on paper.' }),
});
const RefusalBody = GrantBody.pick({ documentHash: true, decidedOn: true });
const ExtensionBody = GrantBody.pick({ number: true, validUntil: true, documentHash: true })
  .required()
  .extend({
    maxTests: GrantBody.shape.maxTests
      .nullable()
      .default(null)
      .meta({ description: 'Fewer tests than before; left out where their number stays.' }),
    decidedOn: GrantBody.shape.decidedOn.unwrap().meta({ type: 'string', format: 'date' }),
  });
const ConditionBody = NoteBody.extend({ position: z.number().int().min(1).max(1000) });

const TEAM = ['not-in-team', 'own-interest'] as const;
const CHECK = [
  ...TEAM,
  'authorisation-not-drafted',
  'authorisation-check-two-persons',
  'authorisation-draft-changed',
] as const;

/** The JSON API of the life of an authorisation: every act, on the campaign that it is of. */
export function authorisationRoutes<Answer extends z.ZodType>(
  campaigns: CampaignUseCases,
  of: Resource<Answer>,
  basis: readonly string[],
): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'campaign'>(params.id);
  return [
    edit(
      '/api/v1/campaigns/:id/draft-authorisation',
      {
        can: 'authorisation.request',
        summary: 'Write the draft of a request for authorisation, or write it anew',
        of,
        body: DraftBody,
        problems: [...TEAM, 'authorisation-decided', 'authorisation-other-kind', 'repeat-unnamed'],
      },
      (ctx, { params, body }) => campaigns.draftRequest(ctx, idOf(params), body),
    ),
    edit(
      '/api/v1/campaigns/:id/check-authorisation',
      {
        can: 'authorisation.check',
        summary: 'Note that the draft of a request was checked',
        of,
        body: CheckBody,
        problems: CHECK,
      },
      (ctx, { params, body }) => campaigns.checkRequest(ctx, idOf(params), body.version),
    ),
    edit(
      '/api/v1/campaigns/:id/send-back-authorisation',
      {
        can: 'authorisation.check',
        summary: 'Say what must change in the draft of a request',
        of,
        body: SendBackBody,
        problems: CHECK,
      },
      (ctx, { params, body }) => campaigns.sendBack(ctx, idOf(params), body.version, body.remark),
    ),
    edit(
      '/api/v1/campaigns/:id/request-authorisation',
      {
        can: 'authorisation.request',
        summary: 'Note that an authorisation was asked for',
        of,
        body: RequestBody,
        problems: [
          ...TEAM,
          'authorisation-unchecked',
          'authorisation-decided',
          'authorisation-other-kind',
          'request-addressee',
        ],
      },
      (ctx, { params, body }) =>
        campaigns.requestAuthorisation(ctx, idOf(params), body.kind, body.magistrate),
    ),
    ...decisionRoutes(campaigns, of, basis),
  ];
}

/** What was decided, recorded by another than who asked. */
function decisionRoutes<Answer extends z.ZodType>(
  campaigns: CampaignUseCases,
  of: Resource<Answer>,
  basis: readonly string[],
): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'campaign'>(params.id);
  const decided = [
    'authorisation-not-requested',
    'authorisation-two-persons',
    'authorisation-decided',
    'authorisation-of-magistrate',
  ];
  return [
    edit(
      '/api/v1/campaigns/:id/record-grant',
      {
        can: 'authorisation.record',
        summary: 'Record that the authorisation was granted',
        of,
        body: GrantBody,
        problems: [
          ...basis,
          'own-interest',
          'other-body-competent',
          'campaign-life',
          ...decided,
          'authorisation-range',
          'authorisation-other-ground',
        ],
      },
      (ctx, { params, body }) => campaigns.recordGrant(ctx, idOf(params), body),
    ),
    edit(
      '/api/v1/campaigns/:id/record-refusal',
      {
        can: 'authorisation.record',
        summary: 'Record that the authorisation was refused',
        of,
        body: RefusalBody,
        problems: ['own-interest', ...decided],
      },
      (ctx, { params, body }) =>
        campaigns.recordRefusal(ctx, idOf(params), body.documentHash, body.decidedOn),
    ),
    edit(
      '/api/v1/campaigns/:id/record-extension',
      {
        can: 'authorisation.record',
        summary: 'Record that the authorisation was extended',
        of,
        body: ExtensionBody,
        problems: [
          'own-interest',
          'not-authorised',
          'authorisation-expired',
          'authorisation-two-persons',
          'authorisation-of-magistrate',
          'authorisation-extension',
        ],
      },
      (ctx, { params, body }) =>
        campaigns.extendAuthorisation(ctx, idOf(params), { ...body, validUntil: new Date(body.validUntil) }),
    ),
    edit(
      '/api/v1/campaigns/:id/withdraw-authorisation',
      {
        can: 'authorisation.record',
        summary: 'Record that the authorisation was withdrawn: nothing more is sent',
        of,
        problems: ['own-interest', 'not-authorised', 'authorisation-of-magistrate'],
      },
      (ctx, { params }) => campaigns.withdrawAuthorisation(ctx, idOf(params)),
    ),
    edit(
      '/api/v1/campaigns/:id/meet-condition',
      {
        can: 'authorisation.check',
        summary: 'Note how a condition of the authorisation is met',
        of,
        body: ConditionBody,
        problems: [...TEAM, 'not-authorised', 'authorisation-condition-met'],
      },
      (ctx, { params, body }) => campaigns.meetCondition(ctx, idOf(params), body.position, body.note),
    ),
  ];
}
