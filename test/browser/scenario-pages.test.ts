// The pages of scenarios and of an example of a pair in a real browser: readable, sound and of one width, in every language.
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { listen } from '../../src/platform/http.js';
import { openWorld, type World } from '../support/world.js';
import {
  findViolations,
  launchBrowser,
  sidewaysScroll,
  signedIn,
  WIDTHS,
  withPage,
} from './support/browser.js';

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
      for (const [size, width] of Object.entries(WIDTHS)) {
        const storageState = await signedIn(world, inspector!, { taal: lang });
        const found = await withPage(
          browser,
          `http://127.0.0.1:${server.port}${path}`,
          async (page) => {
            const shots = process.env['SHOTS'];
            if (shots !== undefined) {
              mkdirSync(shots, { recursive: true });
              await page.screenshot({ path: `${shots}/${name}-${size}.png`, fullPage: true });
            }
            return { violations: await findViolations(page), sideways: await sidewaysScroll(page) };
          },
          { storageState, width },
        );
        expect([size, found]).toEqual([size, { violations: [], sideways: 0 }]);
      }
    },
  );
});
