// Two coders and a third code a call on a phone, without script.
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listen } from '../../src/platform/http.js';
import { openCallsOf, runningCalls } from '../support/calls.js';
import { settle } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { launchBrowser, signedIn, WIDTHS } from './support/browser.js';

const [inspector] = practiceAccounts;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));
const SHOTS = process.env['SHOTS'];

let browser: Browser;
let world: World;
let server: { port: number; close(): Promise<void> };
let campaign: CampaignId;
let third: { id: string };

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  campaign = await runningCalls(world, 2);
  third = await settle(world, ['adjudicator']);
  const [call] = await openCallsOf(world.as('tester'));
  await world.services.calls.record(world.as('tester'), call!.id, {
    code: 'COMPLY-OPEN',
    timesSaid: 1,
    askedReason: true,
    namedBan: false,
    deviations: [],
    note: 'Ze vroeg waarom, en zei dan dat ze “zal kijken wat ze kan doen”.',
  });
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

/** Somebody looks at a page on a phone, with script off. */
async function visit<T>(who: { id: string }, path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    viewport: { width: WIDTHS.narrow, height: 740 },
    javaScriptEnabled: false,
  });
  try {
    await context.addCookies((await signedIn(world, who, { taal: 'nl' })).cookies);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.port}${path}`);
    return await use(page);
  } finally {
    await context.close();
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}-360.png`, fullPage: true });
}

/** Comes by the card of today, chooses and keeps. @returns the page before and after */
const choose = (who: { id: string }, code: string, shot: string) =>
  visit(who, '/', async (page) => {
    await page.locator('a[href="/coderen/oproepen"]').first().click();
    const before = await page.locator('main').innerText();
    await shoot(page, `call-coding-${shot}`);
    await page.getByText(code, { exact: true }).click();
    await page.locator('input[name=askedReason][value=ja]').check({ force: true });
    await page.locator('input[name=namedBan][value=nee]').check({ force: true });
    await page.getByRole('button', { name: 'Bewaar code' }).click();
    await shoot(page, `call-coding-${shot}-done`);
    return [before, await page.locator('main').innerText()] as const;
  });

const counted = () =>
  visit(inspector, `/campagnes/${campaign}/klantoproepen`, (page) => page.locator('main').innerText());

describe('two coders and a third at 360 px, without script', () => {
  it('make an answer count that nobody counted before', async () => {
    const [first, afterFirst] = await choose(coders[0]!, 'ontwijkt', 'first');
    expect([first.includes('zal kijken wat ze kan doen'), first.includes('Interim')]).toEqual([true, false]);
    expect(afterFirst).toContain('Bewaard: ontwijkt; vroeg de reden; noemde de wet niet');
    await choose(coders[1]!, 'weigert', 'second');
    expect(await counted()).toContain('1 antwoord wacht op codering en telt nog niet mee');
    const [settles] = await choose(third, 'ontwijkt', 'third');
    expect([
      settles.includes('Twee codeurs kozen verschillend. Uw keuze beslist.'),
      settles.includes('weigert; vroeg de reden; noemde de wet niet'),
    ]).toEqual([true, true]);
    const after = await counted();
    expect([
      after.includes('wacht op codering en telt nog niet mee'),
      after.includes('ging de enige geldige test niet op de wens in'),
    ]).toEqual([false, true]);
  });

  it('read no page wider than the screen', async () => {
    const wide = await visit(coders[0]!, '/coderen/oproepen', (page) =>
      page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth'),
    );
    expect(wide).toBe(false);
  });
});
