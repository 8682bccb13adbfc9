import type { ConnectionOptions } from 'node:tls';
import type { Delivery } from './delivery.js';
import { insistLoopback } from './loopback.js';
import { openSession, type OutgoingMessage, type Session, type SessionOptions } from './session.js';

/** How to reach the server that takes our mail. Times in milliseconds. */
export interface MailSenderOptions {
  readonly host: string;
  readonly port: number;
  /** Implicit TLS. Without it, STARTTLS is used when offered (not on a loopback-only sender), and demanded by `requireTLS`. */
  readonly secure?: boolean;
  readonly requireTLS?: boolean;
  readonly tls?: ConnectionOptions;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** The name given in EHLO; default the loopback literal, which says nothing about this machine. */
  readonly name?: string;
  /** Refuse, at creation and again at each connection, to leave this machine. */
  readonly loopbackOnly: boolean;
  /** Default 30 s. */
  readonly connectionTimeout?: number;
  /** Default 30 s. */
  readonly greetingTimeout?: number;
  /** Default 10 min, what RFC 5321 (4.5.3.2.6) asks for the wait after the final dot. */
  readonly socketTimeout?: number;
  /** Default 4. */
  readonly maxConnections?: number;
  /** Default 100. */
  readonly maxMessagesPerConnection?: number;
  /** How long an unused connection is kept, default 15 s. */
  readonly idleTimeout?: number;
}

/** Hands messages to one server. It never repeats an attempt by itself: each `send` is one attempt with one verdict. */
export interface MailSender {
  /** Never rejects: whatever happens is a `Delivery`. */
  send(message: OutgoingMessage): Promise<Delivery>;
  /** Waits for the attempts under way, then closes every connection. Later sends are `not-taken`. */
  close(): Promise<void>;
}

interface Held {
  readonly session: Session;
  used: number;
  timer: NodeJS.Timeout | undefined;
}

/** Makes a sender. Throws when `loopbackOnly` is set and the host is not loopback. */
export function createMailSender(options: MailSenderOptions): MailSender {
  if (options.loopbackOnly) insistLoopback(options.host, 'Outgoing mail');
  return new PooledSender(options);
}

class PooledSender implements MailSender {
  readonly #session: SessionOptions;
  readonly #maxConnections: number;
  readonly #maxMessages: number;
  readonly #idleTimeout: number;
  readonly #idle: Held[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #underWay = new Set<Promise<Delivery>>();
  #busy = 0;
  #closed = false;

  constructor(options: MailSenderOptions) {
    this.#session = {
      host: options.host,
      port: options.port,
      secure: options.secure ?? false,
      requireTLS: options.requireTLS ?? false,
      name: options.name ?? '[127.0.0.1]',
      loopbackOnly: options.loopbackOnly,
      connectionTimeout: options.connectionTimeout ?? 30_000,
      greetingTimeout: options.greetingTimeout ?? 30_000,
      socketTimeout: options.socketTimeout ?? 600_000,
      ...(options.tls === undefined ? {} : { tls: options.tls }),
      ...(options.auth === undefined ? {} : { auth: options.auth }),
    };
    this.#maxConnections = options.maxConnections ?? 4;
    this.#maxMessages = options.maxMessagesPerConnection ?? 100;
    this.#idleTimeout = options.idleTimeout ?? 15_000;
  }

  send(message: OutgoingMessage): Promise<Delivery> {
    const attempt = this.#attempt(message);
    this.#underWay.add(attempt);
    void attempt.finally(() => this.#underWay.delete(attempt));
    return attempt;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#underWay);
    await Promise.all(this.#idle.splice(0).map((held) => discard(held)));
  }

  async #attempt(message: OutgoingMessage): Promise<Delivery> {
    const fault = faultIn(message);
    if (fault !== null) return { kind: 'not-taken', reason: fault };
    if (this.#closed) return { kind: 'not-taken', reason: 'outgoing mail is closed' };
    await this.#takePlace();
    try {
      const held = (await this.#reuse()) ?? (await this.#open());
      if ('kind' in held) return held;
      held.used += 1;
      const delivery = await held.session.deliver(message);
      this.#keep(held);
      return delivery;
    } finally {
      this.#leavePlace();
    }
  }

  // RSET before each reuse finds out that a connection has died, or is out of step, before any message is offered to it.
  async #reuse(): Promise<Held | null> {
    for (let held = this.#idle.pop(); held !== undefined; held = this.#idle.pop()) {
      clearTimeout(held.timer);
      if (await held.session.reset()) return held;
      await discard(held);
    }
    return null;
  }

  async #open(): Promise<Held | Delivery> {
    const session = await openSession(this.#session);
    return 'kind' in session ? session : { session, used: 0, timer: undefined };
  }

  #keep(held: Held): void {
    if (!held.session.usable() || held.used >= this.#maxMessages) {
      void discard(held);
      return;
    }
    this.#idle.push(held);
    held.timer = setTimeout(() => {
      const at = this.#idle.indexOf(held);
      if (at >= 0) this.#idle.splice(at, 1);
      void discard(held);
    }, this.#idleTimeout).unref();
  }

  async #takePlace(): Promise<void> {
    if (this.#busy < this.#maxConnections) this.#busy += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leavePlace(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next();
  }
}

async function discard(held: Held): Promise<void> {
  clearTimeout(held.timer);
  await held.session.quit();
}

function faultIn(message: OutgoingMessage): string | null {
  const { from, to } = message.envelope;
  if (!isAddress(to)) return `the recipient "${to}" is not a mail address`;
  if (from !== '' && !isAddress(from)) return `the sender "${from}" is not a mail address`;
  return message.raw.length === 0 ? 'the message is empty' : null;
}

function isAddress(text: string): boolean {
  return /^[\x21-\x3b\x3d\x3f\x41-\x7e]+@[\x21-\x3b\x3d\x3f\x41-\x7e]+$/.test(text) && text.length <= 320;
}
