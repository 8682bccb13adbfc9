import { sql } from 'kysely';
import type { TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { boxFor, openBox } from '../crypto/keys.js';
import { findRecovery, type RecoveryKey } from '../custody/recovery.js';
import { listWithout, readRecoveryStanding, type RecoveryStanding } from '../custody/recovery-service.js';
import { openReport } from './open-report.js';
import type { Visitor } from './session.js';
import * as store from './store.js';

/** How the recovery key stands, and how many reports of this officer are not sealed to it. */
export function recoveryStanding(channel: Channel, visitor: Visitor): Promise<RecoveryStanding> {
  return channel.officer(visitor).read((ctx) => readRecoveryStanding(ctx, channel));
}

/** So many reports are sealed in one press: the page answers before its reader gives up. Ones that do not open stop no other. */
const AT_ONCE = 200;
const MOST_TRIED = 1000;

/** Seals reports that this officer can open to the recovery key that counts now. Gives how many. Problems: report-not-now, officer-key */
export function resealRecovery(channel: Channel, visitor: Visitor): Promise<number> {
  if (!visitor.counts) throw new Problem('officer-key');
  return channel.officer(visitor).inTx(async (ctx) => {
    const recovery = await findRecovery(ctx, channel.custodians, ctx.clock.today());
    if (recovery === null) throw new Problem('report-not-now');
    let sealed = 0;
    for (const id of await listWithout(ctx, recovery.id, MOST_TRIED))
      if (sealed < AT_ONCE && (await resealOne(ctx, channel, visitor, recovery, id))) sealed += 1;
    ctx.happenings.push({ what: 'recovery.resealed', recovery: recovery.id, reports: sealed });
    return sealed;
  });
}

/** Seals one report, unless it does not open: a copy for a key of this officer that was lost is taken away. */
async function resealOne(
  ctx: TxCtx,
  channel: Channel,
  visitor: Visitor,
  recovery: RecoveryKey,
  id: string,
): Promise<boolean> {
  if (await dropLostCopy(ctx, visitor, id)) return false;
  try {
    const { report, wrapped } = await openReport(ctx, channel, visitor, id);
    const set = { recovery: recovery.id, body: boxFor(recovery, report, wrapped) };
    await ctx.db
      .insertInto('recovery_copy')
      .values({ report: asId<'report'>(id), ...set })
      .onConflict((on) => on.column('report').doUpdateSet(set))
      .execute();
    return true;
  } catch (error) {
    if (error instanceof Problem && (error.code === 'no-copy' || error.code === 'not-found')) return false;
    throw error;
  }
}

/**
 * Takes the own copy of a report away where it does not open with the key of today. Only that counts: what fails on the shred key
 * may open again when its file is put back.
 */
async function dropLostCopy(ctx: TxCtx, { id, keys }: Visitor, report: string): Promise<boolean> {
  const copy = await store.findOwnCopy(ctx, report);
  if (copy === undefined) return false;
  try {
    openBox({ id, keys }, report, copy.body).fill(0);
    return false;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    await sql`select drop_own_copy(${report})`.execute(ctx.db);
    ctx.happenings.push({ what: 'report.copy-dropped', report });
    return true;
  }
}
