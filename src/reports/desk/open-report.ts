import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { readCustody, type Custody } from '../custody/requests.js';
import { Shredded } from '../crypto/pool.js';
import { findRecipients } from '../recipients.js';
import { openIn, type Opened } from '../sealed.js';
import { readPauses } from '../paused.js';
import type { Pause } from '../pauses.js';
import { readTestQuestion, type AskedTest } from '../test-question.js';
import { listBorrowers, type Borrower } from './borrowers.js';
import { readKeeping, type Keeping } from './keeping.js';
import { openCopy } from './own-copies.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { readWritten, type Showing, type Written } from './written.js';

/** A report as an officer reads it. */
export interface Dossier extends Written {
  readonly report: store.DeskReport;
  readonly ownRole: string;
  /** Until when the own access goes; null for good. */
  readonly until: DateOnly | null;
  readonly borrowers: readonly Borrower[];
  readonly test: AskedTest | null;
  /** When the clock for feedback stood still. */
  readonly pauses: readonly Pause[];
  readonly keeping: Keeping;
  readonly custody: Custody;
  /** Who is not blocked: whether a copy of the key is theirs, and whether their own key counts today. */
  readonly officers: readonly {
    readonly id: string;
    readonly name: string;
    readonly holds: boolean;
    readonly counts: boolean;
  }[];
}

/** Opens a report with the officer's own copy of its key. Problems: not-found, no-copy */
export async function openReport(
  ctx: ReadCtx,
  channel: Channel,
  visitor: Visitor,
  id: string,
): Promise<
  Opened & { readonly kept: store.DeskReport; readonly wrapped: Buffer; readonly until: DateOnly | null }
> {
  const kept = await store.findReport(ctx, id);
  if (kept === undefined) throw new Problem('not-found');
  const copy = await store.findOwnCopy(ctx, id);
  if (copy === undefined) throw new Problem('no-copy');
  try {
    const opened = openCopy(channel, visitor, { report: kept.id, slot: kept.slot, box: copy.body });
    return { ...opened, kept, until: copy.until };
  } catch (error) {
    // A copy for a key that was lost opens as little as none.
    if (error instanceof SealBroken) throw new Problem('no-copy');
    if (error instanceof Shredded) throw new Problem('not-found');
    throw error;
  }
}

/** Everything of an open report: the working copies where there are some, or what they were made of. */
export async function readDossier(
  ctx: ReadCtx,
  channel: Channel,
  opened: Opened & { readonly until: DateOnly | null },
  kept: store.DeskReport,
  show: Showing = 'copies',
): Promise<Dossier> {
  const content = await store.findContent(ctx, opened.report);
  const ownRole = content.ownRole;
  const holders = new Set(await store.listHolders(ctx, opened.report));
  const officers = await store.listOfficers(ctx);
  const recipients = await findRecipients(ctx, channel.custodians, ctx.clock.today());
  const counting = new Set(recipients.map(({ id }) => id));
  return {
    ...(await readWritten(ctx, opened, content.answers, show)),
    report: kept,
    until: opened.until,
    borrowers: await listBorrowers(ctx, opened.report),
    // The own role is for who handles a report.
    ownRole:
      ownRole === null || opened.until !== null
        ? ''
        : String(openIn(opened, 'report_content', 'own_role', opened.report, ownRole)),
    test: await readTestQuestion(ctx, channel, opened),
    pauses: await readPauses(ctx, opened.report),
    keeping: await readKeeping(ctx, opened.report),
    custody: await readCustody(ctx, channel, opened.report),
    officers: officers
      .filter(({ blocked }) => !blocked)
      .map(({ id, name }) => ({ id, name, holds: holders.has(id), counts: counting.has(id) })),
  };
}
