// The pages of scenarios and of an example of a pair in a real browser: readable, sound and of one width, in every language.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { listen } from '../../src/platform/http.js';
import { openWorld, type World } from '../support/world.js';
import { launchBrowser } from './support/browser.js';
import { insistSound } from './support/sound-page.js';

let browser: Browser;
let world: World;
let server: { port: number; close(): Promise<void> };

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const pages = [
  ['scenarios', '/scenarios'],
  ['scenario-letters', '/scenarios/correspondence-disability'],
  ['scenario-two-by-two', '/scenarios/correspondence-origin-gender'],
  ['scenario-call', '/scenarios/client-call-temp-agency'],
  ['scenario-mail', '/scenarios/client-mail-temp-agency'],
  ['scenario-candidate-call', '/scenarios/candidate-call-origin'],
  ['scenario-repeat', '/scenarios/recurrence-origin'],
  ['pair', '/scenarios/correspondence-religion/voorbeeld'],
  ['pair-two-by-two', '/scenarios/correspondence-origin-gender/voorbeeld?nummer=5'],
] as const;
const languages = ['nl', 'en', 'fr'] as const;

describe('the page', () => {
  it.each(pages.map(([name, path], i) => [name, languages[i % 3] ?? 'nl', path] as const))(
    '%s (%s) has no fault that axe finds and never scrolls sideways',
    async (name, lang, path) => {
      const inspector = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'inspector'));
      const address = `http://127.0.0.1:${server.port}${path}`;
      await insistSound({ browser, world }, inspector!, { address, name, lang });
    },
  );
});
