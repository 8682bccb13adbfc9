import type { TxCtx } from '../../platform/context.js';
import { randomBytes } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { CODE_BYTES, readCode } from '../crypto/code.js';
import { DerivationBusy, type Derived } from '../crypto/derivation.js';
import { lockFor, unlock } from '../crypto/keys.js';
import type { ReportId } from '../schema.js';
import { drawSecret, type Secret } from '../secrets.js';
import * as store from './store.js';

/** What typing a code gives: a secret for a cookie in every case, and whether it opens anything. */
export interface CameBack {
  readonly cookie: string;
  readonly opens: 'draft' | 'sent' | null;
}

/** Comes back by code. Every attempt costs one derivation and gives one cookie, right or wrong. Problems: channel-busy */
export async function comeBack(channel: Channel, typed: string): Promise<CameBack> {
  const read = readCode(typed);
  // What cannot be a code is derived all the same: the time tells nothing.
  const derived = await derive(channel, read.ok ? read.bytes : randomBytes(CODE_BYTES));
  const secret = drawSecret('reporter');
  const copy = await channel.door().read((ctx) => store.findCopy(ctx, derived.lookup));
  if (copy?.holder !== 'code') return { cookie: secret.text, opens: null };
  const report = asId<'report'>(copy.report);
  const wrapped = unlock('code', derived.key, report, copy.body);
  const opens = await channel.reporter(report).inTx(async (ctx) => {
    const { status } = await store.lockReport(ctx, report);
    if (status === 'draft') {
      await store.dropDraftCopy(ctx.db, report);
      await keepDraftCopy(ctx, report, secret, wrapped);
      return 'draft' as const;
    }
    const body = lockFor('cookie', secret.key, report, wrapped);
    await store.insertVisit(ctx.db, { lookup: secret.lookup, report, body });
    return 'sent' as const;
  });
  return { cookie: secret.text, opens };
}

/** Keeps the wrapped key of a draft for who holds its cookie. */
export async function keepDraftCopy(
  ctx: TxCtx,
  report: ReportId,
  secret: Secret,
  wrapped: Uint8Array,
): Promise<void> {
  await store.insertCopy(ctx.db, {
    id: ctx.newId(),
    report,
    holder: 'draft',
    lookup: secret.lookup,
    body: lockFor('cookie', secret.key, report, wrapped),
  });
}

/** What is derived from a code. Problems: channel-busy */
export async function derive(channel: Channel, bytes: Uint8Array): Promise<Derived> {
  try {
    return await channel.derive(bytes);
  } catch (error) {
    throw error instanceof DerivationBusy ? new Problem('channel-busy') : error;
  }
}
