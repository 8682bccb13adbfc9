// The workplace frame in a real browser, with script and without: search, lists, filters, undo, and what changes.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listen } from '../../src/platform/http.js';
import { draftOf, openWorld, runningCampaign, type World } from '../support/world.js';
import { launchBrowser, signedIn, withPage } from './support/browser.js';

type Role = 'inspector' | 'coordinator' | 'fieldworker';

let browser: Browser;
let world: World;
let server: { port: number; close(): Promise<void> };
let campaign: CampaignId;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  campaign = await runningCampaign(world, 30, {
    name: 'Nulmeting najaar',
    cells: [{ sector: 'bouw', quota: 30 }],
  });
  for (let n = 1; n <= 3; n += 1)
    await world.services.campaigns.create(world.as('inspector'), draftOf(2, { name: `Ontwerp ${n}` }));
  const { responses, systemContext } = world.services;
  for (let n = 1; n <= 3; n += 1)
    await responses.receive(systemContext(), {
      envelope: { from: `nieuws${n}@reclame.example`, to: ['niemand@mijnpost.example'] },
      raw: Buffer.from(`From: nieuws${n}@reclame.example\r\nSubject: Aanbod ${n}\r\n\r\nDag.\r\n`),
    });
  await responses.process(systemContext());
  await world.as('inspector').inTx((ctx) =>
    ctx.db
      .insertInto('saved_filter')
      .values({
        id: ctx.newId() as never,
        account: ctx.actor.id,
        name: 'Wat loopt',
        path: '/campagnes',
        query: 'stand=lopend',
      })
      .execute(),
  );
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

interface Visit extends BrowserContextOptions {
  readonly role?: Role;
  readonly lang?: 'nl' | 'en' | 'fr';
  readonly width?: number;
}

async function visit<T>(
  path: string,
  use: (page: Page) => Promise<T>,
  { role = 'inspector', lang = 'nl', ...options }: Visit = {},
): Promise<T> {
  const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
  const storageState = await signedIn(world, account, { taal: lang });
  return withPage(browser, `http://127.0.0.1:${server.port}${path}`, use, { storageState, ...options });
}

const rows = (page: Page): Promise<string[]> => page.locator('tbody th').allInnerTexts();

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  it('a list is sorted by its head, and the address keeps it', async () => {
    const found = await visit(
      '/campagnes',
      async (page) => {
        await page.locator('#campagnes-naam').click();
        await page.waitForURL(/sorteer=naam/);
        await page.locator('th[aria-sort="ascending"] #campagnes-naam').waitFor();
        return rows(page);
      },
      { javaScriptEnabled },
    );
    expect(found).toEqual(['Nulmeting najaar', 'Ontwerp 1', 'Ontwerp 2', 'Ontwerp 3']);
  });

  it('a list is paged to and fro', async () => {
    const found = await visit(
      `/campagnes/${campaign}/testen`,
      async (page) => {
        await page.locator('#testen-next').click();
        await page.getByText('Pagina 2 van 2').waitFor();
        const second = (await rows(page))[0];
        await page.locator('#testen-previous').click();
        await page.getByText('Pagina 1 van 2').waitFor();
        return [second, (await rows(page))[0]];
      },
      { javaScriptEnabled },
    );
    expect(found).toEqual(['26', '1']);
  });

  it('a filter is used, kept under a name, and stands above the list', async () => {
    const name = `Ontwerpen ${javaScriptEnabled ? 'met' : 'zonder'}`;
    const found = await visit(
      '/campagnes',
      async (page) => {
        await page.locator('.list-tools summary').click();
        await page.locator('.list-form [name=stand]').selectOption('draft');
        await page.getByRole('button', { name: 'Toon', exact: true }).click();
        await page.waitForURL(/stand=draft/);
        await page.getByText('Bewaar deze filter').click();
        await page.locator('#name').fill(name);
        await page.getByRole('button', { name: 'Bewaar filter' }).click();
        await page.locator('.saved-filters a', { hasText: name }).waitFor();
        return { rows: (await rows(page)).length, address: new URL(page.url()).searchParams.get('stand') };
      },
      { javaScriptEnabled },
    );
    expect(found).toEqual({ rows: 3, address: 'draft' });
  });

  it('the search is reached by keyboard and answers', async () => {
    const title = await visit(
      '/campagnes',
      async (page) => {
        await page.locator('#zoek-overal').focus();
        await page.keyboard.type('ontwerp 2');
        await page.keyboard.press('Enter');
        await page.waitForURL(/zoek/);
        return page.locator('main h1').innerText();
      },
      { javaScriptEnabled },
    );
    expect(title).toBe('Zoek: ontwerp 2');
  });

  it('a message set aside is taken back', async () => {
    const found = await visit(
      '/postvak',
      async (page) => {
        await page.locator('tbody th a').first().click();
        await page.getByRole('button', { name: 'Leg opzij' }).click();
        await page.locator('main tbody tr').nth(1).waitFor();
        const aside = (await rows(page)).length;
        await page.getByRole('button', { name: 'Haal terug' }).click();
        await page.locator('main tbody tr').nth(2).waitFor();
        return [aside, (await rows(page)).length];
      },
      { role: 'fieldworker', javaScriptEnabled },
    );
    expect(found).toEqual([2, 3]);
  });
});

describe('with script', () => {
  it('keeps the focus on the head that sorted the list, and breaks no rule of the policy', async () => {
    const found = await visit('/campagnes', async (page) => {
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      await page.locator('#campagnes-naam').click();
      await page.locator('th[aria-sort="ascending"] #campagnes-naam').waitFor();
      return { faults, focus: await page.evaluate<string>('document.activeElement.id') };
    });
    expect(found).toEqual({ faults: [], focus: 'campagnes-naam' });
  });

  it('goes back to the list as it was', async () => {
    const found = await visit('/campagnes', async (page) => {
      await page.locator('#campagnes-naam').click();
      await page.waitForURL(/sorteer=naam/);
      await page.goBack();
      await page.locator('th[aria-sort="ascending"] #campagnes-stand').waitFor();
      return new URL(page.url()).search;
    });
    expect(found).toBe('');
  });

  it('shows a new campaign without loading the page again', async () => {
    const found = await visit('/campagnes', async (page) => {
      await page.waitForRequest(/gebeurtenissen/, { timeout: 5_000 }).catch(() => undefined);
      await page.waitForTimeout(3_000);
      await page.evaluate('window.stayed = true');
      await world.services.campaigns.create(world.as('inspector'), draftOf(2, { name: 'Pas gemaakt' }));
      await page.locator('tbody th', { hasText: 'Pas gemaakt' }).waitFor({ timeout: 15_000 });
      return page.evaluate<boolean>('window.stayed === true');
    });
    expect(found).toBe(true);
  });

  it('says that something changed, and moves nothing, while somebody works in the list', async () => {
    const found = await visit('/campagnes', async (page) => {
      await page.waitForTimeout(3_000);
      await page.locator('#campagnes-naam').focus();
      await world.services.campaigns.create(world.as('inspector'), draftOf(2, { name: 'Later gemaakt' }));
      await page.getByText('Er is iets veranderd.').waitFor({ timeout: 15_000 });
      return (await rows(page)).includes('Later gemaakt');
    });
    expect(found).toBe(false);
  });

  it('transfers less than 100 kB for a first visit, assets and all', async () => {
    const bytes = await visit('/campagnes', async (page) => {
      await page.waitForLoadState('load');
      return page.evaluate<number>(
        `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .reduce((sum, entry) => sum + entry.transferSize, 0)`,
      );
    });
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(100_000);
  });
});
