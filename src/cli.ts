#!/usr/bin/env node
import { CommandRefused, EXIT, say, UsageError } from './command-line.js';
import { runNamed } from './commands.js';

const [name, ...args] = process.argv.slice(2);

async function run(): Promise<number> {
  try {
    return await runNamed(name, args);
  } catch (error) {
    if (error instanceof UsageError || error instanceof CommandRefused) {
      say(error.message);
      return error instanceof UsageError ? EXIT.usage : EXIT.refused;
    }
    const { report } = await import('./command-failures.js');
    return report(error);
  }
}

void run().then((code) => process.exit(code));
