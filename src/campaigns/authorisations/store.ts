import type { Db, TxCtx } from '../../platform/context.js';
import type { AuthorisationKind } from '../../register/index.js';
import type { CampaignId } from '../schema.js';
import {
  TEST_TYPES,
  type Authorisation,
  type AuthorisationState,
  type Draft,
  type Grant,
  type SentRequest,
} from './schema.js';

/** Adds an authorisation in the actor's name: a draft, or an exercise that is requested at once. */
export async function insertAuthorisation(
  ctx: TxCtx,
  id: string,
  campaign: CampaignId,
  kind: AuthorisationKind,
  state: 'drafted' | 'requested',
): Promise<void> {
  await ctx.db
    .insertInto('authorisation')
    .values({ id, campaign, kind, state, requested_by: ctx.actor.id })
    .execute();
}

/** Takes a checked draft back into the hands of its writer, or changes what kind it asks for. */
export async function reopenDraft(db: Db, id: string, kind: AuthorisationKind): Promise<void> {
  await db
    .updateTable('authorisation')
    .set({ state: 'drafted', kind, checked_by: null, checked_at: null })
    .where('id', '=', id)
    .execute();
}

/** Keeps the text of a draft under the next version; a remark of the checker has been answered by it. */
export async function putRequest(
  db: Db,
  authorisation: string,
  campaign: CampaignId,
  draft: Draft,
): Promise<void> {
  const text = {
    addressee: draft.addressee,
    motivation: draft.motivation,
    necessity: draft.necessity,
    max_tests: draft.maxTests,
    wanted_from: draft.wantedFrom,
    wanted_until: draft.wantedUntil,
    test_types: TEST_TYPES.filter((type) => draft.testTypes.includes(type)),
    employers: [...draft.employers],
    third_persons: draft.thirdPersons,
    excused_acts: draft.excusedActs,
    signals: [...draft.signals],
    language: draft.language,
    remark: null,
  };
  await db
    .insertInto('authorisation_request')
    .values({ authorisation, campaign, ...text })
    .onConflict((conflict) =>
      conflict
        .column('authorisation')
        .doUpdateSet((eb) => ({ ...text, version: eb('authorisation_request.version', '+', 1) })),
    )
    .execute();
}

export async function setChecked(ctx: TxCtx, id: string): Promise<void> {
  await ctx.db
    .updateTable('authorisation')
    .set({ state: 'checked', checked_by: ctx.actor.id, checked_at: ctx.clock.now() })
    .where('id', '=', id)
    .execute();
}

export async function setRemark(db: Db, authorisation: string, remark: string): Promise<void> {
  await db
    .updateTable('authorisation_request')
    .set({ remark })
    .where('authorisation', '=', authorisation)
    .execute();
}

export async function setSent(ctx: TxCtx, id: string): Promise<void> {
  await ctx.db
    .updateTable('authorisation')
    .set({ state: 'requested', sent_by: ctx.actor.id })
    .where('id', '=', id)
    .execute();
}

/** Keeps a request as it is sent, before it is. */
export async function insertSent(
  ctx: TxCtx,
  key: { readonly authorisation: string; readonly campaign: CampaignId },
  sent: Omit<SentRequest, 'sentAt'> & { readonly bodyHash: Buffer; readonly addressedTo: string | null },
): Promise<void> {
  await ctx.db
    .insertInto('sent_request')
    .values({
      ...key,
      version: sent.version,
      body: sent.body,
      html: sent.html,
      pdf: sent.pdf,
      body_hash: sent.bodyHash,
      html_hash: sent.htmlHash,
      pdf_hash: sent.pdfHash,
      sent_by: ctx.actor.id,
      sent_at: ctx.clock.now(),
      addressed_to: sent.addressedTo,
    })
    .execute();
}

/** Records a grant: its employers and conditions first, which the database takes only while nothing is decided. */
export async function recordGrant(
  ctx: TxCtx,
  authorisation: Authorisation,
  campaign: CampaignId,
  grant: Grant,
) {
  const { employers = [], conditions = [] } = grant;
  if (employers.length > 0)
    await ctx.db
      .insertInto('authorisation_employer')
      .values(employers.map((number) => ({ authorisation: authorisation.id, campaign, number })))
      .execute();
  if (conditions.length > 0)
    await ctx.db
      .insertInto('authorisation_condition')
      .values(
        conditions.map((text, place) => ({
          authorisation: authorisation.id,
          campaign,
          position: place + 1,
          of_basis: false,
          // As it was decided, in its own language, whatever the reader's.
          words: JSON.stringify({ nl: text, en: text, fr: text }),
          met_by: null,
          met_at: null,
          note: null,
        })),
      )
      .execute();
  await ctx.db
    .updateTable('authorisation')
    .set({
      state: conditions.length > 0 ? 'granted-with-conditions' : 'granted',
      number: grant.number,
      valid_from: new Date(grant.validFrom),
      valid_until: new Date(grant.validUntil),
      max_tests: grant.maxTests,
      document_hash: Buffer.from(grant.documentHash, 'hex'),
      grounds: grant.grounds ?? null,
      test_types: grant.testTypes === undefined ? null : [...grant.testTypes],
      third_persons: grant.thirdPersons ?? null,
      decided_on: grant.decidedOn ?? null,
      recorded_by: ctx.actor.id,
    })
    .where('id', '=', authorisation.id)
    .execute();
}

/** Notes that the request was refused. */
export async function recordRefusal(
  ctx: TxCtx,
  id: string,
  refusal: { documentHash: string; decidedOn?: string | undefined },
): Promise<void> {
  await ctx.db
    .updateTable('authorisation')
    .set({
      state: 'refused',
      document_hash: Buffer.from(refusal.documentHash, 'hex'),
      decided_on: refusal.decidedOn ?? null,
      recorded_by: ctx.actor.id,
    })
    .where('id', '=', id)
    .execute();
}

/** What an extension says. */
export interface ExtensionFacts {
  readonly number: string;
  readonly decidedOn: string;
  readonly validUntil: Date;
  /** Fewer tests than before; null where their number stays. */
  readonly maxTests: number | null;
  readonly documentHash: string;
}

/** Records a later end, with the decision that gives it. */
export async function recordExtension(
  ctx: TxCtx,
  authorisation: string,
  campaign: CampaignId,
  extension: ExtensionFacts,
): Promise<void> {
  await ctx.db
    .insertInto('authorisation_extension')
    .values({
      id: ctx.newId(),
      authorisation,
      campaign,
      number: extension.number,
      decided_on: extension.decidedOn,
      valid_until: extension.validUntil,
      document_hash: Buffer.from(extension.documentHash, 'hex'),
      max_tests: extension.maxTests,
      recorded_by: ctx.actor.id,
      recorded_at: ctx.clock.now(),
    })
    .execute();
  await ctx.db
    .updateTable('authorisation')
    .set({
      state: 'extended',
      valid_until: extension.validUntil,
      ...(extension.maxTests === null ? {} : { max_tests: extension.maxTests }),
    })
    .where('id', '=', authorisation)
    .execute();
}

export async function setWithdrawn(db: Db, id: string): Promise<void> {
  const state: AuthorisationState = 'withdrawn';
  await db.updateTable('authorisation').set({ state }).where('id', '=', id).execute();
}

/** Notes in the actor's name how a condition is met. @returns false when it is not there, or met already */
export async function meetCondition(
  ctx: TxCtx,
  authorisation: string,
  position: number,
  note: string,
): Promise<boolean> {
  const done = await ctx.db
    .updateTable('authorisation_condition')
    .set({ met_by: ctx.actor.id, met_at: ctx.clock.now(), note })
    .where('authorisation', '=', authorisation)
    .where('position', '=', position)
    .where('met_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
