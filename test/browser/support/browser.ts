// A real browser for tests: the packaged Chromium, or the one CHROMIUM_PATH names.
import { createRequire } from 'node:module';
import type { AxeBuilder } from '@axe-core/playwright';
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
  world: Pick<World, 'openSession'>,
  account: { readonly id: string },
  besides: Readonly<Record<string, string>> = {},
): Promise<StoredState> {
  const cookie = await world.openSession(account);
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

// The source of the axe that the package brings. It is put into a page once for all that is asked of that page; the
// package itself puts it in twice for every question, and brings every element back that is sound.
const fromAxe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const { source } = fromAxe('axe-core/axe.min.js') as { readonly source: string };

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that can tell one theme from another: a theme changes colours and nothing else. */
const COLOUR = ['color-contrast', 'link-in-text-block'];
const without = Object.fromEntries(COLOUR.map((rule) => [rule, { enabled: false }]));

/** What axe finds against WCAG 2.2 AA and its best practices, one line a fault; empty when the page is sound. */
export function findViolations(page: Page): Promise<string[]> {
  return analyse(page, { runOnly: { type: 'tag', values: WCAG } });
}

/** What axe finds against the colours alone, for a page that was looked at in another theme. */
export function findColourViolations(page: Page): Promise<string[]> {
  return analyse(page, { runOnly: { type: 'rule', values: COLOUR } });
}

/** What axe finds but for the colours, for a page whose colours were looked at in another language. */
export function findViolationsButColours(page: Page): Promise<string[]> {
  return analyse(page, { runOnly: { type: 'tag', values: WCAG }, rules: without });
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

// No page of ours holds a frame, so that one document is all there is.
async function analyse(page: Page, options: object): Promise<string[]> {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(source);
  const asked = JSON.stringify({ ...options, resultTypes: ['violations'] });
  const violations = await page.evaluate<Violations>(
    `axe.run(document, ${asked}).then(({ violations }) => violations)`,
  );
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
