import { mkdirSync, rmSync } from 'node:fs';
import { openDemoDatabase } from './demo-database.js';
import { DemoCalling } from './demo-calling.js';
import { prepareCalls } from './demo-calls.js';
import { DemoCourse } from './demo-course.js';
import { concludeCalls, concludeDemo, type DemoResult, type DemoWritten } from './demo-result.js';
import { startSimulatorProcess, type SimulatorProcess } from './demo-simulator.js';
import { realNow, type DemoOptions } from './demo-world.js';
import { type CellFinding } from './findings/index.js';
import { findFreePort } from './platform/http.js';
import type { Config } from './platform/config.js';
import type { Job } from './platform/jobs.js';
import { answerKeysOf, insistAnswerKeys } from './main.js';
import { createServices, readLibrary, type Services } from './services.js';

const MAIL_DOMAINS = ['mijnpost.example', 'brievenbus.example'];

/** A demo that has run: its services stay open to be served. */
export interface RanDemo {
  readonly result: DemoResult;
  readonly findings: readonly CellFinding[];
  readonly services: Services;
}

/** A demo whose campaign is ready to start: its services, how its time goes on, and the way to stop its employers. */
export interface PreparedDemo {
  /** Its jobs drive the demo: they send, have the employers answer and the simulated coders code. */
  readonly services: Services;
  /** Moves the clock, at the next tick, to the next moment at which something happens; a word of it comes by `onProgress`. */
  jump(): void;
  stop(): Promise<void>;
}

/** A campaign by mail that has run: its services and what it came to. */
export interface RanCampaign extends Pick<RanDemo, 'findings' | 'services'> {
  readonly result: DemoWritten;
  readonly course: DemoCourse;
  readonly stop: () => Promise<void>;
}

/** Makes the demo's database anew, runs its campaign by mail, has calls made too, and computes. */
export async function runDemo(options: DemoOptions): Promise<RanDemo> {
  const began = performance.now();
  const { result: written, findings, services, course, stop } = await runCampaign(options);
  try {
    const calls = await prepareCalls(services, options);
    await course.drive(calls.candidates, new DemoCalling(services, options.seed, 'everybody'));
    const result = { ...written, ...(await concludeCalls(services, calls, began)) };
    return { result, findings, services };
  } catch (error) {
    await services.database.close();
    throw error;
  } finally {
    await stop();
  }
}

/** Runs the demo's campaign by mail under the stepped clock, or goes on with it, and computes. Its employers stay until `stop`. */
export async function runCampaign(options: DemoOptions): Promise<RanCampaign> {
  const { services, simulator } = await openDemo(options);
  const stop = (): Promise<void> => simulator.stop();
  try {
    const course = new DemoCourse(services, simulator, options);
    const campaign = await course.prepare();
    await course.start(campaign);
    await course.drive(campaign);
    return { ...(await concludeDemo(services, campaign)), services, course, stop };
  } catch (error) {
    await services.database.close();
    await stop();
    throw error;
  }
}

/**
 * Makes the demo's database anew with a sealed and authorised campaign, which a person then starts on its page. Its
 * clock runs on from the demo's first moment and jumps when asked; its employers take the mail that follows and answer.
 */
export async function prepareDemo(options: DemoOptions): Promise<PreparedDemo> {
  const { services, simulator } = await openDemo({ ...options, config: unending(options.config) });
  try {
    const demo = new DemoCourse(services, simulator, options);
    const campaign = await demo.prepare();
    await prepareCalls(services, options);
    const calling = new DemoCalling(services, options.seed, 'colleagues');
    let jumps = 0;
    const follow: Job = {
      name: 'demo.follow',
      when: '*/2 * * * * *',
      run: async () => {
        const jump = jumps > 0;
        if (jump) jumps -= 1;
        await demo.follow(campaign, jump, calling);
        return 0;
      },
    };
    // Only the demo's own job sends: so nothing is on its way when the clock jumps.
    const jobs = [...services.jobs.filter(({ name }) => !/^(dispatch|responses)\./.test(name)), follow];
    return { services: { ...services, jobs }, jump: () => (jumps += 1), stop: () => simulator.stop() };
  } catch (error) {
    await services.database.close();
    await simulator.stop();
    throw error;
  }
}

// The clock of a prepared demo jumps by days, and whoever follows it stays signed in.
const unending = (config: Config): Config => ({
  ...config,
  session: { idleMinutes: 525_600, hours: 8760 },
});

/** The demo's database, made anew unless it resumes, its employers, and the services over both. */
async function openDemo(options: DemoOptions): Promise<{ services: Services; simulator: SimulatorProcess }> {
  readLibrary();
  const fresh = options.resume !== true;
  // On PostgreSQL a refused database must leave the folder of an embedded demo as it is: open first, empty then.
  const onServer = options.config.databaseUrl !== undefined;
  if (fresh && !onServer) rmSync(options.folder, { recursive: true, force: true });
  const database = await openDemoDatabase(options);
  if (fresh && onServer) rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true });
  const mailPort = await findFreePort();
  const simulator = await startSimulatorProcess(options, mailPort);
  try {
    const mailIn = { host: '127.0.0.1', port: mailPort, domains: MAIL_DOMAINS };
    const smtp = { host: '127.0.0.1', port: simulator.smtpPort };
    const { config, log } = options;
    const phoneTime = (): Date => new Date(realNow());
    const answerKeys = answerKeysOf(config, `${options.folder}/keys/answers`);
    const services = await createServices({ config, database, log, smtp, mailIn, phoneTime, answerKeys });
    await insistAnswerKeys(services);
    await services.receiver.listen();
    return { services, simulator };
  } catch (error) {
    await database.close();
    await simulator.stop();
    throw error;
  }
}
