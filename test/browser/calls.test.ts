// The tester's workplace on a phone, with and without script, and the pages of who plans and reads calls.
import { sql } from 'kysely';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { CallCode, RecordBody } from '../../src/fieldwork/calls/schema.js';
import { listen } from '../../src/platform/http.js';
import { addSecondTester, codeCalls, openCallsOf, runningCalls } from '../support/calls.js';
import { openWorld, type World } from '../support/world.js';
import { launchBrowser, signedIn, WIDTHS } from './support/browser.js';

type Role = 'inspector' | 'coordinator' | 'fieldworker' | 'tester';

let browser: Browser;
let world: World;
let server: { port: number; close(): Promise<void> };
let campaign: CampaignId;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  const second = await addSecondTester(world);
  campaign = await runningCalls(world, 24, { name: 'Klantoproepen uitzend' });
  // The second tester's calls are made: two waves for some agencies.
  const answers = ['COMPLY-OPEN', 'COMPLY-HIDDEN', 'REFUSE-LAW', 'EVADE', 'REFUSE', 'REPORTS'] as const;
  for (const [place, { id }] of (await openCallsOf(second)).entries())
    await world.services.calls.record(
      second,
      id,
      heard(answers[place % answers.length]!, place === 7 ? 2 : 1),
    );
  await codeCalls(world);
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const heard = (code: CallCode, timesSaid = 1): RecordBody => ({
  code,
  timesSaid,
  askedReason: false,
  namedBan: false,
  deviations: [],
  note: 'Dat kan, zei ze.',
});

const origin = (): string => `http://127.0.0.1:${server.port}`;

interface Visit {
  readonly role?: Role;
  readonly width?: number;
  readonly script?: boolean;
  readonly lang?: 'nl' | 'en';
  readonly dark?: boolean;
}

/** How a browser becomes somebody; the one place that knows it. */
async function signIn(context: BrowserContext, role: Role, lang: string): Promise<void> {
  const id = practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!.id;
  await context.addCookies((await signedIn(world, { id }, { taal: lang })).cookies);
}

async function visit<T>(
  path: string,
  use: (page: Page, context: BrowserContext) => Promise<T>,
  { role = 'tester', width = WIDTHS.narrow, script = true, lang = 'nl', dark = false }: Visit = {},
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
  });
  try {
    await signIn(context, role, lang);
    const page = await context.newPage();
    await page.goto(`${origin()}${path}`);
    return await use(page, context);
  } finally {
    await context.close();
  }
}

const tess = () => world.as('tester');
const nextCall = async () => (await openCallsOf(tess()))[0]!;
const sheetPath = async () => `/taken/${(await nextCall()).id}`;

/** Logs the open call of a page as a tester would with a thumb. */
async function logCall(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: /^Begin/ }).click();
  await page.getByText('weigert en noemt de wet', { exact: true }).click();
  await page.locator('input[name=timesSaid][value="1"]').check({ force: true });
  await page.locator('input[name=askedReason][value=ja]').check({ force: true });
  await page.locator('input[name=namedBan][value=ja]').check({ force: true });
  await page.locator('#note').fill(note);
  await page.getByRole('button', { name: 'Leg de oproep vast' }).click();
}

async function recorded(note: string) {
  const found = await sql<{ code: string; started: boolean }>`select code, started_at is not null as started
    from pt.call_outcome where note = ${note}`.execute(world.services.database.kysely);
  return found.rows;
}

const keys = (page: Page): Promise<string[]> => page.evaluate<string[]>('Object.keys(localStorage)');

describe('a tester at 360 px', () => {
  it.each([
    ['with script', true],
    ['without script', false],
  ])('logs a call %s', async (_how, script) => {
    const { number } = await nextCall();
    const note = `Gelogd ${script ? 'met' : 'zonder'} script.`;
    const said = await visit(
      '/taken',
      async (page) => {
        await page.getByRole('link', { name: /^Open oproep/ }).click();
        await logCall(page, note);
        return page.locator('main').innerText();
      },
      { script },
    );
    expect(said).toContain(`Oproep ${number} is vastgelegd`);
    expect(await recorded(note)).toEqual([{ code: 'REFUSE-LAW', started: true }]);
  });

  it('has the number as a link that dials', async () => {
    const href = await visit(await sheetPath(), (page) => page.locator('.call-number').getAttribute('href'));
    expect(href).toMatch(/^tel:031234\d{3}/);
  });

  it('taps answers that are at least 44 px high', async () => {
    const heights = await visit(await sheetPath(), (page) =>
      page
        .locator('.big-choices .radio')
        .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().height)),
    );
    expect([heights.length > 8, Math.min(...heights) >= 44]).toEqual([true, true]);
  });

  it('says that the call broke off, with the stop button', async () => {
    const { number } = await nextCall();
    const said = await visit(
      await sheetPath(),
      async (page) => {
        await page.locator('summary', { hasText: 'Stop de oproep' }).click();
        await page.locator('#stopNote').fill('De medewerker werd boos.');
        await page.getByRole('button', { name: 'Leg vast dat u stopte' }).click();
        return page.locator('main').innerText();
      },
      { script: false },
    );
    expect(said).toContain(`Oproep ${number} is vastgelegd`);
  });
});

describe('the timer', () => {
  it('runs from the moment the call began', async () => {
    const shown = await visit(await sheetPath(), async (page) => {
      await page.getByRole('button', { name: /^Begin/ }).click();
      const timer = page.locator('.call-timer');
      await timer.waitFor({ state: 'visible' });
      const first = await timer.innerText();
      await expect.poll(() => timer.innerText()).not.toBe(first);
      return [first, await timer.innerText()];
    });
    expect([/^\d+:\d\d$/.test(shown[0]!), shown[0] === shown[1]]).toEqual([true, false]);
  });
});

describe('a draft', () => {
  const write = async (page: Page): Promise<void> => {
    await page.getByText('ontwijkt', { exact: true }).click();
    await page.locator('#note').fill('Half geschreven');
  };

  it('comes back after the page was lost', async () => {
    const back = await visit(await sheetPath(), async (page) => {
      await write(page);
      await page.reload();
      return [
        await page.locator('#note').inputValue(),
        await page.locator('input[name=code][value=EVADE]').isChecked(),
        await page.locator('[data-restored]').isVisible(),
      ];
    });
    expect(back).toEqual(['Half geschreven', true, true]);
  });

  it('survives a dropped connection, and the call is logged once it is back', async () => {
    const [said, status] = await visit(await sheetPath(), async (page, context) => {
      await write(page);
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Leg de oproep vast' }).click();
      const warning = await page.locator('[data-offline]').innerText();
      await context.setOffline(false);
      await page.reload();
      return [warning, await page.locator('#note').inputValue()];
    });
    expect([said.startsWith('Er is geen verbinding.'), status]).toEqual([true, 'Half geschreven']);
  });

  it('holds the number of the task and the answers, and nothing that names whom is called', async () => {
    const { number } = await nextCall();
    const stored = await visit(await sheetPath(), async (page) => {
      await write(page);
      return page.evaluate<Record<string, string>>('({ ...localStorage })');
    });
    expect(Object.keys(stored)).toEqual([`oproep-${number}`]);
    expect(JSON.parse(stored[`oproep-${number}`]!)).toEqual({
      at: expect.any(Number),
      answers: { code: 'EVADE', note: 'Half geschreven' },
    });
  });

  it('is gone once the call is saved', async () => {
    const left = await visit(await sheetPath(), async (page) => {
      await write(page);
      await logCall(page, 'Bewaard, dus weg.');
      return keys(page);
    });
    expect(left).toEqual([]);
  });

  it('is gone when the tester signs out', async () => {
    const left = await visit(await sheetPath(), async (page) => {
      await write(page);
      await page.locator('form[action="/meld-af"] button').click();
      await page.waitForLoadState();
      return keys(page);
    });
    expect(left).toEqual([]);
  });

  it('is gone after a day', async () => {
    const left = await visit(await sheetPath(), async (page) => {
      await page.evaluate(
        "localStorage.setItem('oproep-999', JSON.stringify({ at: Date.now() - 24 * 3600 * 1000 - 1, answers: { note: 'oud' } }))",
      );
      await page.goto(`${origin()}/taken`);
      return keys(page);
    });
    expect(left).toEqual([]);
  });
});

describe('who plans', () => {
  it('gives a call to another tester, by number', async () => {
    const { id, number } = await nextCall();
    const row = await visit(
      `/oproepen/${id}`,
      async (page) => {
        await page.getByLabel('Tester').selectOption({ label: 'Tester 2' });
        await page.getByRole('button', { name: 'Wijs toe' }).click();
        return page
          .locator('tr', { has: page.locator('th', { hasText: String(number) }) })
          .first()
          .innerText();
      },
      { role: 'fieldworker', width: WIDTHS.wide },
    );
    expect(row).toContain('Tester 2');
  });

  it('gets a wrong number back with its fault and what was typed', async () => {
    const { id } = await nextCall();
    const back = await visit(
      `/oproepen/${id}`,
      async (page) => {
        await page.locator('#phone').fill('bel mij');
        await page.getByRole('button', { name: 'Wijs toe' }).click();
        return [
          await page.locator('.error-summary a').innerText(),
          await page.locator('#phone').inputValue(),
        ];
      },
      { role: 'fieldworker', script: false },
    );
    expect(back).toEqual(['Schrijf alleen cijfers, zoals 03 123 45 67.', 'bel mij']);
  });

  it('cancels a call with a reason', async () => {
    const { id } = await nextCall();
    await visit(
      `/oproepen/${id}`,
      async (page) => {
        await page.locator('summary', { hasText: 'Schrap deze oproep' }).click();
        await page.locator('#reason').fill('Dit kantoor is gesloten.');
        await page.getByRole('button', { name: 'Schrap oproep' }).click();
      },
      { role: 'coordinator', script: false },
    );
    expect((await openCallsOf(tess())).some((open) => open.id === id)).toBe(false);
  });
});

describe('what agencies answered', () => {
  it('stands in words with n, interval and the caveat, and never says that discrimination is proven', async () => {
    const text = await visit(
      `/campagnes/${campaign}/klantoproepen`,
      (page) => page.locator('main').innerText(),
      {
        role: 'inspector',
        script: false,
      },
    );
    expect(text).toMatch(
      /ging de enige geldige test wel op de wens in \(n = 1; 95%-betrouwbaarheidsinterval 21 tot 100\s%\)/,
    );
    expect(text).toContain('op zich geen bewijs van discriminatie');
    expect(text).not.toMatch(/discriminatie bewezen|bewezen discriminatie/i);
  });
});

describe('a tester who reaches nobody', () => {
  it('says that nobody answered, and reads when to call again', async () => {
    const path = await sheetPath();
    const said = await visit(
      path,
      async (page) => {
        await page.getByRole('button', { name: /^Begin/ }).click();
        await page.locator('summary', { hasText: 'Niemand gesproken?' }).click();
        await page.getByText('niemand nam op', { exact: true }).click();
        if (process.env['SHOTS'] !== undefined)
          await page.screenshot({ path: `${process.env['SHOTS']}/attempt-360.png`, fullPage: true });
        await page.getByRole('button', { name: 'Leg de poging vast' }).click();
        const list = await page.locator('main').innerText();
        await page.goto(`${origin()}${path}`);
        return [list, await page.locator('main').innerText()];
      },
      { script: false },
    );
    expect(said[0]).toContain('De poging is vastgelegd');
    expect(said[0]).toContain('1 van 3 vergeefs');
    expect(said[1]).toContain('Voor vandaag klaar');
  });
});
