import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The embedded folder is in use by another process; the message names the cure. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that process first (the embedded database serves one process), ` +
        'or set DATABASE_URL to a PostgreSQL server, which serves many.',
    );
    this.name = 'FolderInUse';
  }
}

/** @throws FolderInUse when another process holds the folder */
export function insistFolderFree(folder: string): void {
  lockFolder(folder)();
}

/**
 * Takes the lock file of an embedded data folder (made when missing). A lock left by a dead process, recognised by its pid
 * and start time, is taken over.
 * @returns the act that gives the lock back
 * @throws FolderInUse
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'praktijktest.lock');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}`;
  for (let tries = 0; tries < 3; tries += 1) {
    if (createWhole(file, mine)) {
      return () => {
        if (readOrEmpty(file) === mine) rmSync(file, { force: true });
      };
    }
    const found = readOrEmpty(file);
    const [pidText, ...start] = found.split(' ');
    const pid = Number(pidText);
    if (Number.isInteger(pid) && pid > 0 && startOf(pid) === start.join(' '))
      throw new FolderInUse(folder, pid);
    removeDead(file, found);
  }
  throw new FolderInUse(folder, 0);
}

// Linked with its content in it, so that no other process ever reads half a lock.
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    return createOpen(file, content);
  } finally {
    rmSync(draft, { force: true });
  }
}

// For file systems without links.
function createOpen(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

// Moved away before it is removed: what another process put there in the meantime is put back.
function removeDead(file: string, content: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = readOrEmpty(aside);
  rmSync(aside, { force: true });
  if (taken !== content) createWhole(file, taken);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** When a process started, in the kernel's own ticks; where the system does not tell, 'alive'; undefined when it is gone. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return undefined;
    }
  }
}
