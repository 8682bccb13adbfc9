import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/web/i18n/languages.js';
import type { Lang } from '../../../src/web/i18n/languages.js';
import {
  findColourViolations,
  findViolations,
  findViolationsButColours,
  sidewaysScroll,
  WIDTHS,
} from './browser.js';
import { EVERY_PAGE, type PageLine, type Place } from './every-page.js';
import { openFurnishedHouse } from './furniture.js';

/** 1280 × 1024 at 400 %. */
const ENLARGED = { width: 320, height: 256 };
const LIMIT = 100_000;
const LEAST_TARGET = 24;

let place: Place;

const languages = LANGUAGES.map(({ code }) => code);
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

/** What a page rests on is the same in every language, so that each width is asked of some. */
const AXE_WIDTHS: Readonly<Record<Lang, readonly number[]>> = {
  nl: [WIDTHS.narrow, WIDTHS.wide],
  en: [WIDTHS.wide],
  fr: [WIDTHS.narrow],
};

/** What the server answered, 200 when it gave the page. */
const statusOf = (page: Page): Promise<number> =>
  page.evaluate<number>('performance.getEntriesByType("navigation")[0].responseStatus');

/** Opens the page of a line as its reader, and does what leads to it; `first` looks at the page before that. */
const open = async <T>(
  { role, address, cookies, reach, status = 200 }: PageLine,
  use: (page: Page) => Promise<T>,
  visit: Parameters<Place['visit']>[2] = {},
  first?: (page: Page) => Promise<void>,
): Promise<T> =>
  place.visit(
    await address(place),
    async (page) => {
      expect(await statusOf(page)).toBe(status);
      await first?.(page);
      await reach?.(page, place);
      return use(page);
    },
    { role, cookies: await cookies?.(place), javaScriptEnabled: true, ...visit },
  );

/** Turns the page dark as the server would have sent it. */
const darken = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    document.documentElement.dataset.theme = 'donker';
    for (const one of document.querySelectorAll('[name=thema]')) one.setAttribute('aria-pressed', String(one.value === 'donker'));
  })()`);

/** What the page that was just opened and all it needs weigh without images, in bytes as they were sent. */
const weigh = (page: Page): Promise<number> =>
  page.evaluate<number>(
    `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter((entry) => entry.initiatorType !== 'img').reduce((sum, entry) => sum + entry.transferSize, 0)`,
  );

async function faultsAt(page: Page, lang: Lang, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  const sideways = await sidewaysScroll(page);
  // A colour is the same in every language.
  const look = lang === 'nl' ? findViolations : findViolationsButColours;
  return [
    ...(AXE_WIDTHS[lang].includes(width) ? await look(page) : []),
    ...(await smallTargets(page)),
    ...(sideways > 0 ? [`${sideways} px at ${width}`] : []),
  ];
}

async function photographAll(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const width of Object.values(WIDTHS)) {
    await page.setViewportSize({ width, height: 800 });
    await photograph(page, `${name}-${width}`);
  }
}

const lookAt = (line: PageLine): void => {
  let weight: number | undefined;
  const takeWeight = async (page: Page): Promise<void> => {
    weight = await weigh(page);
  };

  it.each(languages)(
    'has no accessibility violation in either theme, no small target, and no sideways scroll, enlarged four times too (%s)',
    async (lang) => {
      const found = await open(
        line,
        async (page) => {
          await photographAll(page, `${line.name}-${lang}-licht`);
          await unfold(page);
          const faults: string[] = [];
          for (const width of Object.values(WIDTHS)) faults.push(...(await faultsAt(page, lang, width)));
          if (lang === 'nl') {
            await darken(page);
            faults.push(...(await findColourViolations(page)));
          }
          await page.setViewportSize(ENLARGED);
          const sideways = await sidewaysScroll(page);
          return sideways > 0 ? [...faults, `${sideways} px enlarged`] : faults;
        },
        { lang, theme: 'licht' },
        // In a browser that holds nothing yet, as each of these is.
        lang === 'nl' ? takeWeight : undefined,
      );
      expect(found).toEqual([]);
    },
  );

  it('and all it needs weigh less than 100 kB without images', async () => {
    // Taken on the way; alone, this test takes it itself.
    const { reach: _, ...asItComes } = line;
    if (weight === undefined) await open(asItComes, takeWeight);
    expect(weight).toBeGreaterThan(5_000);
    expect(weight).toBeLessThan(LIMIT);
  });

  it.runIf(shots !== undefined)('is photographed in the dark, and as it prints', async () => {
    await open(line, (page) => photographAll(page, `${line.name}-donker`), { theme: 'donker' });
    await open(
      line,
      async (page) => {
        await page.emulateMedia({ media: 'print' });
        await photograph(page, `${line.name}-print`);
      },
      { width: 760 },
    );
  });
};

/**
 * Every page, as every reader meets it: in each language, light and dark, on a phone, on a wide screen and enlarged.
 * SHOTS=folder keeps a picture of each.
 * @param part which of the files that share the pages this is, from 0, and how many there are
 */
export function lookAtEveryPage(part: number, parts: number): void {
  beforeAll(async () => {
    place = await openFurnishedHouse();
  }, 180_000);
  afterAll(() => place.close());

  describe.each(EVERY_PAGE.filter((_, at) => at % parts === part))('the page $name', lookAt);
}
