import { hmacSha256 } from '../platform/crypto.js';

/**
 * One independent draw per list of labels: a number in [0, 1), the same for the same seed and labels whatever else
 * was drawn before. Labels are laid down with their lengths, so that no two lists can run together.
 */
export type Draw = (...labels: readonly string[]) => number;

/** Makes the draws of one run: HMAC-SHA-256(seed, length ‖ label …), its first 48 bits as a fraction. */
export function drawsFor(seed: string): Draw {
  return (...labels) => digestOf(seed, labels).readUIntBE(0, 6) / 2 ** 48;
}

/** A short text that is the same for the same seed and labels and tells neither. */
export function tokenFor(seed: string, ...labels: readonly string[]): string {
  return digestOf(seed, ['token', ...labels])
    .toString('hex')
    .slice(0, 32);
}

/** The member of `list` that a draw points at. */
export function pick<L extends readonly [unknown, ...unknown[]]>(list: L, at: number): L[number] {
  return list[Math.floor(at * list.length)] ?? list[0];
}

/** The name of the share that a draw falls in; shares are laid end to end from 0, and `rest` is what remains. */
export function pickShare<T>(shares: readonly (readonly [T, number])[], rest: T, at: number): T {
  let upTo = 0;
  for (const [name, share] of shares) {
    upTo += share;
    if (at < upTo) return name;
  }
  return rest;
}

function digestOf(seed: string, labels: readonly string[]): Buffer {
  return hmacSha256(
    Buffer.from(seed, 'utf8'),
    ...labels.map((label) => `${Buffer.byteLength(label)}:${label}`),
  );
}
