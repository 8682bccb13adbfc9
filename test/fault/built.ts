// Programs of tests that run as processes of their own, compiled once and laid over the built product: a process that
// compiles what it loads takes seconds longer to start, and what is killed here is then the product as it is shipped.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = [
  'campaign-worker',
  'channel-server',
  'channel-worker',
  'dispatch-worker',
  'kill-points',
  'wire',
] as const;

let folder: string | undefined;

/** The compiled program of a worker of this folder. */
export function workerProgram(
  name: 'campaign-worker' | 'channel-server' | 'channel-worker' | 'dispatch-worker',
): string {
  folder ??= compile();
  return join(folder, 'test/fault', `${name}.js`);
}

/** A folder like the repository, with the built product in the place of its source. */
function compile(): string {
  const made = mkdtempSync(join(tmpdir(), 'praktijktest-workers-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  mkdirSync(join(made, 'test/fault'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(made, 'node_modules'));
  symlinkSync(join(root, 'dist'), join(made, 'src'));
  writeFileSync(join(made, 'package.json'), '{"type":"module"}');
  for (const name of PROGRAMS) {
    const source = readFileSync(join(root, 'test/fault', `${name}.ts`), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(join(made, 'test/fault', `${name}.js`), outputText);
  }
  return made;
}
