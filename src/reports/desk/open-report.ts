import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { SealBroken } from '../crypto/box.js';
import { readCustody, type Custody } from '../custody/requests.js';
import { openBox, unwrapReportKey } from '../crypto/keys.js';
import { Shredded } from '../crypto/pool.js';
import { KeptAnswers, type Answers } from '../intake/answers.js';
import { findRecipients } from '../recipients.js';
import type { DecisionKind, ReportId } from '../schema.js';
import { openIn, type Opened } from '../sealed.js';
import { readPauses } from '../paused.js';
import type { Pause } from '../pauses.js';
import { readTestQuestion, type AskedTest } from '../test-question.js';
import { readAttachments, readMessages, type Attachment, type Message } from '../thread.js';
import { readTranscript, type Transcript } from '../transcript.js';
import { readLabels } from './labels.js';
import { listBorrowers, type Borrower } from './borrowers.js';
import { readFileCopies, withFileCopies, type DeskFile, type FileCopy } from './file-copies.js';
import { readCopies, withCopies, type WorkingCopy } from './working-copies.js';
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
  /** As they are to be read: of some a working copy with words left out. */
  readonly messages: readonly Message[];
  /** The pieces of which a working copy stands above, by their names. */
  readonly redacted: ReadonlyMap<string, WorkingCopy>;
  /** What the reporter wrote in pieces that have a working copy: to look for in what leaves, never to show. */
  readonly leftOut: readonly string[];
  /** Until when the own access goes; null for good. */
  readonly until: DateOnly | null;
  readonly borrowers: readonly Borrower[];
  readonly labels: readonly string[];
  readonly files: readonly DeskFile[];
  readonly notes: readonly Note[];
  readonly decisions: readonly Decision[];
  readonly test: AskedTest | null;
  /** Of a report that was taken down; the answers hold what the reporter made of it, and `first` what was written before. */
  readonly transcript: (Transcript & { readonly first: string | null }) | null;
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
  const report: ReportId = asId<'report'>(kept.id);
  try {
    const wrapped = openBox({ id: visitor.id, keys: visitor.keys }, report, copy.body);
    return {
      report,
      kept,
      wrapped,
      until: copy.until,
      key: unwrapReportKey(channel.pool.read(kept.slot), report, wrapped),
    };
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

/** Everything of an open report: the working copies where there are some, or what they were made of. */
export async function readDossier(
  ctx: ReadCtx,
  channel: Channel,
  opened: Opened & { readonly until: DateOnly | null },
  kept: store.DeskReport,
  show: 'copies' | 'originals' = 'copies',
): Promise<Dossier> {
  const content = await store.findContent(ctx, opened.report);
  const ownRole = content.ownRole;
  const transcript = await readTranscript(ctx, opened);
  const written = answersIn(opened, content.answers);
  const corrected = transcript?.corrected ?? null;
  const told = corrected === null ? written : { ...written, facts: corrected };
  const copies = await readCopies(ctx, opened);
  const { answers, messages, leftOut } = withCopies(copies, told, await readMessages(ctx, opened), show);
  const holders = new Set(await store.listHolders(ctx, opened.report));
  const officers = await store.listOfficers(ctx);
  const recipients = await findRecipients(ctx, channel.custodians, ctx.clock.today());
  const counting = new Set(recipients.map(({ id }) => id));
  return {
    report: kept,
    answers,
    redacted: copies,
    leftOut,
    until: opened.until,
    labels: await readLabels(ctx, opened),
    borrowers: await listBorrowers(ctx, opened.report),
    transcript:
      transcript === null
        ? null
        : {
            ...transcript,
            // What stood there before says what a working copy left out.
            first:
              corrected === null || (copies.has('facts') && show === 'copies') ? null : (written.facts ?? ''),
          },
    // The own role is for who handles a report.
    ownRole:
      ownRole === null || opened.until !== null
        ? ''
        : String(openIn(opened, 'report_content', 'own_role', opened.report, ownRole)),
    messages,
    files: filesIn(await readFileCopies(ctx, opened), await readAttachments(ctx, opened), show),
    notes: await readNotes(ctx, opened),
    decisions: await readDecisions(ctx, opened),
    test: await readTestQuestion(ctx, channel, opened),
    pauses: await readPauses(ctx, opened.report),
    keeping: await readKeeping(ctx, opened.report),
    custody: await readCustody(ctx, channel, opened.report),
    officers: officers
      .filter(({ blocked }) => !blocked)
      .map(({ id, name }) => ({ id, name, holds: holders.has(id), counts: counting.has(id) })),
  };
}

/** Of a file with a working copy even its name may tell what was left out. */
const filesIn = (
  copies: readonly FileCopy[],
  attachments: readonly Attachment[],
  show: 'copies' | 'originals',
): DeskFile[] =>
  withFileCopies(copies, attachments).map((file) =>
    show === 'originals' ? file : { ...file, original: null },
  );

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
