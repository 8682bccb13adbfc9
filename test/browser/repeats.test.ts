// The pages of a test that is done again in a real browser: sound and of one width, in every language.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listen } from '../../src/platform/http.js';
import { designOf } from '../support/designs.js';
import { again, furnishEarlier, nameAll } from '../support/repeats.js';
import { openWorld, type World } from '../support/world.js';
import { launchBrowser } from './support/browser.js';
import { insistSound } from './support/sound-page.js';

let browser: Browser;
let world: World;
let design: string;
let id: CampaignId;
let unnamed: CampaignId;
const [inspector, coordinator] = practiceAccounts;
let server: { port: number; close(): Promise<void> };

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  const furnished = await furnishEarlier(world);
  id = await again(world);
  unnamed = await again(world);
  await nameAll(world, id, furnished);
  design = await designOf(world, inspector, 'kracht', 'Ontwerp van een hertest', {
    scenario: { scenario: 'recurrence-origin' },
    kader: { sendFromMonth: '12' },
  });
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 240_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const pages = [
  ['repeat-plan', '/campagnes/:id/plan', inspector],
  ['repeat-plan', '/campagnes/:id/plan', inspector],
  ['repeat-plan', '/campagnes/:id/plan', inspector],
  ['repeat-unnamed', '/campagnes/:unnamed/plan', inspector],
  ['repeat-seal', '/campagnes/:id/verzegel', coordinator],
  ['repeat-scenario', '/campagnes/nieuw/:design/stap/scenario', inspector],
  ['repeat-frame', '/campagnes/nieuw/:design/stap/kader', inspector],
  ['repeat-preview', '/campagnes/nieuw/:design/stap/voorbeeld', inspector],
  ['repeat-review', '/campagnes/nieuw/:design/stap/nakijken', inspector],
  ['repeat-pair', '/scenarios/recurrence-origin/voorbeeld', inspector],
] as const;
const languages = ['nl', 'en', 'fr'] as const;

describe('the page', () => {
  it.each(pages.map(([name, path, who], i) => [name, languages[i % 3] ?? 'nl', path, who] as const))(
    '%s (%s) has no fault that axe finds and never scrolls sideways',
    async (name, lang, path, who) => {
      const filled = path.replace(':id', id).replace(':unnamed', unnamed).replace(':design', design);
      const address = `http://127.0.0.1:${server.port}${filled}`;
      await insistSound({ browser, world }, who, { address, name: `${name}-${lang}`, lang });
    },
  );
});
