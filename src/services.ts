import { fileURLToPath } from 'node:url';
import { writeLinks } from './audit/index.js';
import { publicPages } from './public-pages.js';
import { competenceIn, competenceOf, legalLines } from './legal.js';
import {
  apiJobs,
  apiPages,
  apiProblems,
  authProblems,
  createAuth,
  filterPages,
  isApiLine,
  seedAccounts,
  systemAccount,
  todoInAuth,
  tokenPages,
  type Auth,
  type RouteLine,
} from './auth/index.js';
import {
  authorisationPages,
  authorisationProblems,
  campaignPages,
  amendmentProblems,
  campaignProblems,
  incrementPages,
  incrementProblems,
  campaignResource,
  campaignRoutes,
  createCampaignUseCases,
  sealSigner,
  findInCampaigns,
  killSwitchPages,
  killSwitchProblems,
  killSwitchRoutes,
  legalBasisProblems,
  todoInCampaigns,
  todoInLegalBases,
  findClockMode,
  findStanding,
  interestPages,
  interestProblems,
  listCampaigns,
  printRequest,
  type Basis,
  type Campaign,
  type CampaignId,
  type ScenarioKind,
  wizardPages,
  wizardProblems,
  type PlannableScenario,
  type CampaignUseCases,
  type PlanAsked,
  type PlanPreview,
  createMagistrateUseCases,
  decisionFiles,
  findInRequests,
  magistratePages,
  magistrateRoutes,
  magistrateProblems,
  printDecision,
  todoInRequests,
} from './campaigns/index.js';
import {
  approvalJobs,
  approvalPages,
  approvalProblems,
  createApproval,
  createCapKey,
  createInputs,
  findApproved,
  actionPages,
  actionProblems,
  callPages,
  callCodingPages,
  callCodingProblems,
  callProblems,
  voicePages,
  voiceProblems,
  voiceRoutes,
  callRoutes,
  codingPages,
  matchedPages,
  countCallsToCode,
  createCallCoding,
  createCalls,
  calledNamePages,
  calledNameProblems,
  createCalledNames,
  type CalledNames,
  clientMailJobs,
  clientMailPages,
  clientMailProblems,
  createClientMails,
  mailTable,
  type ClientMails,
  candidateCallJobs,
  candidateCallPages,
  candidateCallProblems,
  createCandidateCalls,
  type CandidateCalls,
  keepScript,
  showOwnCalls,
  createActionReports,
  createDispatch,
  createAnswerSeal,
  createResponses,
  createScheduling,
  dispatchJobs,
  dispatchPages,
  byHandPages,
  byHandProblems,
  createByHand,
  type ByHand,
  dispatchProblems,
  findAnswerProgress,
  findCallProgress,
  findInFieldwork,
  findFilled,
  findLiveTests,
  findPlanProgress,
  todoInFieldwork,
  responseJobs,
  responsePages,
  responseProblems,
  createDetection,
  createMailSources,
  dutyPages,
  dutyProblems,
  createPrivacy,
  privacyJobs,
  privacyPages,
  privacyProblems,
  createSnapshots,
  createUploads,
  createWithdrawals,
  findBurden,
  printReport,
  testPages,
  outboxPages,
  rehearsalPages,
  type RehearsalMeans,
  withdrawalJobs,
  withdrawalPages,
  detectionJobs,
  detectionPages,
  detectionProblems,
  identityPages,
  identityRoutes,
  proofPages,
  proofProblems,
  identityProblems,
  snapshotJobs,
  snapshotPages,
  snapshotProblems,
  uploadPages,
  vacancyPages,
  uploadProblems,
  withdrawalProblems,
  type CallCoding,
  type Calls,
  type Dispatch,
  type PlanProgress,
  type AnswerSeal,
  type Responses,
  type Detection,
  type MailSources,
  type Privacy,
  type Approval,
  type Snapshots,
  type Uploads,
  type Withdrawals,
  findReports,
  ownReportFiles,
} from './fieldwork/index.js';
import {
  clientCallPages,
  clientCallRoutes,
  countPair,
  recountPair,
  findCountedPairs,
  findCountedOf,
  findingJobs,
  findingPages,
  flagProblems,
  findingRoutes,
  findInFindings,
  publishFigures,
  sectorJobs,
  sectorProblems,
  todoInFindings,
} from './findings/index.js';
import {
  contrastsOf,
  designOf,
  isWithoutVacancy,
  kindToPlan,
  loadMaterials,
  materialPages,
  printCv,
  printLetter,
  readPersons,
  type CorrespondenceScenario,
  type Scenario,
  type Materials,
} from './materials/index.js';
import { signalJobs, signalPages, signalProblems, signalRoutes } from './signals/index.js';
import { createClock, type ShiftedClock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import type { Actor, Ctx } from './platform/context.js';
import { newUuid } from './platform/crypto.js';
import { createKeyRing } from './platform/crypto/key-ring.js';
import { asOwner, createContexts, type Database } from './platform/db/index.js';
import type { Job } from './platform/jobs.js';
import type { Log } from './platform/log.js';
import { createMailReceiver, createMailRoutes, type MailReceiver } from './platform/mail/index.js';
import { joinProblems, platformProblems, type ProblemTable } from './platform/problems.js';
import {
  checkVacancy,
  countOpenVacancies,
  countReachableEmployers,
  createCalendar,
  loadReference,
  type Calendar,
  type Reference,
  syncReference,
  findGrounds,
  findInRegister,
  findSectors,
} from './register/index.js';
import { sql } from 'kysely';
import type { Hit, Lang, TodoCard } from './web/index.js';

/** The folder scenarios/ of this installation. */
export const scenarioFolder = fileURLToPath(new URL('../scenarios', import.meta.url));

export interface ServiceOptions {
  readonly config: Config;
  readonly database: Database;
  readonly log: Log;
  /** Where applications go; default the configured server. */
  readonly smtp?: { readonly host: string; readonly port: number };
  /** Where answers come in; default the configured address. */
  readonly mailIn?: { readonly host: string; readonly port: number; readonly domains: readonly string[] };
  /** Keys of 32 bytes under which raw answers lie in the database: the first seals, all open; default those of the settings. */
  readonly answerKeys?: readonly Buffer[];
  /** How long mailboxes elsewhere are left alone after a failure, in milliseconds; for tests. */
  readonly mailPatience?: { readonly first: number; readonly most: number };
  /** Seconds to add to the clock by which an identity provider's tokens are checked; for tests. */
  readonly providerSkew?: number;
  /** The machine's own time, where the services' clock is another: a phone makes its one-time codes by it. */
  readonly phoneTime?: () => Date;
}

export interface Services {
  readonly mode: 'live' | 'demo';
  readonly clock: ShiftedClock;
  readonly log: Log;
  readonly database: Database;
  readonly problems: ProblemTable;
  readonly routes: readonly RouteLine[];
  readonly jobs: readonly Job[];
  readonly campaigns: CampaignUseCases;
  readonly dispatch: Dispatch;
  readonly calls: Calls;
  readonly candidateCalls: CandidateCalls;
  readonly clientMails: ClientMails;
  readonly callCoding: CallCoding;
  readonly responses: Responses;
  readonly withdrawals: Withdrawals;
  readonly privacy: Privacy;
  readonly approval: Approval;
  readonly snapshots: Snapshots;
  readonly receiver: MailReceiver;
  readonly mailSources: MailSources;
  readonly auth: Auth;
  /** What waits for the actor, from every room. */
  todo(ctx: Ctx): Promise<TodoCard[]>;
  /** Everything by this name or number that the actor may see, from every room. */
  find(ctx: Ctx, text: string): Promise<Hit[]>;
  contextFor(actor: Actor, requestId?: string): Ctx;
  /** A context that acts as the system: jobs and start-up. */
  systemContext(): Ctx;
  close(): Promise<void>;
}

interface Library {
  readonly reference: Reference;
  readonly materials: Materials;
}

let library: Library | undefined;

/**
 * The reference data and scenarios that every start needs. A process reads them once: all of it works by the same texts,
 * and reading takes half a second. Throws DocumentError with every fault of every file.
 */
export function readLibrary(): Library {
  if (library !== undefined) return library;
  const reference = loadReference(`${scenarioFolder}/reference`);
  const grounds = new Set(reference.grounds.map((ground) => ground.code));
  library = { reference, materials: loadMaterials(scenarioFolder, grounds) };
  return library;
}

/** Writes the clock's row when there is none, and brings reference data in line with the files. Run after migrating. */
export async function prepareDatabase(database: Database, mode: 'live' | 'demo'): Promise<void> {
  const { reference } = readLibrary();
  await asOwner(database.kysely, async (db) => {
    await sql`insert into clock (mode) values (${mode}) on conflict do nothing`.execute(db);
    await syncReference(db, reference);
  });
}

/** Wires the product together: the only place where a room meets what is above it. */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const { config, database, log } = options;
  const { mode, shift } = await readClock(database);
  const clock = createClock(shift);
  const contexts = createContexts({ kysely: database.kysely, clock, log, lastStatement: writeLinks });
  const { reference, materials } = readLibrary();
  const calendar = createCalendar(reference.holidays);
  const mailIn = options.mailIn ?? config.mailIn;
  const smtp = options.smtp ?? config.smtp;
  const correspondence = (id: string): CorrespondenceScenario | undefined => {
    return materials.scenarios.get(id)?.letters;
  };

  const mailOut = createMailRoutes({
    routes: options.smtp === undefined ? config.mailRoutes : [],
    passwords: config.secrets.mailRoutes,
    each: { loopbackOnly: mode === 'demo' || !config.production, socketTimeout: 120_000 },
    other: smtp,
  });
  const server = newUuid();
  const answerRing = createKeyRing(options.answerKeys ?? config.secrets.answerKeys);
  const answerSeal = createAnswerSeal(answerRing);
  const snapshots = createSnapshots({ ring: answerRing });
  const withdrawals = createWithdrawals({
    sender: mailOut,
    sign: mailOut.sign,
    calendar,
    server,
    answerSeal,
    mailDomains: mailIn.domains,
    texts: (id) => {
      const scenario = materials.scenarios.get(id)?.scenario;
      return scenario === undefined ? undefined : materials.withdrawals[scenario.language];
    },
  });
  const responses = createResponses({
    answerSeal,
    onOutcome: countPair,
    onChangedOutcome: recountPair,
    onMatched: withdrawals.startClock,
    onUnmatched: withdrawals.stopClock,
    standing: findStanding,
  });
  const detection = createDetection();
  const uploads = createUploads({ responses, answerSeal });
  const privacy = createPrivacy({ answerSeal });
  const caps = createCapKey(config.secrets.key);
  const inputs = createInputs(config.secrets.key);
  const approval = createApproval(caps, {
    openSeed: (ctx, id) => campaigns.openSeed(ctx, id),
    replay: async (ctx, { id }, openSeed) =>
      (await findCallProgress(ctx, id)) === null
        ? scheduling.replay(ctx, id, openSeed)
        : calls.replay(ctx, id, openSeed),
  });
  const scheduling = createScheduling({
    calendar,
    caps,
    inputs,
    poolsIn: materials.poolsIn,
    mailDomains: mailIn.domains,
    isPerson: config.personsFile === undefined ? () => false : readPersons(config.personsFile),
    scenario: (id) => {
      const entry = materials.scenarios.get(id);
      if (entry === undefined) return undefined;
      const scenario = entry.scenario.kind === 'candidate-call' ? entry.scenario : entry.letters;
      return scenario === undefined ? undefined : { scenario, hash: entry.hash };
    },
    keepScript,
    isExercise: async (ctx) => (await findClockMode(ctx)) === 'demo',
  });
  const calledNames = createCalledNames(answerSeal);
  const clientMails = createClientMails({
    sender: mailOut,
    sign: mailOut.sign,
    limitsOf: mailOut.limitsOf,
    calendar,
    server,
    answerSeal,
    pools: materials.poolsIn('nl'),
    mailDomains: mailIn.domains,
    isExercise: async (ctx) => (await findClockMode(ctx)) === 'demo',
  });
  const calls = createCalls({
    calendar,
    planMails: clientMails.plan,
    keepName: calledNames.keep,
    script: (id) => {
      const entry = materials.scenarios.get(id);
      return entry?.scenario.kind === 'client-call' || entry?.scenario.kind === 'client-mail'
        ? { scenario: entry.scenario, hash: entry.hash }
        : undefined;
    },
    openSeed: (ctx, id) => campaigns.openSeed(ctx, id),
    inputs,
  });
  const callCoding = createCallCoding({ standing: findStanding });
  const campaigns = createCampaignUseCases({
    key: config.secrets.key,
    signer: sealSigner(config.secrets.key),
    scenario: (id) => {
      const entry = materials.scenarios.get(id);
      return entry === undefined
        ? undefined
        : {
            kind: kindToPlan(entry.scenario),
            version: entry.scenario.version,
            hash: entry.hash,
            withoutVacancy: isWithoutVacancy(entry.scenario),
            language: entry.scenario.language,
            ground: entry.scenario.ground,
            design: designOf(entry.scenario),
            contrasts: contrastsOf(entry.scenario),
            repeats: repeatsOf(entry.scenario),
            wordings: entry.letters?.family ?? null,
          };
    },
    competence: competenceOf(reference),
    printing: { nameOf: namesIn(reference), print: printRequest },
    tell: (ctx, authorisation) => auth.tellMagistrate(ctx, authorisation),
    draw: (ctx, order) => {
      const kind = materials.scenarios.get(order.campaign.scenario)?.scenario.kind;
      const byClient = kind === 'client-call' || kind === 'client-mail';
      return byClient ? calls.draw(ctx, order) : scheduling.draw(ctx, order);
    },
    filled: findFilled,
    cancelUnsent: async (ctx, campaign, reason) => {
      await dispatch.cancelUnsent(ctx, campaign, reason);
      await calls.cancelOpen(ctx, campaign, reason);
    },
    countUnsent: async (ctx, campaign) =>
      unsentOf(await findPlanProgress(ctx, campaign)) +
      ((await findCallProgress(ctx, campaign))?.unsent ?? 0),
    publish: publishFigures,
    liveTests: findLiveTests,
    cancelTests: (ctx, campaign, tests, reason) => dispatch.cancelTests(ctx, campaign, tests, reason),
  });
  const printApplicationCv: RehearsalMeans['printCv'] = ({ scenario, name, layout, text, on }) =>
    printCv({
      language: correspondence(scenario)?.language ?? 'nl',
      identity: { displayName: name },
      documents: { layout, cv: text },
      on,
    });
  const dispatch = createDispatch({
    sender: mailOut,
    sign: mailOut.sign,
    limitsOf: mailOut.limitsOf,
    calendar,
    server,
    openSeed: campaigns.openSeed,
    printCv: printApplicationCv,
    onUnsent: responses.endUnsent,
    // The demo's adapter: every vacancy of its made-up world is open at the stepped time.
    ...(mode === 'demo'
      ? { checkVacancy: (ctx, vacancy) => checkVacancy(ctx, vacancy, 'open', 'demo') }
      : {}),
  });
  const byHand = createByHand({
    calendar,
    server,
    snapshots,
    printCv: printApplicationCv,
    printLetter: ({ scenario, layout, subject, text, on, candidate }) =>
      printLetter({
        language: correspondence(scenario)?.language ?? 'nl',
        identity: candidate,
        documents: { layout, subject, letter: text },
        on,
      }),
    onUnsent: responses.endUnsent,
  });
  const candidateCalls = createCandidateCalls({
    calendar,
    keepName: calledNames.keep,
    server,
    answerSeal,
    responses,
    openSeed: campaigns.openSeed,
    onUnsent: responses.endUnsent,
    asSystem: (ctx) => contexts(systemAccount, ctx.requestId),
  });
  const systemContext = (): Ctx => contexts(systemAccount);
  const auth = createAuth({
    config,
    mode,
    sender: mailOut,
    asSystem: (ctx) => contexts(systemAccount, ctx.requestId),
    sectors: findSectors,
    ...(options.providerSkew === undefined ? {} : { providerSkew: options.providerSkew }),
    ...(options.phoneTime === undefined ? {} : { phoneTime: options.phoneTime }),
  });
  const receiver = createMailReceiver({
    host: mailIn.host,
    port: mailIn.port,
    maxBytes: 20 * 1024 * 1024,
    acceptRecipient: (address) =>
      mailIn.domains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase()),
    onMessage: (message) => responses.receive(systemContext(), message),
  });
  const mailSources = createMailSources({
    sources: config.mailSources,
    passwords: config.secrets.mailSources,
    domains: mailIn.domains,
    loopbackOnly: mode === 'demo' || !config.production,
    systemContext,
    receive: (ctx, message) => responses.receive(ctx, message),
    ...(options.mailPatience === undefined ? {} : { patience: options.mailPatience }),
  });
  const problems = joinProblems(
    { kinds: platformProblems },
    authProblems,
    apiProblems,
    campaignProblems,
    incrementProblems,
    authorisationProblems,
    magistrateProblems,
    killSwitchProblems,
    signalProblems,
    amendmentProblems,
    wizardProblems,
    interestProblems,
    legalBasisProblems,
    dispatchProblems,
    byHandProblems,
    responseProblems,
    uploadProblems,
    snapshotProblems,
    detectionProblems,
    identityProblems,
    proofProblems,
    withdrawalProblems,
    dutyProblems,
    callProblems,
    calledNameProblems,
    candidateCallProblems,
    clientMailProblems,
    voiceProblems,
    callCodingProblems,
    actionProblems,
    sectorProblems,
    flagProblems,
    privacyProblems,
    approvalProblems,
  );
  const lines = [
    ...routesOf({
      campaigns,
      dispatch,
      byHand,
      responses,
      uploads,
      detection,
      privacy,
      approval,
      snapshots,
      withdrawals,
      calls,
      calledNames,
      candidateCalls,
      clientMails,
      callCoding,
      answerSeal,
      calendar,
      rehearsal: { calendar, sign: mailOut.sign, routeOf: mailOut.routeOf, printCv: printApplicationCv },
      reference,
      materials,
      tellMagistrate: auth.tellMagistrate,
      preview: (ctx, asked) => scheduling.preview(contexts(systemAccount, ctx.requestId), asked),
    }),
    ...legalLines(reference),
  ];
  return {
    mode,
    clock,
    log,
    database,
    problems,
    routes: [...auth.routes, ...lines, ...apiPages(lines, problems), ...tokenPages(lines.filter(isApiLine))],
    jobs: [
      ...auth.jobs,
      ...apiJobs(),
      ...dispatchJobs(dispatch),
      ...candidateCallJobs(candidateCalls),
      ...clientMailJobs(clientMails),
      ...responseJobs(responses),
      ...detectionJobs(detection),
      ...withdrawalJobs(withdrawals),
      ...findingJobs(),
      ...sectorJobs(),
      ...signalJobs(),
      ...privacyJobs(privacy),
      ...approvalJobs(approval),
      ...snapshotJobs(snapshots),
      lifeJob(campaigns, responses),
    ],
    campaigns,
    dispatch,
    calls,
    candidateCalls,
    clientMails,
    callCoding,
    responses,
    withdrawals,
    privacy,
    approval,
    snapshots,
    receiver,
    mailSources,
    auth,
    todo: (ctx) =>
      gather(ctx, [
        todoInFieldwork,
        todoInCampaigns,
        todoInRequests,
        todoInLegalBases,
        todoInFindings,
        todoInAuth,
      ]),
    find: (ctx, text) =>
      gather(
        ctx,
        [findInCampaigns, findInRequests, findInFieldwork, findInRegister, findInFindings].map(
          (find) => (ctx: Ctx) => find(ctx, text),
        ),
      ),
    contextFor: contexts,
    systemContext,
    close: async () => {
      await mailSources.close();
      await receiver.close();
      await mailOut.close();
      await database.close();
    },
  };
}

/** The name of a code of the reference files; what a file holds no more stands by its code. */
function namesIn({ sectors, grounds, legalTerms }: Reference) {
  const { triggers, services } = legalTerms;
  const lists = { sector: sectors, ground: grounds, trigger: triggers, service: services };
  return (of: keyof typeof lists, code: string, lang: 'nl' | 'fr'): string => {
    const { name } = lists[of].find((one) => one.code === code) ?? {};
    return name?.[lang] ?? name?.nl ?? code;
  };
}

/** What each room gives, in one snapshot. */
function gather<Given>(ctx: Ctx, rooms: readonly ((ctx: Ctx) => Promise<Given[]>)[]): Promise<Given[]> {
  return ctx.read(async (ctx) => {
    const all: Given[] = [];
    for (const room of rooms) all.push(...(await room(ctx)));
    return all;
  });
}

async function readClock(database: Database): Promise<{ mode: 'live' | 'demo'; shift: number }> {
  const found = await sql<{
    mode: 'live' | 'demo';
    shift: number;
  }>`select mode, extract(epoch from shift)::double precision * 1000 as shift from pt.clock`.execute(
    database.kysely,
  );
  return found.rows[0] ?? { mode: 'live', shift: 0 };
}

interface Mounted {
  readonly campaigns: CampaignUseCases;
  readonly dispatch: Dispatch;
  readonly byHand: ByHand;
  readonly responses: Responses;
  readonly uploads: Uploads;
  readonly detection: Detection;
  readonly privacy: Privacy;
  readonly approval: Approval;
  readonly snapshots: Snapshots;
  readonly withdrawals: Withdrawals;
  readonly calls: Calls;
  readonly calledNames: CalledNames;
  readonly candidateCalls: CandidateCalls;
  readonly clientMails: ClientMails;
  readonly callCoding: CallCoding;
  readonly answerSeal: AnswerSeal;
  readonly calendar: Calendar;
  readonly rehearsal: RehearsalMeans;
  readonly reference: Reference;
  readonly materials: Materials;
  readonly tellMagistrate: Auth['tellMagistrate'];
  readonly preview: (ctx: Ctx, asked: PlanAsked) => Promise<PlanPreview>;
}

function routesOf(mounted: Mounted): RouteLine[] {
  const {
    campaigns,
    dispatch,
    byHand,
    responses,
    uploads,
    detection,
    privacy,
    approval,
    snapshots,
    withdrawals,
    calls,
    calledNames,
    candidateCalls,
    clientMails,
    callCoding,
    answerSeal,
    calendar,
    rehearsal,
    reference,
    materials,
    tellMagistrate,
    preview,
  } = mounted;
  const seen = {
    progress: async (ctx: Ctx, id: CampaignId) => ({
      plan: await findPlanProgress(ctx, id),
      answers: await findAnswerProgress(ctx, id),
      counted: await findCountedPairs(ctx, id),
      calls: await findCallProgress(ctx, id),
      burden: await findBurden(ctx, id),
    }),
    counted: findCountedOf,
    approved: findApproved,
    sectors: findSectors,
    grounds: findGrounds,
    competence: (campaign: Campaign, basis: Basis, lang: Lang) =>
      competenceIn(reference, campaign, basis, lang),
    languageOf: (scenario: string) => materials.scenarios.get(scenario)?.scenario.language ?? 'nl',
    kindOf: (scenario: string): ScenarioKind => {
      const entry = materials.scenarios.get(scenario);
      return (entry === undefined ? null : kindToPlan(entry.scenario)) ?? 'correspondence';
    },
    preview,
    triggers: reference.legalTerms.triggers,
  };
  const originWord = (code: string, lang: Lang): string => {
    const { name } = materials.pools.origins.find((one) => one.code === code) ?? {};
    return name?.[lang] ?? name?.nl ?? code;
  };
  const magistrates = createMagistrateUseCases({ print: printDecision });
  return [
    ...publicPages(),
    ...filterPages(),
    // Before the pages of one campaign, whose id could be any word.
    ...wizardPages(campaigns, {
      sectors: findSectors,
      grounds: findGrounds,
      scenarios: plannableScenarios(materials),
      services: reference.legalTerms.services,
      matters: reference.competence,
      openVacancies: countOpenVacancies,
      reachableEmployers: countReachableEmployers,
      preview,
    }),
    ...campaignPages(campaigns, seen),
    ...incrementPages({ grow: campaigns.grow, filled: findFilled }),
    ...proofPages(campaigns.openSeed),
    ...campaignRoutes(campaigns),
    ...authorisationPages(campaigns, seen),
    ...decisionFiles(),
    ...magistratePages(magistrates, { reports: findReports }),
    ...magistrateRoutes(magistrates),
    ...killSwitchPages(),
    ...signalPages(async (ctx) => ({
      sectors: await findSectors(ctx),
      grounds: await findGrounds(ctx),
      triggers: reference.legalTerms.triggers,
    })),
    ...signalRoutes(),
    ...killSwitchRoutes(),
    ...interestPages(),
    ...materialPages(materials, findGrounds),
    ...testPages(),
    ...outboxPages(calendar),
    ...rehearsalPages(rehearsal),
    ...actionPages(
      createActionReports({ nameOf: namesIn(reference), print: printReport, tell: tellMagistrate }),
    ),
    ...ownReportFiles(),
    ...dispatchPages(dispatch),
    ...byHandPages(byHand),
    ...responsePages(responses, answerSeal),
    ...matchedPages(responses, answerSeal),
    ...uploadPages(uploads, answerSeal),
    ...detectionPages(detection),
    ...identityRoutes(campaignResource(campaigns)),
    ...identityPages(originWord),
    ...vacancyPages(),
    ...snapshotPages(snapshots),
    ...privacyPages(privacy, reference.dataClasses),
    ...approvalPages(approval),
    // Before the coding of one answer, whose id could be any word.
    ...callCodingPages(callCoding),
    ...codingPages(responses, countCallsToCode),
    ...dutyPages(),
    ...withdrawalPages(withdrawals, answerSeal),
    ...voicePages({ codes: materials.pools.origins.map(({ code }) => code), nameOf: originWord }),
    ...voiceRoutes(),
    ...callPages(calls, { asCandidate: showOwnCalls, mailTable }),
    ...clientMailPages(clientMails),
    ...callRoutes(calls),
    ...calledNamePages(calledNames),
    ...candidateCallPages(candidateCalls, originWord),
    ...findingPages(),
    ...findingRoutes(),
    ...clientCallPages(),
    ...clientCallRoutes(),
  ];
}

/** What a scenario does again, and after how many days. */
const repeatsOf = (scenario: Scenario) =>
  scenario.kind === 'recurrence' ? { scenario: scenario.repeats, days: scenario.daysBetween } : null;

/** The scenarios that a plan can be drawn from, in order of id. */
function plannableScenarios({ scenarios }: Materials): PlannableScenario[] {
  return [...scenarios.values()].flatMap(({ scenario }) => {
    const kind = kindToPlan(scenario);
    return kind === null
      ? []
      : [
          {
            code: scenario.id,
            name: scenario.title,
            ground: scenario.ground,
            design: designOf(scenario),
            kind,
            withoutVacancy: isWithoutVacancy(scenario),
            language: scenario.language,
            contrasts: contrastsOf(scenario),
            repeats: repeatsOf(scenario),
          },
        ];
  });
}

/** Applications of which it is not sure that they left and not settled that they will not. */
const unsentOf = ({ states }: PlanProgress): number =>
  states.planned + states.due + states.sending + states['in-doubt'];

/** Whether no call waits for its code, and no mail of a client that left for its answer. */
async function callsAreOver(ctx: Ctx, campaign: CampaignId): Promise<boolean> {
  const { toCode = 0, planned = 0 } = (await findCallProgress(ctx, campaign)) ?? {};
  return toCode === 0 && planned === 0;
}

/** Moves campaigns on by themselves: closing when nothing is left to send, closed when every pair counts as its answers say and every call is coded. */
function lifeJob(campaigns: CampaignUseCases, responses: Responses): Job {
  return {
    name: 'campaigns.life',
    when: '50 * * * * *',
    run: async (ctx) => {
      let moved = 0;
      for (const campaign of await listCampaigns(ctx)) {
        const plan = await findPlanProgress(ctx, campaign.id);
        const { pairs } = plan;
        // A plan that fills up later closes by itself once it is full.
        const whole = !campaign.rolling || pairs >= campaign.planned;
        if (campaign.state === 'running' && pairs > 0 && whole && unsentOf(plan) === 0) {
          await campaigns.close(ctx, campaign.id, null, false);
          moved += 1;
        } else if (
          campaign.state === 'closing' &&
          (await findCountedPairs(ctx, campaign.id)).counted === pairs &&
          !(await responses.hasReviews(ctx, campaign.id)) &&
          (await callsAreOver(ctx, campaign.id))
        ) {
          await campaigns.finish(ctx, campaign.id);
          moved += 1;
        }
      }
      return moved;
    },
  };
}

export { seedAccounts };
