import type { ParseArgsConfig } from 'node:util';
import { WrongUse, type Values } from './command-values.js';
import { DataRefused } from './refusal.js';

/** What an exit code means, as everywhere in this program. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3 } as const;

/** A command as the command line takes it. */
export interface OwnDataCommand {
  readonly summary: string;
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly positionals?: boolean;
  readonly run: (values: Values, positionals: readonly string[]) => Promise<number>;
}

export const textOption = { type: 'string' } as const;
export const flagOption = { type: 'boolean' } as const;

/** Where a command reads and writes. */
export interface Io {
  /** The answer. */
  readonly write: (text: string) => Promise<void>;
  /** A line beside the answer. */
  readonly say: (line: string) => void;
  readonly input: AsyncIterable<Uint8Array | string>;
}

export const processIo: Io = {
  write: (text) =>
    new Promise((resolve, reject) => {
      // A reader that has seen enough (head, less) closes the pipe: that is no fault.
      const closed = (error: Error): void =>
        'code' in error && error.code === 'EPIPE' ? resolve() : reject(error);
      process.stdout.once('error', closed);
      process.stdout.write(text, (error) => {
        if (error) return closed(error);
        process.stdout.off('error', closed);
        resolve();
      });
    }),
  say: (line) => void process.stderr.write(`${line}\n`),
  input: process.stdin,
};

/** Runs a command and turns what was expected to go wrong into a message and an exit code. */
export async function guarded(io: Io, command: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof WrongUse) {
      io.say(`${error.message}\npraktijktest ${command} --help tells more.`);
      return EXIT.usage;
    }
    if (!(error instanceof DataRefused)) throw error;
    io.say(error.message);
    return EXIT.refused;
  }
}
