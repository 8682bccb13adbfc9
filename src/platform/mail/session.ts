import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { BodyStream } from './body.js';
import { negative, type Delivery, type Reply } from './delivery.js';
import { ReplyReader } from './replies.js';
import { openSocket, type Endpoint } from './socket.js';

/** One message for one mailbox. `raw` is the whole message as it goes over the line; `from` '' is the null sender. */
export interface OutgoingMessage {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly raw: Buffer;
}

/** Everything one connection needs. Times in milliseconds. */
export interface SessionOptions extends Endpoint {
  /** The name given in EHLO. */
  readonly name: string;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly greetingTimeout: number;
  /** Longest silence of the server at any step, the wait after the final dot included. */
  readonly socketTimeout: number;
}

/** An open, greeted (and signed-in) connection. It is used by one message at a time. */
export interface Session {
  /** False once the connection cannot carry another message. */
  usable(): boolean;
  /** RSET: true when the server answered 2yz and nothing else is waiting. */
  reset(): Promise<boolean>;
  deliver(message: OutgoingMessage): Promise<Delivery>;
  /** QUIT, then closes; never waits longer than a moment. */
  quit(): Promise<void>;
}

const QUIT_WAIT = 2000;

/**
 * Opens a session. Returns the verdict instead when that fails: then no message was even offered, so it is `deferred`
 * or `refused` when the server said so in its greeting or answer to EHLO, else `not-taken`. A failed STARTTLS or
 * sign-in is `not-taken` too: it says that our access is wrong, not that the message is unwelcome.
 */
export async function openSession(options: SessionOptions): Promise<Session | Delivery> {
  let socket: Socket;
  try {
    socket = await openSocket(options);
  } catch (error) {
    return { kind: 'not-taken', reason: reasonOf(error) };
  }
  const wire = new Wire(socket, options);
  const opened = await wire.greet();
  if (opened !== null) {
    wire.destroy();
    return opened;
  }
  const signedIn = await wire.signIn();
  if (signedIn !== null) {
    wire.destroy();
    return signedIn;
  }
  return wire;
}

/**
 * The client protocol is the library's; the verdict is ours, taken from the raw bytes: which complete replies came,
 * and how far our own body stream had been read when each came.
 */
class Wire implements Session {
  readonly #connection: SMTPConnection;
  readonly #options: SessionOptions;
  #socket: Socket;
  #reader = new ReplyReader();
  #onReply: (reply: Reply) => void = () => undefined;
  #failure = 'the connection was closed';
  #broken = false;
  #ended: () => void = () => undefined;

  constructor(socket: Socket, options: SessionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#connection = new SMTPConnection({
      connection: socket,
      host: options.host,
      port: options.port,
      secure: options.secure,
      secured: options.secure,
      requireTLS: options.requireTLS,
      ignoreTLS: options.loopbackOnly && !options.requireTLS,
      tls: options.tls,
      name: options.name,
      connectionTimeout: options.connectionTimeout,
      greetingTimeout: options.greetingTimeout,
      socketTimeout: options.socketTimeout,
      socketCloseTimeout: 1000,
      logger: false,
    });
    this.#connection.on('error', (error: unknown) => {
      this.#failure = reasonOf(error);
      this.#broken = true;
    });
    this.#connection.on('end', () => {
      this.#broken = true;
      this.#ended();
    });
    this.#watch(socket);
  }

  // Prepended without `on`, so that the socket does not start to flow before the library listens too, and so that
  // every reply is judged before the library acts on it.
  #watch(socket: Socket): void {
    socket.prependListener('data', (chunk: Buffer) => {
      for (const reply of this.#reader.read(chunk)) this.#onReply(reply);
    });
  }

  /** Waits for the greeting, EHLO and STARTTLS; null when the session stands. */
  async greet(): Promise<Delivery | null> {
    const replies: Reply[] = [];
    this.#onReply = (reply) => replies.push(reply);
    const error = await this.#step((done) => this.#connection.connect(done));
    if (error !== null) return openingVerdict(replies, error);
    const current = this.#connection._socket;
    if (current && current !== this.#socket) {
      this.#socket = current;
      this.#reader = new ReplyReader();
      this.#watch(current);
    }
    return null;
  }

  /** AUTH, when an account is set; null when done. */
  async signIn(): Promise<Delivery | null> {
    const { auth } = this.#options;
    if (auth === undefined) return null;
    const replies: Reply[] = [];
    this.#onReply = (reply) => replies.push(reply);
    const error = await this.#step((done) =>
      this.#connection.login({ user: auth.user, pass: auth.pass }, done),
    );
    if (error === null) return null;
    const last = replies.at(-1);
    const said = last === undefined ? null : negative(last);
    return said?.kind === 'deferred'
      ? said
      : { kind: 'not-taken', reason: `sign-in to the mail server failed: ${last?.text ?? error}` };
  }

  usable(): boolean {
    return !this.#broken && !this.#socket.destroyed && this.#socket.writable;
  }

  async reset(): Promise<boolean> {
    if (!this.usable()) return false;
    this.#onReply = () => undefined;
    const error = await this.#step((done) => this.#connection.reset(done));
    return error === null && this.usable() && !this.#reader.unfinished;
  }

  async deliver(message: OutgoingMessage): Promise<Delivery> {
    if (!this.usable() || this.#reader.unfinished) return { kind: 'not-taken', reason: this.#failure };
    const steps: Reply[] = [];
    const heard: { verdict: Delivery | null; complete: boolean } = { verdict: null, complete: false };
    const body = new BodyStream(message.raw, () => steps.at(-1)?.code === 354);
    this.#onReply = (reply) => {
      if (heard.verdict !== null) {
        this.#broken = true;
      } else if (body.phase === 'unread') {
        steps.push(reply);
      } else {
        heard.complete = body.phase === 'ended' && this.#socket.writableLength === 0;
        heard.verdict = heard.complete ? finalVerdict(reply) : this.#abort(body, reply);
        this.#ended();
      }
    };
    const error = await this.#step((done) =>
      this.#connection.send({ from: message.envelope.from, to: [message.envelope.to] }, body, done),
    );
    if (heard.verdict !== null) {
      if (!heard.complete || heard.verdict.kind === 'in-doubt') this.destroy();
      return heard.verdict;
    }
    if (body.phase === 'unread') {
      // From here on it cannot be read any more, so what the verdict says stays true.
      body.destroy();
      return this.#offerVerdict(steps, error);
    }
    this.destroy();
    return { kind: 'in-doubt', reason: `no answer after the message was begun: ${error ?? this.#failure}` };
  }

  #offerVerdict(steps: readonly Reply[], error: string | null): Delivery {
    for (const step of steps) {
      const said = negative(step);
      if (said !== null) return said;
    }
    this.destroy();
    return { kind: 'not-taken', reason: error ?? this.#failure };
  }

  // A reply before the final dot is out cannot answer it. While the body is unfinished the dot has not been written,
  // and after this destroy it never will be: then a 4yz or 5yz is proof. Later, nothing is.
  #abort(body: BodyStream, reply: Reply): Delivery {
    const unfinished = body.phase === 'reading';
    this.destroy();
    body.destroy();
    const said = unfinished ? negative(reply) : null;
    return (
      said ?? { kind: 'in-doubt', reason: `the server spoke before the end of the message: ${reply.text}` }
    );
  }

  async quit(): Promise<void> {
    if (!this.usable()) return this.destroy();
    this.#onReply = () => undefined;
    const timer = setTimeout(() => this.destroy(), QUIT_WAIT);
    await this.#step(() => this.#connection.quit());
    clearTimeout(timer);
    this.#broken = true;
  }

  destroy(): void {
    this.#broken = true;
    this.#socket.destroy();
    this.#connection.close();
  }

  // The library forgets its callback when a connection is closed by us or torn down between steps; `end` always comes.
  #step(begin: (done: (error?: Error | null) => void) => void): Promise<string | null> {
    return new Promise((resolve) => {
      this.#ended = () => setImmediate(() => resolve(this.#failure));
      begin((error) => resolve(error ? reasonOf(error) : null));
      if (this.#broken) this.#ended();
    });
  }
}

function finalVerdict(reply: Reply): Delivery {
  if (reply.code >= 200 && reply.code < 300) return { kind: 'sent', response: reply.text };
  return (
    negative(reply) ?? { kind: 'in-doubt', reason: `not an answer to the end of a message: ${reply.text}` }
  );
}

// After a good answer to EHLO the next reply answers STARTTLS; after a bad one, HELO.
function openingVerdict(replies: readonly Reply[], error: string): Delivery {
  const ehlo = replies[1];
  const securing = replies.length > 2 && ehlo !== undefined && ehlo.code >= 200 && ehlo.code < 300;
  const last = securing ? undefined : replies.at(-1);
  const said = last === undefined ? null : negative(last);
  return said ?? { kind: 'not-taken', reason: error };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 500);
}
