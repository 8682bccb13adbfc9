/** What the commands do that need the house; loaded only when one of them runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { verifyChain } from './audit/index.js';
import { PRACTICE_PASSWORD, practiceAccounts, practiceCallers, seedAccounts } from './auth/index.js';
import {
  sealSigner,
  verifyDecisions,
  verifyIncrements,
  verifyRequests,
  verifySeals,
} from './campaigns/index.js';
import {
  CommandRefused,
  EXIT,
  print,
  say,
  text,
  UsageError,
  wholeNumber,
  type Values,
} from './command-line.js';
import { prepareDemo, runDemo } from './demo.js';
import { faultOfProof, Proof, verifyActionReports } from './fieldwork/index.js';
import { openConfigured, serve, StartRefused } from './main.js';
import { readConfig, type Config } from './platform/config.js';
import type { Ctx } from './platform/context.js';
import { insistCurrent, insistFolderFree, migrate, type Database } from './platform/db/index.js';
import { createLog } from './platform/log.js';
import { ImportRefused, importFile, type ImportReport } from './register/index.js';
import { printReport } from './report.js';
import { EMBEDDED_NOTICE, startByRole } from './serve-command.js';
import { createServices, prepareDatabase, readLibrary, type Services } from './services.js';
import { readUserAct, runUserAct } from './user-command.js';

/** Serves until a signal comes. */
export async function runServe(values: Values): Promise<number> {
  const serving = await startByRole(values['role'], say);
  // Listens to signals before it says that it is there: whoever reads that may stop it at once.
  const stopped = untilStopped(serving);
  for (const address of serving.addresses) print(`listening on ${address}`);
  return stopped;
}

/** Makes, lists or blocks accounts. */
export function runUser(values: Values, positionals: readonly string[]): Promise<number> {
  const asked = readUserAct(values, positionals);
  return withDatabase(async (database, config) => {
    await migrate(database);
    await prepareDatabase(database, 'live');
    const services = await createServices({ config, database, log: createLog('silent') });
    await runUserAct(services, asked, print);
    return EXIT.done;
  });
}

/** Brings the database to the newest version. */
export function runMigrate(): Promise<number> {
  return withDatabase(async (database) => {
    const ran = await migrate(database);
    await prepareDatabase(database, 'live');
    print(ran.length === 0 ? 'the database is up to date' : `ran ${ran.join(', ')}`);
    return EXIT.done;
  });
}

/** Checks a proof of one employer's tests by itself: no database is opened. */
function verifyProof(file: string): number {
  const proof = readProof(file);
  const fault = faultOfProof(proof);
  if (fault !== null) {
    print(`the proof does not hold: ${fault}`);
    return EXIT.broken;
  }
  print(`the proof holds: ${proof.tests.length} tests stood in the plan under seal ${proof.seal.hash}`);
  return EXIT.done;
}

function readProof(file: string): Proof {
  try {
    return Proof.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CommandRefused(`${file} is no proof that can be read. Give the file as it was downloaded.`);
  }
}

/** Checks the chain, then the papers of campaigns, each against their hashes and the chain. */
export function runVerify(values: Values): Promise<number> {
  if (values['proof'] !== undefined) return Promise.resolve(verifyProof(text('--proof', values['proof'])));
  return withDatabase(async (database, config) => {
    await insistCurrent(database);
    const services = await createServices({ config, database, log: createLog('silent') });
    const chain = await verifyChain(services.systemContext());
    if (chain.broken !== null) {
      print(`the chain is broken at link ${chain.broken.seq}: ${chain.broken.why}`);
      return EXIT.broken;
    }
    print(`the chain is whole: ${chain.links} links, head ${chain.head}`);
    return verifyPapers(services, sealSigner(config.secrets.key).publicKey);
  }, values['demo'] === true);
}

async function verifyPapers(services: Services, publicKey: Buffer): Promise<number> {
  const plans = await verifySeals(services.systemContext(), publicKey);
  if (plans.broken !== null) {
    print(`the seal of campaign ${plans.broken.campaign} is broken: ${plans.broken.why}`);
    return EXIT.broken;
  }
  print(`the seals are whole: ${plans.seals} seals, ${plans.amendments} amendments`);
  const ctx = services.systemContext();
  const kinds = [
    [(ctx: Ctx) => verifyIncrements(ctx, publicKey), 'plan of', 'increments are whole', 'drawn'],
    [verifyRequests, 'request of', 'requests are whole', 'sent'],
    [verifyDecisions, 'decision on', 'decisions of magistrates are whole', 'kept'],
    [verifyActionReports, 'report of', 'reports of action are whole', 'made'],
  ] as const;
  for (const [check, one, all, how] of kinds) {
    const { papers, broken } = await check(ctx);
    if (broken !== null) {
      print(`the ${one} campaign ${broken.campaign} is broken: ${broken.why}`);
      return EXIT.broken;
    }
    print(`the ${all}: ${papers} ${how}`);
  }
  return EXIT.done;
}

/** Runs or prepares the exercise, then serves its pages. */
export async function runDemoCommand(values: Values): Promise<number> {
  const config = readConfig();
  if (config.production)
    throw new StartRefused('The demo does not run in production. Unset NODE_ENV=production.');
  const seed = values['seed'] === undefined ? 1 : wholeNumber('--seed', values['seed']);
  if (values['seed'] === undefined) say('No --seed given: seed 1.');
  const folder = join(config.dataDir, 'demo');
  // Before the run empties the folder: a demo that is being served there keeps it.
  insistFolderFree(folder);
  const log = createLog(
    process.stderr.isTTY ? 'warn' : config.logLevel === 'info' ? 'warn' : config.logLevel,
  );
  if (values['prepare'] === true) {
    if (values['json'] === true) throw new UsageError('--prepare has no result to print as --json.');
    const { services, jump, stop } = await prepareDemo({ config, log, seed, folder, onProgress: say });
    if (values['exit'] === true) {
      await services.close();
      await stop();
      return EXIT.done;
    }
    print(
      'Start the campaign on its page. Then press Enter here: the clock jumps to when something happens.',
    );
    const lines = createInterface({ input: process.stdin }).on('line', jump);
    return serveDemo(services, config).finally(() => {
      lines.close();
      return stop();
    });
  }
  const ran = await runDemo({ config, log, seed, folder, onProgress: say });
  printReport(ran, print);
  if (values['exit'] === true) await ran.services.close();
  if (values['json'] === true) print(JSON.stringify(ran.result));
  if (values['exit'] === true) return ran.result.auditVerified ? EXIT.done : EXIT.broken;
  return serveDemo(ran.services, config);
}

async function serveDemo(services: Services, config: Config): Promise<number> {
  await services.receiver.close();
  const running = await serve(services, config, config.http.port);
  const stopped = untilStopped(running);
  if (services.database.engine === 'pglite') EMBEDDED_NOTICE.forEach(say);
  print(`the pages are at ${running.address} (stop with Ctrl-C)`);
  print(`sign in as one of these, with the password ${PRACTICE_PASSWORD}`);
  for (const { login, name, roles } of [...practiceAccounts, ...practiceCallers])
    print(`  ${login.padEnd(8)} ${name} (${roles.join(', ')})`);
  return stopped;
}

/** Imports a file: all of it, or nothing unless the good rows were asked for. */
export async function importCsv(
  kind: 'employers' | 'vacancies',
  file: string,
  values: Values,
): Promise<number> {
  return withDatabase(async (database, config) => {
    await migrate(database);
    await prepareDatabase(database, 'live');
    const services = await createServices({ config, database, log: createLog('silent') });
    const ctx = services.systemContext();
    await seedAccounts(ctx, false);
    const onProgress = ({ rows, share }: { rows: number; share: number }): void => {
      process.stderr.write(
        process.stderr.isTTY
          ? `\r${rows} rows, ${Math.round(share * 100)} %`
          : rows % 20_000 < 1000
            ? `${rows} rows, ${Math.round(share * 100)} %\n`
            : '',
      );
    };
    try {
      const report = await importFile(ctx, kind, file, {
        keepGood: values['keep-good'] === true,
        onProgress,
      });
      if (process.stderr.isTTY) say('');
      sayFaults(report);
      print(
        `${report.rows} rows: ${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged, ${report.rejected} left out`,
      );
      return EXIT.done;
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      if (process.stderr.isTTY) say('');
      sayFaults(error.report);
      say('Nothing was imported. Mend these rows, or import the good ones with --keep-good.');
      return EXIT.refused;
    }
  });
}

function sayFaults(report: ImportReport): void {
  for (const fault of report.faults)
    say(`line ${fault.line}${fault.field === '' ? '' : `, ${fault.field}`}: ${fault.problem}; ${fault.cure}`);
  if (report.faultCount > report.faults.length)
    say(`… and ${report.faultCount - report.faults.length} more faults`);
}

async function withDatabase(
  use: (database: Database, config: Config) => Promise<number>,
  demoFolder = false,
): Promise<number> {
  const given = readConfig();
  readLibrary();
  const config = demoFolder ? { ...given, dataDir: join(given.dataDir, 'demo') } : given;
  const database = await openConfigured(config, createLog(config.logLevel));
  try {
    return await use(database, config);
  } finally {
    await database.close();
  }
}

function untilStopped(running: { stop(): Promise<void> }): Promise<number> {
  return new Promise((resolve) => {
    const stop = (): void => void running.stop().then(() => resolve(EXIT.done));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}
