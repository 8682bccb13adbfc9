import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { practiceAccounts, practiceCallers, seedPracticeCallers } from './auth/index.js';
import { addMember, type CampaignDraft, type CampaignId } from './campaigns/index.js';
import { DEMO_PAIRS, demoFiles, type DemoOptions } from './demo-world.js';
import { confirmVoice, recordVoice, releaseIncrement } from './fieldwork/index.js';
import type { Ctx } from './platform/context.js';
import { sha256 } from './platform/crypto.js';
import { addDays, dateOnly, toInstant, toLocal, type DateOnly } from './platform/dates.js';
import { importFile } from './register/index.js';
import type { Services } from './services.js';

const AGENCIES = 6;
const PAIRS = 8;
/** Where the employers begin whom candidates call: those before it are written to. */
const FIRST_CALLED = DEMO_PAIRS;
const NINE = 9 * 60;

/** The campaigns of calls of a demo. */
export interface DemoCalls {
  readonly clients: CampaignId;
  readonly candidates: CampaignId;
}

/** Who prepares the campaigns of a demo. */
export type PracticeRole = 'inspector' | 'coordinator' | 'fieldworker';

/** Acts in the name of the practice account that holds a role. */
export function practiceRole(services: Services, role: PracticeRole): Ctx {
  const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role));
  if (account === undefined) throw new Error(`The demo has no ${role}.`);
  return services.contextFor(account);
}

/**
 * Two campaigns of calls that run: clients who call agencies, for the practice tester from the first day, and candidates who call
 * employers, two and two by testers whose voices were matched.
 */
export async function prepareCalls(services: Services, options: DemoOptions): Promise<DemoCalls> {
  const as = (role: PracticeRole): Ctx => practiceRole(services, role);
  const importPhones = async (name: string, employers: string): Promise<void> => {
    const file = join(options.folder, `${name}.csv`);
    writeFileSync(file, withPhones(employers));
    await importFile(as('fieldworker'), 'employers', file, { keepGood: false });
  };
  const day = firstDay(services);
  await importPhones('phones', demoFiles(options.pairs ?? DEMO_PAIRS, OPEN_FROM).employers);
  const clients = await run(services, options, {
    name: 'Klantoproepen uitzendkantoren (demo)',
    purpose: 'enforcement',
    scenario: 'client-call-temp-agency',
    hypothesis: 'Sommige uitzendkantoren gaan in op een wens die de wet verbiedt.',
    sector: 'uitzend',
    size: AGENCIES,
    day,
  });
  options.onProgress(`${AGENCIES} client calls wait for the tester`);
  // After the client calls, so that all of those are the practice tester's.
  await pretestVoices(services);
  const called = demoFiles(PAIRS, OPEN_FROM, FIRST_CALLED);
  await importPhones('called', called.employers);
  const file = join(options.folder, 'called-vacancies.csv');
  writeFileSync(file, called.vacancies);
  await importFile(as('fieldworker'), 'vacancies', file, { keepGood: false });
  const candidates = await run(services, options, {
    name: 'Bellen voor een vacature (demo)',
    purpose: 'baseline',
    scenario: 'candidate-call-origin',
    hypothesis: 'Wie belt met een Vlaamse naam en stem krijgt vaker een uitnodiging.',
    sector: 'bouw',
    size: PAIRS,
    day,
  });
  options.onProgress(`${PAIRS} pairs of calls by candidates wait for four testers with matched voices`);
  return { clients, candidates };
}

const OPEN_FROM = '2026-09-01';

/** The first day on which a plan that is made now can be followed whole. */
function firstDay({ clock }: Services): DateOnly {
  const { date, minutes } = toLocal(clock.now());
  return minutes < NINE ? date : addDays(date, 1);
}

interface Calling extends Pick<CampaignDraft, 'name' | 'purpose' | 'scenario' | 'hypothesis'> {
  readonly sector: string;
  readonly size: number;
  readonly day: DateOnly;
}

/** Plans, seals, authorises and starts a campaign of calls. */
async function run(
  services: Services,
  options: DemoOptions,
  { sector, size, day, ...campaign }: Calling,
): Promise<CampaignId> {
  const as = (role: PracticeRole): Ctx => practiceRole(services, role);
  const { campaigns } = services;
  const id = await campaigns.create(as('inspector'), {
    ...campaign,
    service: 'vsi',
    ground: 'origin',
    basis: { code: 'exercise', version: '1' },
    primaryDefinition: 'lenient',
    stopRule: 'e-value',
    alpha: 0.05,
    power: 0.8,
    // What a run this small could still show.
    controlOnly: 0.9,
    treatmentOnly: 0.01,
    sendFrom: day,
    pairsPerDay: size,
    cells: [{ sector, quota: size }],
  });
  await campaigns.seal(
    as('coordinator'),
    id,
    sha256(`praktijktest/${campaign.scenario}/1`, String(options.seed)),
  );
  const byCandidates = campaign.scenario.startsWith('candidate');
  if (byCandidates) await releaseIncrement(as('inspector'), id, 0);
  await addMember(as('coordinator'), id, as('fieldworker').actor.id);
  await campaigns.requestAuthorisation(as('inspector'), id, 'mandate');
  await campaigns.recordGrant(as('coordinator'), id, {
    number: byCandidates ? 'OEFENING-3' : 'OEFENING-2',
    validFrom: services.clock.now().toISOString(),
    validUntil: toInstant(dateOnly(2027, 3, 1), 0).toISOString(),
    maxTests: size,
    documentHash: sha256('a practice mandate for calls').toString('hex'),
  });
  if (byCandidates) await services.candidateCalls.share(as('fieldworker'), id);
  await campaigns.start(as('inspector'), id);
  return id;
}

/** How forty made-up raters heard each tester: alike in all but the origin, two women and two men. */
async function pretestVoices(services: Services): Promise<void> {
  await seedPracticeCallers(services.systemContext());
  const tess = practiceAccounts.find(({ roles }) => roles.some((held) => held === 'tester'));
  const [tulin, toon, tarik] = practiceCallers;
  if (tess === undefined) throw new Error('The demo has no tester.');
  const voices = [
    { tester: tess.id, sex: 'f', origins: ['flemish'], age: 28, pace: 150, share: 0.95 },
    { tester: tulin.id, sex: 'f', origins: ['turkish', 'moroccan'], age: 27, pace: 146, share: 0.875 },
    { tester: toon.id, sex: 'm', origins: ['flemish'], age: 31, pace: 142, share: 0.975 },
    { tester: tarik.id, sex: 'm', origins: ['turkish', 'moroccan'], age: 30, pace: 147, share: 0.85 },
  ] as const;
  for (const { tester, sex, origins, age, pace, share } of voices)
    for (const origin of origins) {
      const voice = await recordVoice(practiceRole(services, 'coordinator'), {
        ...{
          tester,
          language: 'nl',
          origin,
          sex,
          age,
          pace,
          share,
          raters: 40,
          clarity: 4.2,
          friendliness: 4.1,
        },
        testedOn: addDays(services.clock.today(), -7),
        documentHash: sha256('a sheet of raters', tester, origin).toString('hex'),
        remark: null,
      });
      await confirmVoice(practiceRole(services, 'fieldworker'), voice);
    }
}

/** Gives each employer a number that nobody in Belgium can have: none begins with three noughts after its zone. */
function withPhones(employers: string): string {
  const [head = '', ...lines] = employers.trimEnd().split('\n');
  const phone = (index: number): string => `03 000 ${String(1000 + index).replace(/(..)(..)/, '$1 $2')}`;
  return [`${head},phone`, ...lines.map((line, index) => `${line},${phone(index)}`), ''].join('\n');
}
