import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EXIT, print, runCommand, say, UsageError, wholeNumber, type Command } from './command-line.js';
import { printReport } from './report.js';
import { verifyChain } from './audit/index.js';
import { PRACTICE_PASSWORD, practiceAccounts, seedAccounts } from './auth/index.js';
import { verifyDecisions, verifyRequests, verifySeals } from './campaigns/index.js';
import { verifyActionReports } from './fieldwork/index.js';
import { prepareDemo, runDemo } from './demo.js';
import { analyseCommand, powerCommand, simulateCommand } from './findings/index.js';
import { NoCustodianFile } from './channel.js';
import { custodianCommand, officerCommand } from './channel-commands.js';
import { openConfigured, serve, StartRefused } from './main.js';
import { ConfigError, readConfig, type Config } from './platform/config.js';
import {
  FolderInUse,
  insistCurrent,
  insistFolderFree,
  migrate,
  MigrationError,
  type Database,
} from './platform/db/index.js';
import { PortInUse } from './platform/http.js';
import { createLog, describeError } from './platform/log.js';
import { DocumentError } from './platform/yaml.js';
import { ImportRefused, importFile, type ImportReport } from './register/index.js';
import { createServices, prepareDatabase, readLibrary, type Services } from './services.js';
import { EMBEDDED_NOTICE, startByRole } from './serve-command.js';
import { simulatorCommand } from './simulator-command.js';
import { runUserCommand, USER_HELP, UserMisuse, UserRefused } from './user-command.js';

const commands: Readonly<Record<string, Command>> = {
  serve: {
    summary: 'serve the pages, receive mail and run the jobs',
    help: 'Serves on PT_HOST:PT_PORT (default 127.0.0.1:8080) until stopped. Makes or upgrades the database first.\n  --role pages     the pages, mail and jobs (default)\n  --role channel   the reporting channel alone, on PT_CHANNEL_HOST:PT_CHANNEL_PORT, with a login of its own\n  --role all       both in one process, to try it; not in production',
    options: { role: { type: 'string' } },
    run: async (values) => {
      const serving = await startByRole(values['role'], say);
      // Listens to signals before it says that it is there: whoever reads that may stop it at once.
      const stopped = untilStopped(serving);
      for (const address of serving.addresses) print(`listening on ${address}`);
      return stopped;
    },
  },
  demo: {
    summary: 'run a whole made-up campaign over real mail, then serve its pages',
    help: 'Makes its own database anew (PT_DATA_DIR/demo, or an empty or demo DATABASE_URL).\n  --seed N   what chance does; the same seed gives the same run (default 1)\n  --exit     stop after the run\n  --json     print the result as one JSON object on the last line\n  --prepare  do not run it: leave a sealed and authorised campaign ready to start, and serve; Enter moves the clock on',
    options: {
      seed: { type: 'string' },
      exit: { type: 'boolean' },
      json: { type: 'boolean' },
      prepare: { type: 'boolean' },
    },
    run: demo,
  },
  simulator: simulatorCommand,
  import: {
    summary: 'import employers or vacancies from a CSV file',
    help: 'import employers FILE.csv | import vacancies FILE.csv\nUTF-8, with a header line. All or nothing; the same file twice changes nothing.\n  --keep-good   import the good rows of a file that has bad ones',
    options: { 'keep-good': { type: 'boolean' } },
    positionals: true,
    run: importCsv,
  },
  analyse: analyseCommand,
  power: powerCommand,
  simulate: simulateCommand,
  user: {
    summary: 'make the first administrator, list accounts, block one',
    help: USER_HELP,
    options: { name: { type: 'string' }, email: { type: 'string' }, role: { type: 'string' } },
    positionals: true,
    run: (values, positionals) =>
      withDatabase(async (database, config) => {
        await migrate(database);
        await prepareDatabase(database, 'live');
        const services = await createServices({ config, database, log: createLog('silent') });
        await runUserCommand(services, values, positionals, print);
        return EXIT.done;
      }),
  },
  officer: officerCommand,
  custodian: custodianCommand,
  migrate: {
    summary: 'bring the database to the newest version',
    help: 'Makes missing roles and runs new files of sql/. Safe to run twice, and when two run at once.',
    options: {},
    run: () =>
      withDatabase(async (database) => {
        const ran = await migrate(database);
        await prepareDatabase(database, 'live');
        print(ran.length === 0 ? 'the database is up to date' : `ran ${ran.join(', ')}`);
        return EXIT.done;
      }),
  },
  verify: {
    summary: 'check the audit chain, the seals with their amendments, and the requests that were sent',
    help: 'Reads every link and checks number, hash and content. Then checks every seal with its amendments, and every request that was sent, against their hashes and the chain. Exit code 4 when something is broken.\n  --demo   check the database of the embedded demo',
    options: { demo: { type: 'boolean' } },
    run: (values) =>
      withDatabase(async (database, config) => {
        await insistCurrent(database);
        const services = await createServices({ config, database, log: createLog('silent') });
        const chain = await verifyChain(services.systemContext());
        if (chain.broken !== null) {
          print(`the chain is broken at link ${chain.broken.seq}: ${chain.broken.why}`);
          return EXIT.broken;
        }
        print(`the chain is whole: ${chain.links} links, head ${chain.head}`);
        const plans = await verifySeals(services.systemContext());
        if (plans.broken !== null) {
          print(`the seal of campaign ${plans.broken.campaign} is broken: ${plans.broken.why}`);
          return EXIT.broken;
        }
        print(`the seals are whole: ${plans.seals} seals, ${plans.amendments} amendments`);
        const sent = await verifyRequests(services.systemContext());
        if (sent.broken !== null) {
          print(`the request of campaign ${sent.broken.campaign} is broken: ${sent.broken.why}`);
          return EXIT.broken;
        }
        print(`the requests are whole: ${sent.papers} sent`);
        const decisions = await verifyDecisions(services.systemContext());
        if (decisions.broken !== null) {
          print(`the decision on campaign ${decisions.broken.campaign} is broken: ${decisions.broken.why}`);
          return EXIT.broken;
        }
        print(`the decisions of magistrates are whole: ${decisions.papers} kept`);
        const reports = await verifyActionReports(services.systemContext());
        if (reports.broken !== null) {
          print(`the report of campaign ${reports.broken.campaign} is broken: ${reports.broken.why}`);
          return EXIT.broken;
        }
        print(`the reports of action are whole: ${reports.papers} made`);
        return EXIT.done;
      }, values['demo'] === true),
  },
};

async function demo(values: Readonly<Record<string, string | boolean | undefined>>): Promise<number> {
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
  for (const { login, name, roles } of practiceAccounts)
    print(`  ${login.padEnd(8)} ${name} (${roles.join(', ')})`);
  return stopped;
}

async function importCsv(
  values: Readonly<Record<string, string | boolean | undefined>>,
  [kind, file, ...more]: readonly string[],
): Promise<number> {
  if ((kind !== 'employers' && kind !== 'vacancies') || file === undefined || more.length > 0)
    throw new UsageError('Say what to import and from which file: import employers FILE.csv');
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

function help(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  ${name.padEnd(10)} ${command.summary}`);
  return `praktijktest <command> [options]\n\n${lines.join('\n')}\n\npraktijktest <command> --help tells more. Exit codes: 0 done, 1 failed, 2 wrong use, 3 refused (nothing changed), 4 audit chain broken.`;
}

/** Runs the command of this name, or shows the help. @returns the exit code */
export async function runNamed(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    print(help());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command "${name}".\n\n${help()}`);
  return runCommand(name, command, args);
}

/** Says what went wrong, in words where it is known. @returns the exit code */
export function report(error: unknown): number {
  if (error instanceof UsageError || error instanceof UserMisuse) {
    say(error.message);
    return EXIT.usage;
  }
  const known = [
    UserRefused,
    NoCustodianFile,
    StartRefused,
    FolderInUse,
    MigrationError,
    PortInUse,
    ConfigError,
    DocumentError,
  ];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) {
    say(error.message);
    return EXIT.refused;
  }
  const trouble = outsideTrouble(error);
  if (trouble !== undefined) {
    say(trouble.message);
    return trouble.code;
  }
  say('Something went wrong that should not. Where it happened:');
  say(JSON.stringify(describeError(error), null, 2));
  return EXIT.failed;
}

/** What the machine or the database server refused, in words, with the exit code. */
function outsideTrouble(error: unknown): { message: string; code: number } | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/\bport \d+ is in use/i.test(error.message))
    return { message: `${error.message} The setting is PT_MAIL_IN_PORT.`, code: EXIT.refused };
  if (!('code' in error) || typeof error.code !== 'string') return undefined;
  if ('syscall' in error && error.syscall === 'listen') {
    return {
      message: `This program cannot listen there: ${error.message}. Choose another address or port (PT_HOST, PT_PORT, PT_MAIL_IN_HOST, PT_MAIL_IN_PORT).`,
      code: EXIT.refused,
    };
  }
  if (['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EROFS'].includes(error.code))
    return { message: `The file or folder cannot be used: ${error.message}`, code: EXIT.refused };
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(error.code))
    return {
      message: 'The database does not answer. Check DATABASE_URL, and whether PostgreSQL runs.',
      code: EXIT.failed,
    };
  if (['28P01', '28000', '3D000'].includes(error.code))
    return {
      message: `The database refuses: ${error.message}. Check user, password and name in DATABASE_URL.`,
      code: EXIT.refused,
    };
  return undefined;
}
