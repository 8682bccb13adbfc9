// The page about the API and the page of one's tokens, in a real browser.
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
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
  mkdirSync('test/out', { recursive: true });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

interface Looking {
  readonly lang?: 'nl' | 'en';
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

/** Opens a page as the inspector, without script unless asked. */
async function visit<T>(path: string, use: (page: Page) => Promise<T>, looking: Looking = {}): Promise<T> {
  const { lang = 'nl', width = WIDTHS.wide, colorScheme = 'light', javaScriptEnabled = false } = looking;
  const storageState = await signedIn(world, practiceAccounts[0], { taal: lang });
  const options = { width, colorScheme, javaScriptEnabled, storageState };
  return withPage(browser, `http://127.0.0.1:${server.port}${path}`, use, options);
}

const looks = [
  { lang: 'nl', width: WIDTHS.narrow, colorScheme: 'light' },
  { lang: 'nl', width: WIDTHS.wide, colorScheme: 'dark' },
  { lang: 'en', width: WIDTHS.wide, colorScheme: 'light' },
] as const;

async function makeToken(page: Page, label: string): Promise<void> {
  await page.getByLabel('Naam', { exact: true }).fill(label);
  await page.locator('#scopes').check();
  await page.getByRole('button', { name: 'Maak token' }).click();
}

describe('the page of tokens', () => {
  it('makes a token, shows it once, and revokes it, without script', async () => {
    const seen = await visit('/account/tokens', async (page) => {
      await makeToken(page, 'weekrapport');
      const shown = await page.locator('main pre').first().innerText();
      await page.screenshot({ path: 'test/out/tokens-made.png', fullPage: true });
      await page.goto(`http://127.0.0.1:${server.port}/account/tokens`);
      const later = await page.locator('main').innerText();
      await page.getByRole('button', { name: 'Trek in het token weekrapport' }).click();
      return { shown, later, state: await page.locator('tbody tr').first().innerText() };
    });
    expect(seen.shown).toMatch(/^pt_[\w-]{43}$/);
    expect(seen.later).not.toContain('pt_');
    expect(seen.state).toContain('ingetrokken');
  });

  it('gives a form without anything ticked back with the fault linked to the boxes, and what was typed', async () => {
    const back = await visit('/account/tokens', async (page) => {
      await page.getByLabel('Naam', { exact: true }).fill('niets');
      await page.getByRole('button', { name: 'Maak token' }).click();
      await page.screenshot({ path: 'test/out/tokens-fault.png', fullPage: true });
      const link = await page.locator('.error-summary a').getAttribute('href');
      return { link, kept: await page.getByLabel('Naam', { exact: true }).inputValue() };
    });
    expect(back).toEqual({ link: '#scopes', kept: 'niets' });
  });

  it.each(looks)('has no accessibility violation and does not scroll sideways: %j', async (look) => {
    const found = await visit(
      '/account/tokens',
      async (page) => {
        await page.screenshot({
          path: `test/out/tokens-${look.lang}-${look.width}-${look.colorScheme}.png`,
          fullPage: true,
        });
        return [...(await findViolations(page)), await sidewaysScroll(page)];
      },
      { ...look, javaScriptEnabled: true },
    );
    expect(found).toEqual([0]);
  });
});

describe('the page about the API', () => {
  it.each(looks)(
    'has no accessibility violation and does not scroll sideways, every address open: %j',
    async (look) => {
      const found = await visit(
        '/api/v1',
        async (page) => {
          const folds = await page.locator('details.address > summary').all();
          await folds[4]?.click();
          await page.screenshot({
            path: `test/out/api-${look.lang}-${look.width}-${look.colorScheme}.png`,
            fullPage: true,
          });
          await folds[4]?.click();
          for (const fold of folds) await fold.click();
          return [...(await findViolations(page)), await sidewaysScroll(page)];
        },
        { ...look, javaScriptEnabled: true },
      );
      expect(found).toEqual([0]);
    },
  );

  it('opens an address without script', async () => {
    const text = await visit('/api/v1', async (page) => {
      const fold = page.locator('details.address', { hasText: '/api/v1/campaigns/{id}/pause' });
      await fold.locator('summary').click();
      return fold.innerText();
    });
    expect(text).toContain('campaign.run');
    expect(text).toContain('If-Match');
  });
});
