import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { listen } from '../../../src/platform/http.js';
import { appOf, type TestChannel } from '../../support/channel.js';
import { findViolations, launchBrowser } from './browser.js';

const shots = process.env['PT_TEST_SHOTS'];
let shot = 0;

/** The channel that is served, and a browser at it, for the tests of one file. */
export function serveChannel(open: () => Promise<TestChannel>): {
  readonly channel: () => TestChannel;
  readonly addressOf: (path: string) => string;
  readonly open: (options: { script: boolean; width: number }) => Promise<BrowserContext>;
} {
  let channel: TestChannel;
  let browser: Browser;
  let server: { port: number; close(): Promise<void> };
  beforeAll(async () => {
    channel = await open();
    browser = await launchBrowser();
    server = await listen(appOf(channel), '127.0.0.1', 0, 'PT_CHANNEL_PORT');
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
    await channel.close();
  });
  return {
    channel: () => channel,
    addressOf: (path) => `http://127.0.0.1:${server.port}${path}`,
    open: ({ script, width }) =>
      browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 800 } }),
  };
}

/** Looks at the page: no wider than the screen, and sound to axe, which is a script itself and needs them on. */
export async function lookAtChannel(page: Page, sound: boolean): Promise<void> {
  if (shots !== undefined) {
    mkdirSync(shots, { recursive: true });
    shot += 1;
    const width = page.viewportSize()?.width ?? 0;
    await page.screenshot({ path: `${shots}/${String(shot).padStart(2, '0')}-${width}.png`, fullPage: true });
  }
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(wide, await page.locator('h1').innerText()).toBeLessThanOrEqual(0);
  if (sound) expect(await findViolations(page), await page.locator('h1').innerText()).toEqual([]);
}
