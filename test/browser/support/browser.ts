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
): Promise<StoredState> {
  const { cookie } = await world.signIn(account);
  const [name = '', ...value] = cookie.split('=');
  return holding({ [name]: value.join('='), ...besides });
}

/** What a browser holds that was given these cookies. */
export function holding(cookies: Readonly<Record<string, string>>): StoredState {
  return {
    cookies: Object.entries(cookies).map(([name, value]) => ({
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

interface StoredState {
  readonly cookies: Awaited<ReturnType<BrowserContext['storageState']>>['cookies'];
  readonly origins: [];
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

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that can tell one theme from another: a theme changes colours and nothing else. */
const COLOUR = ['color-contrast', 'link-in-text-block'];

/** What axe finds against WCAG 2.2 AA and its best practices, one line a fault; empty when the page is sound. */
export function findViolations(page: Page): Promise<string[]> {
  return analyse(new AxeBuilder({ page }).withTags(WCAG));
}

/** What axe finds against the colours alone, for a page that was looked at in another theme. */
export function findColourViolations(page: Page): Promise<string[]> {
  return analyse(new AxeBuilder({ page }).withRules(COLOUR));
}

// No page of ours holds a frame, so that axe needs no page beside it to put its findings together.
async function analyse(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode(true).analyze();
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
