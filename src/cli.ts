#!/usr/bin/env node
// The employers start with every campaign and need nothing of the product: for them the house is not loaded, which takes
// two seconds of a small machine.
import { runCommand } from './command-line.js';
import { simulatorCommand } from './simulator-command.js';

const [name, ...args] = process.argv.slice(2);

async function run(): Promise<number> {
  try {
    if (name === 'simulator') return await runCommand(name, simulatorCommand, args);
    const { runNamed } = await import('./commands.js');
    return await runNamed(name, args);
  } catch (error) {
    const { report } = await import('./commands.js');
    return report(error);
  }
}

void run().then((code) => process.exit(code));
