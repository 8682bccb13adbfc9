import type { TxCtx } from '../platform/context.js';
import type { ExhibitDraft, SignalDraft, SignalId } from './schema.js';

export async function insertSignal(
  ctx: TxCtx,
  id: SignalId,
  reference: string,
  employer: string | null,
  draft: Omit<SignalDraft, 'kbo'>,
): Promise<void> {
  await ctx.db
    .insertInto('signal')
    .values({
      id,
      reference,
      kind: draft.kind,
      employer,
      sector: draft.sector,
      grounds: [...draft.grounds],
      period: draft.period,
      facts: draft.facts,
      recorded_by: ctx.actor.id,
      recorded_at: ctx.clock.now(),
    })
    .execute();
}

export async function insertExhibit(
  ctx: TxCtx,
  id: string,
  signal: SignalId,
  exhibit: ExhibitDraft,
): Promise<void> {
  await ctx.db
    .insertInto('exhibit')
    .values({
      id,
      signal,
      kind: exhibit.kind,
      facts: exhibit.facts,
      file_hash: Buffer.from(exhibit.file, 'hex'),
      added_by: ctx.actor.id,
      added_at: ctx.clock.now(),
    })
    .execute();
}
