// The pages of a 2 × 2 design in a real browser, from the wizard to its figures: sound and of one width, in every language.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { listen } from '../../src/platform/http.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { look } from '../../src/findings/index.js';
import { PAIRS, settleContrasts, TWO_BY_TWO } from '../support/contrasts.js';
import { designOf } from '../support/designs.js';
import { authorise, draftOf, importWorld, openWorld, seedOf, type World } from '../support/world.js';
import { launchBrowser } from './support/browser.js';
import { insistSound } from './support/sound-page.js';

let browser: Browser;
let world: World;
let design: string;
let id: CampaignId;
const [inspector] = practiceAccounts;
let server: { port: number; close(): Promise<void> };

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  await importWorld(world, PAIRS * 3 + 4);
  design = await designOf(world, inspector, 'kracht', 'Ontwerp 2 × 2', {
    doel: { purpose: 'baseline' },
    scenario: { scenario: TWO_BY_TWO.scenario },
  });
  id = await world.services.campaigns.create(world.as('inspector'), draftOf(PAIRS, TWO_BY_TWO));
  await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await releaseIncrement(world.as('inspector'), id, 0);
  await authorise(world, id);
  await world.services.campaigns.start(world.as('inspector'), id);
  await settleContrasts(world, id);
  await look(world.services.systemContext(), id);
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 240_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const pages = [
  ['2x2-scenario', '/campagnes/nieuw/:design/stap/scenario'],
  ['2x2-frame', '/campagnes/nieuw/:design/stap/kader'],
  ['2x2-preview', '/campagnes/nieuw/:design/stap/voorbeeld'],
  ['2x2-campaign', '/campagnes/:id'],
  ['2x2-plan', '/campagnes/:id/plan'],
  ['2x2-amendments', '/campagnes/:id/wijzigingen'],
  ['2x2-figures', '/campagnes/:id/bevindingen'],
  ['2x2-by-province', '/campagnes/:id/bevindingen?per=province'],
  ['2x2-quality', '/campagnes/:id/kwaliteit'],
  ['2x2-evidence', '/campagnes/:id/knipperlichten'],
  ['2x2-flags', '/knipperlichten'],
] as const;
const languages = ['nl', 'en', 'fr'] as const;

describe('the page', () => {
  it.each(pages.map(([name, path], i) => [name, languages[i % 3] ?? 'nl', path] as const))(
    '%s (%s) has no fault that axe finds and never scrolls sideways',
    async (name, lang, path) => {
      const address = `http://127.0.0.1:${server.port}${path.replace(':design', design).replace(':id', id)}`;
      await insistSound({ browser, world }, inspector, { address, name, lang });
    },
  );
});
