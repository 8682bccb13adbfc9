// The pages of flags and of employers, in a real browser: final and standing flags, patterns at one employer, the end of a campaign.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { conclude, countPair, listEmployerFlags, listFlags, look } from '../../src/findings/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { toInstant } from '../../src/platform/dates.js';
import { listen } from '../../src/platform/http.js';
import type { Id } from '../../src/platform/ids.js';
import { importWorld, MONDAY, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';
import {
  findViolations,
  launchBrowser,
  sidewaysScroll,
  signedIn,
  WIDTHS,
  withPage,
} from './support/browser.js';

let browser: Browser;
let world: World;
let server: { port: number; close(): Promise<void> };
let fixed: CampaignId;
let enforcement: CampaignId;
let running: CampaignId;
let seed = 20;

async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}
const system = () => world.services.systemContext();

async function start(change: Partial<CampaignDraft>): Promise<CampaignId> {
  await world.at(toInstant(MONDAY, 8 * 60));
  seed += 1;
  return runningCampaign(world, 12, change, seed);
}

/** Sends everything, then fixes outcomes as closing the windows does: control alone is called back where `invites` says so. */
async function play(
  id: CampaignId,
  invites: (one: { sector: string; n: number; arm: string }) => boolean,
): Promise<void> {
  await sendAll(world);
  const open = await rows<{ application: Id<'application'>; sector: string; arm: string; n: number }>(
    sql`select a.id as application, t.sector, a.arm, (dense_rank() over (partition by t.sector order by t.ordinal))::int as n
      from application a join test t on t.id = a.test where a.campaign = ${id} order by t.ordinal, a.position`,
  );
  await system().inTx(async (ctx) => {
    for (const { application, ...one } of open) {
      const code = invites(one) ? ('INV' as const) : ('NON' as const);
      await ctx.db.insertInto('outcome').values({ application, code, final_at: ctx.clock.now() }).execute();
      await countPair(ctx, application);
    }
  });
}

async function playFixed(): Promise<void> {
  fixed = await start({ name: 'Nulmeting met vast einde', stopRule: 'fixed' });
  await play(fixed, ({ sector, n, arm }) =>
    sector === 'uitzend' ? arm === 'control' : sector === 'bouw' && n <= 8 && arm === 'treatment',
  );
  await world.services.campaigns.close(system(), fixed, null, false);
  await world.services.campaigns.finish(system(), fixed);
  await conclude(system(), fixed);
}

async function playEnforcement(): Promise<void> {
  enforcement = await start({
    name: 'Handhaving na klachten',
    purpose: 'enforcement',
    pairsPerDay: 6,
    cells: [
      { sector: 'uitzend', quota: 12 },
      { sector: 'bouw', quota: 12 },
    ],
  });
  await rows(
    sql`update test set employer_unit = 'kantoor-' || (case when ordinal % 24 < 15 then 1 else 2 end) || '.example' where campaign = ${enforcement} and sector = 'uitzend'`,
  );
  await play(enforcement, ({ sector, n, arm }) => {
    if (sector === 'uitzend') return arm === 'control' && n <= 11;
    return n <= 5 ? n % 2 === (arm === 'control' ? 0 : 1) : false;
  });
  await rows(sql`insert into response (id, channel, received_at, envelope_from, envelope_to, raw, sha256, state, application, matched_by, redacted_subject, redacted_text, code, coded_at, coded_how)
    select gen_random_uuid(), 'mail', '2026-09-10T08:00:00Z'::timestamptz + (case a.arm when 'control' then interval '26 hours' else interval '0' end), 'x@y.example', a.from_address, 'x',
      decode(repeat('00', 31) || (case a.arm when 'control' then '01' else '02' end), 'hex'), 'matched', a.id, 'address', '', '', case a.arm when 'control' then 'INV' else 'FIL' end, now(), 'agreement'
    from application a where a.test = (select id from test where campaign = ${enforcement} and sector = 'uitzend' order by ordinal limit 1)`);
  await look(system(), enforcement);
}

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
  await importWorld(world, 60);
  await playFixed();
  await playEnforcement();
  running = await start({ name: 'Loopt nog', cells: [{ sector: 'bouw', quota: 12 }] });
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

async function visit<T>(
  path: string,
  use: (page: Page) => Promise<T>,
  { lang = 'nl', ...options }: { lang?: 'nl' | 'en'; width?: number; javaScriptEnabled?: boolean } = {},
): Promise<T> {
  const storageState = await signedIn(world, practiceAccounts[1], { taal: lang });
  return withPage(browser, `http://127.0.0.1:${server.port}${path}`, use, {
    javaScriptEnabled: false,
    storageState,
    ...options,
  });
}

const flagPath = async (): Promise<string> =>
  `/knipperlichten/${(await listFlags(world.as('coordinator'), { campaign: fixed }))[0]?.id ?? ''}`;
const employerFlagPath = async (): Promise<string> =>
  `/knipperlichten/werkgever/${(await listEmployerFlags(world.as('coordinator'))).find(({ rule }) => rule === 'contradiction')?.id ?? ''}`;

const pages: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['all flags', () => '/knipperlichten'],
  ['a final flag', flagPath],
  ['a flag on an employer', employerFlagPath],
  ['final looks', () => `/campagnes/${fixed}/knipperlichten`],
  ['current evidence', () => `/campagnes/${enforcement}/knipperlichten`],
  ['employers', () => `/campagnes/${enforcement}/werkgevers`],
  ['a campaign that runs', () => `/campagnes/${running}`],
];

describe.each(pages)('the page of %s', (name, address) => {
  it.each([
    ['nl', WIDTHS.narrow],
    ['nl', WIDTHS.wide],
    ['en', WIDTHS.narrow],
  ] as const)(
    'has no accessibility violation and does not scroll sideways (%s, %i px)',
    async (lang, width) => {
      const found = await visit(
        await address(),
        async (page) => {
          const folder = process.env['SHOTS'];
          if (folder !== undefined) {
            mkdirSync(folder, { recursive: true });
            const path = join(folder, `${name.replaceAll(' ', '-')}-${lang}-${width}.png`);
            await page.screenshot({ path, fullPage: true });
          }
          return [...(await findViolations(page)), await sidewaysScroll(page)];
        },
        { lang, width, javaScriptEnabled: true },
      );
      expect(found).toEqual([0]);
    },
  );
});

describe('a final flag', () => {
  it('says that nothing weakens it and what a repeat would add', async () =>
    expect(await visit(await flagPath(), (page) => page.locator('main').innerText())).toMatch(
      /Wat dit zou verzwakken: niets[\s\S]*tweede golf/,
    ));
});

describe('ending a campaign', () => {
  it('without saying whether outcomes were used comes back, open, with its fault and the reason kept', async () => {
    const back = await visit(`/campagnes/${running}`, async (page) => {
      await page.getByRole('link', { name: 'Noodstop' }).click();
      await page.locator('#stopReason').fill('De mailserver is gehackt.');
      await page.getByRole('button', { name: 'Stop alles nu' }).click();
      return [
        await page.locator('.error-summary a').getAttribute('href'),
        await page.locator('#stopReason').inputValue(),
        await page.locator('#stopUsedOutcomes').isVisible(),
      ];
    });
    expect(back).toEqual(['#stopUsedOutcomes', 'De mailserver is gehackt.', true]);
  });
});

describe('the employers', () => {
  it('show the plot, its numbers and the table without script', async () => {
    const shown = await visit(`/campagnes/${enforcement}/werkgevers`, async (page) => [
      (await page.locator('svg.chart-wide .chart-point').count()) > 0,
      await page.locator('.chart-note').innerText(),
    ]);
    expect(shown).toEqual([true, expect.stringMatching(/^1: /)]);
  });
});
