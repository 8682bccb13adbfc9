import type { ReadCtx, TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel, Custodian } from '../channel.js';
import { openBytes, sealBytes } from '../crypto/box.js';
import { nest, pairsOf } from '../crypto/nested.js';
import { joinParts } from '../crypto/parts.js';
import type { ReportId } from '../schema.js';
import type { ClosedPurpose } from './schema.js';

/** Whether there are two custodians at least, so that something can be closed by pairs of them. */
export const canClose = ({ custodians }: Channel): boolean => custodians.length >= 2;

/** Outside the boxes lies one more layer, under the report's shred key: with that key goes the name, in backups too. */
const shredOf = (purpose: ClosedPurpose, report: string, outer: Uint8Array, inner: Uint8Array): string[] => [
  'custody',
  purpose,
  report,
  joinParts(outer, inner).toString('hex'),
];

/**
 * Closes a content of a report in nested boxes, one per pair of custodians, in place of what was there. The report's row must
 * be locked. Problems: no-custodians
 */
export async function closeFor(
  ctx: TxCtx,
  channel: Channel,
  { report, slot }: { readonly report: ReportId; readonly slot: number },
  purpose: ClosedPurpose,
  content: unknown,
): Promise<void> {
  if (!canClose(channel)) throw new Problem('no-custodians');
  await dropClosed(ctx, report, purpose);
  const shredKey = channel.pool.read(slot);
  const plain = Buffer.from(JSON.stringify(content), 'utf8');
  const boxes = pairsOf(channel.custodians).map((pair) => {
    const [outer, inner] = [pair.outer.signingKey, pair.inner.signingKey];
    const box = nest({ purpose, record: report }, pair, plain);
    return {
      id: ctx.newId(),
      purpose,
      record: report,
      report,
      outer_key: Buffer.from(outer),
      inner_key: Buffer.from(inner),
      body: sealBytes(shredKey, shredOf(purpose, report, outer, inner), box),
    };
  });
  await ctx.db.insertInto('custody_box').values(boxes).execute();
}

/** Takes away what was closed. */
export async function dropClosed(ctx: TxCtx, report: ReportId, purpose: ClosedPurpose): Promise<void> {
  await ctx.db
    .deleteFrom('custody_box')
    .where('report', '=', report)
    .where('purpose', '=', purpose)
    .execute();
}

/** On which day something of a report was closed; null where nothing is. */
export async function closedOn(
  ctx: ReadCtx,
  report: ReportId,
  purpose: ClosedPurpose,
): Promise<DateOnly | null> {
  const found = await ctx.db
    .selectFrom('custody_box')
    .select('on_day')
    .where('report', '=', report)
    .where('purpose', '=', purpose)
    .limit(1)
    .executeTakeFirst();
  return found?.on_day ?? null;
}

/** A box as custodians get it, without the layer of the shred key. */
export interface ClosedBox {
  readonly outerKey: Buffer;
  readonly innerKey: Buffer;
  readonly box: Buffer;
}

/** The boxes of a report for custodians of today. @throws Shredded, SealBroken */
export async function readClosed(
  ctx: ReadCtx,
  channel: Channel,
  { report, slot }: { readonly report: ReportId; readonly slot: number },
  purpose: ClosedPurpose,
): Promise<ClosedBox[]> {
  const rows = await ctx.db
    .selectFrom('custody_box')
    .select(['outer_key', 'inner_key', 'body'])
    .where('report', '=', report)
    .where('purpose', '=', purpose)
    .orderBy('outer_key')
    .orderBy('inner_key')
    .execute();
  const shredKey = channel.pool.read(slot);
  return rows.map(({ outer_key: outerKey, inner_key: innerKey, body }) => ({
    outerKey,
    innerKey,
    box: openBytes(shredKey, shredOf(purpose, report, outerKey, innerKey), body),
  }));
}

/** The custodian of the settings with this key; undefined for one who is no longer there. */
export const keeperOf = ({ custodians }: Channel, signingKey: Uint8Array): Custodian | undefined =>
  custodians.find((one) => Buffer.from(one.signingKey).equals(signingKey));
