/**
 * One life of a small campaign, in a process that may be killed. Run as:
 * node campaign-worker.js {"folder", "seed", "pairs", "snapshot", "simulator", "url"?, "resume", "kill"?}
 * (compiled by built.ts, over the built product).
 * Writes JSON lines: what stands in the database right after a restart, and what stands at the end.
 */
import { existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import type { DemoOptions } from '../../src/demo-world.js';
import { runCampaign } from '../../src/demo.js';
import { listInDoubt } from '../../src/fieldwork/index.js';
import { readConfig } from '../../src/platform/config.js';
import { asOwner, migrate, openDatabase } from '../../src/platform/db/index.js';
import { createLog } from '../../src/platform/log.js';
import { createServices, type Services } from '../../src/services.js';
import { insertsInto, rowsInserted, type KillPoint } from './kill-points.js';

/** What the test asks of one life. */
export interface Life {
  readonly folder: string;
  readonly seed: number;
  readonly pairs: number;
  /** A tar file of a migrated demo database, from which the first life starts. */
  readonly snapshot: string;
  /** The simulator's program (dist/cli.js). */
  readonly simulator: string;
  /** PostgreSQL instead of the embedded database. */
  readonly url?: string | undefined;
  readonly resume: boolean;
  readonly kill?: KillPoint | undefined;
}

/** What stands in the database. */
export interface Standing {
  readonly campaign: string | null;
  readonly tests: number;
  readonly applications: readonly {
    readonly messageId: string;
    readonly ordinal: number;
    readonly state: string;
  }[];
  readonly attempts: readonly { readonly id: string; readonly messageId: string; readonly open: boolean }[];
  /** SHA-256 of every raw answer, in hex. */
  readonly responses: readonly string[];
  readonly codings: number;
  readonly outcomes: number;
  readonly uncoded: number;
  readonly pairs: readonly { readonly ordinal: number; readonly sector: string; readonly lenient: string }[];
  /** Pairs per outcome as counted one by one, and as the counted tests say. */
  readonly counts: readonly [kept: string, recounted: string];
  readonly links: number;
  readonly chainHead: string;
  readonly broken: unknown;
}

export type WorkerLine =
  | { readonly kind: 'restarted'; readonly standing: Standing; readonly settled: readonly Settled[] }
  | { readonly kind: 'finished'; readonly standing: Standing };

/** How a person settled an application in doubt, after asking the employer. */
export interface Settled {
  readonly messageId: string;
  readonly as: 'sent' | 'not-sent';
}

const life = JSON.parse(process.argv[2] ?? '') as Life;
const config = readConfig({
  PT_SECRET: 'a secret that only the tests know, 32+ characters',
  PT_ANSWER_KEYS: Buffer.alloc(32, 7).toString('base64'),
  PT_LOG_LEVEL: 'silent',
  ...(life.url === undefined ? {} : { DATABASE_URL: life.url }),
});
const log = createLog('silent');
const note = join(life.folder, 'killed.json');

function say(line: WorkerLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Writes down each commit of an insert, so that the test knows what was acknowledged; kills at the wanted moment. */
function watcher(): (statement: string) => void {
  const { kill } = life;
  const acknowledged = openSync(join(life.folder, 'acknowledged.log'), 'a');
  const tables = ['attempt', 'coding', 'outcome'];
  const open: string[] = [];
  const counts = { statement: 0, commit: 0 };
  const at = (moment: 'statement' | 'commit', statement: string): void => {
    if (kill?.at !== moment || !insertsInto(statement, kill.table)) return;
    counts[moment] += 1;
    if (counts[moment] < kill.n) return;
    writeFileSync(
      note,
      JSON.stringify({ seen: `${moment}: insert into "${kill.table}"`, n: counts[moment] }),
    );
    process.kill(process.pid, 'SIGKILL');
  };
  return (text) => {
    // Some statements begin with a mark for the database's connection.
    const statement = text.replace(/^(\/\*.*?\*\/\s*)+/, '');
    if (statement === 'begin' || statement === 'rollback') open.length = 0;
    if (statement === 'commit') {
      for (const one of open) {
        const table = tables.find((name) => insertsInto(one, name));
        if (table !== undefined) writeSync(acknowledged, `${table}\n`.repeat(rowsInserted(one)));
      }
      for (const one of open.splice(0)) at('commit', one);
    }
    if (!/^(insert into|with [\s\S]*insert into)/.test(statement)) return;
    open.push(statement);
    at('statement', statement);
  };
}

async function standing({ database, systemContext }: Services): Promise<Standing> {
  const chain = await verifyChain(systemContext());
  const rows = await asOwner(database.kysely, async (db) => {
    const found = await sql<{
      standing: Omit<Standing, 'links' | 'chainHead' | 'broken'>;
    }>`select json_build_object(
      'campaign', (select state from campaign limit 1),
      'tests', (select count(*) from test),
      'applications', (select coalesce(json_agg(json_build_object('messageId', a.message_id, 'ordinal', t.ordinal, 'state', a.state)), '[]')
        from application a join test t on t.id = a.test),
      'attempts', (select coalesce(json_agg(json_build_object('id', x.id, 'messageId', a.message_id, 'open', x.ended_at is null)), '[]')
        from attempt x join application a on a.id = x.application),
      'responses', (select coalesce(json_agg(encode(sha256, 'hex')), '[]') from response),
      'codings', (select count(*) from coding),
      'outcomes', (select count(*) from outcome),
      'uncoded', (select count(*) from response where state in ('new', 'matched') and code is null),
      'pairs', (select coalesce(json_agg(json_build_object('ordinal', ordinal, 'sector', sector, 'lenient', lenient) order by ordinal), '[]') from counted_test),
      'counts', json_build_array(
        (select coalesce(string_agg(concat_ws(' ', sector, both_arms, control_only, treatment_only, neither, void), '; ' order by sector), '')
          from cell_count where definition = 'lenient'),
        (select coalesce(string_agg(line, '; ' order by line), '') from (select concat_ws(' ', sector, count(*) filter (where lenient = 'both'),
          count(*) filter (where lenient = 'control-only'), count(*) filter (where lenient = 'treatment-only'),
          count(*) filter (where lenient = 'neither'), count(*) filter (where lenient = 'void')) as line from counted_test group by sector) recounted))
      ) as standing`.execute(db);
    return found.rows[0];
  });
  if (rows === undefined) throw new Error('The database gave no standing.');
  return { ...rows.standing, links: chain.links, chainHead: chain.head, broken: chain.broken };
}

/** The applications that employers hold, as a person would find out by telephone. */
function heldByEmployers(): Set<string> {
  const file = join(life.folder, 'journal.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return new Set(
    lines
      .filter((line) => line.includes('"application"'))
      .map((line) => (JSON.parse(line) as { messageId: string }).messageId),
  );
}

/** What a server does at its start, then what a person does with what it finds in doubt. */
async function restart(): Promise<void> {
  const database = await openDatabase({ url: life.url, folder: life.folder });
  await migrate(database);
  const services = await createServices({ config, database, log });
  await services.dispatch.recover(services.systemContext(), true);
  const found = await standing(services);
  const fieldworker = services.contextFor(practiceAccounts[2]);
  const held = heldByEmployers();
  const settled: Settled[] = [];
  for (const { id } of await listInDoubt(fieldworker)) {
    const { message_id: messageId } = await asOwner(database.kysely, (db) =>
      db.selectFrom('application').select('message_id').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const as = held.has(messageId) ? 'sent' : 'not-sent';
    await services.dispatch.settle(fieldworker, id, as, 'the employer said so on the telephone');
    settled.push({ messageId, as });
  }
  say({ kind: 'restarted', standing: found, settled });
  await services.close();
}

function simulatorCommand(): NonNullable<DemoOptions['simulatorCommand']> {
  if (life.kill?.at !== 'wire') return [process.execPath, life.simulator, 'simulator'];
  const wire = fileURLToPath(new URL('./wire.js', import.meta.url));
  return [process.execPath, wire, JSON.stringify(life.kill), note, life.simulator];
}

if (life.resume) await restart();
const ran = await runCampaign({
  config,
  log,
  seed: life.seed,
  pairs: life.pairs,
  folder: life.folder,
  resume: life.resume,
  ...(life.resume ? {} : { from: new Blob([readFileSync(life.snapshot)]) }),
  onProgress: () => undefined,
  onStatement: life.resume ? watcher() : firstWatcher(),
  simulatorCommand: simulatorCommand(),
});
say({ kind: 'finished', standing: await standing(ran.services) });
await ran.stop();
await ran.services.close();
process.exit(0);

/** The first life empties the folder before it begins, so the watcher opens its file only at the first statement. */
function firstWatcher(): (statement: string) => void {
  let watch: ((statement: string) => void) | undefined;
  return (statement) => {
    watch ??= watcher();
    watch(statement);
  };
}
