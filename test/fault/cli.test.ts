import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { seedAccounts } from '../../src/auth/index.js';
import { demoFiles } from '../../src/demo-world.js';
import { readConfig } from '../../src/platform/config.js';
import { asOwner, dumpSchema, openDatabase, type Database } from '../../src/platform/db/index.js';
import { lockFolder } from '../../src/platform/db/folder-lock.js';
import { createLog } from '../../src/platform/log.js';
import { createMailReceiver } from '../../src/platform/mail/index.js';
import { createServices } from '../../src/services.js';
import { createTestDatabase, snapshotOf } from '../support/database.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'praktijktest-cli-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A key under which answers are stored. */
const ANSWER_KEY = Buffer.alloc(32, 7).toString('base64');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();
afterEach(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
});

function start(
  args: readonly string[],
  environment: Record<string, string> = {},
  cli = join(root, 'dist/cli.js'),
): ChildProcess {
  const env = {
    PATH: process.env['PATH'] ?? '',
    PT_PORT: '0',
    PT_MAIL_IN_PORT: '0',
    PT_LOG_LEVEL: 'silent',
    PT_DATA_DIR: join(work, 'unused'),
    ...environment,
  };
  const child = spawn(process.execPath, [cli, ...args], {
    env,
    cwd: work,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs a command to its end. */
function run(
  args: readonly string[],
  environment: Record<string, string> = {},
  cli?: string,
): Promise<Ended> {
  const child = start(args, environment, cli);
  return new Promise((resolve) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Starts a server and waits until it says that it listens. */
function serve(environment: Record<string, string>): Promise<{ child: ChildProcess; address: string }> {
  const child = start(['serve'], environment);
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const address = /listening on (\S+)/.exec(stdout)?.[1];
      if (address !== undefined) resolve({ child, address });
    });
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}: ${stderr}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

let folders = 0;
function freshFolder(): string {
  folders += 1;
  return join(work, `data-${folders}`);
}

/** What a database holds that matters here: its schema, its register and the head of its log. */
async function contents(database: Database): Promise<string> {
  const counts = await asOwner(database.kysely, (db) =>
    sql<{
      text: string;
    }>`select concat_ws('/', (select count(*) from employer), (select md5(string_agg(v::text, ',' order by v.id)) from vacancy v),
      (select count(*) from campaign), (select seq || encode(hash, 'hex') from audit_head), (select mode || shift from clock), (select string_agg(name, ',') from migration)) as text`.execute(
      db,
    ),
  );
  return `${counts.rows[0]!.text}\n${await dumpSchema(database)}`;
}

async function inFolder<T>(folder: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ folder });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** A folder of its own with a database of this version in which nothing was done yet. */
async function migratedFolder(mode: 'live' | 'demo' = 'live'): Promise<string> {
  const folder = freshFolder();
  const database = await openDatabase({ folder, from: snapshotOf(mode) });
  await database.close();
  return folder;
}

/** The act that gives a copy of what `make` made once. */
function copied(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return async () => {
    made ??= make();
    const folder = freshFolder();
    cpSync(await made, folder, { recursive: true });
    return folder;
  };
}

/** A folder as `migrate` leaves it, of its own. Making the first of all from nothing takes ten seconds. */
const emptyFolder = copied(() => migratedFolder());

async function withFirstAccounts(database: Database): Promise<void> {
  const services = await createServices({ config: readConfig({}), database, log: createLog('silent') });
  await seedAccounts(services.systemContext(), true);
}

/** A folder of its own with a live database and its first accounts. */
const preparedFolder = copied(async () => {
  const folder = await emptyFolder();
  await inFolder(folder, withFirstAccounts);
  return folder;
});

/** Where commands find a database with its first accounts, of its own. */
interface Place {
  readonly settings: Record<string, string>;
  use<T>(act: (database: Database) => Promise<T>): Promise<T>;
}

const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

/** A place on PostgreSQL where there is one: a command starts there without starting an engine; else in a folder. */
async function preparedPlace(): Promise<Place> {
  if (inject('postgres') === null) {
    const folder = await preparedFolder();
    return { settings: { PT_DATA_DIR: folder }, use: (act) => inFolder(folder, act) };
  }
  const { url, drop } = await createTestDatabase('live');
  drops.push(drop);
  const use: Place['use'] = async (act) => {
    const database = await openDatabase({ url, connections: 2 });
    try {
      return await act(database);
    } finally {
      await database.close();
    }
  };
  await use(withFirstAccounts);
  return { settings: { DATABASE_URL: url }, use };
}

describe('help and wrong use', () => {
  let commands: string[];
  beforeAll(async () => {
    const { stdout } = await run(['--help']);
    commands = [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map((hit) => hit[1]!);
  });

  test('--help names every command and what the exit codes mean, and ends with 0', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(commands).toEqual(
      expect.arrayContaining(['serve', 'demo', 'simulator', 'import', 'migrate', 'verify']),
    );
    expect(stdout).toMatch(/Exit codes: 0 done, 1 failed, 2 wrong use, 3 refused/);
  });

  test('every command has --help, names its options there, and ends with 0', async () => {
    const wrong: string[] = [];
    for (const command of commands) {
      const { code, stdout } = await run([command, '--help']);
      if (
        code !== 0 ||
        !stdout.startsWith(`praktijktest ${command}: `) ||
        stdout.trim().split('\n').length < 3
      )
        wrong.push(command);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    [['nonsense'], /There is no command "nonsense"/],
    [['toString'], /There is no command "toString"/],
    [['serve', '--nonsense'], /--nonsense/],
    [['serve', 'extra'], /extra/],
    [['demo', '--seed', 'one'], /--seed needs a whole number/],
    [['demo', '--seed'], /--seed/],
    [['import'], /Say what to import/],
    [['import', 'people', 'file.csv'], /Say what to import/],
    [['import', 'employers', 'one.csv', 'two.csv'], /Say what to import/],
    [['simulator'], /--reply-port needs a whole number/],
  ])('%j is wrong use: exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('no command at all shows the help and ends with 2', async () => {
    const { code, stdout } = await run([]);
    expect([code, stdout.includes('serve')]).toEqual([2, true]);
  });
});

describe('settings', () => {
  test('let no demo start in production, nor a server without https and a secret of its own', async () => {
    const folder = freshFolder();
    const production = { NODE_ENV: 'production', PT_DATA_DIR: folder };
    const own = { PT_SECRET: 's'.repeat(40), PT_ANSWER_KEYS: ANSWER_KEY };
    const https = { PT_PUBLIC_URL: 'https://praktijktest.example' };
    const refused = [
      await run(['demo'], { ...production, ...own, ...https }),
      await run(['serve'], { ...production, ...own }),
      await run(['serve'], { ...production, ...https, PT_ANSWER_KEYS: ANSWER_KEY }),
      await run(['serve'], { ...production, ...https, PT_SECRET: own.PT_SECRET }),
    ];
    expect([refused.map(({ code }) => code), existsSync(folder)]).toEqual([[3, 3, 3, 3], false]);
    expect(refused.map(({ stderr }) => /PT_\w+ must|does not run in production/.exec(stderr)?.[0])).toEqual([
      'does not run in production',
      'PT_PUBLIC_URL must',
      'PT_SECRET must',
      'PT_ANSWER_KEYS must',
    ]);
  });

  test('let a server start in production behind a TLS proxy', async () => {
    const { child, address } = await serve({
      NODE_ENV: 'production',
      PT_SECRET: 's'.repeat(40),
      PT_ANSWER_KEYS: ANSWER_KEY,
      PT_PUBLIC_URL: 'https://praktijktest.example',
      PT_DATA_DIR: await emptyFolder(),
    });
    expect([address, await end(child, 'SIGTERM')]).toEqual(['https://praktijktest.example/', 0]);
  });

  test('are refused all at once, by name and never by value', async () => {
    const { code, stderr } = await run(['serve'], {
      NODE_ENV: 'production',
      PT_PORT: 'eighty',
      PT_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://admin:hunter3@db/x',
    });
    expect(code).toBe(3);
    expect(stderr).toMatch(/PT_PORT must be a whole number/);
    expect(stderr).toMatch(/PT_SECRET must have at least 32 characters/);
    expect(stderr).toMatch(/DATABASE_URL must start with postgres/);
    expect(stderr).not.toMatch(/hunter|eighty/);
  });

  test('that name a database that does not answer are refused with the cure', async () => {
    const { code, stderr } = await run(['migrate'], {
      DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/nothing',
    });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/does not answer\. Check DATABASE_URL/)]);
    expect(stderr).not.toMatch(/hunter/);
  });

  test('that name a file as the data folder are refused with its name', async () => {
    const file = join(work, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await run(['migrate'], { PT_DATA_DIR: file });
    expect([code, stderr]).toEqual([3, expect.stringContaining(file)]);
  });
});

describe('user', () => {
  const create = [
    'user',
    'create',
    '--name',
    'An Peeters',
    '--email',
    'An@Voorbeeld.be',
    '--role',
    'administrator',
  ];

  test('create makes the first administrator and prints a link that works once the server runs', async () => {
    const folder = freshFolder();
    const made = await run(create, { PT_DATA_DIR: folder });
    const path = /\/uitnodiging\/[\w-]{43}/.exec(made.stdout)?.[0] ?? '';
    const listed = await run(['user', 'list'], { PT_DATA_DIR: folder });
    const { child, address } = await serve({ PT_DATA_DIR: folder });
    const page = await fetch(new URL(path, address));
    await end(child, 'SIGTERM');
    expect([made.code, listed.stdout, page.status]).toEqual([
      0,
      'An Peeters\tan@voorbeeld.be\tadministrator\tinvited\n',
      200,
    ]);
  });

  test('create is refused for an address that is taken', async () => {
    const { settings } = await preparedPlace();
    await run(create, settings);
    const { code, stderr } = await run(create, settings);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/already\. Nothing was changed/)]);
  });

  test('block blocks', async () => {
    const { settings } = await preparedPlace();
    await run(create, settings);
    const blocked = await run(['user', 'block', '--email', 'an@voorbeeld.be'], settings);
    const listed = await run(['user', 'list'], settings);
    expect([blocked.code, listed.stdout]).toEqual([0, expect.stringMatching(/^An Peeters\t.*\tblocked$/m)]);
  });

  test.each([
    [['user'], 2, /Say what to do/],
    [['user', 'remove'], 2, /Say what to do/],
    [['user', 'create'], 2, /--name is missing[^]*--email is missing[^]*--role is missing/],
    [
      ['user', 'create', '--name', 'x', '--email', 'x', '--role', 'boss'],
      2,
      /--email needs[^]*--role is one of/,
    ],
    [
      ['user', 'create', '--name', 'x', '--email', 'x@voorbeeld.be', '--role', 'administrator,coder'],
      3,
      /An administrator has no other role/,
    ],
    [['user', 'block'], 2, /--email is missing/],
  ] as const)('%j ends with %i, and opens no database', async (args, expected, message) => {
    const folder = freshFolder();
    const { code, stderr } = await run(args, { PT_DATA_DIR: folder });
    expect([code, stderr, existsSync(folder)]).toEqual([expected, expect.stringMatching(message), false]);
  });

  test('block is refused for an address that nobody has', async () => {
    const { settings } = await preparedPlace();
    const { code, stderr } = await run(['user', 'block', '--email', 'x@voorbeeld.be'], settings);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/There is no account/)]);
  });

  test('is told of by a server that nobody can sign in to', async () => {
    const child = start(['serve'], { PT_DATA_DIR: await emptyFolder() });
    const said = await new Promise<string>((resolve) => {
      let text = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('user create')) resolve(text);
      });
    });
    await end(child, 'SIGTERM');
    expect(said).toMatch(/Nobody can sign in yet[^]*user create --name/);
  });
});

describe('mail', () => {
  const taken: Buffer[] = [];
  const receiver = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    maxBytes: 100_000,
    acceptRecipient: (address) => address === 'me@home.example',
    onMessage: ({ raw }) => Promise.resolve(void taken.push(raw)),
  });
  let port = 0;
  beforeAll(async () => {
    port = await receiver.listen();
  });
  afterAll(() => receiver.close());
  const send = (to: string, settings: Record<string, string>): Promise<Ended> =>
    run(['mail', '--from', 'x@own.example', '--to', to], settings);

  test('goes by the route of its domain, signed, and says what the server answered', async () => {
    const key = join(work, 'dkim.pem');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(key, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const route = `smtp://127.0.0.1:${port}?domain=own.example&dkim=s1&key=${encodeURIComponent(key)}`;
    const { code, stdout } = await send('me@home.example', { PT_SMTP: route });
    expect([code, taken.length]).toEqual([0, 1]);
    expect(taken[0]!.toString('latin1')).toMatch(/^DKIM-Signature: /);
    expect(stdout).toContain(`server    127.0.0.1:${port}`);
    expect(stdout).toContain('DKIM, selector s1');
    expect(stdout).toMatch(/answer {4}sent: 250/);
  });

  test('without a route says so; refused by the server it ends with 3, and a wrong address with 2', async () => {
    const other = { PT_SMTP_PORT: String(port) };
    const refused = await send('somebody@home.example', other);
    expect([refused.code, taken.length]).toEqual([3, 1]);
    expect(refused.stdout).toContain('own.example, which has no route in PT_SMTP');
    expect(refused.stdout).toMatch(/answer {4}refused: 55/);
    expect((await send('nobody', other)).code).toBe(2);
  });
});

describe('import', () => {
  let place: Place;
  let before: string;
  const files = demoFiles(2, '2026-09-01');
  const write = (content: string | Buffer): string => {
    const file = join(work, 'import.csv');
    writeFileSync(file, content);
    return file;
  };
  beforeAll(async () => {
    place = await preparedPlace();
    const ended = [
      await run(['import', 'employers', write(files.employers)], place.settings),
      await run(['import', 'vacancies', write(files.vacancies)], place.settings),
    ];
    expect(ended.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, '6 rows: 6 added, 0 changed, 0 unchanged, 0 left out\n'],
      [0, '6 rows: 6 added, 0 changed, 0 unchanged, 0 left out\n'],
    ]);
    before = await place.use(contents);
  });

  const [header, first, second] = files.vacancies.split('\n') as [string, string, string];
  const cases: readonly [what: string, kind: string, content: string | Buffer, message: RegExp][] = [
    [
      'in Latin-1',
      'employers',
      Buffer.from(files.employers.replace('Interim', 'Intérim'), 'latin1'),
      /line 2, name: the text is not UTF-8; save the file as UTF-8/,
    ],
    [
      'in CP1251',
      'employers',
      Buffer.concat([
        Buffer.from('kbo,name,sector\n0999000018,'),
        Buffer.from([0xc1, 0xee, 0xeb, 0xe3]),
        Buffer.from(',bouw\n'),
      ]),
      /line 2, name: the text is not UTF-8/,
    ],
    [
      'with a quote that is not closed',
      'vacancies',
      `${header}\n${first}\n"${second}\n`,
      /from here on the file is not readable as CSV; look for a quote/,
    ],
    [
      'without a column it needs',
      'vacancies',
      'reference,source\n1,x\n',
      /line 1, title: column "title" is missing; add it \(in Dutch: titel/,
    ],
    [
      'with an unknown column',
      'employers',
      'kbo,name,sector,colour\n',
      /line 1, colour: unknown column "colour"/,
    ],
    [
      'with a column twice',
      'employers',
      'kbo,name,sector,naam\n',
      /line 1, name: column "name" stands there twice/,
    ],
    [
      'with a wrong check digit',
      'employers',
      'kbo,name,sector\n0999000019,Bedrijf,bouw\n',
      /line 2, kbo: .*check/,
    ],
    [
      'of an unknown employer',
      'vacancies',
      `${header}\n${first.replace(/0999\d{6}/, '0403170701')}\n`,
      /line 2, kbo: employer 0403170701 is not in the register; import its employer first/,
    ],
    [
      'with a reference twice',
      'vacancies',
      `${header}\n${first}\n${second}\n${first}\n`,
      /line 4, reference: .* stands in the file twice; keep one/,
    ],
    ['that is empty', 'vacancies', '', /line 1: the file is empty; give a file with a header line/],
  ];
  test.each(cases)(
    'of a file %s: a clear message, exit code 3, nothing changed',
    async (_what, kind, content, message) => {
      const { code, stdout, stderr } = await run(['import', kind, write(content)], place.settings);
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/Nothing was imported/);
      expect(await place.use(contents)).toBe(before);
    },
  );

  test('of a file that is not there: its name, exit code 3, nothing changed', async () => {
    const { code, stderr } = await run(['import', 'vacancies', join(work, 'nowhere.csv')], place.settings);
    expect([code, stderr]).toEqual([3, expect.stringContaining('nowhere.csv')]);
    expect(await place.use(contents)).toBe(before);
  });

  test('of the same file again: nothing added, nothing changed', async () => {
    const { code, stdout } = await run(['import', 'vacancies', write(files.vacancies)], place.settings);
    expect([code, stdout]).toEqual([0, '6 rows: 0 added, 0 changed, 6 unchanged, 0 left out\n']);
  });

  test('with --keep-good says what it left out, and keeps the rest', async () => {
    const { code, stdout, stderr } = await run(
      [
        'import',
        'vacancies',
        write(
          `${header}\n${first.replace(/^[^,]+/, 'nieuw-1')}\n${second.replace(/0999\d{6}/, '0999000019')}\n`,
        ),
        '--keep-good',
      ],
      place.settings,
    );
    expect([code, stdout]).toEqual([0, '2 rows: 1 added, 0 changed, 0 unchanged, 1 left out\n']);
    expect(stderr).toMatch(/line 3, kbo:/);
  });
});

describe('a data folder that is served', () => {
  test('is refused to every other command, with the cure, and given back when the server stops', async () => {
    const folder = await emptyFolder();
    const { child, address } = await serve({ PT_DATA_DIR: folder });
    const others = [
      await run(['serve'], { PT_DATA_DIR: folder }),
      await run(['migrate'], { PT_DATA_DIR: folder }),
      await run(['verify'], { PT_DATA_DIR: folder }),
      await run(['import', 'employers', 'x.csv'], { PT_DATA_DIR: folder }),
    ];
    const alive = await fetch(`${address}gezondheid`).then((answer) => answer.status);
    const stopped = await end(child, 'SIGTERM');
    const after = await run(['verify'], { PT_DATA_DIR: folder });
    expect(others.map(({ code }) => code)).toEqual([3, 3, 3, 3]);
    for (const { stderr } of others)
      expect(stderr).toMatch(
        new RegExp(
          `is in use by process ${String(child.pid)}\\. Stop that process first .* or set DATABASE_URL`,
        ),
      );
    expect([alive, stopped, after.code]).toEqual([200, 0, 0]);
    expect(after.stdout).toMatch(/^the chain is whole: \d+ links/);
  });

  test('of a server that was killed is taken over by the next', async () => {
    const folder = await emptyFolder();
    const { child } = await serve({ PT_DATA_DIR: folder });
    await end(child, 'SIGKILL');
    expect(existsSync(join(folder, 'praktijktest.lock'))).toBe(true);
    expect((await run(['verify'], { PT_DATA_DIR: folder })).code).toBe(0);
  });

  test('of a demo keeps all it holds when a second demo is started', async () => {
    const folder = freshFolder();
    const unlock = lockFolder(join(folder, 'demo'));
    writeFileSync(join(folder, 'demo', 'journal.jsonl'), 'precious');
    const { code, stderr } = await run(['demo', '--exit'], { PT_DATA_DIR: folder });
    const kept = readFileSync(join(folder, 'demo', 'journal.jsonl'), 'utf8');
    unlock();
    expect([code, kept]).toEqual([3, 'precious']);
    expect(stderr).toMatch(/in use by process/);
  });
});

describe('a port in use', () => {
  let blocker: Server;
  let port: number;
  let folder: string;
  let before: string;
  beforeAll(async () => {
    blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    port = (blocker.address() as { port: number }).port;
    folder = await preparedFolder();
    before = await inFolder(folder, contents);
  });
  afterAll(() => void blocker.close());

  test.each(['PT_PORT', 'PT_MAIL_IN_PORT'])(
    'by %s is refused with the setting that changes it, and nothing changes',
    async (setting) => {
      const { code, stdout, stderr } = await run(['serve'], { PT_DATA_DIR: folder, [setting]: String(port) });
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(new RegExp(`ort ${port} is in use`));
      expect(stderr).toContain(setting);
      expect(await inFolder(folder, contents)).toBe(before);
    },
  );
});

describe('a database from a newer version', () => {
  let place: Place;
  let before: string;
  beforeAll(async () => {
    place = await preparedPlace();
    await place.use((database) =>
      asOwner(database.kysely, (db) =>
        sql`insert into migration (name, checksum) values ('9999-from-the-future.sql', 'x')`.execute(db),
      ),
    );
    before = await place.use(contents);
  });

  test.each([[['serve']], [['migrate']], [['verify']], [['import', 'employers', 'x.csv']]])(
    'is refused to %j with the cure, and stays as it was',
    async (args) => {
      const { code, stdout, stderr } = await run(args, place.settings);
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(
        /The database is newer than this program: it holds 9999-from-the-future\.sql\. Start the newer program/,
      );
      expect(await place.use(contents)).toBe(before);
    },
  );
});

describe('an installation with a fault in its files', () => {
  let home: string;
  beforeAll(() => {
    home = join(work, 'home');
    mkdirSync(home);
    for (const name of ['dist', 'sql', 'scenarios', 'package.json'])
      cpSync(join(root, name), join(home, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  });

  test('in a scenario says which file, where, and the cure: exit code 3', async () => {
    const file = join(home, 'scenarios/correspondence-age.yaml');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, `${good}\ncolour: blue\n`);
    const place = await preparedPlace();
    const before = await place.use(contents);
    const { code, stderr } = await run(['serve'], place.settings, join(home, 'dist/cli.js'));
    writeFileSync(file, good);
    expect(code).toBe(3);
    expect(stderr).toMatch(/correspondence-age\.yaml/);
    expect(stderr).toMatch(/colour/);
    expect(await place.use(contents)).toBe(before);
  });

  test('in the reference data says which file and where: exit code 3', async () => {
    const file = join(home, 'scenarios/reference/sectors.yaml');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace(/^(\s+- code: bouw)$/m, '$1\n    kleur: blauw'));
    const { code, stderr } = await run(
      ['migrate'],
      { PT_DATA_DIR: freshFolder() },
      join(home, 'dist/cli.js'),
    );
    writeFileSync(file, good);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/sectors\.yaml[\s\S]*kleur/)]);
  });
});

describe('verify', () => {
  test('ends with 4 and names the link when one byte of the log was changed', async () => {
    const folder = await preparedFolder();
    await inFolder(folder, (database) =>
      asOwner(database.kysely, async (db) => {
        await sql`alter table audit_link disable trigger audit_link_append_only`.execute(db);
        await sql`update audit_link set body = replace(body, 'person', 'persoN') where seq = 3`.execute(db);
        await sql`alter table audit_link enable trigger audit_link_append_only`.execute(db);
      }),
    );
    const { code, stdout } = await run(['verify'], { PT_DATA_DIR: folder });
    expect([code, stdout]).toEqual([
      4,
      'the chain is broken at link 3: its hash does not follow from its text and the link before\n',
    ]);
  });

  test('refuses a database that was never made', async () => {
    const { code, stderr } = await run(['verify'], { PT_DATA_DIR: freshFolder() });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/older than this program\. Run: .* migrate/)]);
  });
});

test('serve refuses the database of a demo, with the cure', async () => {
  const folder = await migratedFolder('demo');
  const { code, stderr } = await run(['serve'], { PT_DATA_DIR: folder });
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/made for a demo\. Serve it with the command demo/),
  ]);
});

describe.runIf(inject('postgres') !== null)('on PostgreSQL a demo', () => {
  async function refuses(
    from: 'live' | 'demo' | 'empty',
    plant: (database: Database) => Promise<unknown>,
    look: (database: Database) => Promise<unknown>,
  ) {
    const { url, drop } = await createTestDatabase(from);
    const database = await openDatabase({ url, connections: 2 });
    await plant(database);
    const before = await look(database);
    const data = freshFolder();
    mkdirSync(join(data, 'demo'), { recursive: true });
    writeFileSync(join(data, 'demo', 'journal.jsonl'), 'precious');
    const { code, stderr } = await run(['demo', '--exit'], { PT_DATA_DIR: data, DATABASE_URL: url });
    const after = await look(database).catch((error: unknown) => error);
    await database.close();
    await drop();
    return { code, stderr, before, after, folderKept: existsSync(join(data, 'demo', 'journal.jsonl')) };
  }
  const everything = async (database: Database): Promise<unknown> =>
    (
      await sql`select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('pt', 'public') order by 1, 2`.execute(
        database.kysely,
      )
    ).rows;

  test('refuses a database with tables of another program, and changes nothing', async () => {
    const found = await refuses(
      'empty',
      async (database) => {
        await sql`create schema theirs`.execute(database.kysely);
        await sql`create table theirs.work (a int)`.execute(database.kysely);
      },
      everything,
    );
    expect([found.code, found.after]).toEqual([3, found.before]);
    expect(found.stderr).toMatch(/tables of another program.*Nothing was changed/);
  });

  test('refuses the database of an earlier demo that another program uses too, and changes nothing', async () => {
    const found = await refuses(
      'demo',
      async (database) => {
        await sql`create schema theirs`.execute(database.kysely);
        await sql`create table theirs.work (a int)`.execute(database.kysely);
      },
      everything,
    );
    expect([found.code, found.after]).toEqual([3, found.before]);
  });

  // Fails until demo.ts empties the folder only after the database was found fit.
  test('that is refused keeps what an embedded demo left in the data folder', async () => {
    const found = await refuses('live', () => Promise.resolve(), everything);
    expect(found.folderKept).toBe(true);
  });

  test('refuses a database that holds real work, and changes nothing', async () => {
    const found = await refuses('live', () => Promise.resolve(), contents);
    expect([found.code, found.after]).toEqual([3, found.before]);
    expect(found.stderr).toMatch(/holds real work.*Nothing was changed/);
  });
});
