// Roles that two people give, what is announced of them, and own interests: each page on a phone and on a wide screen,
// without script. SHOTS=folder keeps a picture of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { listProposals } from '../../src/auth/grants/views.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listen } from '../../src/platform/http.js';
import { postAs } from '../support/acting.js';
import { settle, type Person } from '../support/people.js';
import { openWorld, runningCampaign, type World } from '../support/world.js';
import {
  findViolations,
  launchBrowser,
  sidewaysScroll,
  signedIn,
  WIDTHS,
  withPage,
} from './support/browser.js';

const byLogin = (login: string): { id: string } =>
  practiceAccounts.find((account) => account.login === login)!;
const shots = process.env['SHOTS'];

let world: World;
let browser: Browser;
let server: { port: number; close(): Promise<void> };
let second: Person;
let campaign: CampaignId;
let proposal: string;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
  second = await settle(world, ['administrator']);
  campaign = await runningCampaign(world, 1, { name: 'Uitzendkantoren in de haven' });
  const change = (by: { id: string }, id: string, roles: object) =>
    postAs(world, by, `/beheer/gebruikers/${id}/rollen/wijzig`, roles);
  const [one, other] = [await settle(world, ['coder']), await settle(world, ['coder'])];
  for (const who of [one, other])
    await change(byLogin('astrid'), who.id, { 'role-coder': 'ja', 'role-log-reviewer': 'ja' });
  const open = await listProposals(world.services.contextFor({ ...byLogin('astrid'), name: '', roles: [] }));
  const reason = 'Nodig voor het jaarlijkse nazicht.';
  await postAs(world, second, `/beheer/voorstellen/${open[0]!.id}/beslis`, { decision: 'granted', reason });
  proposal = open[1]!.id;
  for (const login of ['ines', 'tess'])
    await postAs(world, byLogin(login), '/eigen-belang/geef-aan', {
      campaign,
      kind: 'former-employer',
      note: 'Ik werkte daar tot 2024.',
    });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const PAGES: readonly (readonly [string, () => { id: string }, () => string])[] = [
  ['users', () => second, () => '/beheer/gebruikers'],
  ['roles', () => second, () => `/beheer/gebruikers/${byLogin('cleo').id}/rollen`],
  ['proposal', () => second, () => `/beheer/voorstellen/${proposal}`],
  ['proposal-own', () => byLogin('astrid'), () => `/beheer/voorstellen/${proposal}`],
  ['today-administrator', () => second, () => '/'],
  ['today-log-reviewer', () => byLogin('leo'), () => '/'],
  ['today-coder', () => byLogin('cleo'), () => '/'],
  ['own-interest', () => byLogin('ines'), () => '/eigen-belang'],
  ['own-interest-coder', () => byLogin('cleo'), () => `/eigen-belang?campagne=${campaign}`],
  ['interests', () => byLogin('cas'), () => `/campagnes/${campaign}/belangen`],
  ['own-sector', () => byLogin('soetkin'), () => '/mijn-sector'],
  ['tasks', () => byLogin('tess'), () => '/taken'],
  ['campaign-team', () => byLogin('cas'), () => `/campagnes/${campaign}`],
];

describe.each(PAGES)('the page %s', (name, who, path) => {
  it.each(Object.entries(WIDTHS))(
    'has no accessibility violation and no sideways scroll (%s)',
    async (size, width) => {
      const storageState = await signedIn(world, who(), { taal: 'nl' });
      await withPage(
        browser,
        `http://127.0.0.1:${server.port}${path()}`,
        async (page) => {
          expect(await page.title()).not.toContain('mis');
          if (shots !== undefined) {
            mkdirSync(shots, { recursive: true });
            await page.screenshot({ path: join(shots, `${name}-${size}.png`), fullPage: true });
          }
          expect([await findViolations(page), await sidewaysScroll(page)]).toEqual([[], 0]);
        },
        { width, storageState },
      );
    },
  );
});

describe('an administrator without script', () => {
  it('reads a proposal from the home page, grants it, and is told so', async () => {
    const storageState = await signedIn(world, second, { taal: 'nl' });
    await withPage(
      browser,
      `http://127.0.0.1:${server.port}/`,
      async (page) => {
        await page.getByRole('link', { name: 'Rollen die een tweede beheerder vragen' }).click();
        await page.getByRole('link', { name: /Bekijk en beslis/ }).click();
        await page.getByLabel('Geef de rol').check();
        await page.getByRole('button', { name: 'Leg beslissing vast' }).click();
        expect(await page.locator('#reason-error').textContent()).toContain('minstens 10 tekens');
        expect(await page.getByLabel('Geef de rol').isChecked()).toBe(true);
        await page.getByLabel('Reden').fill('Nodig voor het jaarlijkse nazicht.');
        await page.getByRole('button', { name: 'Leg beslissing vast' }).click();
        await page.goto(`http://127.0.0.1:${server.port}/`);
        expect(await page.getByText('kreeg de rol logboekcontroleur').count()).toBeGreaterThan(1);
      },
      { width: WIDTHS.narrow, storageState, javaScriptEnabled: false },
    );
  });
});
