import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import { openIn, type Opened } from '../sealed.js';

const MOST_LABELS = 10;
const MOST_LETTERS = 40;
const LabelBody = z.array(z.string());

/** Labels as they were typed, with commas between them; each once. Null where there are too many, or one is too long. */
export function parseLabels(typed: string): string[] | null {
  const labels = new Map<string, string>();
  for (const one of typed.split(',')) {
    const label = one.trim().replace(/\s+/gu, ' ');
    if (label !== '' && !labels.has(label.toLowerCase())) labels.set(label.toLowerCase(), label);
  }
  const all = [...labels.values()];
  return all.length <= MOST_LABELS && all.every(({ length }) => length <= MOST_LETTERS) ? all : null;
}

/** Whether one of some labels is this one, whatever its capitals. */
export const hasLabel = (labels: readonly string[], label: string): boolean =>
  labels.some((one) => one.toLowerCase() === label.toLowerCase());

/** The labels in a sealed row of an open report. @throws SealBroken */
export const labelsIn = (opened: Opened, sealed: Uint8Array): string[] =>
  LabelBody.parse(openIn(opened, 'report_label', 'body', opened.report, sealed));

/** The labels of an open report. */
export async function readLabels(ctx: ReadCtx, opened: Opened): Promise<string[]> {
  const row = await ctx.db
    .selectFrom('report_label')
    .select('body')
    .where('report', '=', opened.report)
    .executeTakeFirst();
  return row === undefined ? [] : labelsIn(opened, row.body);
}
