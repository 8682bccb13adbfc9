import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { sealIn } from '../sealed.js';
import { hasLabel, labelsIn } from './labels.js';
import { findReports, listPaused } from './list-store.js';
import { usingCopy, type OwnCopy } from './own-copies.js';
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
    const opened: { readonly report: string; readonly labels: readonly string[] }[] = [];
    for (const row of rows.slice(0, MOST_LABELLED)) {
      const labels = await usingCopy(channel, visitor, row, (one) => labelsIn(one, row.body));
      if (labels !== null) opened.push({ report: row.report, labels });
    }
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

type SealedLabels = OwnCopy & { readonly body: Buffer };

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

/** Each label once, in the order of letters. */
function distinct(labels: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const label of labels) if (!first.has(label.toLowerCase())) first.set(label.toLowerCase(), label);
  return [...first.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, label]) => label);
}
