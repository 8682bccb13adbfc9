import { z } from 'zod';
import {
  create,
  edit,
  get,
  getOne,
  Hash,
  Instant,
  list,
  PageQuery,
  type Resource,
  type RouteLine,
} from '../../auth/index.js';
import { asId } from '../../platform/ids.js';
import { DateText, PURPOSES, ReasonBody } from '../schema.js';
import { ProposalBody, type BasisText } from './schema.js';
import { confirmBasis, holdConfirmation, proposeConfirmation, withdrawConfirmation } from './service.js';
import { findBasisText, findConfirmation, listBasisTexts } from './views.js';

const Names = z.object({ nl: z.string(), en: z.string(), fr: z.string() });
const Listed = z.object({ code: z.string(), text: Names });

const BasisRow = z.object({
  code: z.string(),
  version: z.string(),
  name: Names,
  textHash: Hash,
  exercise: z.boolean(),
  services: z.array(z.string()).readonly(),
  purposes: z.array(z.enum(PURPOSES)).readonly(),
  validFrom: DateText,
  validUntil: DateText.nullable().meta({ description: 'The first day on which it no longer holds.' }),
  status: z.enum(['unconfirmed', 'proposed', 'confirmed', 'withdrawn', 'changed']),
});

const ConfirmationAnswer = z.object({
  id: z.uuid(),
  code: z.string(),
  version: z.string(),
  textHash: Hash,
  documentHash: Hash,
  documentDate: DateText,
  proposedBy: z.uuid(),
  proposedAt: Instant,
  confirmedAt: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
});

const BasisAnswer = BasisRow.extend({
  content: z
    .object({
      capacities: z.array(z.enum(['candidate', 'client'])),
      triggersNeeded: z.enum(['none', 'one', 'all']),
      triggers: z.array(z.object({ code: z.string(), authorisation: z.string() })),
      authorisation: z
        .string()
        .optional()
        .meta({ description: 'Whose authorisation is needed, where there are no triggers.' }),
      thirdPersons: z.enum(['allowed', 'under-conditions', 'forbidden']),
      reading: Names,
      conditions: z.array(Listed),
      record: z.array(Listed),
      report: z.array(z.object({ to: z.string(), text: Names })),
      source: Names,
    })
    .nullable()
    .meta({ description: 'Null for a version that left the reference file.' }),
  confirmations: z.array(ConfirmationAnswer).readonly(),
});

/** The JSON API of legal bases: their texts, and the act of two that confirms one. */
export function legalBasisRoutes(): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'legal-basis-confirmation'>(params.id);
  const address = '/api/v1/legal-basis-confirmations';
  return [
    list(
      '/api/v1/legal-bases',
      {
        can: 'legal-basis.read',
        summary: 'List every version of every legal basis with its status',
        row: BasisRow,
        query: PageQuery,
      },
      async (ctx, { query, after }) => partOf(await listBasisTexts(ctx), after, query.limit),
    ),
    get(
      '/api/v1/legal-bases/:basis/:version',
      {
        can: 'legal-basis.read',
        summary: 'Read one version with its conditions and its history',
        answer: BasisAnswer,
        problems: ['not-found'],
      },
      (ctx, { params }) =>
        ctx.read(async (ctx) =>
          toAnswer(await findBasisText(ctx, { code: params.basis, version: params.version })),
        ),
    ),
    create(
      address,
      {
        can: 'legal-basis.confirm',
        summary: 'Propose to confirm the text of a legal basis',
        body: ProposalBody,
        problems: [
          'not-found',
          'basis-exercise',
          'basis-text-changed',
          'basis-proposed-already',
          'document-in-future',
        ],
      },
      (ctx, { body }) => proposeConfirmation(ctx, body),
    ),
    getOne(`${address}/:id`, 'Read one proposal and what became of it', confirmation),
    edit(
      `${address}/:id/confirm`,
      {
        can: 'legal-basis.confirm',
        summary: 'Confirm what somebody else proposed',
        of: confirmation,
        problems: ['basis-decided', 'basis-confirmation', 'basis-text-changed'],
      },
      (ctx, { params }) => confirmBasis(ctx, idOf(params)),
    ),
    edit(
      `${address}/:id/withdraw`,
      {
        can: 'legal-basis.confirm',
        summary: 'Withdraw a proposal or a confirmation: nothing more is sent on that basis',
        of: confirmation,
        body: ReasonBody,
        problems: ['basis-decided'],
      },
      (ctx, { params, body }) => withdrawConfirmation(ctx, idOf(params), body.reason),
    ),
  ];
}

const confirmation: Resource<typeof ConfirmationAnswer> = {
  can: 'legal-basis.read',
  answer: ConfirmationAnswer,
  find: async (ctx, id) => withDate(await findConfirmation(ctx, asId<'legal-basis-confirmation'>(id))),
  hold: (ctx, id) => holdConfirmation(ctx, asId<'legal-basis-confirmation'>(id)),
};

// Days come as texts from the database; the schema of the answer checks that they are days.
const withDate = <Row extends { documentDate: string }>(row: Row) => ({
  ...row,
  documentDate: DateText.parse(row.documentDate),
});

const toRow = (text: BasisText): z.input<typeof BasisRow> => ({
  ...text,
  purposes: z.array(z.enum(PURPOSES)).parse(text.purposes),
  validFrom: DateText.parse(text.validFrom),
  validUntil: text.validUntil === null ? null : DateText.parse(text.validUntil),
});

const toAnswer = (text: BasisText): z.input<typeof BasisAnswer> => ({
  ...toRow(text),
  content: text.content,
  confirmations: text.confirmations.map(withDate),
});

/** At most `limit` texts after a place in the list, which is short and never skips. */
function partOf(texts: readonly BasisText[], after: readonly string[] | null, limit: number) {
  const start =
    after === null
      ? 0
      : texts.findIndex(({ code, version }) => code === after[0] && version === after[1]) + 1;
  const rows = texts.slice(start, start + limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(toRow),
    next: last === undefined || start + limit >= texts.length ? null : [last.code, last.version],
  };
}
