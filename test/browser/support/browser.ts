// A real browser for tests: the packaged Chromium, or the one CHROMIUM_PATH names.
import { AxeBuilder } from '@axe-core/playwright';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { World } from '../../support/world.js';

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

/**
 * What a browser holds in which somebody has signed in just now, with these cookies besides (such as `taal`). Made anew
 * for each visit, because clocks jump between visits.
 */
export async function signedIn(
  world: Pick<World, 'signIn'>,
  account: { readonly id: string },
  besides: Readonly<Record<string, string>> = {},
): Promise<{ cookies: StoredCookie[]; origins: [] }> {
  const { cookie } = await world.signIn(account);
  const [name = '', ...value] = cookie.split('=');
  const held = { [name]: value.join('='), ...besides };
  return {
    cookies: Object.entries(held).map(([name, value]) => ({
      name,
      value,
      domain: '127.0.0.1',
      path: '/',
      expires: -1,
      httpOnly: false,
      secure: false,
      sameSite: 'Lax',
    })),
    origins: [],
  };
}

type StoredCookie = Awaited<ReturnType<BrowserContext['storageState']>>['cookies'][number];

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
