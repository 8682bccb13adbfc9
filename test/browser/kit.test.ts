import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findColourViolations,
  findViolations,
  findViolationsButColours,
  launchBrowser,
  sidewaysScroll,
  WIDTHS,
  withPage,
} from './support/browser.js';
import { gallery } from './support/gallery.js';
import { serveDocuments } from './support/serve.js';
import type { Served } from './support/serve.js';

/** A picture without words, a field without a name, and pale text. */
const FAULTY = `<!doctype html><html lang="nl"><head><title>Fout</title></head><body><main><h1>Fout</h1>
  <img src="/x.png"><input type="text"><p><font color="#bbbbbb">bleek</font></p></main></body></html>`;

let browser: Browser;
let served: Served;

beforeAll(async () => {
  [browser, served] = await Promise.all([
    launchBrowser(),
    serveDocuments({ '/kit': () => gallery('nl'), '/kit-en': () => gallery('en'), '/faulty': () => FAULTY }),
  ]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await served.close();
});

const address = () => `${served.origin}/kit`;

it('a look at a page finds what is planted there, each time it is asked', async () => {
  const rules = (found: string[]): string[] => found.map((line) => line.replace(/:.*/s, '')).sort();
  const found = await withPage(browser, `${served.origin}/faulty`, async (page) => [
    rules(await findViolations(page)),
    rules(await findViolationsButColours(page)),
    rules(await findColourViolations(page)),
  ]);
  expect(found).toEqual([
    ['color-contrast', 'image-alt', 'label'],
    ['image-alt', 'label'],
    ['color-contrast'],
  ]);
}, 30_000);

describe.each(Object.entries(WIDTHS))('the kit on a %s screen (%i px)', (name, width) => {
  it.each(['light', 'dark'] as const)(
    'has no accessibility violation in the %s theme',
    async (colorScheme) => {
      const found = await withPage(browser, address(), findViolations, { width, colorScheme });
      expect(found).toEqual([]);
    },
    30_000,
  );

  it('does not scroll sideways', async () => {
    expect(await withPage(browser, address(), sidewaysScroll, { width })).toBe(0);
  }, 30_000);

  it('draws exactly one of the two drawings of each chart', async () => {
    const shown = await withPage(browser, address(), (page) => page.locator('.chart > svg:visible').count(), {
      width,
    });
    expect(shown).toBe(5);
  }, 30_000);

  it('shows no chart text smaller than 12 px', async () => {
    const least = await withPage(
      browser,
      address(),
      (page) =>
        page.evaluate<number>(`Math.min(...[...document.querySelectorAll('.chart > svg')]
          .filter((svg) => svg.getBoundingClientRect().width > 0)
          .flatMap((svg) => [...svg.querySelectorAll('text')].map((text) =>
            parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)))`),
      { width },
    );
    expect(least).toBeGreaterThanOrEqual(12);
  }, 30_000);

  it.runIf(process.env['SHOTS'] !== undefined).each(['light', 'dark'] as const)(
    'is photographed, %s',
    async (colorScheme) => {
      const folder = process.env['SHOTS'] ?? '';
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `kit-${name}-${colorScheme}.png`);
      const shot = await withPage(browser, address(), (page) => page.screenshot({ path, fullPage: true }), {
        width,
        colorScheme,
      });
      expect(shot.length).toBeGreaterThan(0);
    },
    30_000,
  );
});

describe('the kit', () => {
  it('does not scroll sideways at 320 px with everything unfolded', async () => {
    const unfolded = async (page: Page) => {
      await page.evaluate(
        'document.querySelectorAll("details").forEach((details) => { details.open = true; })',
      );
      return sidewaysScroll(page);
    };
    expect(await withPage(browser, address(), unfolded, { width: 320 })).toBe(0);
  }, 30_000);

  // axe itself needs script; the same document has the same verdict.
  it('is the same document without script', async () => {
    const content = (page: Page) => page.content();
    const off = await withPage(browser, address(), content, { javaScriptEnabled: false });
    expect(off).toBe(await withPage(browser, address(), content));
  }, 30_000);

  it('shows its tables and the way out without script', async () => {
    const shown = await withPage(
      browser,
      address(),
      async (page) => {
        await page.locator('.chart-table > summary').first().click();
        return [
          await page.locator('.chart-table table').first().isVisible(),
          await page.locator('.account button').isVisible(),
        ];
      },
      { javaScriptEnabled: false },
    );
    expect(shown).toEqual([true, true]);
  }, 30_000);

  it('loads nothing that the content security policy refuses', async () => {
    const complaints: string[] = [];
    await withPage(browser, 'about:blank', async (page) => {
      page.on('console', (message) => complaints.push(message.text()));
      page.on('requestfailed', (request) => complaints.push(request.url()));
      await page.goto(address(), { waitUntil: 'load' });
    });
    expect(complaints).toEqual([]);
  }, 30_000);

  it('has no accessibility violation in English', async () => {
    expect(await withPage(browser, `${served.origin}/kit-en`, findViolations)).toEqual([]);
  }, 30_000);

  it('reaches the content first with the skip link', async () => {
    const focused = await withPage(browser, address(), async (page) => {
      await page.evaluate('document.activeElement?.blur()');
      await page.locator('.skip-link').focus();
      await page.keyboard.press('Enter');
      return page.evaluate<string>('document.activeElement?.id ?? ""');
    });
    expect(focused).toBe('inhoud');
  }, 30_000);
});
