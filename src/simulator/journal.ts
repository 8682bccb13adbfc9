import { open, readFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';

const instant = z.iso.datetime();

const mail = {
  messageId: z.string(),
  /** Envelope sender and recipient, lower case. */
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  sha256: z.string(),
  received: instant,
};

const line = z.discriminatedUnion('type', [
  /** A first mail of an applicant about a vacancy. `text` is what an answer may quote. */
  z.object({
    type: z.literal('application'),
    ...mail,
    name: z.string(),
    address: z.string(),
    text: z.string(),
  }),
  /** A later mail of an applicant: a thank-you, a withdrawal. */
  z.object({ type: z.literal('follow-up'), ...mail }),
  /** The same application once more. */
  z.object({ type: z.literal('copy'), ...mail }),
  /** An answer is about to be sent; without one of the next two behind it, it is sent again with the same bytes. */
  z.object({ type: z.literal('answering'), id: z.string(), sha256: z.string() }),
  z.object({ type: z.literal('answered'), id: z.string(), at: instant }),
  /** The applicant's server refused the answer for good. */
  z.object({ type: z.literal('given-up'), id: z.string(), at: instant, code: z.int() }),
]);

export type JournalLine = z.infer<typeof line>;
export type MailLine = Extract<JournalLine, { type: 'application' | 'follow-up' | 'copy' }>;
export type ApplicationLine = Extract<JournalLine, { type: 'application' }>;

/** An append-only file of JSON lines. */
export interface Journal {
  /** Resolves once the line is on the disk. Lines that wait together are written and synced together. */
  append(line: JournalLine): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a journal and gives what is in it. An unfinished last line, left by a crash, was never acknowledged to anyone:
 * it is cut off. Throws with file and line number when another line cannot be read.
 */
export async function openJournal(file: string): Promise<{ journal: Journal; lines: JournalLine[] }> {
  const handle = await open(file, 'a+');
  try {
    const text = await readFile(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines = whole
      .split('\n')
      .flatMap((one, index) => (one === '' ? [] : [readLine(one, file, index + 1)]));
    if (whole.length < text.length) await handle.truncate(Buffer.byteLength(whole));
    return { journal: new SyncedJournal(handle), lines };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function readLine(text: string, file: string, number: number): JournalLine {
  try {
    return line.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file}, line ${number}: not a line of this journal. Start with a new journal file.`, {
      cause: error,
    });
  }
}

class SyncedJournal implements Journal {
  readonly #handle: FileHandle;
  #waiting: string[] = [];
  #next: Promise<void> | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  append(entry: JournalLine): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    this.#next ??= this.#flushAfter(this.#writing);
    return this.#next;
  }

  #flushAfter(previous: Promise<void>): Promise<void> {
    const flush = previous
      .catch(() => undefined)
      .then(async () => {
        const batch = this.#waiting.join('');
        this.#waiting = [];
        this.#next = null;
        await this.#handle.appendFile(batch);
        await this.#handle.datasync();
      });
    this.#writing = flush;
    return flush;
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#handle.close();
  }
}
