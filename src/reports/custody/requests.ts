import type { ReadCtx, TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Channel } from '../channel.js';
import type { ReportId } from '../schema.js';
import { canClose, closedOn, keeperOf } from './closed.js';
import { stateOf, type RequestLife, type RequestState } from './rules.js';
import type { LegalGround, Notice, Purpose } from './schema.js';

/** A request to custodians as it stands. */
export interface KeptRequest extends RequestLife {
  readonly id: string;
  readonly purpose: Purpose;
  readonly record: string;
  readonly report: string | null;
  readonly ground: LegalGround | 'no-officer';
  readonly askedOn: DateOnly;
  readonly notice: Notice;
  readonly reasonHash: Buffer;
  readonly firstKey: Buffer | null;
  readonly firstOn: DateOnly | null;
  readonly secondKey: Buffer | null;
  readonly refusedKey: Buffer | null;
}

const columns = [
  'id',
  'purpose',
  'record',
  'report',
  'ground',
  'asked_on as askedOn',
  'notice',
  'open_from as openFrom',
  'until_day as until',
  'reason_hash as reasonHash',
  'first_key as firstKey',
  'first_on as firstOn',
  'second_key as secondKey',
  'second_on as secondOn',
  'refused_key as refusedKey',
  'refused_on as refusedOn',
  'opened_on as openedOn',
] as const;

export function findRequest(ctx: ReadCtx, id: string): Promise<KeptRequest | undefined> {
  return ctx.db.selectFrom('custody_request').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Locks a request for the rest of the transaction. */
export function lockRequest(ctx: TxCtx, id: string): Promise<KeptRequest | undefined> {
  return ctx.db
    .selectFrom('custody_request')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** A request as an officer reads it, with custodians by name. */
export interface ShownRequest {
  readonly id: string;
  readonly purpose: Purpose;
  readonly ground: LegalGround | 'no-officer';
  readonly askedOn: DateOnly;
  readonly notice: Notice;
  readonly openFrom: DateOnly;
  readonly until: DateOnly;
  readonly state: RequestState;
  /** Who agreed, and who refused. */
  readonly agreed: readonly string[];
  readonly refusedBy: string;
}

/** What custodians keep of a report, and what was asked of them. */
export interface Custody {
  readonly possible: boolean;
  readonly identityOn: DateOnly | null;
  readonly annexOn: DateOnly | null;
  readonly requests: readonly ShownRequest[];
}

export async function readCustody(ctx: ReadCtx, channel: Channel, report: ReportId): Promise<Custody> {
  const today = ctx.clock.today();
  const rows = await ctx.db
    .selectFrom('custody_request')
    .select(columns)
    .where('report', '=', report)
    .orderBy('asked_on')
    .orderBy('id')
    .execute();
  const nameOf = (key: Buffer | null): string[] =>
    key === null ? [] : [keeperOf(channel, key)?.name ?? key.toString('base64url').slice(0, 8)];
  return {
    possible: canClose(channel),
    identityOn: await closedOn(ctx, report, 'identity'),
    annexOn: await closedOn(ctx, report, 'annex'),
    requests: rows.map((row) => ({
      id: row.id,
      purpose: row.purpose,
      ground: row.ground,
      askedOn: row.askedOn,
      notice: row.notice,
      openFrom: row.openFrom,
      until: row.until,
      state: stateOf(row, row.purpose, today),
      agreed: [...nameOf(row.firstKey), ...nameOf(row.secondKey)],
      refusedBy: nameOf(row.refusedKey).join(),
    })),
  };
}
