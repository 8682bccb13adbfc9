import type { Stream } from '../../platform/rng.js';
import type { Pools } from '../../materials/index.js';

/** A made-up client who writes. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** So many addresses are tried before none is free. */
export const SENDER_TRIES = 50;

/** A client by name and address, drawn from the pools of the language: of the origin that stands first, which tells no ground. */
export function drawSender(stream: Stream, pools: Pools, domains: readonly string[]): Sender | null {
  const [origin] = pools.origins;
  if (origin === undefined) return null;
  const [first, family] = [stream.pick(origin.firstNames).name, stream.pick(origin.familyNames).name];
  const { patterns, numbers } = pools.localParts;
  const number = numbers.from + stream.int(numbers.until - numbers.from + 1);
  const local = stream
    .pick(patterns)
    .replace('{first}', bare(first))
    .replace('{family}', bare(family))
    .replace('{n}', String(number));
  return { name: `${first} ${family}`, address: `${local}@${stream.pick(domains)}`.toLowerCase() };
}

const bare = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
