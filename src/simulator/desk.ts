import { decide, type AnswerKind } from './decision.js';
import { drawsFor, tokenFor, type Draw } from './draw.js';
import type { ApplicationLine, JournalLine, MailLine } from './journal.js';
import { officeMoment } from './moments.js';
import { armOf } from './names.js';
import { addressesOf } from './people.js';
import type { Population } from './population.js';
import { domainOf } from './vacancy.js';

/** An answer to an application, or a stray mail. `id` is the same after a restart. */
export type Answer =
  | {
      readonly id: string;
      readonly kind: AnswerKind;
      readonly due: number;
      readonly application: ApplicationLine;
    }
  | { readonly id: string; readonly kind: 'stray'; readonly due: number; readonly to: string };

export interface Counts {
  readonly applications: number;
  readonly followUps: number;
  readonly copies: number;
  readonly planned: number;
  readonly answered: number;
  readonly givenUp: number;
}

const DAY = 86_400_000;

/**
 * What the employers know: which applications came in and which answers are still to be sent. It is built from journal
 * lines alone, so after a restart it is what it was.
 */
export class Desk {
  readonly #seed: string;
  readonly #draw: Draw;
  readonly #population: Population;
  readonly #applications = new Map<string, ApplicationLine>();
  readonly #seenIds = new Set<string>();
  /** Applicant and employer address that have written about a vacancy, or may. */
  readonly #correspondents = new Set<string>();
  readonly #open = new Map<string, Answer>();
  #counts = { followUps: 0, copies: 0, planned: 0, answered: 0, givenUp: 0 };
  #now: number | null = null;

  constructor(seed: string, population: Population) {
    this.#seed = seed;
    this.#draw = drawsFor(seed);
    this.#population = population;
  }

  /** The simulated time, ms; null before the first telling. */
  get now(): number | null {
    return this.#now;
  }

  /** Moves the simulated time; never back. */
  tell(instant: number): void {
    this.#now = Math.max(instant, this.#now ?? instant);
  }

  get counts(): Counts {
    return { applications: this.#applications.size, ...this.#counts };
  }

  /** What an incoming mail is: a first mail about a vacancy, the same once more, or a later one. */
  classify(
    mail: Pick<MailLine, 'messageId' | 'from' | 'to' | 'subject'>,
    isReply: boolean,
  ): MailLine['type'] {
    if (mail.messageId !== '' && this.#seenIds.has(mail.messageId)) return 'copy';
    const pair = `${mail.from} ${mail.to}`;
    const earlier = this.#applications.get(pair);
    if (earlier !== undefined && !isReply && earlier.subject === mail.subject) return 'copy';
    return isReply || this.#correspondents.has(pair) ? 'follow-up' : 'application';
  }

  /** Takes in one journal line, old or new. */
  take(line: JournalLine): void {
    switch (line.type) {
      case 'application':
        this.#takeApplication(line);
        break;
      case 'follow-up':
        this.#counts.followUps += 1;
        if (line.messageId !== '') this.#seenIds.add(line.messageId);
        break;
      case 'copy':
        this.#counts.copies += 1;
        break;
      case 'answering':
        break;
      case 'answered':
        if (this.#open.delete(line.id)) this.#counts.answered += 1;
        this.tell(Date.parse(line.at));
        break;
      case 'given-up':
        if (this.#open.delete(line.id)) this.#counts.givenUp += 1;
        this.tell(Date.parse(line.at));
        break;
    }
  }

  /** The answers to be sent at `now`, in order of time. */
  dueAt(now: number): Answer[] {
    return [...this.#open.values()]
      .filter(({ due }) => due <= now)
      .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  }

  /** How many answers are still to be sent, whenever; and the first instant after `now` at which one is. */
  get outlook(): { pending: number; next: number | null } {
    const now = this.#now ?? -Infinity;
    let next = Infinity;
    for (const { due } of this.#open.values()) if (due > now && due < next) next = due;
    return { pending: this.#open.size, next: next === Infinity ? null : next };
  }

  #takeApplication(line: ApplicationLine): void {
    // Two copies that came in side by side are both journalled as applications; only the first is one.
    if (this.#applications.has(`${line.from} ${line.to}`) || this.#seenIds.has(line.messageId)) {
      this.#counts.copies += 1;
      return;
    }
    const first = this.#applications.size === 0;
    this.#applications.set(`${line.from} ${line.to}`, line);
    if (line.messageId !== '') this.#seenIds.add(line.messageId);
    for (const address of addressesOf(this.#seed, line.to))
      this.#correspondents.add(`${line.from} ${address}`);
    const received = Date.parse(line.received);
    const considered = { vacancy: line.to, arm: armOf(line.name, line.address), received };
    for (const { kind, due } of decide(this.#draw, this.#population, considered)) {
      this.#plan({
        id: tokenFor(this.#seed, 'answer', line.from, line.to, kind),
        kind,
        due,
        application: line,
      });
    }
    if (first) this.#planStrays(received, domainOf(line.address));
  }

  #planStrays(start: number, domain: string): void {
    for (let i = 0; i < this.#population.strays; i += 1) {
      const label = `stray ${i}`;
      const due = officeMoment(
        start,
        2 + 9 * i + Math.floor(this.#draw(label) * 5),
        { earliest: 0, latest: 900 },
        this.#draw(label, 'at'),
      );
      this.#plan({
        id: tokenFor(this.#seed, label),
        kind: 'stray',
        due: Math.min(due, start + 60 * DAY),
        to: `info@${domain}`,
      });
    }
  }

  #plan(answer: Answer): void {
    this.#open.set(answer.id, answer);
    this.#counts.planned += 1;
  }
}
