import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import type { Answers } from '../intake/answers.js';
import type { Piece } from '../schema.js';
import { openIn, type Opened } from '../sealed.js';
import type { Message } from '../thread.js';

const CopyBody = z.object({
  text: z.string(),
  /** Of a message: its place in the thread, and by whom and when it was written. */
  at: z.int().default(0),
  side: z.enum(['reporter', 'officer']).default('reporter'),
  onDay: z.string().refine(isDateOnly).nullable().default(null),
});

/** A piece of a report with words left out. */
export interface WorkingCopy {
  readonly piece: Piece;
  /** The message or the answer; of another piece the report. */
  readonly of: string;
  readonly officer: string;
  readonly onDay: DateOnly;
  readonly text: string;
  /** Of a message: as which place in the thread it stands there, and as what. */
  readonly at: number;
  readonly message: Omit<Message, 'text'> | null;
}

/** What stands where words were left out. */
export const LEFT_OUT = '[…]';

/** How a page calls a piece: its kind, or the id of a message or an answer. */
export const nameOfPiece = ({ piece, of }: Pick<WorkingCopy, 'piece' | 'of'>): string =>
  piece === 'message' || piece === 'answer' ? of : piece;

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/** Whether a text is another with words left out and nothing added: its words stand in that one, in their order. */
export function isRedaction(original: string, copy: string): boolean {
  const all = wordsOf(original);
  let at = 0;
  for (const word of wordsOf(copy.replaceAll(LEFT_OUT, ' '))) {
    const found = all.indexOf(word, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}

/** The working copies of an open report, by the names of their pieces. */
export async function readCopies(ctx: ReadCtx, opened: Opened): Promise<Map<string, WorkingCopy>> {
  const rows = await ctx.db
    .selectFrom('working_copy')
    .select(['id', 'piece', 'of', 'officer', 'on_day as onDay', 'body'])
    .where('report', '=', opened.report)
    .execute();
  return new Map(
    rows.map(({ id, body, ...row }) => {
      const { text, at, side, onDay } = CopyBody.parse(openIn(opened, 'working_copy', 'body', id, body));
      const message = onDay === null ? null : { id: row.of, side, onDay };
      return [nameOfPiece(row), { ...row, text, at, message }];
    }),
  );
}

/** What was told, with working copies in place of what they were made of; and the originals of those. */
export function withCopies(
  copies: ReadonlyMap<string, WorkingCopy>,
  answers: Answers,
  messages: readonly Message[],
  show: 'copies' | 'originals',
): { readonly answers: Answers; readonly messages: readonly Message[]; readonly leftOut: readonly string[] } {
  const leftOut = [
    ...(['facts', 'wording'] as const).flatMap((piece) => (copies.has(piece) ? [answers[piece] ?? ''] : [])),
    ...messages.filter(({ id, side }) => side === 'reporter' && copies.has(id)).map(({ text }) => text),
  ];
  if (show === 'originals') return { answers, messages, leftOut };
  const [facts, wording] = [copies.get('facts'), copies.get('wording')];
  return {
    answers: {
      ...answers,
      ...(facts === undefined ? {} : { facts: facts.text }),
      ...(wording === undefined ? {} : { wording: wording.text }),
    },
    messages: messagesWith(copies, messages),
    leftOut,
  };
}

/** A thread with copies in place of messages; also of those that who was let in for a while does not get from the database. */
function messagesWith(copies: ReadonlyMap<string, WorkingCopy>, messages: readonly Message[]): Message[] {
  const thread = messages.filter(({ id }) => !copies.has(id));
  const inOrder = [...copies.values()].sort((one, other) => one.at - other.at);
  for (const { at, message, text } of inOrder)
    if (message !== null) thread.splice(at, 0, { ...message, text });
  return thread;
}
