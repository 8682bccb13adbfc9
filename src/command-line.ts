import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What an exit code means; `--help` prints it too. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, broken: 4 } as const;

/** The command line is not right; the message says what to write. */
export class UsageError extends Error {}

/** The command was refused and changed nothing; the message names the cure. */
export class CommandRefused extends Error {}

/** The options of a command as they were given. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Command {
  readonly summary: string;
  /** Made when it is asked for, where the words stand in the house. */
  readonly help: string | (() => Promise<string>);
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly positionals?: boolean;
  readonly run: (values: Values, positionals: readonly string[]) => Promise<number>;
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`);
export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a command with its arguments, or prints its help. @returns the exit code */
export async function runCommand(name: string, command: Command, args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    const help = typeof command.help === 'string' ? command.help : await command.help();
    print(`praktijktest ${name}: ${command.summary}\n\n${help}`);
    return EXIT.done;
  }
  const { values, positionals } = parse(command, args);
  return command.run(values, positionals);
}

function parse(command: Command, args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: command.positionals === true,
    });
    const single = Object.entries(parsed.values).map(
      ([key, value]) =>
        [key, typeof value === 'string' || typeof value === 'boolean' ? value : undefined] as const,
    );
    return { values: Object.fromEntries(single), positionals: parsed.positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options are not right.');
  }
}

/** The whole number that an option was given. @throws UsageError */
export function wholeNumber(option: string, value: string | boolean | undefined): number {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (Number.isNaN(number)) throw new UsageError(`${option} needs a whole number, such as ${option} 7.`);
  return number;
}

/** The text that an option was given. @throws UsageError */
export function text(option: string, value: string | boolean | undefined): string {
  if (typeof value !== 'string' || value === '') throw new UsageError(`${option} is missing.`);
  return value;
}
