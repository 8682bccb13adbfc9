/**
 * The commands: what they are for, what they take, and where the rest of each is loaded from. The house takes two seconds
 * of a small machine to load, so that help, a wrong option and the commands that need none of it do without.
 */
import { EXIT, print, runCommand, UsageError, type Command } from './command-line.js';
import { analyseCommand, powerCommand, simulateCommand } from './findings/commands.js';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const commands: Readonly<Record<string, Command>> = {
  serve: {
    summary: 'serve the pages, receive mail and run the jobs',
    help: 'Serves on PT_HOST:PT_PORT (default 127.0.0.1:8080) until stopped. Makes or upgrades the database first.\n  --role pages     the pages, mail and jobs (default)\n  --role channel   the reporting channel alone, on PT_CHANNEL_HOST:PT_CHANNEL_PORT, with a login of its own\n  --role all       both in one process, to try it; not in production',
    options: { role: text },
    run: async (values) => (await import('./command-acts.js')).runServe(values),
  },
  demo: {
    summary: 'run a whole made-up campaign over real mail, then serve its pages',
    help: 'Makes its own database anew (PT_DATA_DIR/demo, or an empty or demo DATABASE_URL).\n  --seed N   what chance does; the same seed gives the same run (default 1)\n  --exit     stop after the run\n  --json     print the result as one JSON object on the last line\n  --prepare  do not run it: leave a sealed and authorised campaign ready to start, and serve; Enter moves the clock on',
    options: { seed: text, exit: flag, json: flag, prepare: flag },
    run: async (values) => (await import('./command-acts.js')).runDemoCommand(values),
  },
  simulator: {
    summary: 'employers that answer by real mail (loopback only)',
    help: 'Prints its ports as one JSON line.\n  --smtp-port N      where applications come in (default: any free port)\n  --control-port N   where it is told the time (default: any free port)\n  --reply-port N     where answers are delivered (required)\n  --journal FILE     what it remembers (required)\n  --population FILE  JSON: how employers behave (required)\n  --seed TEXT        what chance does (default 1)\n  --parent           end when standard input closes',
    options: {
      'smtp-port': text,
      'control-port': text,
      'reply-port': text,
      journal: text,
      population: text,
      seed: text,
      parent: flag,
    },
    run: async (values) => (await import('./simulator-command.js')).runSimulator(values),
  },
  import: {
    summary: 'import employers or vacancies from a CSV file',
    help: 'import employers FILE.csv | import vacancies FILE.csv\nUTF-8, with a header line. All or nothing; the same file twice changes nothing.\n  --keep-good   import the good rows of a file that has bad ones',
    options: { 'keep-good': flag },
    positionals: true,
    run: async (values, positionals) => {
      const [kind, file, ...more] = positionals;
      if ((kind !== 'employers' && kind !== 'vacancies') || file === undefined || more.length > 0)
        throw new UsageError('Say what to import and from which file: import employers FILE.csv');
      return (await import('./command-acts.js')).importCsv(kind, file, values);
    },
  },
  analyse: analyseCommand,
  power: powerCommand,
  simulate: simulateCommand,
  user: {
    summary: 'make the first administrator, list accounts, block one',
    help: async () => (await import('./user-command.js')).USER_HELP,
    options: { name: text, email: text, role: text },
    positionals: true,
    run: async (values, positionals) => (await import('./command-acts.js')).runUser(values, positionals),
  },
  officer: {
    summary: 'officers of the reporting channel: add, list, block',
    help: [
      'officer add --login LOGIN --name NAME   makes an account, or a new start for one that exists; prints a start code, once',
      'officer list                            every account, and whether its key counts',
      'officer block --login LOGIN             lets nobody in with it and seals nothing to it',
      'With the settings of the channel. On the embedded database stop the server first.',
    ].join('\n'),
    options: { login: text, name: text },
    positionals: true,
    run: async (values, positionals) =>
      (await import('./channel-commands.js')).runOfficer(values, positionals),
  },
  custodian: {
    summary: "a custodian's keys, signing an officer's key, deciding on a request (offline)",
    help: [
      'custodian keys --file FILE                                          makes the keys in a new file; prints the line for PT_CHANNEL_CUSTODIANS',
      'custodian sign --file FILE --account ID --key KEY --until DAY       prints the words to compare by telephone, and the line to give back',
      'custodian agree --file FILE --request FILE                          shows what is asked and why; prints the line to hand in at /bewaarders\ncustodian refuse --file FILE --request FILE                         the same, to refuse\ncustodian open --file FILE --request FILE --box FILE                opens the box that /bewaarders gave\ncustodian recovery --file FILE --custodians LINE --until DAY          draws a recovery key for the custodians of LINE (PT_CHANNEL_CUSTODIANS); prints its file\ncustodian confirm --file FILE --recovery FILE                        adds the signature of a second custodian\nAll need no server and no network. Keep the file on a medium that you lock away: who has two such files makes officers.',
    ].join('\n'),
    options: {
      file: text,
      account: text,
      key: text,
      until: text,
      request: text,
      box: text,
      custodians: text,
      recovery: text,
    },
    positionals: true,
    run: async (values, positionals) =>
      (await import('./channel-commands.js')).runCustodian(values, positionals),
  },
  companies: {
    summary: 'load the names of companies for the form of the reporting channel',
    help: [
      'companies --enterprises enterprise.csv --names denomination.csv',
      'The two files of the open data of the KBO. Legal persons only; what was loaded before goes. All or nothing.',
      'With the settings of the channel. On the embedded database stop the server first.',
    ].join('\n'),
    options: { enterprises: text, names: text },
    run: async (values) => (await import('./channel-commands.js')).runCompanies(values),
  },
  recovery: {
    summary: 'the recovery key of the reporting channel: install, ask, use',
    help: [
      'recovery install --file FILE   takes in a recovery key that two custodians signed',
      'recovery ask                   where no officer can open a report: prints the request for custodians',
      'recovery use --file FILE       with what "custodian open" printed: seals those reports to the officers of today',
      'With the settings of the channel. On the embedded database stop the server first.',
    ].join('\n'),
    options: { file: text },
    positionals: true,
    run: async (values, positionals) =>
      (await import('./channel-commands.js')).runRecovery(values, positionals),
  },
  mail: {
    summary: 'send one test mail to yourself, by the way that applications take',
    help: 'mail --from who@own.domain --to you@your.domain\nShows the server, the account and the signature of that domain (PT_SMTP), and what the server answered. Touches no database.',
    options: { from: text, to: text },
    run: async (values) => (await import('./mail-command.js')).runMail(values),
  },
  migrate: {
    summary: 'bring the database to the newest version',
    help: 'Makes missing roles and runs new files of sql/. Safe to run twice, and when two run at once.',
    options: {},
    run: async () => (await import('./command-acts.js')).runMigrate(),
  },
  verify: {
    summary: 'check the audit chain, the seals with their amendments, and the requests that were sent',
    help: 'Reads every link and checks number, hash and content. Then checks every seal with its amendments, and every request that was sent, against their hashes and the chain. Exit code 4 when something is broken.\n  --demo   check the database of the embedded demo\n  --proof  check a proof of one employer’s tests instead; it needs no database',
    options: { demo: flag, proof: { type: 'string' } },
    run: async (values) => (await import('./command-acts.js')).runVerify(values),
  },
};

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
