// The pages of single applications in a real browser, from the wizard to their figures: sound and of one width, in every language.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { listen } from '../../src/platform/http.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { closeBaseline } from '../support/baseline.js';
import { designOf } from '../support/designs.js';
import { runSingles, SINGLE } from '../support/singles.js';
import { openWorld, type World } from '../support/world.js';
import { launchBrowser } from './support/browser.js';
import { insistSound } from './support/sound-page.js';

let browser: Browser;
let world: World;
let design: string;
let id: CampaignId;
let test: string;
const [inspector] = practiceAccounts;
let server: { port: number; close(): Promise<void> };

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  id = await runSingles(world);
  design = await designOf(world, inspector, 'kracht', 'Ontwerp met één sollicitatie', {
    doel: { purpose: 'baseline' },
    scenario: { scenario: SINGLE.scenario },
  });
  await closeBaseline(world, id);
  const tests = await world
    .as('inspector')
    .read((ctx) => ctx.db.selectFrom('test').select('id').where('campaign', '=', id).limit(1).execute());
  test = tests[0]?.id ?? '';
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 300_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const pages = [
  ['single-scenario', '/campagnes/nieuw/:design/stap/scenario'],
  ['single-frame', '/campagnes/nieuw/:design/stap/kader'],
  ['single-outcome', '/campagnes/nieuw/:design/stap/uitkomst'],
  ['single-power', '/campagnes/nieuw/:design/stap/kracht'],
  ['single-preview', '/campagnes/nieuw/:design/stap/voorbeeld'],
  ['single-review', '/campagnes/nieuw/:design/stap/nakijken'],
  ['single-campaign', '/campagnes/:id'],
  ['single-plan', '/campagnes/:id/plan'],
  ['single-tests', '/campagnes/:id/testen'],
  ['single-test', '/testen/:test'],
  ['single-figures', '/campagnes/:id/bevindingen'],
  ['single-quality', '/campagnes/:id/kwaliteit'],
  ['single-course', '/campagnes/:id/verloop'],
] as const;
const languages = ['nl', 'en', 'fr'] as const;

describe('the page', () => {
  it.each(pages.map(([name, path], i) => [name, languages[i % 3] ?? 'nl', path] as const))(
    '%s (%s) has no fault that axe finds and never scrolls sideways',
    async (name, lang, path) => {
      const address = `http://127.0.0.1:${server.port}${path.replace(':design', design).replace(':id', id).replace(':test', test)}`;
      await insistSound({ browser, world }, inspector, { address, name, lang });
    },
  );
});
