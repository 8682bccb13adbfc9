import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts, practiceCallers } from '../../src/auth/index.js';
import { listCampaigns } from '../../src/campaigns/index.js';
import { prepareDemo, type PreparedDemo } from '../../src/demo.js';
import {
  countMessages,
  findCallProgress,
  findPlanProgress,
  listOwnCalls,
  listOwnTasks,
} from '../../src/fieldwork/index.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { snapshotOf } from '../support/database.js';

const folder = mkdtempSync(join(tmpdir(), 'praktijktest-prepared-'));
const JUMPS = 40;

let demo: PreparedDemo;
beforeAll(async () => {
  demo = await prepareDemo({
    config: readConfig({ PT_LOG_LEVEL: 'silent' }),
    log: createLog('silent'),
    seed: 1,
    pairs: 10,
    folder,
    from: snapshotOf('demo'),
    onProgress: () => undefined,
    simulatorCommand: [process.execPath, 'dist/cli.js', 'simulator'],
  });
  // As serving does: what was opened to prepare is closed, and opened again beside the pages.
  await demo.services.receiver.close();
  await demo.services.receiver.listen();
}, 120_000);
afterAll(async () => {
  await demo.services.close();
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

const system = () => demo.services.systemContext();
const tick = () => demo.services.jobs.find(({ name }) => name === 'demo.follow')?.run(system());
const campaignOf = async (state: string) =>
  (await listCampaigns(system())).find((one) => one.state === state);
const campaignCalled = async (name: string) => {
  const found = (await listCampaigns(system())).find((one) => one.name.startsWith(name));
  if (found === undefined) throw new Error('Nothing was prepared.');
  return found.id;
};
const as = (login: string) => {
  const person = [...practiceAccounts, ...practiceCallers].find((one) => one.login === login);
  if (person === undefined) throw new Error('Nobody is called so.');
  return demo.services.contextFor(person);
};

describe('the prepared demo', () => {
  test('leaves six calls to the tester', async () => {
    const progress = await findCallProgress(system(), await campaignCalled('Klantoproepen'));
    expect(progress?.planned).toBe(6);
  });

  test('leaves what a person noted of a call to people, who code it', async () => {
    const tess = as('tess');
    const [call] = await listOwnTasks(tess);
    const { calls } = demo.services;
    await calls.start(tess, call!.id);
    await calls.record(tess, call!.id, {
      ...{ code: 'REFUSE', timesSaid: 1, askedReason: false, namedBan: false, deviations: [] },
      note: 'Nee, daar beginnen ze niet aan, zei hij.',
    });
    await tick();
    const progress = await findCallProgress(system(), await campaignCalled('Klantoproepen'));
    expect([progress?.planned, progress?.done, progress?.toCode]).toEqual([5, 1, 1]);
  });

  test('sends nothing before somebody starts the campaign', async () => {
    demo.jump();
    await tick();
    const ready = await campaignOf('ready');
    const plan = ready === undefined ? undefined : await findPlanProgress(system(), ready.id);
    expect(plan?.states.sent).toBe(0);
  });

  test('sends, is answered and is coded once the campaign runs and the clock jumps', async () => {
    const ready = await campaignOf('ready');
    if (ready === undefined) throw new Error('Nothing was prepared.');
    await demo.services.campaigns.start(as('ines'), ready.id);
    for (let jumps = 0; jumps < JUMPS; jumps += 1) {
      demo.jump();
      await tick();
    }
    const { states } = await findPlanProgress(system(), ready.id);
    const { received } = await countMessages(system());
    expect([states.sent > 0, received > 0, states.sending]).toEqual([true, true, 0]);
  });

  test('has the colleagues call as candidates, and leaves the practice tester the own calls', async () => {
    const all = await Promise.all(['tess', 'tulin', 'toon', 'tarik'].map((who) => listOwnCalls(as(who))));
    const spoken = all.map((calls) => calls.filter(({ state }) => state === 'sent').length);
    expect(spoken[0]).toBe(0);
    expect(all[0]!.length).toBeGreaterThan(0);
    expect(spoken[1]! + spoken[2]! + spoken[3]!).toBeGreaterThan(0);
  });
});
