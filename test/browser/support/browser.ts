// A real browser for tests: the packaged Chromium, or the one CHROMIUM_PATH names.
import { AxeBuilder } from '@axe-core/playwright';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser; unpacking the first time takes a second or two. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await packaged.executablePath());
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

export const WIDTHS = { narrow: 360, wide: 1280 } as const;

/** Opens an address in a context of its own, and closes that whatever happens. */
export async function withPage<T>(
  browser: Browser,
  address: string,
  use: (page: Page) => Promise<T>,
  { width = 1280, ...options }: BrowserContextOptions & { width?: number } = {},
): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(address);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** What axe finds against WCAG 2.2 AA and its best practices, one line a fault; empty when the page is sound. */
export async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary ?? ''})`,
    ),
  );
}

/** How many pixels of the page fall off its right side. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
