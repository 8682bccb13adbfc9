import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { openBox, unwrapReportKey } from '../crypto/keys.js';
import { Shredded } from '../crypto/pool.js';
import { KeptAnswers, type Answers } from '../intake/answers.js';
import { findRecipients } from '../recipients.js';
import type { DecisionKind, ReportId } from '../schema.js';
import { openIn, type Opened } from '../sealed.js';
import { readTestQuestion, type AskedTest } from '../test-question.js';
import { readAttachments, readMessages, type Attachment, type Message } from '../thread.js';
import { readKeeping, type Keeping } from './keeping.js';
import type { Visitor } from './session.js';
import * as store from './store.js';

export const DecisionBody = z.object({ n: z.int(), stage: z.string().default(''), reason: z.string() });
export const NoteBody = z.object({ n: z.int(), text: z.string() });

export interface Decision {
  readonly id: string;
  readonly officer: string;
  readonly onDay: DateOnly;
  readonly what: DecisionKind;
  /** The sub-status, the outcome or the service it went to, as a code; empty where there is none. */
  readonly stage: string;
  readonly reason: string;
}

export interface Note {
  readonly id: string;
  readonly officer: string;
  readonly onDay: DateOnly;
  readonly text: string;
}

/** A report as an officer reads it. */
export interface Dossier {
  readonly report: store.DeskReport;
  readonly answers: Answers;
  readonly ownRole: string;
  readonly messages: readonly Message[];
  readonly files: readonly Attachment[];
  readonly notes: readonly Note[];
  readonly decisions: readonly Decision[];
  readonly test: AskedTest | null;
  readonly keeping: Keeping;
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
): Promise<Opened & { readonly kept: store.DeskReport; readonly wrapped: Buffer }> {
  const kept = await store.findReport(ctx, id);
  if (kept === undefined) throw new Problem('not-found');
  const box = await store.findOwnCopy(ctx, id);
  if (box === undefined) throw new Problem('no-copy');
  const report: ReportId = asId<'report'>(kept.id);
  try {
    const wrapped = openBox({ id: visitor.id, keys: visitor.keys }, report, box);
    return { report, kept, wrapped, key: unwrapReportKey(channel.pool.read(kept.slot), report, wrapped) };
  } catch (error) {
    // A copy for a key that was lost opens as little as none.
    if (error instanceof SealBroken) throw new Problem('no-copy');
    if (error instanceof Shredded) throw new Problem('not-found');
    throw error;
  }
}

/** The answers of an open report. @throws SealBroken */
export const answersIn = (opened: Opened, sealed: Uint8Array): Answers =>
  KeptAnswers.parse(openIn(opened, 'report_content', 'answers', opened.report, sealed));

/** Everything of an open report. */
export async function readDossier(
  ctx: ReadCtx,
  channel: Channel,
  opened: Opened,
  kept: store.DeskReport,
): Promise<Dossier> {
  const content = await store.findContent(ctx, opened.report);
  const ownRole = content.ownRole;
  const holders = new Set(await store.listHolders(ctx, opened.report));
  const officers = await store.listOfficers(ctx);
  const recipients = await findRecipients(ctx, channel.custodians, ctx.clock.today());
  const counting = new Set(recipients.map(({ id }) => id));
  return {
    report: kept,
    answers: answersIn(opened, content.answers),
    ownRole:
      ownRole === null ? '' : String(openIn(opened, 'report_content', 'own_role', opened.report, ownRole)),
    messages: await readMessages(ctx, opened),
    files: await readAttachments(ctx, opened),
    notes: await readNotes(ctx, opened),
    decisions: await readDecisions(ctx, opened),
    test: await readTestQuestion(ctx, opened),
    keeping: await readKeeping(ctx, opened.report),
    officers: officers
      .filter(({ blocked }) => !blocked)
      .map(({ id, name }) => ({ id, name, holds: holders.has(id), counts: counting.has(id) })),
  };
}

async function readNotes(ctx: ReadCtx, opened: Opened): Promise<Note[]> {
  const rows = await store.listNotes(ctx, opened.report);
  return inOrder(
    rows.map(({ body, ...row }) => {
      const { n, text } = NoteBody.parse(openIn(opened, 'note', 'body', row.id, body));
      return { n, value: { ...row, text } };
    }),
  );
}

async function readDecisions(ctx: ReadCtx, opened: Opened): Promise<Decision[]> {
  const rows = await store.listDecisions(ctx, opened.report);
  return inOrder(
    rows.map(({ body, ...row }) => {
      const { n, stage, reason } = DecisionBody.parse(openIn(opened, 'decision', 'body', row.id, body));
      return { n, value: { ...row, stage, reason } };
    }),
  );
}

/** Values in the order that only the key of their report tells. */
function inOrder<Value extends { readonly id: string }>(
  numbered: readonly { readonly n: number; readonly value: Value }[],
): Value[] {
  return [...numbered]
    .sort((one, other) => one.n - other.n || (one.value.id < other.value.id ? -1 : 1))
    .map(({ value }) => value);
}
