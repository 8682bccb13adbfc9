import { readFileSync } from 'node:fs';
import { EXIT, print, text, UsageError, wholeNumber, type Values } from './command-line.js';
import { populationSchema, startSimulator, type PopulationInput } from './simulator/index.js';

/** Runs the employers until it is told to stop. @returns the exit code */
export async function runSimulator(values: Values): Promise<number> {
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
}

function readPopulation(file: string): PopulationInput {
  const parsed = populationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  );
}
