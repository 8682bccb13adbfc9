import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { openBox, unwrapReportKey } from '../crypto/keys.js';
import { Shredded } from '../crypto/pool.js';
import type { ReportId } from '../schema.js';
import { sealIn } from '../sealed.js';
import { hasLabel, labelsIn } from './labels.js';
import { findReports, listPaused } from './list-store.js';
import type { Visitor } from './session.js';
import type { DeskReport } from './store.js';
import { changing } from './work.js';

/** So many labelled reports are opened to look for a label; beyond that the page says that there are more. */
export const MOST_LABELLED = 2000;

/** Gives a report these labels in place of those that it had. Problems: not-found, no-copy */
export function setLabels(
  channel: Channel,
  visitor: Visitor,
  id: string,
  labels: readonly string[],
): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const { report } = opened;
    await ctx.db.deleteFrom('report_label').where('report', '=', report).execute();
    if (labels.length > 0)
      await ctx.db
        .insertInto('report_label')
        .values({ report, body: sealIn(opened, 'report_label', 'body', report, labels) })
        .execute();
    ctx.happenings.push({ what: 'report.labelled', report });
  });
}

/** The labels of the reports that this officer can open, and the reports that have one of them. */
export interface Labelled {
  readonly labels: readonly string[];
  readonly reports: readonly (DeskReport & { readonly pausedUntil: DateOnly | null })[];
  readonly today: DateOnly;
  /** Whether there are more labelled reports than were looked through. */
  readonly more: boolean;
}

/** Opens the labels of every report that this officer can open: the database cannot look for a word. Problems: officer-key */
export async function findLabelled(
  channel: Channel,
  visitor: Visitor,
  label: string | null,
): Promise<Labelled> {
  if (!visitor.counts) throw new Problem('officer-key');
  return channel.officer(visitor).read(async (ctx) => {
    const rows = await listSealed(ctx, visitor);
    const opened = rows.slice(0, MOST_LABELLED).flatMap((row) => openLabels(channel, visitor, row) ?? []);
    const found = label === null ? [] : opened.filter(({ labels }) => hasLabel(labels, label));
    const ids = found.map(({ report }) => report);
    const paused = await listPaused(ctx, ids);
    const reports = await findReports(ctx, ids);
    return {
      labels: distinct(opened.flatMap(({ labels }) => labels)),
      reports: reports.map((report) => ({ ...report, pausedUntil: paused.get(report.id) ?? null })),
      today: ctx.clock.today(),
      more: rows.length > MOST_LABELLED,
    };
  });
}

interface SealedLabels {
  readonly report: string;
  readonly slot: number;
  readonly box: Buffer;
  readonly body: Buffer;
}

function listSealed(ctx: ReadCtx, visitor: Visitor): Promise<SealedLabels[]> {
  return ctx.db
    .selectFrom('report_label')
    .innerJoin('key_copy', 'key_copy.report', 'report_label.report')
    .innerJoin('report', 'report.id', 'report_label.report')
    .select(['report.id as report', 'report.slot', 'key_copy.body as box', 'report_label.body'])
    .where('key_copy.officer', '=', visitor.id)
    .orderBy('report.id')
    .limit(MOST_LABELLED + 1)
    .execute();
}

/** The labels of a report; null where the copy of its key is for a key that was lost, or the report is being erased. */
function openLabels(
  channel: Channel,
  visitor: Visitor,
  row: SealedLabels,
): { readonly report: ReportId; readonly labels: readonly string[] } | null {
  const report = asId<'report'>(row.report);
  try {
    const wrapped = openBox({ id: visitor.id, keys: visitor.keys }, report, row.box);
    const key = unwrapReportKey(channel.pool.read(row.slot), report, wrapped);
    return { report, labels: labelsIn({ report, key }, row.body) };
  } catch (error) {
    if (error instanceof SealBroken || error instanceof Shredded) return null;
    throw error;
  }
}

/** Each label once, in the order of letters. */
function distinct(labels: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const label of labels) if (!first.has(label.toLowerCase())) first.set(label.toLowerCase(), label);
  return [...first.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, label]) => label);
}
