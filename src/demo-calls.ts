import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { practiceAccounts } from './auth/index.js';
import { addMember } from './campaigns/index.js';
import { DEMO_PAIRS, DEMO_START, demoFiles, type DemoOptions } from './demo-world.js';
import type { Ctx } from './platform/context.js';
import { sha256 } from './platform/crypto.js';
import { dateOnly, toInstant } from './platform/dates.js';
import { importFile } from './register/index.js';
import type { Services } from './services.js';

const AGENCIES = 6;
const SECTOR = 'uitzend';

/** A campaign of client calls that runs, so that the practice tester has calls to make from the first day. */
export async function prepareCalls(services: Services, options: DemoOptions): Promise<void> {
  const as = (role: 'inspector' | 'coordinator' | 'fieldworker'): Ctx => {
    const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role));
    if (account === undefined) throw new Error(`The demo has no ${role}.`);
    return services.contextFor(account);
  };
  const file = join(options.folder, 'phones.csv');
  writeFileSync(file, withPhones(demoFiles(options.pairs ?? DEMO_PAIRS, '2026-09-01').employers));
  await importFile(as('fieldworker'), 'employers', file, { keepGood: false });
  const { campaigns } = services;
  const id = await campaigns.create(as('inspector'), {
    name: 'Klantoproepen uitzendkantoren (demo)',
    purpose: 'enforcement',
    service: 'vsi',
    ground: 'origin',
    scenario: 'client-call-temp-agency',
    basis: { code: 'exercise', version: '1' },
    hypothesis: 'Sommige uitzendkantoren gaan in op een wens die de wet verbiedt.',
    primaryDefinition: 'lenient',
    stopRule: 'e-value',
    alpha: 0.05,
    power: 0.8,
    controlOnly: 0.44,
    treatmentOnly: 0.04,
    sendFrom: dateOnly(2026, 9, 7),
    pairsPerDay: AGENCIES,
    cells: [{ sector: SECTOR, quota: AGENCIES }],
  });
  await campaigns.seal(as('coordinator'), id, sha256('praktijktest/demo-calls/1', String(options.seed)));
  await addMember(as('coordinator'), id, as('fieldworker').actor.id);
  await campaigns.requestAuthorisation(as('inspector'), id, 'mandate');
  await campaigns.recordGrant(as('coordinator'), id, {
    number: 'OEFENING-2',
    validFrom: DEMO_START.toISOString(),
    validUntil: toInstant(dateOnly(2027, 3, 1), 0).toISOString(),
    maxTests: AGENCIES,
    documentHash: sha256('a practice mandate for calls').toString('hex'),
  });
  await campaigns.start(as('inspector'), id);
  options.onProgress(`${AGENCIES} client calls wait for the tester`);
}

/** Gives each employer a number that nobody in Belgium can have: none begins with three noughts after its zone. */
function withPhones(employers: string): string {
  const [head = '', ...lines] = employers.trimEnd().split('\n');
  const phone = (index: number): string => `03 000 ${String(1000 + index).replace(/(..)(..)/, '$1 $2')}`;
  return [`${head},phone`, ...lines.map((line, index) => `${line},${phone(index)}`), ''].join('\n');
}
