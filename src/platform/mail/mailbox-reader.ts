import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { insistLoopback } from './loopback.js';
import { MOST_BYTES } from './parse.js';

/** How far a mailbox was read: numbers of messages hold as long as the mailbox keeps its validity (RFC 9051, 2.3.1.1). */
export interface MailboxPlace {
  readonly validity: string;
  /** The highest number that was read; 0 before the first. */
  readonly last: number;
}

/** A message as it lies in the mailbox. */
export interface FetchedMessage {
  readonly raw: Buffer;
  /** When that server took it in. */
  readonly arrivedAt: Date | undefined;
}

/** Why a mailbox is not read: its server is not there, does not let us in, or does not have the folder. */
export const MAILBOX_TROUBLES = ['unreachable', 'not-let-in', 'no-folder', 'not-kept'] as const;
export type MailboxTrouble = (typeof MAILBOX_TROUBLES)[number];

export interface MailboxReaderOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** Whether only this machine may be reached. */
  readonly loopbackOnly: boolean;
  /** How far it was read; undefined before the first time. */
  readonly findPlace: () => Promise<MailboxPlace | undefined>;
  /** Keeps messages, and that the mailbox was read so far: both or neither. */
  readonly keep: (messages: readonly FetchedMessage[], place: MailboxPlace) => Promise<void>;
  /** All that lay in the mailbox at `began`, or before, is kept. */
  readonly onRead: (began: Date) => Promise<void>;
  readonly onTrouble: (trouble: MailboxTrouble, error: unknown) => Promise<void>;
  readonly now: () => Date;
  /** Milliseconds before the second try and at most between two; default a second and five minutes. */
  readonly patience?: { readonly first: number; readonly most: number };
}

export interface MailboxReader {
  /** Stops reading; what is being kept is kept. */
  close(): Promise<void>;
}

/** So often the server is asked by us, should it not tell: then we also know that it is there. */
const BEAT = 2 * 60_000;
const MOST_TOGETHER = 50;
const MOST_TOGETHER_BYTES = 8 * 1024 * 1024;

/** Something that stops reading, with what it is for the people who look after it. */
class ReadingStopped extends Error {
  readonly trouble: MailboxTrouble;
  constructor(trouble: MailboxTrouble, cause: unknown) {
    super(trouble, { cause });
    this.name = 'ReadingStopped';
    this.trouble = trouble;
  }
}

/**
 * Reads a mailbox on another server for as long as it is open: all that was not read, and then what the server says is
 * new (IDLE). Changes nothing there. When the server goes, it comes back to it, each time a little later.
 */
export function openMailboxReader(options: MailboxReaderOptions): MailboxReader {
  if (options.loopbackOnly) insistLoopback(options.host, 'PT_IMAP');
  const stop = new AbortController();
  const done = readOnAndOn(options, stop.signal);
  return {
    close: async () => {
      stop.abort();
      await done;
    },
  };
}

/** Asked anew each time: it changes while one waits. */
const isStopped = (stop: AbortSignal): boolean => stop.aborted;

async function readOnAndOn(options: MailboxReaderOptions, stop: AbortSignal): Promise<void> {
  const { first, most } = options.patience ?? { first: 1000, most: 5 * 60_000 };
  let wait = first;
  while (!stop.aborted) {
    try {
      await readUntilItEnds(options, stop, () => (wait = first));
    } catch (error) {
      if (isStopped(stop)) return;
      const trouble = error instanceof ReadingStopped ? error.trouble : 'unreachable';
      // Who is told may be as ill as who is read.
      await options.onTrouble(trouble, error).catch(() => undefined);
    }
    await pause(wait, undefined, { signal: stop, ref: false }).catch(() => undefined);
    wait = Math.min(2 * wait, most);
  }
}

async function readUntilItEnds(
  options: MailboxReaderOptions,
  stop: AbortSignal,
  onWell: () => void,
): Promise<void> {
  const client = clientFor(options);
  const news = listenTo(client, stop);
  const end = (): void => client.close();
  stop.addEventListener('abort', end);
  try {
    await client.connect();
    const validity = await openFolder(client, options.folder);
    while (!stop.aborted) {
      news.forget();
      const began = options.now();
      await readNew(client, options, validity);
      await options.onRead(began);
      onWell();
      await news.next();
    }
  } catch (error) {
    throw error instanceof ReadingStopped ? error : new ReadingStopped(whyNot(error), error);
  } finally {
    stop.removeEventListener('abort', end);
    client.close();
  }
}

const whyNot = (error: unknown): MailboxTrouble =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
    ? 'not-let-in'
    : 'unreachable';

function clientFor({ host, port, tls, user, password }: MailboxReaderOptions): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: tls === 'implicit',
    doSTARTTLS: tls === 'starttls',
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 30_000,
    greetingTimeout: 20_000,
    socketTimeout: BEAT + 30_000,
  });
  // What goes wrong with the connection also ends what waits for it.
  client.on('error', () => client.close());
  return client;
}

/** Waits for the server to say that something came, or for the beat, or for the end. */
function listenTo(client: ImapFlow, stop: AbortSignal) {
  let heard = false;
  let ended = false;
  let wake: () => void = () => undefined;
  client.on('exists', () => {
    heard = true;
    wake();
  });
  client.on('close', () => {
    ended = true;
    wake();
  });
  return {
    forget: () => {
      heard = false;
    },
    next: async (): Promise<void> => {
      if (heard || stop.aborted) return;
      const idling = client.idle();
      const beat = new AbortController();
      const woken = new Promise<void>((resolve) => (wake = resolve));
      await Promise.race([
        woken,
        // A server that ends the waiting at once must not be asked again at once.
        idling.then(() => pause(1000, undefined, { ref: false })),
        pause(BEAT, undefined, { signal: beat.signal, ref: false }).catch(() => undefined),
      ]);
      beat.abort();
      if (ended && !isStopped(stop)) throw new ReadingStopped('unreachable', undefined);
    },
  };
}

async function openFolder(client: ImapFlow, folder: string): Promise<string> {
  try {
    const { uidValidity } = await client.mailboxOpen(folder, { readOnly: true });
    return String(uidValidity);
  } catch (error) {
    throw new ReadingStopped(client.usable ? 'no-folder' : 'unreachable', error);
  }
}

/** Reads what came after the place that was kept; all of it where the mailbox gave its messages other numbers. */
async function readNew(client: ImapFlow, options: MailboxReaderOptions, validity: string): Promise<void> {
  const place = await kept(options.findPlace());
  const last = place?.validity === validity ? place.last : 0;
  const found = await searchFor(client, `${last + 1}:*`);
  // A search from a number on always finds the last message, also when it is older.
  const fresh = found.filter((uid) => uid > last).sort((a, b) => a - b);
  for (let at = 0; at < fresh.length; at += MOST_TOGETHER)
    for (const some of await together(client, fresh.slice(at, at + MOST_TOGETHER)))
      await kept(options.keep(await fetchSome(client, some), { validity, last: some.at(-1) ?? last }));
}

async function searchFor(client: ImapFlow, uid: string): Promise<number[]> {
  const found = await client.search({ uid }, { uid: true });
  if (found === false || found === undefined) throw new ReadingStopped('unreachable', undefined);
  return found;
}

/** What cannot be kept is no fault of the mailbox. */
async function kept<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new ReadingStopped('not-kept', error);
  }
}

/** Numbers in groups that fit in memory together, in order; always one in a group. */
async function together(client: ImapFlow, uids: readonly number[]): Promise<number[][]> {
  const sizes = new Map<number, number>();
  for await (const { uid, size } of client.fetch(uids.join(','), { uid: true, size: true }, { uid: true }))
    sizes.set(uid, Math.min(size ?? 0, MOST_BYTES));
  const groups: number[][] = [];
  let bytes = Infinity;
  for (const uid of uids) {
    const size = sizes.get(uid) ?? 0;
    if (bytes + size > MOST_TOGETHER_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(uid);
    bytes += size;
  }
  return groups;
}

async function fetchSome(client: ImapFlow, uids: readonly number[]): Promise<FetchedMessage[]> {
  const messages: { uid: number; message: FetchedMessage }[] = [];
  // One byte more than is read of a message, so that who reads a cut one knows it is.
  const query = { uid: true, internalDate: true, source: { start: 0, maxLength: MOST_BYTES + 1 } };
  for await (const { uid, source, internalDate } of client.fetch(uids.join(','), query, { uid: true }))
    if (source !== undefined)
      messages.push({ uid, message: { raw: Buffer.from(source), arrivedAt: instantOf(internalDate) } });
  const got = new Set(messages.map(({ uid }) => uid));
  const missing = uids.filter((uid) => !got.has(uid));
  // Only what was taken away meanwhile may be missing: not what a server or a connection failed to give.
  if (missing.length > 0 && (await searchFor(client, missing.join(','))).length > 0)
    throw new ReadingStopped('unreachable', undefined);
  return messages.sort((a, b) => a.uid - b.uid).map(({ message }) => message);
}

function instantOf(given: Date | string | undefined): Date | undefined {
  const date = given === undefined ? undefined : new Date(given);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}
