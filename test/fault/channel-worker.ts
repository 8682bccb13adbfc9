/**
 * Sends one draft, in a process that kills itself after a number of statements. Run as:
 * node channel-worker.js {"folder" or "url", "pool", "custodians", "cookie", "check", "after"}
 * (compiled by built.ts, over the built product).
 * Says how many statements there were when it came to the end.
 */
import { writeSync } from 'node:fs';
import { createClock } from '../../src/platform/clock.js';
import { openDatabase } from '../../src/platform/db/index.js';
import { createLog } from '../../src/platform/log.js';
import { createCalendar, loadReference } from '../../src/register/index.js';
import { createChannel, shareLogin } from '../../src/reports/channel.js';
import { createReceipts } from '../../src/reports/crypto/receipt.js';
import { openPool } from '../../src/reports/crypto/pool.js';
import { createDesk } from '../../src/reports/desk/service.js';
import { createIntake } from '../../src/reports/intake/service.js';
import { scenarioFolder } from '../../src/services.js';

export interface ChannelPlace {
  readonly folder?: string | undefined;
  readonly url?: string | undefined;
  readonly pool: string;
  /** Their public keys, in hexadecimal. */
  readonly custodians: readonly string[];
}

/** Opens a channel that outlives its process. */
export async function openAt(place: ChannelPlace, onStatement: () => void = () => undefined, from?: Blob) {
  const database = await openDatabase({
    folder: place.folder,
    url: place.url,
    onStatement,
    ...(from === undefined ? {} : { from }),
  });
  await shareLogin(database);
  const pool = openPool(place.pool, 256);
  const channel = createChannel({
    database,
    clock: createClock(),
    log: createLog('silent'),
    pool,
    receipts: createReceipts([Buffer.alloc(32, 7)]),
    secretKey: Buffer.alloc(32, 9),
    room: () => 'enough',
    custodians: place.custodians.map((key, at) => ({
      name: String(at),
      signingKey: Buffer.from(key, 'hex'),
      boxKey: Buffer.alloc(32, 9),
    })),
    calendar: createCalendar(loadReference(`${scenarioFolder}/reference`).holidays),
  });
  return {
    database,
    channel,
    intake: createIntake(channel),
    desk: createDesk(channel),
    close: async () => {
      pool.close();
      await database.close();
    },
  };
}

export interface SendAsked extends ChannelPlace {
  readonly cookie: string;
  readonly check: string;
  /** After how many statements of sending the process is killed; 0: never. */
  readonly after: number;
}

async function sendAndDie(asked: SendAsked): Promise<void> {
  let count = -1;
  const opened = await openAt(asked, () => {
    if (count < 0) return;
    count += 1;
    if (count === asked.after) process.kill(process.pid, 'SIGKILL');
  });
  const entered = await opened.intake.enter(asked.cookie);
  if (entered === null) throw new Error('The cookie opens no draft.');
  count = 0;
  await opened.intake.send(entered, asked.check);
  writeSync(1, `${count}\n`);
  await opened.close();
}

const [, script = '', given] = process.argv;
if (script.endsWith('channel-worker.js') && given !== undefined)
  sendAndDie(JSON.parse(given) as SendAsked).then(
    () => process.exit(0),
    (error: unknown) => {
      writeSync(2, String(error));
      process.exit(1);
    },
  );
