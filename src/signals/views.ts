import type { Ctx, ReadCtx } from '../platform/context.js';
import { asId } from '../platform/ids.js';
import { Problem } from '../platform/problems.js';
import type { Exhibit, Signal, SignalId, SignalLine } from './schema.js';

/** The most lines that the list shows. */
export const MOST_SIGNALS = 500;

function rows(ctx: ReadCtx) {
  return ctx.db
    .selectFrom('signal as s')
    .innerJoin('account as a', 'a.id', 's.recorded_by')
    .leftJoin('employer as e', 'e.id', 's.employer')
    .select([
      's.id',
      's.reference',
      's.kind',
      'e.name as employer',
      'e.kbo',
      's.sector',
      's.grounds',
      's.period',
      'a.name as recorder',
      's.recorded_at as recordedAt',
    ]);
}

function lines(ctx: ReadCtx) {
  return rows(ctx)
    .select((eb) =>
      eb
        .selectFrom('exhibit as x')
        .whereRef('x.signal', '=', 's.id')
        .select((one) => one.fn.countAll<number>().as('n'))
        .as('exhibits'),
    )
    .orderBy('s.recorded_at', 'desc')
    .orderBy('s.id')
    .limit(MOST_SIGNALS);
}

/** Signals, the newest first. */
export async function listSignals(ctx: ReadCtx): Promise<SignalLine[]> {
  return (await lines(ctx).execute()).map((row) => ({ ...row, exhibits: row.exhibits ?? 0 }));
}

/** The signals about a ground in one of these sectors, the newest first: what a request can rest on. */
export async function findSignalsAbout(
  ctx: ReadCtx,
  about: { readonly ground: string; readonly sectors: readonly string[] },
): Promise<SignalLine[]> {
  if (about.sectors.length === 0) return [];
  const found = await lines(ctx)
    .where('s.sector', 'in', about.sectors)
    .where((eb) => eb(eb.val(about.ground), '=', eb.fn.any('s.grounds')))
    .execute();
  return found.map((row) => ({ ...row, exhibits: row.exhibits ?? 0 }));
}

/** These signals with what supports them, in this order; one that is not there, or not the reader's, is left out. */
export async function findSignals(ctx: ReadCtx, ids: readonly string[]): Promise<Signal[]> {
  const found: Signal[] = [];
  for (const id of ids) {
    const row = await whole(ctx, asId<'signal'>(id));
    if (row !== undefined) found.push(row);
  }
  return found;
}

/** One signal with what supports it. Throws `not-found`. */
export function findSignal(ctx: Ctx, id: SignalId): Promise<Signal> {
  return ctx.read(async (ctx) => {
    const row = await whole(ctx, id);
    if (row === undefined) throw new Problem('not-found');
    return row;
  });
}

async function whole(ctx: ReadCtx, id: SignalId): Promise<Signal | undefined> {
  const row = await rows(ctx).select('s.facts').where('s.id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const units = await ctx.db
    .selectFrom('establishment as u')
    .innerJoin('signal as s', 's.employer', 'u.employer')
    .select('u.number')
    .where('s.id', '=', id)
    .execute();
  const numbers = row.kbo === null ? null : [row.kbo, ...units.map(({ number }) => number)];
  return { ...row, numbers, exhibits: await findExhibits(ctx, id) };
}

/** What supports a signal, in the order in which it was added. */
function findExhibits(ctx: ReadCtx, signal: SignalId): Promise<Exhibit[]> {
  return ctx.db
    .selectFrom('exhibit as x')
    .innerJoin('account as a', 'a.id', 'x.added_by')
    .select([
      'x.id',
      'x.kind',
      'x.facts',
      'x.file_hash as fileHash',
      'a.name as adder',
      'x.added_at as addedAt',
    ])
    .where('x.signal', '=', signal)
    .orderBy('x.added_at')
    .orderBy('x.id')
    .execute();
}

/** The id of an employer by its KBO number; undefined where the register does not know it. */
export async function findEmployerId(ctx: ReadCtx, kbo: string): Promise<string | undefined> {
  const row = await ctx.db.selectFrom('employer').select('id').where('kbo', '=', kbo).executeTakeFirst();
  return row?.id;
}
