import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { practiceAccounts, seedAccounts } from './auth/index.js';
import { addMember, findCampaign, listCampaigns, type CampaignId } from './campaigns/index.js';
import { practiceRole, type PracticeRole } from './demo-calls.js';
import { type DemoCalling } from './demo-calling.js';
import { setShift } from './demo-database.js';
import { type SimulatorProcess } from './demo-simulator.js';
import { DEMO_PAIRS, DEMO_SECTORS, DEMO_START, demoFiles, realNow, type DemoOptions } from './demo-world.js';
import {
  countMessages,
  findNextMoment,
  findNextWindowEnd,
  findPlanProgress,
  listToCode,
  listToRead,
  listToWithdraw,
  releaseIncrement,
  RESPONSE_BATCH,
} from './fieldwork/index.js';
import { findCountedPairs, look } from './findings/index.js';
import type { Ctx } from './platform/context.js';
import { sha256 } from './platform/crypto.js';
import { addDays, dateOnly, toInstant } from './platform/dates.js';
import { postLocal } from './platform/http.js';
import { importFile } from './register/index.js';
import { formatterFor } from './web/index.js';
import { type Services } from './services.js';

const DAY = 86_400_000;

const Advanced = z.object({
  delivered: z.number(),
  pending: z.number(),
  failed: z.number(),
  next: z.string().nullable(),
});

/** What a demo's campaign goes through: made ready, started, and driven to its end or followed step by step. */
export class DemoCourse {
  readonly #services: Services;
  readonly #simulator: SimulatorProcess;
  readonly #options: DemoOptions;
  #lastProgress = 0;

  constructor(services: Services, simulator: SimulatorProcess, options: DemoOptions) {
    this.#services = services;
    this.#simulator = simulator;
    this.#options = options;
  }

  #as(role: PracticeRole): Ctx {
    return practiceRole(this.#services, role);
  }

  /** Imports the world, designs the campaign, seals and authorises it; each step only when it has not been done. */
  async prepare(): Promise<CampaignId> {
    const { campaigns, systemContext } = this.#services;
    await seedAccounts(systemContext(), true);
    const pairs = this.#options.pairs ?? DEMO_PAIRS;
    const from = '2026-09-01';
    const files = demoFiles(pairs, from);
    for (const kind of ['employers', 'vacancies'] as const) {
      const file = join(this.#options.folder, `${kind}.csv`);
      writeFileSync(file, files[kind]);
      await importFile(this.#as('fieldworker'), kind, file, { keepGood: false });
    }
    this.#say(
      `${pairs * DEMO_SECTORS.length} made-up vacancies in ${DEMO_SECTORS.length} sectors are in the register`,
    );
    const [known] = await listCampaigns(systemContext());
    const id = known?.id ?? (await this.#create(pairs));
    const state = async (): Promise<string> =>
      (await systemContext().read((ctx) => findCampaign(ctx, id))).state;
    if ((await state()) === 'draft')
      await campaigns.seal(
        this.#as('coordinator'),
        id,
        sha256('praktijktest/demo-seed/1', String(this.#options.seed)),
      );
    await this.#release(id);
    this.#say(`the plan is sealed: ${pairs * DEMO_SECTORS.length} pairs, seed ${this.#options.seed}`);
    const fieldworker = practiceAccounts.find(({ roles }) => roles.some((held) => held === 'fieldworker'));
    if (fieldworker !== undefined) await addMember(this.#as('coordinator'), id, fieldworker.id);
    if ((await state()) === 'sealed') await this.#authorise(id, pairs * DEMO_SECTORS.length);
    return id;
  }

  /** Starts the campaign when it is ready and was not started before. */
  async start(id: CampaignId): Promise<void> {
    const { campaigns, systemContext } = this.#services;
    const { state } = await systemContext().read((ctx) => findCampaign(ctx, id));
    if (state === 'ready') await campaigns.start(this.#as('inspector'), id);
  }

  /** The inspector releases the candidates that the coordinator had drawn. */
  async #release(id: CampaignId): Promise<void> {
    await releaseIncrement(this.#as('inspector'), id, 0).catch((error: unknown) => {
      if (this.#options.resume !== true) throw error;
    });
  }

  #create(pairs: number): Promise<CampaignId> {
    return this.#services.campaigns.create(this.#as('inspector'), {
      name: 'Nulmeting herkomst (demo)',
      purpose: 'baseline',
      service: 'vsi',
      ground: 'origin',
      scenario: 'correspondence-origin-name',
      basis: { code: 'exercise', version: '1' },
      hypothesis:
        'Wie solliciteert met een Vlaamse naam krijgt vaker een positieve reactie dan wie met een Turkse naam solliciteert, bij verder gelijke profielen.',
      primaryDefinition: 'lenient',
      stopRule: 'e-value',
      alpha: 0.05,
      power: 0.8,
      // What a small run could still show; the full demo states .44 and .04.
      controlOnly: pairs < DEMO_PAIRS ? 0.9 : 0.44,
      treatmentOnly: pairs < DEMO_PAIRS ? 0.01 : 0.04,
      sendFrom: addDays(dateOnly(2026, 9, 7), 0),
      pairsPerDay: 24,
      cells: DEMO_SECTORS.map((sector) => ({ sector: sector.code, quota: pairs })),
    });
  }

  async #authorise(id: CampaignId, tests: number): Promise<void> {
    const { campaigns } = this.#services;
    await campaigns.requestAuthorisation(this.#as('inspector'), id, 'mandate').catch((error: unknown) => {
      if (this.#options.resume !== true) throw error;
    });
    await campaigns.recordGrant(this.#as('coordinator'), id, {
      number: 'OEFENING-1',
      validFrom: DEMO_START.toISOString(),
      validUntil: toInstant(dateOnly(2027, 3, 1), 0).toISOString(),
      maxTests: tests,
      documentHash: sha256('a practice mandate').toString('hex'),
    });
  }

  /**
   * Steps the clock from due moment to due moment until nothing is left to send, answer, code or close.
   * @param calling who makes the calls that are due; nobody in a campaign that only writes
   */
  async drive(id: CampaignId, calling?: DemoCalling): Promise<void> {
    const system = this.#services.systemContext();
    await this.#services.dispatch.recover(system, true);
    await this.#services.withdrawals.recover(system, true);
    const due = {
      sending: await this.#nextSending(),
      answers: await this.#tellTime(),
      window: await this.#nextWindow(),
    };
    await this.#read();
    // After a restart: what was matched before it, and not yet coded or withdrawn.
    await this.#code();
    await this.#withdraw();
    for (;;) {
      const moments = Object.values(due)
        .filter((moment) => moment !== null)
        .map((moment) => moment.getTime());
      if (moments.length === 0) break;
      await this.#stepTo(Math.min(...moments));
      const now = this.#services.clock.now();
      const isDue = (moment: Date | null): boolean => moment !== null && moment <= now;
      const [send, close] = [isDue(due.sending), isDue(due.window)];
      const acted = send && (await this.#sendDue());
      if (send && calling !== undefined) await this.#call(calling);
      due.answers = await this.#tellTime();
      if (await this.#read()) await this.#withdraw();
      const closed = close && (await this.#closeWindows(id));
      if (send) due.sending = await this.#nextSending(acted);
      if (close || due.window === null) due.window = await this.#nextWindow(closed);
      if (send && due.sending === null) await this.#moveOn();
      await this.#progress(id);
    }
    await this.#moveOn();
  }

  /** Sends what is due, has it answered and coded; before that the clock jumps to the next moment, if it is asked to. */
  async follow(id: CampaignId, jump: boolean, calling: DemoCalling): Promise<void> {
    if (jump) await this.#jump();
    await this.#sendDue();
    await this.#call(calling);
    await this.#tellTime();
    await this.#read();
    await this.#closeWindows(id);
    await this.#moveOn();
  }

  /** The simulated testers call; what they heard is coded as any answer, and withdrawn where the employer expects something. */
  async #call(calling: DemoCalling): Promise<void> {
    await calling.callAsClients();
    await calling.codeClients();
    if ((await calling.callAsCandidates()) === 0) return;
    await this.#code();
    await this.#withdraw();
  }

  async #jump(): Promise<void> {
    const moments = [await this.#nextSending(false), await this.#tellTime(), await this.#nextWindow(false)]
      .filter((moment) => moment !== null)
      .map((moment) => moment.getTime());
    if (moments.length === 0) return this.#say('Nothing is planned: start the campaign first.');
    await this.#stepTo(Math.min(...moments));
    this.#say(`It is now ${formatterFor('en').dateTime(this.#services.clock.now())}.`);
  }

  /** When something can be sent next; what could not be done just now is looked at again within a day. */
  async #nextSending(acted = true): Promise<Date | null> {
    const { systemContext, clock } = this.#services;
    const { next, sending } = await findNextMoment(systemContext());
    if (sending > 0) throw new Error('The clock may not move while an application is being sent.');
    if (acted || next === null || next > clock.now()) return next;
    return this.#withinDay((await findNextMoment(systemContext(), clock.now())).next);
  }

  async #nextWindow(acted = true): Promise<Date | null> {
    const next = await findNextWindowEnd(this.#services.systemContext());
    return acted || next === null || next > this.#services.clock.now() ? next : this.#withinDay(null);
  }

  // Something waits for a person, such as an application in doubt: the time goes on without it.
  #withinDay(moment: Date | null): Date {
    const tomorrow = new Date(this.#services.clock.now().getTime() + DAY);
    return moment !== null && moment < tomorrow ? moment : tomorrow;
  }

  async #stepTo(moment: number): Promise<void> {
    const { clock, database } = this.#services;
    if (moment <= clock.now().getTime()) return;
    const shift = moment - realNow() + 1;
    await setShift(database, shift);
    clock.shiftTo(shift);
  }

  /** @returns whether anything was decided or sent */
  async #sendDue(): Promise<boolean> {
    const { dispatch, systemContext } = this.#services;
    let acted = (await dispatch.promote(systemContext())) > 0;
    while ((await dispatch.send(systemContext())) > 0) acted = true;
    return acted;
  }

  /** Tells the employers the time; they send what is due. @returns when they have something next */
  async #tellTime(): Promise<Date | null> {
    for (let tries = 0; tries < 50; tries += 1) {
      const answer = Advanced.parse(
        await postLocal(this.#simulator.controlPort, '/time', {
          now: this.#services.clock.now().toISOString(),
        }),
      );
      if (answer.failed === 0) return answer.next === null ? null : new Date(answer.next);
    }
    throw new Error('The simulated employers could not deliver their answers.');
  }

  /** Matches what came in and has it coded by two simulated coders. @returns whether anything came in */
  async #read(): Promise<boolean> {
    const { responses, systemContext } = this.#services;
    let all = 0;
    for (let found = RESPONSE_BATCH; found === RESPONSE_BATCH; all += found) {
      found = await responses.process(systemContext());
      if (found > 0) await this.#code();
    }
    return all > 0;
  }

  /** The fieldworker reads each answer, and withdraws where the employer expects something. The employers do not answer that. */
  async #withdraw(): Promise<void> {
    const { withdrawals, systemContext } = this.#services;
    const ctx = this.#as('fieldworker');
    for (const { response, guess } of await listToRead(ctx, 500))
      await withdrawals.triage(ctx, response, { expects: guess ?? 'nothing', slot: null });
    const open = await listToWithdraw(ctx, 500);
    for (const id of open) await withdrawals.withdraw(ctx, id);
    while ((await withdrawals.send(systemContext())) > 0);
  }

  /** @returns whether any window was closed */
  async #closeWindows(id: CampaignId): Promise<boolean> {
    const { responses, systemContext } = this.#services;
    let closed = 0;
    for (let found = RESPONSE_BATCH; found === RESPONSE_BATCH; closed += found)
      found = await responses.closeWindows(systemContext());
    while ((await responses.reviewOutcomes(systemContext())) > 0);
    await look(systemContext(), id);
    return closed > 0;
  }

  /** Running becomes closing when nothing is left to send, closing becomes closed when every pair counts. */
  async #moveOn(): Promise<void> {
    await this.#services.jobs
      .find((job) => job.name === 'campaigns.life')
      ?.run(this.#services.systemContext());
  }

  async #code(): Promise<void> {
    const coders = practiceAccounts.filter((account) => account.roles.some((role) => role === 'coder'));
    for (const coder of coders) {
      const ctx = this.#services.contextFor(coder);
      for (const item of await listToCode(ctx, 500)) {
        await this.#services.responses.code(ctx, item.response, item.suggestion ?? 'ACK-H', {
          simulated: true,
        });
      }
    }
  }

  #say(line: string): void {
    this.#options.onProgress(line);
  }

  async #progress(id: CampaignId): Promise<void> {
    const now = performance.now();
    if (now - this.#lastProgress < 1000) return;
    this.#lastProgress = now;
    const system = this.#services.systemContext();
    const { states, pairs } = await findPlanProgress(system, id);
    const { received } = await countMessages(system);
    const { counted } = await findCountedPairs(system, id);
    this.#say(
      `${this.#services.clock.today()}  sent ${states.sent}/${pairs * 2}  answers ${received}  pairs counted ${counted}/${pairs}`,
    );
  }
}
