// Every page, as every reader meets it: in each language, light and dark, on a phone, on a wide screen and enlarged.
// SHOTS=folder keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/web/i18n/languages.js';
import { findViolations, sidewaysScroll, WIDTHS } from './support/browser.js';
import { EVERY_PAGE } from './support/every-page.js';
import { openHouse, type House } from './support/house.js';

/** 1280 × 1024 at 400 %. */
const ENLARGED = { width: 320, height: 256 };
const LIMIT = 100_000;
const LEAST_TARGET = 24;

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.close());

const languages = LANGUAGES.map(({ code }) => code);
const themes = ['licht', 'donker'] as const;
const shots = process.env['SHOTS'];

async function photograph(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** Unfolds everything that can be unfolded: what is hidden must hold too. */
const unfold = (page: Page): Promise<unknown> =>
  page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');

/** What can be pressed but is smaller than a finger needs; links inside a sentence are excepted (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((target) => target.getClientRects().length > 0 && !target.closest('.visually-hidden, .skip-link'))
    .filter((target) => getComputedStyle(target).display !== 'inline')
    .filter((target) => { const box = target.getBoundingClientRect(); return box.width < ${LEAST_TARGET} || box.height < ${LEAST_TARGET}; })
    .map((target) => target.outerHTML.slice(0, 120))`);

describe.each(EVERY_PAGE)('the page $name', ({ name, role, address }) => {
  it.each(languages.flatMap((lang) => themes.map((theme) => [lang, theme] as const)))(
    'has no accessibility violation, no sideways scroll and no small target (%s, %s)',
    async (lang, theme) => {
      const found = await house.visit(
        await address(house),
        async (page) => {
          const faults: string[] = [];
          for (const width of Object.values(WIDTHS)) {
            await page.setViewportSize({ width, height: 800 });
            await photograph(page, `${name}-${lang}-${theme}-${width}`);
            await unfold(page);
            // Dark changes colours only, and those are the same on a phone.
            if (theme === 'licht' || width === WIDTHS.wide) faults.push(...(await findViolations(page)));
            const sideways = await sidewaysScroll(page);
            faults.push(
              ...(await smallTargets(page)),
              ...(sideways > 0 ? [`${sideways} px at ${width}`] : []),
            );
          }
          return faults;
        },
        { role, lang, theme, javaScriptEnabled: true },
      );
      expect(found).toEqual([]);
    },
  );

  it.each(languages)('does not scroll sideways enlarged four times (%s)', async (lang) => {
    const sideways = await house.visit(
      await address(house),
      async (page) => {
        await unfold(page);
        return sidewaysScroll(page);
      },
      { role, lang, viewport: ENLARGED, javaScriptEnabled: true },
    );
    expect(sideways).toBe(0);
  });

  it('and all it needs weigh less than 100 kB without images', async () => {
    const weight = await house.visit(
      'about:blank',
      async (page) => {
        await page.goto(`${house.origin}${await address(house)}`, { waitUntil: 'load' });
        return page.evaluate<number>(
          `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter((entry) => entry.initiatorType !== 'img').reduce((sum, entry) => sum + entry.transferSize, 0)`,
        );
      },
      { role, javaScriptEnabled: true },
    );
    expect(weight).toBeGreaterThan(5_000);
    expect(weight).toBeLessThan(LIMIT);
  });

  it.runIf(shots !== undefined)('is photographed as it prints', async () => {
    await house.visit(
      await address(house),
      async (page) => {
        await page.emulateMedia({ media: 'print' });
        await photograph(page, `${name}-print`);
      },
      { role, width: 760 },
    );
  });
});
