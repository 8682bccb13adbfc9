/**
 * CSV (RFC 4180) from pieces of text, by one pass over the characters: only the wanted cells are cut out. A general
 * parser makes every cell of every row and takes several times as long on a million rows.
 */
import { refuseLine } from './refusal.js';

/** Who takes the records. `cells` is reused: take what is needed before returning. */
export interface RecordSink {
  /** The first record; answers with the places of the wanted columns, in the order in which `record` gives them. */
  readonly header: (cells: readonly string[], line: number) => readonly number[];
  /** A record with as many cells as the header; `line` is where it begins. */
  readonly record: (cells: readonly string[], line: number) => void;
  /** A record that cannot be used. */
  readonly broken: (line: number, reason: string) => void;
  /** What to say where the text holds bytes without meaning (U+FFFD). */
  readonly undecodable: string;
}

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const LONGEST_RECORD = 4_000_000;
const INCOMPLETE = -1;

/** The delimiter that occurs most often outside quotes in a header line; a comma when none does. */
export function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The end of the quoted field that opens at `from`, −1 when it is not in the text. */
function closingQuote(text: string, from: number, last: boolean): number {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at === -1) return -1;
    if (text.charCodeAt(at + 1) !== QUOTE) return at + 1 < text.length || last ? at : -1;
    at += 2;
  }
}

const newlinesIn = (text: string): number => text.split('\n').length - 1;

/** Takes the text in pieces of any size; `end` after the last one. Throws DataRefused where reading cannot go on. */
export class CsvReader {
  readonly #sink: RecordSink;
  readonly #cells: string[] = [];
  #rest = '';
  #line = 1;
  #delimiter: string | null = null;
  #delimiterCode = 0;
  #columns = 0;
  #slots: readonly number[] | null = null;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  /** null before the header was read. */
  get delimiter(): string | null {
    return this.#delimiter;
  }

  push(piece: string): void {
    this.#read(piece, false);
    if (this.#rest.length <= LONGEST_RECORD) return;
    throw refuseLine(
      this.#line,
      'the row that begins here does not end',
      'look for a quote that is not closed',
    );
  }

  end(): void {
    this.#read('', true);
  }

  #read(piece: string, last: boolean): void {
    const text = this.#rest + piece;
    const broken = piece.indexOf('\uFFFD');
    if (broken >= 0) {
      const before = text.slice(0, this.#rest.length + broken);
      throw refuseLine(this.#line + newlinesIn(before), ...splitCure(this.#sink.undecodable));
    }
    let start = 0;
    if (this.#delimiter === null && !this.#findDelimiter(text, last)) {
      this.#rest = text;
      return;
    }
    while (start < text.length) {
      const next = this.#record(text, start, last);
      if (next === INCOMPLETE) break;
      start = next;
    }
    this.#rest = text.slice(start);
  }

  #findDelimiter(text: string, last: boolean): boolean {
    const line = /^\s*([^\n]+)\n/.exec(text) ?? (last ? /^\s*([^\n]+)/.exec(text) : null);
    if (line === null) return false;
    this.#delimiter = detectDelimiter(line[1] ?? '');
    this.#delimiterCode = this.#delimiter.charCodeAt(0);
    return true;
  }

  /** Reads one record; answers where the next one begins. */
  #record(text: string, start: number, last: boolean): number {
    const delimiter = this.#delimiterCode;
    const slots = this.#slots;
    const { length } = text;
    let from = start;
    let at: number;
    let column = 0;
    let newlines = 0;
    let code = 0;
    for (;;) {
      let value: string | null = null;
      if (text.charCodeAt(from) === QUOTE) {
        const close = closingQuote(text, from, last);
        if (close === -1) return this.#unclosed(last);
        value = text.slice(from + 1, close);
        if (value.includes('\n')) newlines += newlinesIn(value);
        if (value.includes('"')) value = value.replaceAll('""', '"');
        at = close + 1;
        if (text.charCodeAt(at) === RETURN) at += 1;
        code = text.charCodeAt(at);
        if (at >= length && !last) return INCOMPLETE;
        if (at < length && code !== delimiter && code !== NEWLINE)
          return this.#malformed(text, at, newlines, last);
      } else {
        for (at = from; at < length; at += 1) {
          code = text.charCodeAt(at);
          if (code === delimiter || code === NEWLINE) break;
        }
        if (at >= length && !last) return INCOMPLETE;
      }
      const ended = at >= length || code === NEWLINE;
      const slot = slots === null ? column : (slots[column] ?? -1);
      if (slot >= 0) this.#cells[slot] = value ?? fieldOf(text, from, at, ended);
      column += 1;
      if (ended) break;
      from = at + 1;
    }
    // An empty line is no record.
    const blank = column === 1 && fieldOf(text, start, at, true).trim() === '';
    if (!blank) this.#emit(column);
    this.#line += newlines + 1;
    return at + 1;
  }

  #emit(columns: number): void {
    if (this.#slots === null) {
      const wanted = this.#sink.header(this.#cells, this.#line);
      this.#columns = columns;
      this.#slots = Array.from({ length: columns }, (_, column) => wanted.indexOf(column));
      this.#cells.length = 0;
    } else if (columns === this.#columns) this.#sink.record(this.#cells, this.#line);
    else {
      this.#sink.broken(
        this.#line,
        `the row has ${columns} ${columns === 1 ? 'cell' : 'cells'} where the header has ${this.#columns}; put a text that holds "${this.#delimiter ?? ','}" between quotes`,
      );
    }
  }

  #unclosed(last: boolean): number {
    if (!last) return INCOMPLETE;
    throw refuseLine(
      this.#line,
      'a quote opens in this row and is not closed',
      'close it, and write a quote inside a text twice ("")',
    );
  }

  /** Something stands behind a closing quote: the line is left out and reading goes on with the next. */
  #malformed(text: string, at: number, newlines: number, last: boolean): number {
    const end = text.indexOf('\n', at);
    if (end === -1 && !last) return INCOMPLETE;
    if (this.#slots === null)
      throw refuseLine(
        this.#line,
        'the header has text behind a closing quote',
        'write a quote inside a text twice ("")',
      );
    this.#sink.broken(this.#line, 'text behind a closing quote; write a quote inside a text twice ("")');
    this.#line += newlines + 1;
    return end === -1 ? text.length : end + 1;
  }
}

function fieldOf(text: string, from: number, at: number, ended: boolean): string {
  return text.slice(from, ended && at > from && text.charCodeAt(at - 1) === RETURN ? at - 1 : at);
}

function splitCure(message: string): [problem: string, cure: string] {
  const [problem = message, ...cure] = message.split('; ');
  return [problem, cure.join('; ')];
}
