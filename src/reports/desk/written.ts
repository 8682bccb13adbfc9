import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { KeptAnswers, type Answers } from '../intake/answers.js';
import type { DecisionKind } from '../schema.js';
import { readQuestionnaires, type AskedSet } from '../questionnaire.js';
import { openIn, type Opened } from '../sealed.js';
import { readAttachments, readMessages, type Attachment, type Message } from '../thread.js';
import { readTranscript, type Transcript } from '../transcript.js';
import { readFileCopies, withFileCopies, type DeskFile, type FileCopy } from './file-copies.js';
import { readLabels } from './labels.js';
import * as store from './store.js';
import { readCopies, withCopies, type WorkingCopy } from './working-copies.js';

export const DecisionBody = z.object({ n: z.int(), stage: z.string().default(''), reason: z.string() });
const NoteBody = z.object({ n: z.int(), text: z.string() });

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

/** Whether working copies stand in place of what they were made of. */
export type Showing = 'copies' | 'originals';

/** What was written in a report, on both sides and at the desk. */
export interface Written {
  readonly answers: Answers;
  /** As they are to be read: of some a working copy with words left out. */
  readonly messages: readonly Message[];
  /** The pieces of which a working copy stands above, by their names. */
  readonly redacted: ReadonlyMap<string, WorkingCopy>;
  /** Further questions that were put to the reporter, with the answers that were sent. */
  readonly questionnaires: readonly AskedSet[];
  /** What the reporter wrote in pieces that have a working copy: to look for in what leaves, never to show. */
  readonly leftOut: readonly string[];
  readonly labels: readonly string[];
  readonly files: readonly DeskFile[];
  readonly notes: readonly Note[];
  readonly decisions: readonly Decision[];
  /** Of a report that was taken down; the answers hold what the reporter made of it, and `first` what was written before. */
  readonly transcript: (Transcript & { readonly first: string | null }) | null;
}

/** The answers of an open report. @throws SealBroken */
export const answersIn = (opened: Opened, sealed: Uint8Array): Answers =>
  KeptAnswers.parse(openIn(opened, 'report_content', 'answers', opened.report, sealed));

/** What was written in an open report: the working copies where there are some, or what they were made of. */
export async function readWritten(
  ctx: ReadCtx,
  opened: Opened,
  sealed: Uint8Array,
  show: Showing,
): Promise<Written> {
  const transcript = await readTranscript(ctx, opened);
  const written = answersIn(opened, sealed);
  const corrected = transcript?.corrected ?? null;
  const told = corrected === null ? written : { ...written, facts: corrected };
  const copies = await readCopies(ctx, opened);
  const { answers, messages, leftOut } = withCopies(copies, told, await readMessages(ctx, opened), show);
  const asked = await readQuestionnaires(ctx, opened);
  // What stood there before says what a working copy left out.
  const hidden = corrected === null || (copies.has('facts') && show === 'copies');
  return {
    answers,
    messages,
    redacted: copies,
    questionnaires: show === 'originals' ? asked : asked.map((set) => withAnswerCopies(copies, set)),
    leftOut: [...leftOut, ...originalsIn(copies, asked)],
    labels: await readLabels(ctx, opened),
    files: filesIn(await readFileCopies(ctx, opened), await readAttachments(ctx, opened), show),
    notes: await readNotes(ctx, opened),
    decisions: await readDecisions(ctx, opened),
    transcript: transcript === null ? null : { ...transcript, first: hidden ? null : (written.facts ?? '') },
  };
}

/** A set with copies in place of answers; also of those that who was let in for a while does not get from the database. */
const withAnswerCopies = (copies: ReadonlyMap<string, WorkingCopy>, set: AskedSet): AskedSet => ({
  ...set,
  questions: set.questions.map((one) => {
    const copy = copies.get(one.id);
    return copy === undefined ? one : { ...one, answer: { kind: 'text', text: copy.text } };
  }),
});

/** The answers that have a working copy, as they were written. */
const originalsIn = (copies: ReadonlyMap<string, WorkingCopy>, asked: readonly AskedSet[]): string[] =>
  answersInWords(asked).flatMap(({ id, text }) => (copies.has(id) ? [text] : []));

/** The answers in words among those to further questions, with what was asked. */
export const answersInWords = (asked: readonly AskedSet[]) =>
  asked.flatMap(({ answeredOn, questions }) =>
    questions.flatMap(({ id, text: question, answer }) =>
      answeredOn !== null && answer?.kind === 'text' ? [{ id, question, text: answer.text, answeredOn }] : [],
    ),
  );

/** Of a file with a working copy even its name may tell what was left out. */
const filesIn = (
  copies: readonly FileCopy[],
  attachments: readonly Attachment[],
  show: Showing,
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
