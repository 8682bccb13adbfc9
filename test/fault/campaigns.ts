import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { JournalLine } from '../../src/simulator/journal.js';
import { workerProgram } from './built.js';
import type { Life, Settled, Standing, WorkerLine } from './campaign-worker.js';
import { stageOf, type KillNote, type KillPoint, type Stage } from './kill-points.js';

/** What one kill left: how it was hit, and what stood there when the next life began. */
export interface Kill {
  readonly point: KillPoint;
  readonly stage: Stage | undefined;
  readonly seen: string;
  /** What the killed life had committed, per table, and what stood when it began (after a person settled). */
  readonly acknowledged: Readonly<Record<'attempt' | 'coding' | 'outcome', number>>;
  readonly before: Standing | undefined;
  readonly after: Standing;
  readonly settled: readonly Settled[];
  /** The employers' journal at the restart. */
  readonly journal: readonly JournalLine[];
  /** Whether the kill came from another process, so that a commit may have been missed by the count. */
  readonly fromOutside: boolean;
}

/** A campaign that was killed at each of its points and driven to its end. */
export interface KilledCampaign {
  readonly kills: readonly Kill[];
  readonly end: Standing;
  readonly journal: readonly JournalLine[];
}

const simulator = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

interface Lived {
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly WorkerLine[];
  readonly complaints: string;
}

/** Runs one life. Resolves when the process and its employers, which share its error output, have all ended. */
function live(life: Omit<Life, 'simulator' | 'snapshot'>): Promise<Lived> {
  const whole = { ...life, simulator, snapshot: inject('snapshots').demo } satisfies Life;
  const child = spawn(process.execPath, [workerProgram('campaign-worker'), JSON.stringify(whole)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: WorkerLine[] = [];
  let complaints = '';
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as WorkerLine));
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== null && code !== 0)
        reject(new Error(`A campaign ended with code ${code}:\n${complaints}`));
      else resolve({ signal, lines, complaints });
    });
  });
}

/** Runs a campaign that is killed at each point in turn, restarted, settled by a person, and at last driven to its end. */
export async function runKilled(
  kills: readonly KillPoint[],
  options: { seed: number; pairs: number; url?: string | undefined },
): Promise<KilledCampaign> {
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-fault-'));
  try {
    const known: Kill[] = [];
    let open: Omit<Kill, 'after' | 'settled' | 'journal'> | undefined;
    for (const kill of [...kills, undefined]) {
      const journal = readJournal(folder);
      const lived = await live({ folder, ...options, resume: open !== undefined, kill });
      const restarted = lived.lines.find((line) => line.kind === 'restarted');
      if (open !== undefined) {
        if (restarted === undefined) throw new Error(`No restart after ${open.seen}: ${lived.complaints}`);
        known.push({ ...open, after: restarted.standing, settled: restarted.settled, journal });
      }
      if (kill === undefined) {
        const finished = lived.lines.find((line) => line.kind === 'finished');
        if (finished === undefined) throw new Error(`The campaign did not end: ${lived.complaints}`);
        return { kills: known, end: finished.standing, journal: readJournal(folder) };
      }
      if (lived.signal !== 'SIGKILL')
        throw new Error(`Not killed at ${JSON.stringify(kill)}: ${lived.complaints}`);
      open = describeKill(folder, kill, restarted === undefined ? undefined : afterSettling(restarted));
    }
    throw new Error('A campaign has an end.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Settling as not sent fixes an outcome; nothing else that is counted here. */
function afterSettling({ standing, settled }: Extract<WorkerLine, { kind: 'restarted' }>): Standing {
  return { ...standing, outcomes: standing.outcomes + settled.filter(({ as }) => as === 'not-sent').length };
}

function describeKill(
  folder: string,
  point: KillPoint,
  before: Standing | undefined,
): Omit<Kill, 'after' | 'settled' | 'journal'> {
  const note = JSON.parse(readFileSync(join(folder, 'killed.json'), 'utf8')) as KillNote;
  const log = join(folder, 'acknowledged.log');
  const committed = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  rmSync(log, { force: true });
  const count = (table: string): number => committed.filter((line) => line === table).length;
  return {
    point,
    stage: stageOf(note),
    seen: note.seen,
    acknowledged: { attempt: count('attempt'), coding: count('coding'), outcome: count('outcome') },
    before,
    fromOutside: point.at === 'wire',
  };
}

function readJournal(folder: string): JournalLine[] {
  const file = join(folder, 'journal.jsonl');
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8');
  return whole
    .slice(0, whole.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalLine);
}

/** SHA-256 (hex) of every answer that the product said 250 to. */
export function acknowledgedAnswers(journal: readonly JournalLine[]): string[] {
  const hashes = new Map(
    journal.flatMap((line) => (line.type === 'answering' ? [[line.id, line.sha256]] : [])),
  );
  return journal.flatMap((line) => (line.type === 'answered' ? [hashes.get(line.id) ?? 'unknown'] : []));
}

/** Message ids of the applications that employers hold. */
export function heldApplications(journal: readonly JournalLine[]): string[] {
  return journal.flatMap((line) =>
    line.type === 'application' || line.type === 'copy' ? [line.messageId] : [],
  );
}
