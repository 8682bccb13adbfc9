import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a running campaign of three pairs sends six applications, each once', async () => {
  await runningCampaign(world, 1);
  await sendAll(world);
  expect(world.posted.map((message) => message.envelope.to[0])).toHaveLength(6);
  expect(new Set(world.posted.map((message) => message.envelope.from)).size).toBe(6);
});
