// The pages of campaigns, tests, sending, mail and findings, in a real browser on a world that ran a small campaign.
import { sql } from 'kysely';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { listFlags, look } from '../../src/findings/index.js';
import { listen } from '../../src/platform/http.js';
import {
  openWorld,
  runningCampaign,
  sealCampaign,
  sendAll,
  authorise,
  type World,
} from '../support/world.js';
import { findViolations, launchBrowser, sidewaysScroll, WIDTHS, withPage } from './support/browser.js';

type Role = 'inspector' | 'coordinator' | 'fieldworker' | 'coder';

const DAY = 24 * 3_600_000;
const cells = [{ sector: 'uitzend', quota: 8 }];

let browser: Browser;
let world: World;
let server: { port: number; close(): Promise<void> };
let measured: CampaignId;
let running: CampaignId;
let hidden: CampaignId;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  measured = await runningCampaign(world, 8, { name: 'Gemeten', cells });
  await sendAll(world);
  await inviteControls();
  await world.at(new Date(world.services.clock.now().getTime() + 31 * DAY));
  await world.services.responses.closeWindows(world.services.systemContext());
  await look(world.services.systemContext(), measured);
  running = await startIn('bouw', 'Lopend', 'e-value', 2);
  hidden = await startIn('detailhandel', 'Vaste regel', 'fixed', 3);
  await receive('nieuws@reclame.example', 'niemand@mijnpost.example', 'Een <b>aanbod</b>');
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

async function startIn(
  sector: string,
  name: string,
  stopRule: 'fixed' | 'e-value',
  seed: number,
): Promise<CampaignId> {
  const id = await sealCampaign(world, 8, { name, stopRule, cells: [{ sector, quota: 8 }] }, seed);
  await authorise(world, id);
  await world.services.campaigns.start(world.as('inspector'), id);
  return id;
}

async function receive(from: string, to: string, text: string): Promise<void> {
  const { responses, systemContext } = world.services;
  const raw = Buffer.from(
    `From: ${from}\r\nTo: ${to}\r\nSubject: Uw sollicitatie\r\nMessage-ID: <${to}>\r\n\r\n${text}\r\n`,
  );
  await responses.receive(systemContext(), { envelope: { from, to: [to] }, raw });
  await responses.process(systemContext());
}

/** Every control profile of the measured campaign is invited, no treatment profile is; both coders agree. */
async function inviteControls(): Promise<void> {
  const { database, responses } = world.services;
  const found = await sql<{
    address: string;
    employer: string;
  }>`select from_address as address, to_address as employer
    from pt.application where campaign = ${measured} and arm = 'control'`.execute(database.kysely);
  for (const { address, employer } of found.rows)
    await receive(employer, address, 'Graag nodigen wij u uit voor een gesprek.');
  const received = await sql<{
    id: string;
  }>`select id from pt.response where state = 'matched' and code is null`.execute(database.kysely);
  for (const coder of ['coder', 'second coder'] as const)
    for (const { id } of received.rows) await responses.code(world.as(coder), id as never, 'INV');
}

function accountOf(role: Role): string {
  return practiceAccounts.find(({ roles }) => roles.some((held) => held === role))?.id ?? '';
}

const origin = (): string => `http://127.0.0.1:${server.port}`;

interface Visit extends BrowserContextOptions {
  readonly role?: Role;
  readonly lang?: 'nl' | 'en';
  readonly width?: number;
}

/** Opens a path of the product as somebody, without script unless a test asks for it. */
function visit<T>(
  path: string,
  use: (page: Page) => Promise<T>,
  { role = 'inspector', lang = 'nl', ...options }: Visit = {},
): Promise<T> {
  const cookie = (name: string, value: string) => ({
    name,
    value,
    domain: '127.0.0.1',
    path: '/',
    expires: -1,
    httpOnly: false,
    secure: false,
    sameSite: 'Lax' as const,
  });
  const storageState = {
    cookies: [cookie('pt-account', accountOf(role)), cookie('taal', lang)],
    origins: [],
  };
  return withPage(browser, `${origin()}${path}`, use, { javaScriptEnabled: false, storageState, ...options });
}

const mainText = (page: Page): Promise<string> => page.locator('main').innerText();
const hrefOf = async (path: string, role: Role): Promise<string> =>
  visit(path, async (page) => (await page.locator('tbody th a').first().getAttribute('href')) ?? '', {
    role,
  });

async function flagPath(): Promise<string> {
  const [flag] = await listFlags(world.as('inspector'));
  return `/knipperlichten/${flag?.id ?? ''}`;
}

const pages: readonly (readonly [string, Role, () => Promise<string> | string])[] = [
  ['the campaigns', 'inspector', () => '/campagnes'],
  ['a closed campaign', 'inspector', () => `/campagnes/${measured}`],
  ['a running campaign', 'coordinator', () => `/campagnes/${running}`],
  ['the tests', 'inspector', () => `/campagnes/${measured}/testen`],
  ['a test', 'inspector', () => hrefOf(`/campagnes/${measured}/testen`, 'inspector')],
  ['the findings', 'inspector', () => '/bevindingen'],
  ['hidden findings', 'inspector', () => `/campagnes/${hidden}/bevindingen`],
  ['the flags', 'inspector', () => '/knipperlichten'],
  ['a flag', 'inspector', flagPath],
  ['the sendings in doubt', 'fieldworker', () => '/verzending'],
  ['the mailbox', 'fieldworker', () => '/postvak'],
  ['a message', 'fieldworker', () => hrefOf('/postvak', 'fieldworker')],
];

describe.each(pages)('the page of %s', (_name, role, address) => {
  it.each([
    ['nl', WIDTHS.narrow],
    ['nl', WIDTHS.wide],
    ['en', WIDTHS.narrow],
  ] as const)(
    'has no accessibility violation and does not scroll sideways (%s, %i px)',
    async (lang, width) => {
      const found = await visit(
        await address(),
        async (page) => [...(await findViolations(page)), await sidewaysScroll(page)],
        {
          role,
          lang,
          width,
          javaScriptEnabled: true,
        },
      );
      expect(found).toEqual([0]);
    },
  );
});

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
      world.services.database.kysely,
    );
    const [page, tests] = [
      await visit(`/campagnes/${measured}`, mainText),
      await visit(`/campagnes/${measured}/testen`, mainText),
    ];
    expect(found.rows.filter(({ name }) => page.includes(name) || tests.includes(name))).toEqual([]);
    expect(found.rows).toHaveLength(16);
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
      /testprofiel geen enkele.*betrouwbaarheidsinterval.*8 paren.*in het nadeel van het testprofiel.*op zich geen bewijs van discriminatie/s,
    );
  });

  it('show no figure by arm while a fixed stop rule runs, and say when they come', async () => {
    const text = await visit(`/campagnes/${hidden}/bevindingen`, mainText);
    expect(text).toContain('De cijfers komen wanneer elk paar telt');
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
    expect(text).toContain('niet zichtbaar voor u, of het paar telt al');
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
