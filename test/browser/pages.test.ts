// The pages of campaigns, tests, sending, mail and findings, in a real browser on a world that ran a small campaign.
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from './support/every-page.js';
import { openFurnishedHouse } from './support/furniture.js';
import type { House } from './support/house.js';

let house: Place;
let measured: House['measured'];
let running: House['running'];
let hidden: House['hidden'];
let visit: House['visit'];
let hrefOf: House['firstRow'];
let flagPath: House['flagPath'];

beforeAll(async () => {
  house = await openFurnishedHouse();
  ({ measured, running, hidden, visit, firstRow: hrefOf, flagPath } = house);
}, 180_000);

afterAll(() => house.close());

const mainText = (page: Page): Promise<string> => page.locator('main').innerText();

describe('the list of campaigns', () => {
  it('keeps its filter in the address and shows only what fits it', async () => {
    const shown = await visit('/campagnes', async (page) => {
      await page.locator('.list-tools summary').click();
      await page.getByLabel('Stand').selectOption('running');
      await page.getByRole('button', { name: 'Toon' }).click();
      return {
        address: new URL(page.url()).searchParams.get('stand'),
        names: await page.locator('tbody th').allInnerTexts(),
      };
    });
    expect(shown).toEqual({ address: 'running', names: expect.arrayContaining(['Lopend', 'Vaste regel']) });
  });
});

describe('the page of a campaign', () => {
  it('names no applicant, so that no arm shows', async () => {
    const found = await sql<{
      name: string;
    }>`select from_name as name from pt.application where campaign = ${measured}`.execute(
      house.world.services.database.kysely,
    );
    const [page, tests] = [
      await visit(`/campagnes/${measured}`, mainText),
      await visit(`/campagnes/${measured}/testen`, mainText),
    ];
    expect(found.rows.filter(({ name }) => page.includes(name) || tests.includes(name))).toEqual([]);
    expect(found.rows).toHaveLength(24);
  });

  it('shows a fieldworker no act that closes the campaign', async () => {
    const acts = await visit(
      `/campagnes/${running}`,
      (page) => page.locator('main summary.button, main a.button').allInnerTexts(),
      { role: 'fieldworker' },
    );
    expect(acts).toEqual(['Pauzeer', 'Noodstop']);
  });

  it('shows no log to who may not read it', async () => {
    const text = await visit(`/campagnes/${running}`, mainText, { role: 'fieldworker' });
    expect(text).not.toContain('Wie deed wat');
  });

  it('gives a too short reason back with status 422, the fault linked to its field, and what was typed', async () => {
    const back = await visit(`/campagnes/${running}`, async (page) => {
      await page.locator('main a.button', { hasText: 'Noodstop' }).click();
      await page.locator('#stopReason').fill('kort');
      await page.locator('#stopUsedOutcomes').check();
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: 'Stop alles nu' }).click();
      const status = (await answered).status();
      await page.waitForLoadState();
      const link = await page.locator('.error-summary a').getAttribute('href');
      return { status, link, kept: await page.locator('#stopReason').inputValue() };
    });
    expect(back).toEqual({ status: 422, link: '#stopReason', kept: 'kort' });
  });

  it('shows the reason of a pause, and resumes', async () => {
    const [paused, resumed] = await visit(
      `/campagnes/${running}`,
      async (page) => {
        await page.locator('summary', { hasText: 'Pauzeer' }).click();
        await page.locator('#pauseReason').fill('De mailserver hapert vandaag.');
        await page.getByRole('button', { name: 'Pauzeer campagne' }).click();
        const text = await mainText(page);
        await page.getByRole('button', { name: 'Hervat campagne' }).click();
        return [text, await page.locator('main .tag').first().innerText()] as const;
      },
      { role: 'coordinator' },
    );
    expect(paused).toContain('Reden: De mailserver hapert vandaag.');
    expect(resumed).toBe('loopt');
  });
});

describe('the findings', () => {
  it('say per sector direction, uncertainty and n, and that a difference is no proof', async () => {
    const said = await visit(`/campagnes/${measured}/bevindingen`, (page) =>
      page.locator('main li').filter({ hasText: 'Uitzendarbeid:' }).innerText(),
    );
    expect(said).toMatch(
      /testprofiel geen enkele.*betrouwbaarheidsinterval.*12 paren.*in het nadeel van het testprofiel.*op zich geen bewijs van discriminatie/s,
    );
  });

  it('keep the choice of cut and outcome in the address', async () => {
    const address = await visit(`/campagnes/${measured}/bevindingen`, async (page) => {
      await page.getByLabel('Bekijk per').selectOption('wave');
      await page.getByLabel('Positieve reactie', { exact: true }).selectOption('strict');
      await page.getByRole('button', { name: 'Toon' }).click();
      return new URL(page.url()).search;
    });
    expect(address).toBe('?per=wave&definitie=strict');
  });

  it('show no figure by arm while a fixed stop rule runs, and say when they come', async () => {
    const text = await visit(`/campagnes/${hidden}/bevindingen`, mainText);
    expect(text).toContain('De cijfers komen wanneer elke test telt');
    expect(text).not.toContain('Referentieprofiel');
  });
});

describe('a flag', () => {
  it('prints the guarantee with its limit', async () => {
    const text = await visit(await flagPath(), mainText);
    expect(text).toMatch(/ooit een knipperlicht aanzet hoogstens 5 %, hoe vaak men ook kijkt/);
  });

  it('takes a decision with a reason into its history', async () => {
    const history = await visit(await flagPath(), async (page) => {
      await page.getByLabel('Bespreek met de sector').check();
      await page.locator('#reason').fill('Het patroon is duidelijk in deze sector.');
      await page.getByRole('button', { name: 'Bewaar beslissing' }).click();
      return page.locator('main table').last().innerText();
    });
    expect(history).toMatch(
      /bespreek met de sector\s+Het patroon is duidelijk in deze sector\.\s+Ines Inspecteur/,
    );
  });

  it('refuses a decision without a reason', async () => {
    const faults = await visit(
      await flagPath(),
      async (page) => {
        await page.getByLabel('Volg op').check();
        await page.getByRole('button', { name: 'Bewaar beslissing' }).click();
        return page
          .locator('.error-summary a')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      },
      { javaScriptEnabled: true },
    );
    expect(faults).toEqual(['#reason']);
  });
});

describe('a final flag', () => {
  it('says that nothing weakens it and what a repeat would add', async () => {
    const text = await visit(house.finalFlag, mainText, { role: 'coordinator' });
    expect(text).toMatch(/Wat dit zou verzwakken: niets[\s\S]*tweede golf/);
  });
});

describe('the employers', () => {
  it('show the plot, its numbers and the table without script', async () => {
    const shown = await visit(
      `/campagnes/${house.enforcement}/werkgevers`,
      async (page) => [
        (await page.locator('svg.chart-wide .chart-point').count()) > 0,
        await page.locator('.chart-note').innerText(),
      ],
      { role: 'coordinator' },
    );
    expect(shown).toEqual([true, expect.stringMatching(/^1: /)]);
  });
});

describe('the page of tokens', () => {
  it('makes a token and shows it once', async () => {
    const seen = await visit(
      '/account/tokens',
      async (page) => {
        await page.getByLabel('Naam', { exact: true }).fill('weekrapport');
        await page.locator('#scopes').check();
        await page.getByRole('button', { name: 'Maak token' }).click();
        const shown = await page.locator('main pre').first().innerText();
        await page.goto(`${house.origin}/account/tokens`);
        return { shown, later: await mainText(page) };
      },
      { role: 'coordinator' },
    );
    expect(seen.shown).toMatch(/^pt_[\w-]{43}$/);
    expect(seen.later).not.toContain('pt_');
  });

  it('gives a form without anything ticked back with the fault linked to the boxes, and what was typed', async () => {
    const back = await visit('/account/tokens', async (page) => {
      await page.getByLabel('Naam', { exact: true }).fill('niets');
      await page.getByRole('button', { name: 'Maak token' }).click();
      const link = await page.locator('.error-summary a').getAttribute('href');
      return { link, kept: await page.getByLabel('Naam', { exact: true }).inputValue() };
    });
    expect(back).toEqual({ link: '#scopes', kept: 'niets' });
  });
});

describe('the page about the API', () => {
  it('opens an address without script', async () => {
    const text = await visit('/api/v1', async (page) => {
      const fold = page.locator('details.address', { hasText: '/api/v1/campaigns/{id}/pause' });
      await fold.locator('summary').click();
      return fold.innerText();
    });
    expect(text).toContain('campaign.run');
    expect(text).toContain('If-Match');
  });
});

describe('a tester', () => {
  it('is offered no search, which their role may not use', async () =>
    expect(await visit('/taken', (page) => page.locator('#zoek-overal').count(), { role: 'tester' })).toBe(
      0,
    ));
});

describe('a test', () => {
  it('shows the profiles to who may see arms', async () => {
    const text = await visit(await hrefOf(`/campagnes/${measured}/testen`, 'inspector'), mainText);
    expect(text).toMatch(
      /referentieprofiel[\s\S]*uitnodiging voor een gesprek|uitnodiging voor een gesprek[\s\S]*referentieprofiel/,
    );
  });

  it('hides the employer of a baseline once the pair counts', async () => {
    const text = await visit(await hrefOf(`/campagnes/${measured}/testen`, 'fieldworker'), mainText, {
      role: 'fieldworker',
    });
    expect(text).toContain('niet zichtbaar voor u, of de test telt al');
  });

  it('shows the employer of a running pair to a fieldworker', async () => {
    const text = await visit(await hrefOf(`/campagnes/${running}/testen`, 'fieldworker'), mainText, {
      role: 'fieldworker',
    });
    expect(text).toMatch(/Werkgever\s+Bouwwerken/);
  });
});

describe('the mailbox', () => {
  it('shows a message as plain text', async () => {
    const found = await visit(
      await hrefOf('/postvak', 'fieldworker'),
      async (page) => [await mainText(page), await page.locator('.callout b').count()] as const,
      { role: 'fieldworker' },
    );
    expect(found).toEqual([expect.stringContaining('Een <b>aanbod</b>'), 0]);
  });

  it('gives an unknown address back with its fault', async () => {
    const back = await visit(
      await hrefOf('/postvak', 'fieldworker'),
      async (page) => {
        await page.locator('#address').fill('fout@elders.example');
        await page.getByRole('button', { name: 'Koppel', exact: true }).click();
        return {
          fault: await page.locator('.error-summary a').innerText(),
          kept: await page.locator('#address').inputValue(),
        };
      },
      { role: 'fieldworker' },
    );
    expect(back).toEqual({
      fault: 'Dit adres hoort bij geen sollicitatie. Kijk het adres na.',
      kept: 'fout@elders.example',
    });
  });

  it('is closed to who may not match mail', async () => {
    expect(await visit('/postvak', mainText)).toContain('Uw rol mag dit niet doen');
  });
});
