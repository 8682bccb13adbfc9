import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { demoPopulation, type DemoOptions } from './demo-world.js';

/** The employers as a process of their own, and where to reach them. */
export interface SimulatorProcess {
  readonly smtpPort: number;
  readonly controlPort: number;
  stop(): Promise<void>;
}

const Ports = z.object({ smtpPort: z.number(), controlPort: z.number() });

/** Starts the employers as a process of their own and waits for their ports. */
export async function startSimulatorProcess(
  options: DemoOptions,
  replyPort: number,
): Promise<SimulatorProcess> {
  const own = [process.execPath, fileURLToPath(new URL('./cli.js', import.meta.url)), 'simulator'] as const;
  const [program, ...first] = options.simulatorCommand ?? own;
  const population = join(options.folder, 'population.json');
  writeFileSync(population, JSON.stringify(demoPopulation()));
  const args = [
    ...first,
    '--seed',
    String(options.seed),
    '--reply-port',
    String(replyPort),
    '--journal',
    join(options.folder, 'journal.jsonl'),
    '--population',
    population,
    '--parent',
  ];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ports = Ports.parse(JSON.parse(await firstLine(child)));
  return { ...ports, stop: () => endChild(child) };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`The simulator ended with code ${code ?? 'none'} before it listened.`)),
    );
    if (child.stdout === null) reject(new Error('The simulator has no output.'));
    else createInterface({ input: child.stdout }).once('line', resolve);
  });
}

function endChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    }
  });
}
