import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderInUse, insistFolderFree, lockFolder } from '../../../src/platform/db/folder-lock.js';

const program = new URL('../../../dist/platform/db/folder-lock.js', import.meta.url).href;
let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'praktijktest-lock-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => kill(child)));
  rmSync(folder, { recursive: true, force: true });
});

/** A process that tries to take the lock and then lives on; `wait` is when it tries, on the machine's clock. */
function contender(wait = 0): { child: ChildProcess; said: Promise<string> } {
  const script = `import(${JSON.stringify(program)}).then(async ({ lockFolder }) => {
    await new Promise((go) => setTimeout(go, Math.max(0, ${wait} - Date.now())));
    try { lockFolder(${JSON.stringify(folder)}); console.log('held'); } catch (error) { console.log(error.name + ': ' + error.message); }
    setInterval(() => undefined, 1000);
  });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said = new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { child, said };
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

test('a folder that another process holds is refused, with that process and the cure', async () => {
  const { child, said } = contender();
  expect(await said).toBe('held');
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  expect(() => lockFolder(folder)).toThrow(
    new RegExp(
      `${folder} is in use by process ${String(child.pid)}\\. Stop that process first .* or set DATABASE_URL`,
    ),
  );
});

test('another process is refused the folder that this one holds', async () => {
  const unlock = lockFolder(folder);
  expect(await contender().said).toMatch(new RegExp(`^FolderInUse: .* in use by process ${process.pid}\\.`));
  unlock();
  expect(await contender().said).toBe('held');
});

test('this very process does not take a folder twice', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  unlock();
});

test('the lock of a process that was killed is taken over', async () => {
  const { child, said } = contender();
  expect(await said).toBe('held');
  await kill(child);
  expect(existsSync(join(folder, 'praktijktest.lock'))).toBe(true);
  lockFolder(folder)();
});

test('the lock of a dead process whose number a new one has is taken over: the start time tells them apart', () => {
  writeFileSync(join(folder, 'praktijktest.lock'), `${process.pid} 1`);
  lockFolder(folder)();
});

test.each(['', 'nonsense', '0 1', '-1 1', '999999999 1'])(
  'a lock file that says "%s" holds nothing',
  (content) => {
    writeFileSync(join(folder, 'praktijktest.lock'), content);
    lockFolder(folder)();
  },
);

test('of many that try at once exactly one holds the folder', async () => {
  const at = Date.now() + 1500;
  const said = await Promise.all(Array.from({ length: 8 }, () => contender(at).said));
  expect(said.filter((line) => line === 'held')).toHaveLength(1);
  expect(said.filter((line) => line.startsWith('FolderInUse: '))).toHaveLength(7);
});

test('of many that find the lock of a dead process exactly one takes it over', async () => {
  writeFileSync(join(folder, 'praktijktest.lock'), '999999999 1');
  const at = Date.now() + 1500;
  const said = await Promise.all(Array.from({ length: 8 }, () => contender(at).said));
  expect(said.filter((line) => line === 'held')).toHaveLength(1);
});

test('giving a lock back leaves the folder empty, and leaves a lock that is not ours', () => {
  const unlock = lockFolder(folder);
  unlock();
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, 'praktijktest.lock'), 'somebody else');
  unlock();
  expect(readFileSync(join(folder, 'praktijktest.lock'), 'utf8')).toBe('somebody else');
});

test('asking whether a folder is free leaves it free', () => {
  insistFolderFree(folder);
  const unlock = lockFolder(folder);
  expect(() => insistFolderFree(folder)).toThrow(FolderInUse);
  unlock();
});

test('a folder that is not there is made', () => {
  const deep = join(folder, 'a', 'b');
  lockFolder(deep)();
  expect(existsSync(deep)).toBe(true);
});
