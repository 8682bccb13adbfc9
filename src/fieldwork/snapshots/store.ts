import { sql } from 'kysely';
import type { TxCtx } from '../../platform/context.js';
import type { VacancyId } from '../../register/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { AttemptId } from '../dispatch/schema.js';
import type { PageMedia, SnapshotId } from './schema.js';

/** A web form whose confirmation is kept. */
export interface ConfirmedForm {
  readonly vacancy: VacancyId;
  readonly attempt: AttemptId;
  readonly campaign: CampaignId;
}

export async function insertPage(
  ctx: TxCtx,
  {
    of,
    ...page
  }: {
    readonly id: SnapshotId;
    readonly of:
      ConfirmedForm | { readonly vacancy: VacancyId; readonly attempt: null; readonly campaign: null };
    readonly media: PageMedia;
    readonly bytes: number;
    readonly sha256: Buffer;
    readonly sealed: Buffer;
  },
): Promise<void> {
  await ctx.db
    .insertInto('vacancy_snapshot')
    .values({ ...page, ...of, taken_by: ctx.actor.id, taken_at: ctx.clock.now() })
    .execute();
}

/** A page as it lies in the database. */
export interface KeptPage {
  readonly id: SnapshotId;
  readonly sha256: Buffer;
  readonly sealed: Buffer;
}

/** Locks a batch of pages that lie under another key than this one. */
export async function claimStale(
  ctx: TxCtx,
  current: Buffer,
  after: string,
  most: number,
): Promise<KeptPage[]> {
  const found = await sql<KeptPage>`select id, sha256, sealed from vacancy_snapshot
    where (page_key < ${current} or page_key > ${current}) and erased_at is null and id > ${after}
    order by id limit ${most} for update skip locked`.execute(ctx.db);
  return found.rows;
}

export async function setSealed(ctx: TxCtx, id: SnapshotId, sealed: Buffer): Promise<void> {
  await ctx.db.updateTable('vacancy_snapshot').set({ sealed }).where('id', '=', id).execute();
}
