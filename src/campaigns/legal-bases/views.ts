import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { asId } from '../../platform/ids.js';
import { readBasisDocument } from '../../register/index.js';
import { basisStatus } from './rules.js';
import type { BasisText, Confirmation, ConfirmationId } from './schema.js';

interface Key {
  readonly code: string;
  readonly version: string;
}

/** Every version of every legal basis, by code and then by the day it begins. */
export function listBasisTexts(ctx: Ctx): Promise<BasisText[]> {
  return ctx.read(async (ctx) => {
    const rows = await basisRows(ctx).orderBy('code').orderBy('valid_from').execute();
    const confirmations = await confirmationRows(ctx).execute();
    return rows.map((row) => toText(row, confirmations.map(toConfirmation)));
  });
}

/** One version with its history. Throws `not-found`. */
export async function findBasisText(ctx: ReadCtx, { code, version }: Key): Promise<BasisText> {
  const row = await basisRows(ctx).where('code', '=', code).where('version', '=', version).executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  const confirmations = await confirmationRows(ctx)
    .where('f.code', '=', code)
    .where('f.version', '=', version)
    .execute();
  return toText(row, confirmations.map(toConfirmation));
}

/** One proposal with what became of it. Throws `not-found`. */
export async function findConfirmation(ctx: ReadCtx, id: ConfirmationId): Promise<Confirmation> {
  const row = await confirmationRows(ctx).where('f.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return toConfirmation(row);
}

/** How many proposals wait for this actor: those of others, about the text as it stands now. */
export function countProposals(ctx: Ctx): Promise<number> {
  return ctx.read(async (ctx) => {
    const found = await ctx.db
      .selectFrom('legal_basis_confirmation as f')
      .innerJoin('legal_basis as b', (join) =>
        join
          .onRef('b.code', '=', 'f.code')
          .onRef('b.version', '=', 'f.version')
          .onRef('b.text_hash', '=', 'f.text_hash'),
      )
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('f.confirmed_at', 'is', null)
      .where('f.withdrawn_at', 'is', null)
      .where('f.proposed_by', '!=', ctx.actor.id)
      .executeTakeFirst();
    return found?.n ?? 0;
  });
}

function basisRows(ctx: ReadCtx) {
  return ctx.db.selectFrom('legal_basis').selectAll();
}
type BasisRow = Awaited<ReturnType<ReturnType<typeof basisRows>['execute']>>[number];

function confirmationRows(ctx: ReadCtx) {
  return ctx.db
    .selectFrom('legal_basis_confirmation as f')
    .innerJoin('account as p', 'p.id', 'f.proposed_by')
    .leftJoin('account as c', 'c.id', 'f.confirmed_by')
    .leftJoin('account as w', 'w.id', 'f.withdrawn_by')
    .select([
      'f.id',
      'f.code',
      'f.version',
      'f.text_hash as textHash',
      'f.document_hash as documentHash',
      'f.document_date as documentDate',
      'f.proposed_by as proposedBy',
      'p.name as proposer',
      'f.proposed_at as proposedAt',
      'c.name as confirmer',
      'f.confirmed_at as confirmedAt',
      'w.name as withdrawer',
      'f.withdrawn_at as withdrawnAt',
      'f.withdrawn_reason as withdrawnReason',
    ])
    .orderBy('f.proposed_at', 'desc')
    .orderBy('f.id', 'desc');
}
type ConfirmationRow = Awaited<ReturnType<ReturnType<typeof confirmationRows>['execute']>>[number];

const toConfirmation = (row: ConfirmationRow): Confirmation => ({
  ...row,
  id: asId<'legal-basis-confirmation'>(row.id),
});

function toText(row: BasisRow, all: readonly Confirmation[]): BasisText {
  const confirmations = all.filter((one) => one.code === row.code && one.version === row.version);
  return {
    code: row.code,
    version: row.version,
    ...readBasisDocument(row.document),
    textHash: row.text_hash,
    exercise: row.exercise,
    services: row.services,
    purposes: row.purposes,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    status: basisStatus(row.text_hash, confirmations),
    confirmations,
  };
}
