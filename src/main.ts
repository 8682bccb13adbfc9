import { createApp } from './app.js';
import { haveAdministrator, seedAccounts } from './auth/index.js';
import type { Config } from './platform/config.js';
import { openKeyFile } from './platform/crypto/key-file.js';
import { migrate, openDatabase, type Database } from './platform/db/index.js';
import { listen } from './platform/http.js';
import { startJobs } from './platform/jobs.js';
import type { Log } from './platform/log.js';
import { createServices, prepareDatabase, readLibrary, type Services } from './services.js';

/** A running server and the way to stop it. */
export interface Running {
  readonly address: string;
  readonly services: Services;
  /** Whether there is an administrator; without one nobody can be invited. */
  readonly administered: boolean;
  stop(): Promise<void>;
}

/** This program may not start as it is set up; the message names the cure. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefused';
  }
}

/** Opens the configured database: PostgreSQL when a url is set, else the embedded one in the data folder. */
export function openConfigured(config: Config, log: Log): Promise<Database> {
  return openDatabase({
    url: config.databaseUrl,
    folder: config.dataDir,
    onError: () => log.error('database.connection-lost'),
  });
}

/** The keys of answers: those of the settings, else those of a file, which is made where there is none (not in production). */
export function answerKeysOf({ secrets }: Config, file: string): readonly Buffer[] {
  return secrets.answerKeys.length > 0 ? secrets.answerKeys : openKeyFile(file);
}

/** Refuses to go on when the database holds answers under a key that is not there: nobody could read them. */
export async function insistAnswerKeys(services: Services): Promise<void> {
  const ctx = services.systemContext();
  const missing = [
    ...new Set([
      ...(await services.responses.findMissingKeys(ctx)),
      ...(await services.snapshots.findMissingKeys(ctx)),
    ]),
  ];
  if (missing.length === 0) return;
  throw new StartRefused(
    `Answers in this database are stored under a key that is not here (number ${missing.join(', ')}). Add that key to PT_ANSWER_KEYS, after the one that seals now. Nothing was changed, and no answer is lost as long as the key is kept.`,
  );
}

/** Starts a live server: config → database → services → app → jobs. */
export async function start(config: Config, log: Log): Promise<Running> {
  // A fault in a file is told before anything is opened or changed.
  readLibrary();
  const database = await openConfigured(config, log);
  try {
    await migrate(database);
    await prepareDatabase(database, 'live');
    const services = await createServices({
      config,
      database,
      log,
      answerKeys: answerKeysOf(config, config.answerKeyFile),
    });
    if (services.mode === 'demo') {
      throw new StartRefused(
        'This database was made for a demo. Serve it with the command demo, or choose another with PT_DATA_DIR or DATABASE_URL.',
      );
    }
    await insistAnswerKeys(services);
    await seedAccounts(services.systemContext(), false);
    return await serve(services, config, config.http.port);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Serves prepared services on the configured host: pages, mail in, jobs. */
export async function serve(services: Services, config: Config, port: number): Promise<Running> {
  const alone = services.database.engine === 'pglite';
  await services.dispatch.recover(services.systemContext(), alone);
  await services.withdrawals.recover(services.systemContext(), alone);
  await services.clientMails.recover(services.systemContext(), alone);
  const http = await listen(
    createApp(services, { key: config.secrets.key, publicUrl: config.publicUrl }),
    config.http.host,
    port,
    'PT_PORT',
  );
  try {
    await services.receiver.listen();
    await services.mailSources.open();
  } catch (error) {
    await http.close();
    throw error;
  }
  const stopJobs = startJobs(services.jobs, services.systemContext, services.log);
  const own = `http://${config.http.host.includes(':') ? `[${config.http.host}]` : config.http.host}:${http.port}/`;
  return {
    address: config.publicUrl?.href ?? own,
    administered: await haveAdministrator(services.systemContext()),
    services,
    stop: async () => {
      await stopJobs();
      await services.mailSources.close();
      await http.close();
      await services.close();
    },
  };
}
