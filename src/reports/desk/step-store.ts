import type { Db, TxCtx } from '../../platform/context.js';

/** The second step of an officer as it is kept. */
export interface KeptStep {
  readonly sealed: Buffer;
  readonly lastStep: number | null;
  readonly wrongCodes: number;
  /** Keyed hashes of the recovery codes that were not used yet. */
  readonly recovery: readonly Buffer[];
}

/** The second step of an officer, whose row is locked for the rest of the transaction; undefined before there is one. */
export async function lockStep(ctx: TxCtx, officer: string): Promise<KeptStep | undefined> {
  const row = await ctx.db
    .selectFrom('officer_step')
    .select(['second_step as sealed', 'last_step', 'wrong_codes as wrongCodes', 'recovery'])
    .where('officer', '=', officer)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { last_step: lastStep, ...rest } = row;
  return { ...rest, lastStep: lastStep === null ? null : Number(lastStep) };
}

export interface StepChange {
  readonly second_step?: Buffer;
  readonly last_step?: number | null;
  readonly wrong_codes?: number;
  readonly recovery?: Buffer[];
}

/** Keeps a fresh secret, of which no code was right yet. */
export async function insertStep(db: Db, officer: string, sealed: Buffer): Promise<void> {
  await db
    .insertInto('officer_step')
    .values({ officer, second_step: sealed, last_step: null, recovery: [] })
    .execute();
}

export async function changeStep(db: Db, officer: string, change: StepChange): Promise<void> {
  await db.updateTable('officer_step').set(change).where('officer', '=', officer).execute();
}

export async function dropStep(db: Db, officer: string): Promise<void> {
  await db.deleteFrom('officer_step').where('officer', '=', officer).execute();
}

/** The session of this lookup took its second step. */
export async function makeWhole(db: Db, lookup: Buffer): Promise<void> {
  await db.updateTable('officer_session').set({ whole: true }).where('lookup', '=', lookup).execute();
}
