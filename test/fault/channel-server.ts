/**
 * Serves the pages of a channel that was opened before, and says what memory it takes. Run as:
 * node --expose-gc channel-server.js {"url", "pool", "custodians"}
 * (compiled by built.ts, over the built product). Asked 'memory' it answers with bytes: what is held after a collection, what
 * the process takes then, and the most that it took since it was asked before.
 */
import { createClock } from '../../src/platform/clock.js';
import { listen } from '../../src/platform/http.js';
import { createLog } from '../../src/platform/log.js';
import { loadReference } from '../../src/register/index.js';
import { createChannelApp } from '../../src/reports/listener/app.js';
import { createOrganisations } from '../../src/reports/organisations/service.js';
import { scenarioFolder } from '../../src/services.js';
import { openAt, type ChannelPlace } from './channel-worker.js';

export interface Memory {
  readonly held: number;
  readonly most: number;
  readonly now: number;
}

async function serve(place: ChannelPlace): Promise<void> {
  const { channel, intake, desk } = await openAt(place);
  const reference = loadReference(`${scenarioFolder}/reference`);
  const named = (list: readonly { code: string; name: { nl: string } }[]) => () =>
    list.map(({ code, name }) => ({ code, name: name.nl }));
  const app = createChannelApp({
    flow: {
      ...{ intake, desk, notices: null, calendar: channel.calendar, backupDays: 90, pilot: false },
      organisations: createOrganisations(channel, intake),
      competence: reference.competence,
      questionnaires: reference.questionnaires,
      bodies: named(reference.bodies),
      services: named(reference.bodies),
      grounds: named(reference.grounds),
      sectors: named(reference.sectors),
    },
    key: Buffer.alloc(32, 3),
    secure: false,
    clock: createClock(),
    log: createLog('silent'),
    throttle: () => 0,
  });
  const { port } = await listen(app, '127.0.0.1', 0, 'PT_CHANNEL_PORT');
  let most = 0;
  const look = (): void => void (most = Math.max(most, process.memoryUsage.rss()));
  setInterval(look, 10);
  process.on('message', () => {
    look();
    // Twice: what the first finds unused, the second gives back.
    for (let count = 0; count < 2; count++) globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ held: heapUsed + external, most, now: rss } satisfies Memory);
    most = 0;
  });
  process.send?.(port);
}

const [, script = '', given] = process.argv;
if (script.endsWith('channel-server.js') && given !== undefined)
  await serve(JSON.parse(given) as ChannelPlace);
