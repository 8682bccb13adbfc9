import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Express } from 'express';
import { createApp } from '../../src/app.js';
import { practiceAccounts, seedAccounts, type Rate } from '../../src/auth/index.js';
import { addMember, findCampaign, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import type { Draft } from '../../src/campaigns/authorisations/schema.js';
import { findBasis } from '../../src/campaigns/views.js';
import { demoFiles } from '../../src/demo-world.js';
import { readConfig } from '../../src/platform/config.js';
import type { Ctx } from '../../src/platform/context.js';
import { sha256 } from '../../src/platform/crypto.js';
import { dateOnly, toInstant, type DateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { asId } from '../../src/platform/ids.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { createLog } from '../../src/platform/log.js';
import { createMailReceiver, type IncomingMessage } from '../../src/platform/mail/index.js';
import { importFile, type AuthorisationKind } from '../../src/register/index.js';
import { createServices, type Services } from '../../src/services.js';
import { addExhibit, recordSignal, type SignalDraft, type SignalId } from '../../src/signals/index.js';
import { SIGNAL_KINDS } from '../../src/signals/schema.js';
import { createContractWatch } from './contract.js';
import { engine, openTestDatabase } from './database.js';
import { FORM_KEY, formTokenFor, WORLD_KEY } from './form-token.js';
import { WORLD_ANSWER_KEYS } from './sealed.js';

export { WORLD_KEY };

export const MONDAY = dateOnly(2026, 9, 7);

/** The product on a database of its own, with a mail server that takes the applications, and a clock that tests move. */
export interface World {
  readonly services: Services;
  readonly app: Express;
  /** Applications as the employers' mail server took them. */
  readonly posted: IncomingMessage[];
  as(role: 'inspector' | 'coordinator' | 'fieldworker' | 'coder' | 'second coder' | 'tester'): Ctx;
  /** The cookie of a browser in which an account is signed in. */
  openSession(account: { id: string }): Promise<string>;
  /** The same, with the token that its forms carry. */
  signIn(account: { id: string }): Promise<{ cookie: string; token: string }>;
  /** Moves the database's and the process's clock to an instant. */
  at(instant: Date): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly mode?: 'live' | 'demo';
  readonly on?: 'pglite' | 'postgres';
  /** Where applications go instead of the mail server of this world. */
  readonly smtp?: { host: string; port: number };
  /** A dump of another world's embedded database, to go on from at this instant. */
  readonly from?: { readonly dump: Blob; readonly at: Date };
  readonly onStatement?: (text: string) => void;
  /** Settings beside those of every world. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly providerSkew?: number;
  /** How often one caller may ask the API; practically without end unless given. */
  readonly apiRate?: Rate;
}

/** Opens a world; it starts on a Monday at 8.00 in a demo database. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const mode = options.mode ?? 'demo';
  const test = await openTestDatabase(mode, options.on ?? engine, options.onStatement, options.from?.dump);
  const posted: IncomingMessage[] = [];
  const sink = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    acceptRecipient: () => true,
    maxBytes: 1e7,
    onMessage: (message) => Promise.resolve(void posted.push(message)),
  });
  const smtp = options.smtp ?? { host: '127.0.0.1', port: await sink.listen() };
  const services = await createServices({
    config: readConfig({
      PT_SECRET: WORLD_KEY,
      PT_ANSWER_KEYS: WORLD_ANSWER_KEYS,
      PT_LOG_LEVEL: 'silent',
      ...options.settings,
    }),
    database: test.database,
    log: createLog(process.env['PT_TEST_LOG'] ?? 'silent'),
    // A world whose own domains have routes sends by these.
    ...(options.settings?.['PT_SMTP'] === undefined ? { smtp } : {}),
    mailIn: { host: '127.0.0.1', port: 0, domains: ['mijnpost.example', 'brievenbus.example'] },
    mailPatience: { first: 50, most: 400 },
    ...(options.providerSkew === undefined ? {} : { providerSkew: options.providerSkew }),
  });
  const at = async (instant: Date): Promise<void> => {
    const shift = instant.getTime() - Date.now();
    await asOwner(test.database.kysely, (db) =>
      sql`update clock set shift = ${shift} * interval '1 millisecond'`.execute(db),
    );
    services.clock.shiftTo(shift);
  };
  if (mode === 'demo') await at(options.from?.at ?? toInstant(MONDAY, 8 * 60));
  await seedAccounts(services.systemContext(), true);
  const account = (role: string, place = 0) =>
    practiceAccounts.filter(({ roles }) => roles.some((held) => held === role))[place]!;
  const accounts = {
    inspector: account('inspector'),
    coordinator: account('coordinator'),
    fieldworker: account('fieldworker'),
    coder: account('coder'),
    'second coder': account('coder', 1),
    tester: account('tester'),
  };
  const contract = createContractWatch(services);
  const app = contract.watch(
    createApp(services, {
      key: FORM_KEY,
      apiRate: options.apiRate ?? { requests: 100_000, seconds: 60 },
    }),
  );
  const open = async ({ id: account }: { id: string }): Promise<{ id: string; cookie: string }> => {
    const { id, cookie } = await services.systemContext().inTx((ctx) =>
      services.auth.sessions.open(ctx, {
        account: asId<'account'>(account),
        how: 'password',
        complete: true,
        agent: 'Firefox, Linux',
      }),
    );
    return { id, cookie: `${cookie.name}=${cookie.value ?? ''}` };
  };
  return {
    services,
    app,
    posted,
    as: (role) => services.contextFor(accounts[role]),
    openSession: async (account) => (await open(account)).cookie,
    signIn: async (account) => {
      const { id, cookie } = await open(account);
      return { cookie, token: formTokenFor(id) };
    },
    at,
    close: async () => {
      contract.insistKept();
      await services.close();
      if (options.smtp === undefined) await sink.close();
      await test.close().catch(() => undefined);
    },
  };
}

/** Imports the made-up world: so many employers with a vacancy in each of the three sectors. */
export async function importWorld(world: World, pairs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-'));
  const files = demoFiles(pairs, '2026-09-01');
  for (const kind of ['employers', 'vacancies'] as const) {
    writeFileSync(join(folder, `${kind}.csv`), files[kind]);
    await importFile(world.as('fieldworker'), kind, join(folder, `${kind}.csv`), { keepGood: false });
  }
  rmSync(folder, { recursive: true, force: true });
}

let named = 0;

/** A baseline on origin in the three sectors, with `pairs` pairs each. */
export function draftOf(pairs: number, change: Partial<CampaignDraft> = {}): CampaignDraft {
  named += 1;
  return {
    name: `Nulmeting ${named}`,
    // A handful of pairs has no power for a statistic; enforcement is bounded by its authorisation instead.
    purpose: pairs < 6 ? 'enforcement' : 'baseline',
    service: 'vsi',
    ground: 'origin',
    scenario: 'correspondence-origin-name',
    basis: { code: 'exercise', version: '1' },
    hypothesis: 'Een Vlaamse naam krijgt vaker een positieve reactie dan een Turkse naam.',
    primaryDefinition: 'lenient',
    stopRule: 'e-value',
    alpha: 0.05,
    power: 0.8,
    controlOnly: 0.9,
    treatmentOnly: 0.01,
    sendFrom: MONDAY,
    pairsPerDay: 24,
    cells: ['uitzend', 'bouw', 'detailhandel'].map((sector) => ({ sector, quota: pairs })),
    ...change,
  };
}

/** Seed of a test's plans. */
export const seedOf = (n: number): Buffer => sha256('test seed', String(n));

/** A sealed campaign, with designer, sealer and fieldworker in its team. */
export async function sealCampaign(
  world: World,
  pairs: number,
  change: Partial<CampaignDraft> = {},
  seed = 1,
): Promise<CampaignId> {
  await importWorld(world, pairs);
  const id = await world.services.campaigns.create(world.as('inspector'), draftOf(pairs, change));
  await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(seed));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  return id;
}

/** What a draft of a request says. */
export const requestOf = (kind: AuthorisationKind, change: Partial<Draft> = {}): Draft => ({
  kind,
  addressee: 'arbeidsauditeur te Gent',
  motivation: 'Drie vacatures sluiten in hun tekst een groep uit.',
  necessity: 'Een bezoek toont niet hoe gewone kandidaten behandeld worden.',
  maxTests: 10,
  wantedFrom: dateOnly(2026, 9, 1),
  wantedUntil: dateOnly(2027, 3, 1),
  testTypes: ['correspondence'],
  employers: [],
  thirdPersons: false,
  excusedActs: null,
  signals: [],
  language: 'nl',
  ...change,
});

/** What a signal says. */
export const signalOf = (change: Partial<SignalDraft> = {}): SignalDraft => ({
  kind: 'vacancy-text',
  kbo: null,
  sector: 'bouw',
  grounds: ['origin'],
  period: '2026-Q3',
  facts: 'Drie vacatures vragen een Vlaamse achtergrond, zonder reden.',
  ...change,
});

/** A signal with an exhibit. @returns its id */
export async function supportedSignal(world: World, change: Partial<SignalDraft> = {}): Promise<SignalId> {
  const inspector = world.as('inspector');
  const signal = await recordSignal(inspector, signalOf(change));
  const facts = 'De vacature zoals ze op 3 september online stond.';
  await addExhibit(inspector, signal, { kind: 'vacancy', facts, file: sha256(signal).toString('hex') });
  return signal;
}

/** The triggers that a campaign's legal basis asks for what is asked for, each as a signal with an exhibit. */
export async function signalsFor(world: World, id: CampaignId, kind: AuthorisationKind): Promise<SignalId[]> {
  const { ground, cells, basis } = await world.as('inspector').read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    return { ...campaign, basis: await findBasis(ctx, campaign.basis) };
  });
  if (basis.exercise || basis.triggersNeeded === 'none') return [];
  const all = SIGNAL_KINDS.filter((one) => one in basis.triggerKinds);
  const fitting = all.find((one) => basis.triggerKinds[one] === kind) ?? all[0]!;
  const found: SignalId[] = [];
  for (const one of basis.triggersNeeded === 'all' ? all : [fitting])
    found.push(await supportedSignal(world, { kind: one, grounds: [ground], sector: cells[0]!.sector }));
  return found;
}

/** A request as the law wants it: written by the inspector, checked by the coordinator, and sent. */
export async function requestChecked(world: World, id: CampaignId, kind: AuthorisationKind): Promise<void> {
  const { campaigns } = world.services;
  const signals = await signalsFor(world, id, kind);
  await campaigns.draftRequest(world.as('inspector'), id, requestOf(kind, { signals }));
  await campaigns.checkRequest(world.as('coordinator'), id, 1);
  await campaigns.requestAuthorisation(world.as('inspector'), id, kind);
}

/** Ticks every condition of an authorisation. */
export async function meetAll(world: World, id: CampaignId): Promise<void> {
  const open = await world
    .as('inspector')
    .read((ctx) =>
      ctx.db
        .selectFrom('authorisation_condition')
        .select('position')
        .where('campaign', '=', id)
        .where('met_at', 'is', null)
        .execute(),
    );
  for (const { position } of open)
    await world.services.campaigns.meetCondition(
      world.as('inspector'),
      id,
      position,
      'nagegaan in het dossier van deze campagne',
    );
}

/** Requests and records an authorisation for a sealed campaign, which becomes ready. */
export async function authorise(
  world: World,
  id: CampaignId,
  change: { maxTests?: number; from?: DateOnly; until?: DateOnly } = {},
): Promise<void> {
  const { campaigns } = world.services;
  await campaigns.requestAuthorisation(world.as('inspector'), id, 'mandate');
  await campaigns.recordGrant(world.as('coordinator'), id, {
    number: 'TEST-1',
    validFrom: toInstant(change.from ?? dateOnly(2026, 9, 1), 0).toISOString(),
    validUntil: toInstant(change.until ?? dateOnly(2027, 3, 1), 0).toISOString(),
    maxTests: change.maxTests ?? 1000,
    documentHash: sha256('a mandate').toString('hex'),
  });
}

/** A running campaign with `pairs` pairs in each of three sectors. */
export async function runningCampaign(
  world: World,
  pairs: number,
  change: Partial<CampaignDraft> = {},
  seed = 1,
): Promise<CampaignId> {
  const id = await sealCampaign(world, pairs, change, seed);
  await authorise(world, id);
  await world.services.campaigns.start(world.as('inspector'), id);
  return id;
}

/** Sends everything that is due until nothing is; the clock moves from due moment to due moment. */
export async function sendAll(world: World, until?: Date): Promise<void> {
  const { findNextMoment } = await import('../../src/fieldwork/index.js');
  const { dispatch, systemContext, clock } = world.services;
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    const { next } = await findNextMoment(systemContext());
    if (next === null || (until !== undefined && next > until)) return;
    if (next > clock.now()) await world.at(new Date(next.getTime() + 1));
    await dispatch.promote(systemContext());
    await dispatch.send(systemContext());
  }
  throw new Error('Sending did not come to an end.');
}
