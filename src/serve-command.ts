import { channelLog, startChannel, startPilotChannel } from './channel.js';
import { UsageError } from './command-line.js';
import { start } from './main.js';
import { readChannelConfig, readConfig } from './platform/config.js';
import { createLog } from './platform/log.js';
import { firstAdministrator } from './user-command.js';

export const EMBEDDED_NOTICE = [
  'Embedded database: for trial and pilot. It survives a crash of this program, not a power cut.',
  'For real work use PostgreSQL 15 or newer: create a database, set DATABASE_URL=postgres://…, run `npm run -s praktijktest -- migrate`, start again.',
];
const PILOT_NOTICE = [
  'The reporting channel runs in the same process as the pages: to try it, not for real reports.',
];

/** What runs, where it is found, and the way to stop it. */
export interface Serving {
  readonly addresses: readonly string[];
  stop(): Promise<void>;
}

/** Starts the pages, the reporting channel, or both in one process to try them. Throws UsageError for another role. */
export async function startByRole(
  role: string | boolean | undefined,
  say: (line: string) => void,
): Promise<Serving> {
  switch (role) {
    case undefined:
    case 'pages':
      return servePages(say);
    case 'channel': {
      const config = readChannelConfig();
      const channel = await startChannel(config, channelLog(config.logLevel));
      return { addresses: [channel.address], stop: () => channel.stop() };
    }
    case 'all':
      return serveAll(say);
    default:
      throw new UsageError('--role is pages, channel or all.');
  }
}

async function servePages(say: (line: string) => void) {
  const config = readConfig();
  const running = await start(config, createLog(config.logLevel));
  if (running.services.database.engine === 'pglite') EMBEDDED_NOTICE.forEach(say);
  if (!running.administered) firstAdministrator(running).forEach(say);
  return { addresses: [running.address], services: running.services, stop: () => running.stop() };
}

async function serveAll(say: (line: string) => void): Promise<Serving> {
  // Its faults are told before anything is opened.
  const config = readChannelConfig();
  const pages = await servePages(say);
  try {
    const channel = await startPilotChannel(config, pages.services, channelLog(config.logLevel));
    PILOT_NOTICE.forEach(say);
    return {
      addresses: [...pages.addresses, channel.address],
      stop: async () => {
        await channel.stop();
        await pages.stop();
      },
    };
  } catch (error) {
    await pages.stop();
    throw error;
  }
}
