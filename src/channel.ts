import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { openConfigured, StartRefused } from './main.js';
import { createClock, type ShiftedClock } from './platform/clock.js';
import { readConfig, readChannelConfig, type ChannelConfig } from './platform/config.js';
import { migrate, MigrationError, openDatabase, readMigrations, type Database } from './platform/db/index.js';
import { listen, listenOnSocket, listenWithTls, type Listening } from './platform/http.js';
import { startJobs } from './platform/jobs.js';
import { openKeyFile } from './platform/crypto/key-file.js';
import { createLog, type Log } from './platform/log.js';
import { createMailSender } from './platform/mail/index.js';
import { createCalendar, loadReference, OWN_BODY, type Reference } from './register/index.js';
import {
  allowStart,
  askRecovery,
  blockOfficer,
  confirmRecovery,
  createChannel,
  createChannelApp,
  createDesk,
  createIntake,
  createOrganisations,
  createReceipts,
  createThrottle,
  decideOffline,
  createNotices,
  digestJobs,
  installRecovery,
  listOfficerKeys,
  loadCompanies,
  makeCustodian,
  makeRecovery,
  NoCustodianFile,
  NoRecoveryFile,
  NoRequestFile,
  openOffline,
  PoolDoubtful,
  openPool,
  purgeShredded,
  RecoveryRefused,
  noticeJobs,
  reportJobs,
  SealBroken,
  shareLogin,
  signOfficerKey,
  useRecovery,
  watchDisks,
  type Channel,
} from './reports/index.js';
import { prepareDatabase, scenarioFolder } from './services.js';

/** What the command line does with keys and accounts; the room of reports is taken here alone. */
export const channelKeys = {
  allowStart,
  askRecovery,
  blockOfficer,
  confirmRecovery,
  decideOffline,
  installRecovery,
  listOfficerKeys,
  loadCompanies,
  makeCustodian,
  makeRecovery,
  openOffline,
  signOfficerKey,
  useRecovery,
};
export { NoCustodianFile, NoRecoveryFile, NoRequestFile, RecoveryRefused, PoolDoubtful, SealBroken };

/** How many reports a new file of shred keys has room for; 32 bytes each. */
const SLOTS = 200_000;

/** A running channel and the way to stop it. */
export interface RunningChannel {
  readonly address: string;
  stop(): Promise<void>;
}

/** The log of the channel: that something went wrong and where, never when, for whom or how often. */
export function channelLog(level: string): Log {
  const log = createLog(level, false);
  const quiet = (): void => undefined;
  const still: Log = {
    info: quiet,
    debug: quiet,
    warn: (event) => log.warn(event),
    error: (event, fields) => log.error(event, fields),
    with: () => still,
  };
  return still;
}

/** Serves the channel alone, with its own login: nothing here opens a table of the rest. */
export async function startChannel(config: ChannelConfig, log: Log): Promise<RunningChannel> {
  if (config.databaseUrl === undefined)
    throw new StartRefused(
      'The channel has a server of its own only on PostgreSQL: set PT_CHANNEL_DATABASE_URL. To try it in one process use: serve --role all',
    );
  const database = await openDatabase({
    url: config.databaseUrl,
    onError: () => log.error('database.connection-lost'),
  });
  try {
    await insistOwnLogin(database);
    const channel = await serveChannel({ config, database, log, clock: createClock(), pilot: false });
    return {
      address: channel.address,
      stop: async () => {
        await channel.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Serves the channel beside the pages, on their database and with their login: to try it, not to use it. */
export async function startPilotChannel(
  config: ChannelConfig,
  { database, clock }: { readonly database: Database; readonly clock: ShiftedClock },
  log: Log,
): Promise<RunningChannel> {
  if (config.production)
    throw new StartRefused(
      'In production the channel runs as a process of its own, with a login of its own: serve --role channel',
    );
  await shareLogin(database);
  return serveChannel({ config, database, log, clock, pilot: true });
}

/** Refuses a login that could read the rest, and a database that does not fit this program. */
async function insistOwnLogin(database: Database): Promise<void> {
  const { rows } = await sql<{ other: boolean }>`select bool_or(pg_has_role(rolname, 'member')) as other
    from pg_roles where rolname in ('pt_app', 'pt_owner')`.execute(database.kysely);
  if (rows[0]?.other === true)
    throw new StartRefused(
      'The login of PT_CHANNEL_DATABASE_URL may read the rest of the product too. Make one that has the role pt_channel and no other.',
    );
  const standing = await sql<{
    version: string;
    mode: string;
  }>`select version, mode from pt_reports.standing()`.execute(database.kysely);
  const [stands] = standing.rows;
  if (stands?.version !== readMigrations().at(-1)?.name)
    throw new MigrationError(
      'The database and this program are not of the same version. Run with the login of the pages: npm run -s praktijktest -- migrate',
    );
  if (stands?.mode !== 'live')
    throw new StartRefused('This database was made for a demo. The channel serves none.');
}

interface ServeMeans {
  readonly config: ChannelConfig;
  readonly database: Database;
  readonly log: Log;
  readonly clock: ShiftedClock;
  readonly pilot: boolean;
}

async function serveChannel(means: ServeMeans): Promise<RunningChannel> {
  const { config, log, pilot } = means;
  const reference = loadReference(`${scenarioFolder}/reference`);
  const { channel, close } = openChannel(means, reference);
  const listeners: Listening[] = [];
  const stop = async (): Promise<void> => {
    for (const listener of listeners) await listener.close();
    close();
  };
  try {
    const appFor = (secure: boolean, host: string | undefined) =>
      createChannelApp({
        flow: flowOf(channel, reference, pilot, config),
        key: config.secrets.key,
        secure,
        ...(host === undefined ? {} : { host }),
        clock: means.clock,
        log,
        throttle: createThrottle(means.clock),
      });
    // After a restore the newest pool counts: what was erased since that backup goes again before anybody comes in.
    await purgeShredded(channel);
    const { certificate, http, publicUrl, onion } = config;
    const app = appFor(certificate !== undefined, publicUrl?.host);
    const main =
      certificate === undefined
        ? await listen(app, http.host, http.port, 'PT_CHANNEL_PORT')
        : await listenWithTls(app, certificate, http.host, http.port, 'PT_CHANNEL_PORT');
    listeners.push(main);
    if (onion !== undefined)
      listeners.push(await listenOnSocket(appFor(true, onion.host), onion.socket, 'PT_CHANNEL_SOCKET'));
    const digest = digestOf(config);
    const address = publicUrl?.href ?? `http://${http.host}:${main.port}/`;
    const mails =
      digest === undefined
        ? []
        : [...digestJobs(channel, digest), ...noticeJobs(channel, { ...digest, address })];
    const jobs = [...reportJobs(channel), ...mails];
    const stopJobs = startJobs(jobs, () => channel.system(), log);
    return {
      address,
      stop: async () => {
        await stopJobs();
        await digest?.sender.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The mail server of the digest; outside production it stays on this machine. */
function digestOf({ digest, production }: ChannelConfig) {
  if (digest === undefined) return undefined;
  const sender = createMailSender({ ...digest.smtp, loopbackOnly: !production, socketTimeout: 120_000 });
  return { sender, from: digest.from, to: digest.to };
}

interface Coded {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr?: string | undefined };
}

function flowOf(
  channel: Channel,
  reference: Reference,
  pilot: boolean,
  { backupDays, digest }: ChannelConfig,
) {
  const named = (list: readonly Coded[]) => (lang: 'nl' | 'en' | 'fr') =>
    list.map(({ code, name }) => ({ code, name: name[lang] ?? name.en }));
  const intake = createIntake(channel);
  return {
    intake,
    organisations: createOrganisations(channel, intake),
    desk: createDesk(channel),
    notices: digest === undefined ? null : createNotices(channel),
    calendar: channel.calendar,
    backupDays,
    grounds: named(reference.grounds),
    sectors: named(reference.sectors),
    competence: reference.competence,
    questionnaires: reference.questionnaires,
    bodies: named(reference.bodies),
    // A report goes to another service than our own.
    services: named(reference.bodies.filter(({ code }) => code !== OWN_BODY)),
    pilot,
  };
}

function openChannel(
  means: Pick<ServeMeans, 'config' | 'database' | 'log' | 'clock'>,
  reference: Reference,
): { channel: Channel; close: () => void } {
  mkdirSync(dirname(means.config.poolFile), { recursive: true, mode: 0o700 });
  const pool = openPool(means.config.poolFile, SLOTS);
  const channel = createChannel({
    database: means.database,
    clock: means.clock,
    log: means.log,
    pool,
    custodians: means.config.custodians,
    receipts: createReceipts(receiptKeysOf(means.config)),
    secretKey: means.config.secrets.key,
    room: watchDisks(disksOf(means.config)),
    calendar: createCalendar(reference.holidays),
  });
  return { channel, close: () => pool.close() };
}

/** Folders whose disks are watched. One that the settings name is there, else nothing would watch it. */
function disksOf({ poolFile, disks, dataDir }: ChannelConfig): string[] {
  const lost = disks?.filter((folder) => !existsSync(folder)) ?? [];
  if (lost.length > 0)
    throw new StartRefused(
      `PT_CHANNEL_DISKS names folders that are not there: ${lost.join(', ')}. Name folders of this machine, with a comma between them.`,
    );
  return [dirname(poolFile), ...(disks ?? (existsSync(dataDir) ? [dataDir] : []))];
}

/** The seeds of receipts: those of the settings, else of a file that the first start makes. */
const receiptKeysOf = ({ secrets, receiptKeyFile }: ChannelConfig): readonly Buffer[] =>
  secrets.receipts.length > 0 ? secrets.receipts : openKeyFile(receiptKeyFile);

/** Opens the channel for a command of its own, with the same settings as its server, and closes it after. */
export async function withChannel<T>(use: (channel: Channel) => Promise<T>): Promise<T> {
  const config = readChannelConfig();
  const log = channelLog('silent');
  const database =
    config.databaseUrl === undefined
      ? await openShared(log)
      : await openDatabase({ url: config.databaseUrl, onError: () => undefined });
  try {
    if (config.databaseUrl !== undefined) await insistOwnLogin(database);
    const means = { config, database, log, clock: createClock() };
    const { channel, close } = openChannel(means, loadReference(`${scenarioFolder}/reference`));
    try {
      return await use(channel);
    } finally {
      close();
    }
  } finally {
    await database.close();
  }
}

async function openShared(log: Log): Promise<Database> {
  const database = await openConfigured(readConfig(), log);
  await migrate(database);
  await prepareDatabase(database, 'live');
  await shareLogin(database);
  return database;
}
