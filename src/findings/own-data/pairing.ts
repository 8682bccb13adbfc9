import { Names, SEPARATOR } from './intern.js';
import { DataRefused } from './refusal.js';
import { ARM, NONE, type ArmPlace, type Tally } from './tally.js';

/** One application of a pair. */
export interface Application {
  readonly key: string;
  readonly line: number;
  readonly arm: ArmPlace;
  readonly callback: boolean;
  readonly stratum: number;
  readonly cluster: number;
}

/** How the pairs of a file came together. */
export interface PairingReport {
  /** Applications that were counted. */
  readonly used: number;
  /** Keys with applications of one arm only. */
  readonly unmatchedPairs: number;
  /** The first of them. */
  readonly unmatched: readonly { readonly key: string; readonly line: number }[];
  /** Pairs whose applications name different strata: counted in that of the control application. */
  readonly tornPairs: number;
  /** The first of them; `line` is where the second application stands. */
  readonly torn: readonly {
    readonly key: string;
    readonly line: number;
    readonly strata: readonly [control: number, treatment: number];
  }[];
}

const MOST_SHOWN = 20;
const SEEN = [1, 2] as const;
const CALLED = [4, 8] as const;

/** Brings the applications of one key together. One row per arm, unless rows are collapsed (called back when any was). */
export class Pairing {
  readonly #names = new Names();
  readonly #states: number[] = [];
  readonly #rows: number[] = [];
  /** Per arm and pair: line, stratum and cluster of the first row. */
  readonly #lines: [number[], number[]] = [[], []];
  readonly #strata: [number[], number[]] = [[], []];
  readonly #clusters: [number[], number[]] = [[], []];
  readonly #doubles = new Doubles();
  readonly #collapse: boolean;
  readonly #columns: readonly string[];
  readonly #armNames: readonly [string, string];

  constructor(columns: readonly string[], armNames: readonly [string, string], collapse: boolean) {
    this.#columns = columns;
    this.#armNames = armNames;
    this.#collapse = collapse;
  }

  add({ key, line, arm, callback, stratum, cluster }: Application): void {
    const place = this.#names.place(key);
    const before = this.#states[place] ?? 0;
    this.#rows[place] = (this.#rows[place] ?? 0) + 1;
    this.#states[place] = before | SEEN[arm] | (callback ? CALLED[arm] : 0);
    if ((before & SEEN[arm]) === 0) {
      this.#lines[arm][place] = line;
      this.#strata[arm][place] = stratum;
      this.#clusters[arm][place] = cluster;
    } else if (!this.#collapse) {
      const first = this.#lines[arm][place] ?? 0;
      this.#doubles.note(line, this.#keyText(place), `a row of ${this.#armNames[arm]}`, first);
    }
  }

  /**
   * Counts every complete pair, in the order of first rows.
   * @throws DataRefused naming the keys with several rows of one arm
   */
  finish(tally: Tally): PairingReport {
    this.#doubles.refuse();
    let [used, unmatchedPairs, tornPairs] = [0, 0, 0];
    const unmatched: { key: string; line: number }[] = [];
    const torn: PairingReport['torn'][number][] = [];
    for (const [place, state] of this.#states.entries()) {
      if ((state & SEEN[0]) === 0 || (state & SEEN[1]) === 0) {
        unmatchedPairs += 1;
        const line = this.#lines[ARM.control][place] ?? this.#lines[ARM.treatment][place] ?? 0;
        if (unmatched.length < MOST_SHOWN) unmatched.push({ key: this.#keyText(place), line });
        continue;
      }
      used += this.#rows[place] ?? 0;
      const [stratum, other] = both(this.#strata, place);
      const clusters = both(this.#clusters, place);
      tally.addPair(stratum, ...clusters, (state & CALLED[0]) !== 0, (state & CALLED[1]) !== 0);
      if (stratum === other) continue;
      tornPairs += 1;
      const line = Math.max(...both(this.#lines, place));
      if (torn.length < MOST_SHOWN) torn.push({ key: this.#keyText(place), line, strata: [stratum, other] });
    }
    return { used, unmatchedPairs, unmatched, tornPairs, torn };
  }

  #keyText(place: number): string {
    return keyText(this.#columns, this.#names.all[place] ?? '');
  }
}

const both = (of: readonly [number[], number[]], place: number): [control: number, treatment: number] => [
  of[ARM.control][place] ?? NONE,
  of[ARM.treatment][place] ?? NONE,
];

function keyText(columns: readonly string[], key: string): string {
  const parts = key.split(SEPARATOR);
  return columns.map((column, index) => `${column}=${parts[index] ?? ''}`).join(', ');
}

/** Rows that stand there twice. */
class Doubles {
  readonly #lines: string[] = [];
  #count = 0;

  note(line: number, pair: string, what: string, firstLine: number): void {
    this.#count += 1;
    if (this.#lines.length < MOST_SHOWN)
      this.#lines.push(`line ${line}: pair ${pair} already has ${what} (line ${firstLine})`);
  }

  /** @throws DataRefused naming them, when there are any */
  refuse(): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#lines.length;
    const cure =
      'Take the double rows out, add the column that tells them apart to --pair, or count a pair as called back when any of its rows was: --collapse max.';
    throw new DataRefused([...this.#lines, ...(more > 0 ? [`… and ${more} more`] : []), cure].join('\n'));
  }
}

/** Watches that every row of a file with one row per pair names a pair of its own. */
export class DistinctPairs {
  readonly #names = new Names();
  readonly #lines: number[] = [];
  readonly #doubles = new Doubles();
  readonly #columns: readonly string[];

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  note(key: string, line: number): void {
    const place = this.#names.place(key);
    const first = this.#lines[place];
    if (first === undefined) this.#lines[place] = line;
    else this.#doubles.note(line, keyText(this.#columns, key), 'a row', first);
  }

  /** @throws DataRefused naming the pairs that stand there twice */
  finish(): void {
    this.#doubles.refuse();
  }
}
