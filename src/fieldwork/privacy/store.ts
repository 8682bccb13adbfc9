import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Channel, ResponseId } from '../responses/index.js';
import type { ErasedClass, Ground, HoldId, RequestId, RequestKind } from './schema.js';
import { listTerms } from './views.js';

export async function insertRequest(
  ctx: TxCtx,
  id: RequestId,
  asked: { kind: RequestKind; subject: string; details: string; receivedOn: DateOnly },
): Promise<void> {
  const { kind, subject, details, receivedOn } = asked;
  const [recorded_by, recorded_at] = [ctx.actor.id, ctx.clock.now()];
  await ctx.db
    .insertInto('data_request')
    .values({ id, kind, subject, details, received_on: receivedOn, recorded_by, recorded_at })
    .execute();
}

interface Act {
  readonly kind: 'searched' | 'postponed' | 'answered';
  readonly reason?: string;
  readonly ground?: Ground;
  readonly until?: DateOnly;
  readonly reviewOn?: DateOnly;
  readonly found?: number;
}

export async function insertAct(ctx: TxCtx, request: RequestId, act: Act): Promise<void> {
  const { kind, reason = null, ground = null, until = null, reviewOn = null, found = null } = act;
  await ctx.db
    .insertInto('data_request_act')
    .values({
      id: ctx.newId(),
      request,
      kind,
      reason,
      ground,
      until,
      review_on: reviewOn,
      found,
      actor: ctx.actor.id,
      at: ctx.clock.now(),
    })
    .execute();
}

export async function insertHold(
  ctx: TxCtx,
  id: HoldId,
  hold: { campaign: CampaignId; reason: string; reviewOn: DateOnly },
): Promise<void> {
  const { campaign, reason, reviewOn } = hold;
  const [placed_by, placed_at] = [ctx.actor.id, ctx.clock.now()];
  await ctx.db
    .insertInto('legal_hold')
    .values({ id, campaign, reason, review_on: reviewOn, placed_by, placed_at })
    .execute();
}

/** @returns the campaign, or undefined when nothing stood to lift */
export async function setLifted(ctx: TxCtx, id: HoldId, reason: string): Promise<CampaignId | undefined> {
  const row = await ctx.db
    .updateTable('legal_hold')
    .set({ lifted_by: ctx.actor.id, lifted_at: ctx.clock.now(), lifted_reason: reason })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning('campaign')
    .executeTakeFirst();
  return row?.campaign;
}

/** Erases a batch of what is past its term. */
export async function eraseByTerms(
  db: Db,
  most: number,
): Promise<readonly (ErasedClass & { readonly campaign: CampaignId | null })[]> {
  const found = await sql<
    ErasedClass & { campaign: CampaignId | null }
  >`select data_class as "dataClass", campaign, erased from erase_by_terms(${most})`.execute(db);
  return found.rows;
}

/** Keeps that a term was confirmed as its text stands. @returns false when it was before */
export async function insertConfirmation(ctx: TxCtx, dataClass: string, text: Buffer): Promise<boolean> {
  const [confirmed_by, confirmed_at] = [ctx.actor.id, ctx.clock.now()];
  const made = await ctx.db
    .insertInto('retention_confirmation')
    .values({ data_class: dataClass, text_hash: text, confirmed_by, confirmed_at })
    .onConflict((conflict) => conflict.constraint('retention_confirmation_pkey').doNothing())
    .returning('data_class')
    .executeTakeFirst();
  return made !== undefined;
}

/** The run, with the classes that it left because nobody confirmed their term. */
export async function insertRun(ctx: TxCtx, erased: readonly ErasedClass[]): Promise<void> {
  const waiting = (await listTerms(ctx))
    .filter((term) => term.keptBy === 'job' && term.confirmedAt === null)
    .map(({ dataClass }) => dataClass);
  await ctx.db
    .insertInto('retention_run')
    .values({ id: ctx.newId(), at: ctx.clock.now(), erased: JSON.stringify(erased), waiting })
    .execute();
}

/** An answer of a pair that counts, of which names still stand in the text that people read. */
export interface NamedAnswer {
  readonly id: ResponseId;
  readonly channel: Channel;
  readonly sealed: Buffer;
  readonly sha256: Buffer;
  readonly transcript: Buffer | null;
  readonly subject: string;
  readonly text: string;
  /** Whom the application was addressed to, and the contact person of the vacancy. */
  readonly toName: string | null;
  readonly contactName: string | null;
}

export async function claimNamed(db: Db, most: number): Promise<NamedAnswer[]> {
  const found = await sql<NamedAnswer>`select r.id, r.channel, r.sealed, r.sha256, r.transcript,
      coalesce(r.redacted_subject, '') as subject, coalesce(r.redacted_text, '') as text, a.to_name as "toName", v.contact_name as "contactName"
    from response r join application a on a.id = r.application join test t on t.id = a.test left join vacancy v on v.id = t.vacancy
    where r.code is not null and r.names_hidden_at is null and r.erased_at is null and not is_held(r.campaign)
      and exists (select from counted_test c where c.test = t.id)
    order by r.application, r.id limit ${most} for update of r skip locked`.execute(db);
  return found.rows;
}

export async function hideNames(
  ctx: TxCtx,
  id: ResponseId,
  shown: { subject: string; text: string },
): Promise<void> {
  await ctx.db
    .updateTable('response')
    .set({ redacted_subject: shown.subject, redacted_text: shown.text, names_hidden_at: ctx.clock.now() })
    .where('id', '=', id)
    .execute();
}
