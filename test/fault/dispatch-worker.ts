/**
 * One of several servers that send from one database. Run as:
 * node dispatch-worker.js {"url", "at", "smtpPort", "secret", "answerKeys"}
 * (compiled by built.ts, over the built product).
 * Decides and sends until nothing is left to do, then writes one JSON line: how many attempts it made.
 */
import { openDatabase } from '../../src/platform/db/index.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { createServices } from '../../src/services.js';

/** What the test asks of a server. */
export interface Sending {
  readonly url: string;
  /** The instant at which it works, in milliseconds. */
  readonly at: number;
  readonly smtpPort: number;
  readonly secret: string;
  readonly answerKeys: string;
}

const IDLE_LOOKS = 5;
const { url, at, smtpPort, secret, answerKeys } = JSON.parse(process.argv[2] ?? '') as Sending;
const services = await createServices({
  config: readConfig({
    PT_SECRET: secret,
    PT_ANSWER_KEYS: answerKeys,
    PT_LOG_LEVEL: 'silent',
    DATABASE_URL: url,
  }),
  database: await openDatabase({ url, connections: 6 }),
  log: createLog('silent'),
  smtp: { host: '127.0.0.1', port: smtpPort },
  mailIn: { host: '127.0.0.1', port: 0, domains: ['mijnpost.example'] },
});
services.clock.shiftTo(at - Date.now());
const { dispatch, systemContext } = services;
let attempts = 0;
// What the other server holds at a look is passed over: only several idle looks mean that all is done.
for (let idle = 0; idle < IDLE_LOOKS;) {
  const decided = await dispatch.promote(systemContext());
  const sent = await dispatch.send(systemContext());
  attempts += sent;
  idle = decided + sent === 0 ? idle + 1 : 0;
  if (idle > 0) await new Promise((resolve) => setTimeout(resolve, 100));
}
process.stdout.write(`${JSON.stringify({ attempts })}\n`);
await services.close();
process.exit(0);
