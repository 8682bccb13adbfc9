import { readFileSync } from 'node:fs';
import { EXIT, print, text, UsageError, wholeNumber, type Command } from './command-line.js';
import { populationSchema, startSimulator, type PopulationInput } from './simulator/index.js';

/** Employers that answer by real mail, as a process of their own. */
export const simulatorCommand: Command = {
  summary: 'employers that answer by real mail (loopback only)',
  help: 'Prints its ports as one JSON line.\n  --smtp-port N      where applications come in (default: any free port)\n  --control-port N   where it is told the time (default: any free port)\n  --reply-port N     where answers are delivered (required)\n  --journal FILE     what it remembers (required)\n  --population FILE  JSON: how employers behave (required)\n  --seed TEXT        what chance does (default 1)\n  --parent           end when standard input closes',
  options: {
    'smtp-port': { type: 'string' },
    'control-port': { type: 'string' },
    'reply-port': { type: 'string' },
    journal: { type: 'string' },
    population: { type: 'string' },
    seed: { type: 'string' },
    parent: { type: 'boolean' },
  },
  run: async (values) => {
    const simulator = await startSimulator({
      smtpPort: values['smtp-port'] === undefined ? 0 : wholeNumber('--smtp-port', values['smtp-port']),
      controlPort:
        values['control-port'] === undefined ? 0 : wholeNumber('--control-port', values['control-port']),
      replyTo: { host: '127.0.0.1', port: wholeNumber('--reply-port', values['reply-port']) },
      journalFile: text('--journal', values['journal']),
      population: readPopulation(text('--population', values['population'])),
      seed: values['seed'] === undefined ? '1' : text('--seed', values['seed']),
      log: () => undefined,
    });
    print(JSON.stringify({ smtpPort: simulator.smtpPort, controlPort: simulator.controlPort }));
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', resolve);
      process.once('SIGINT', resolve);
      if (values['parent'] === true) process.stdin.once('end', resolve).resume();
    });
    await simulator.close();
    return EXIT.done;
  },
};

function readPopulation(file: string): PopulationInput {
  const parsed = populationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  );
}
