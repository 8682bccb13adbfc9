import { randomBytes, sha256 } from '../../platform/crypto.js';
import { CODE_WORDS } from './words.js';

/** A return code: eleven words, 88 bits, and a twelfth that checks them. */
export interface ReturnCode {
  /** The eleven words and the check word, with a space between them. */
  readonly text: string;
  /** The twelfth word, which the reporter types back. */
  readonly check: string;
}

export const CODE_BYTES = 11;
const LONGEST = Math.max(...CODE_WORDS.map((word) => word.length));
const valueOf = new Map(CODE_WORDS.map((word, value) => [word, value]));

/** Draws a fresh code. */
export function drawCode(): ReturnCode {
  return codeOf(randomBytes(CODE_BYTES));
}

/** The code that stands for 11 bytes. */
export function codeOf(bytes: Uint8Array): ReturnCode {
  const check = wordOf(checkOf(bytes));
  return { text: [...[...bytes].map(wordOf), check].join(' '), check };
}

/** What reading a typed code gives: its bytes, or why it cannot be one. */
export type ReadCode =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly why: 'unknown-word' | 'length' | 'check' };

/**
 * Reads a code as people type it: capitals, accents, spaces, hyphens, digits and stops between the words do not matter,
 * nor do spaces that were left out, since no word begins with another.
 */
export function readCode(typed: string): ReadCode {
  const letters = lettersOf(typed);
  const values: number[] = [];
  for (let at = 0; at < letters.length;) {
    const word = wordAt(letters, at);
    if (word === undefined) return { ok: false, why: 'unknown-word' };
    values.push(word.value);
    at += word.length;
    if (values.length > CODE_BYTES + 1) return { ok: false, why: 'length' };
  }
  if (values.length !== CODE_BYTES + 1) return { ok: false, why: 'length' };
  const bytes = Buffer.from(values.slice(0, CODE_BYTES));
  return checkOf(bytes) === values[CODE_BYTES] ? { ok: true, bytes } : { ok: false, why: 'check' };
}

/** Whether the check word was typed back, in any case and with anything but letters around it. */
export function isCheckWord(typed: string, check: string): boolean {
  return lettersOf(typed) === check;
}

// More than any code holds is not looked at: reading a code costs the same, whatever was sent.
const MOST_TYPED = 1000;

function lettersOf(typed: string): string {
  return typed
    .slice(0, MOST_TYPED)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function wordAt(letters: string, at: number): { value: number; length: number } | undefined {
  for (let length = 1; length <= LONGEST && at + length <= letters.length; length++) {
    const value = valueOf.get(letters.slice(at, at + length));
    if (value !== undefined) return { value, length };
  }
  return undefined;
}

function wordOf(value: number): string {
  const word = CODE_WORDS[value];
  if (word === undefined) throw new RangeError('A code holds bytes.');
  return word;
}

const checkOf = (bytes: Uint8Array): number => sha256('praktijktest/code-check/1', bytes)[0] ?? 0;
