import type { DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import type { ReadCtx } from '../../platform/context.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { openBox, unwrapReportKey } from '../crypto/keys.js';
import { Shredded } from '../crypto/pool.js';
import type { Opened } from '../sealed.js';
import type { Visitor } from './session.js';
import { reportColumns, type DeskReport } from './store.js';

/** The own copy of a report's key: the sealed box, and the slot of the shred key under it. */
export interface OwnCopy {
  readonly report: string;
  readonly slot: number;
  readonly box: Buffer;
}

/** Opens a report by the own copy of its key. @throws SealBroken for the copy of a key that was lost, Shredded */
export function openCopy(
  channel: Channel,
  visitor: Visitor,
  { report: id, slot, box }: OwnCopy,
): Opened & { readonly wrapped: Buffer } {
  const report = asId<'report'>(id);
  const wrapped = openBox({ id: visitor.id, keys: visitor.keys }, report, box);
  return { report, wrapped, key: unwrapReportKey(channel.pool.read(slot), report, wrapped) };
}

/** Uses a report that the own copy opens; null where it opens nothing (any more), or what is sealed does not open. */
export async function usingCopy<T>(
  channel: Channel,
  visitor: Visitor,
  copy: OwnCopy,
  use: (opened: Opened) => T | Promise<T>,
): Promise<T | null> {
  try {
    return await use(openCopy(channel, visitor, copy));
  } catch (error) {
    if (error instanceof SealBroken || error instanceof Shredded) return null;
    throw error;
  }
}

/** Which reports of the desk are asked for, by whether they are closed. */
export type Standing = 'all' | 'open' | 'closed';

/** A place in the reports, the one that came in last at the top. */
export interface PlaceInList {
  readonly sentOn: DateOnly;
  readonly report: string;
}

/** A report that this officer has a copy of the key of. */
export type Openable = DeskReport & { readonly box: Buffer; readonly sentOn: DateOnly };

/** The reports that an officer has a key of, the one that came in last at the top, from after a place; so many at most. */
export function listOpenable(
  ctx: ReadCtx,
  officer: string,
  standing: Standing,
  after: PlaceInList | null,
  most: number,
): Promise<Openable[]> {
  let query = ctx.db
    .selectFrom('report')
    .innerJoin('key_copy', 'key_copy.report', 'report.id')
    .select(reportColumns.map((column) => `report.${column}` as const))
    .select('key_copy.body as box')
    .$narrowType<{ sentOn: DateOnly }>()
    .where('key_copy.officer', '=', officer)
    .where('report.sent_on', 'is not', null);
  if (standing !== 'all') query = query.where('report.status', standing === 'open' ? '<>' : '=', 'closed');
  if (after !== null)
    query = query.where((of) =>
      of.or([
        of('report.sent_on', '<', after.sentOn),
        of.and([of('report.sent_on', '=', after.sentOn), of('report.id', '>', after.report)]),
      ]),
    );
  return query.orderBy('report.sent_on', 'desc').orderBy('report.id').limit(most).execute();
}
