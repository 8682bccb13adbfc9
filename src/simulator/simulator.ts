import { sha256 } from '../platform/crypto.js';
import {
  createMailReceiver,
  createMailSender,
  insistLoopback,
  parseMessage,
  type IncomingMessage,
  type MailSender,
} from '../platform/mail/index.js';
import { startControl } from './control.js';
import { Desk, type Answer, type Counts } from './desk.js';
import { openJournal, type Journal, type JournalLine } from './journal.js';
import { writeAnswer } from './letters.js';
import { populationSchema, type PopulationInput } from './population.js';

export interface SimulatorOptions {
  /** Where applications come in, and where it is told the time; 0 lets the system choose. Both on `host`. */
  readonly smtpPort: number;
  readonly controlPort: number;
  /** Default 127.0.0.1. Only loopback is accepted. */
  readonly host?: string;
  /** Where the applicants' mail is received. Only loopback is accepted. */
  readonly replyTo: { readonly host: string; readonly port: number };
  /** The file that remembers; it is made when it is not there. */
  readonly journalFile: string;
  /** The same seed and the same applications give the same answers. */
  readonly seed: string;
  readonly population: PopulationInput;
  /** How many answers are sent side by side; default 1, which keeps them in order of time. */
  readonly parallel?: number;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

/** What `POST /time` answers: sent just now, still to be sent (whenever), due but not yet taken, and the next due instant after now. */
export interface Advanced {
  readonly delivered: number;
  readonly pending: number;
  readonly failed: number;
  readonly next: string | null;
}

/** What `GET /state` answers. */
export interface SimulatorState extends Counts {
  readonly now: string | null;
  readonly pending: number;
  readonly next: string | null;
}

export interface Simulator {
  readonly smtpPort: number;
  readonly controlPort: number;
  close(): Promise<void>;
}

const LARGEST_MAIL = 10 * 1024 * 1024;
const LONGEST_QUOTE = 1200;

/**
 * Starts the employers: a mail server that journals every application before its 250, and a control port that tells
 * them the time, at which they send what has come due. Throws when a host is not loopback, a port is in use, the
 * population is not well-formed or the journal cannot be read.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1';
  insistLoopback(host, 'Simulator, own host');
  insistLoopback(options.replyTo.host, 'Simulator, where answers go');
  const desk = new Desk(options.seed, populationSchema.parse(options.population));
  const { journal, lines } = await openJournal(options.journalFile);
  for (const line of lines) desk.take(line);
  const sender = createMailSender({
    ...options.replyTo,
    loopbackOnly: true,
    connectionTimeout: 5000,
    socketTimeout: 120_000,
    maxConnections: 4,
  });
  const employers = new Employers(options, desk, journal, sender);
  const receiver = createMailReceiver({
    host,
    port: options.smtpPort,
    acceptRecipient: () => true,
    onMessage: (message) => employers.receive(message),
    maxBytes: LARGEST_MAIL,
  });
  const close = async (): Promise<void> => {
    await receiver.close();
    await employers.idle();
    await sender.close();
    await journal.close();
  };
  try {
    const smtpPort = await receiver.listen();
    const control = await startControl(employers, host, options.controlPort);
    options.log('simulator listening', { smtpPort, controlPort: control.port, remembered: lines.length });
    return { smtpPort, controlPort: control.port, close: () => control.close().then(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

class Employers {
  readonly #options: SimulatorOptions;
  readonly #desk: Desk;
  readonly #journal: Journal;
  readonly #sender: MailSender;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SimulatorOptions, desk: Desk, journal: Journal, sender: MailSender) {
    this.#options = options;
    this.#desk = desk;
    this.#journal = journal;
    this.#sender = sender;
  }

  /** Keeps one mail; resolves when the journal has it on the disk. */
  async receive(message: IncomingMessage): Promise<void> {
    const mail = await parseMessage(message.raw);
    const from = message.envelope.from.toLowerCase();
    // The sender's own date counts when it is ahead: an application may be sent before we are told the new time.
    const received = Math.max(this.#desk.now ?? -Infinity, mail.date?.getTime() ?? -Infinity);
    if (received === -Infinity) throw new Error('neither told the time nor given a date');
    for (const to of message.envelope.to) {
      const common = {
        messageId: mail.messageId ?? '',
        from,
        to,
        subject: mail.subject,
        sha256: sha256(message.raw).toString('hex'),
        received: new Date(received).toISOString(),
      };
      const isReply =
        mail.inReplyTo !== null || mail.references.length > 0 || /^(?:re|antw)\s*:/i.test(mail.subject);
      const type = this.#desk.classify(common, isReply);
      const sender = {
        name: mail.from?.name ?? '',
        address: mail.from?.address ?? from,
        text: mail.text.slice(0, LONGEST_QUOTE),
      };
      await this.#note(type === 'application' ? { type, ...common, ...sender } : { type, ...common });
    }
  }

  /** Moves the time to `now` (ms) and sends what is due; one call at a time. */
  advance(now: number): Promise<Advanced> {
    const turn = this.#last.catch(() => undefined).then(() => this.#advance(now));
    this.#last = turn;
    return turn;
  }

  state(): SimulatorState {
    const { pending, next } = this.#desk.outlook;
    return { now: inIso(this.#desk.now), ...this.#desk.counts, pending, next: inIso(next) };
  }

  async idle(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  async #advance(now: number): Promise<Advanced> {
    if (this.#desk.now !== null && now < this.#desk.now)
      throw new RangeError(`The time is ${inIso(this.#desk.now) ?? ''} already and does not go back.`);
    this.#desk.tell(now);
    const due = this.#desk.dueAt(now);
    const queue = due.values();
    const round = { delivered: 0, reachable: true };
    const work = async (): Promise<void> => {
      for (const answer of queue) {
        if (!round.reachable) return;
        if (await this.#send(answer, now, round)) round.delivered += 1;
      }
    };
    await Promise.all(Array.from({ length: this.#options.parallel ?? 1 }, work));
    const { pending, next } = this.#desk.outlook;
    return { delivered: round.delivered, pending, failed: this.#desk.dueAt(now).length, next: inIso(next) };
  }

  // What was not taken stays open and goes again, with the same bytes, at the next call.
  async #send(answer: Answer, now: number, round: { reachable: boolean }): Promise<boolean> {
    const mail = await writeAnswer(this.#options.seed, answer);
    await this.#note({ type: 'answering', id: answer.id, sha256: sha256(mail.raw).toString('hex') });
    const delivery = await this.#sender.send(mail);
    const at = new Date(now).toISOString();
    if (delivery.kind === 'sent') {
      await this.#note({ type: 'answered', id: answer.id, at });
      return true;
    }
    this.#options.log('answer not taken', { kind: delivery.kind });
    if (delivery.kind === 'refused')
      await this.#note({ type: 'given-up', id: answer.id, at, code: delivery.code });
    if (delivery.kind === 'not-taken') round.reachable = false;
    return false;
  }

  async #note(line: JournalLine): Promise<void> {
    await this.#journal.append(line);
    this.#desk.take(line);
  }
}

function inIso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
