// The product with a small campaign behind it, served to a real browser, for the tests of pages.
import { sql } from 'kysely';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { practiceAccounts } from '../../../src/auth/index.js';
import { addMember, removeMember, type CampaignId } from '../../../src/campaigns/index.js';
import { listToRead } from '../../../src/fieldwork/index.js';
import { listFlags, look } from '../../../src/findings/index.js';
import { toInstant } from '../../../src/platform/dates.js';
import { listen } from '../../../src/platform/http.js';
import type { Lang } from '../../../src/web/i18n/languages.js';
import type { Theme } from '../../../src/web/theme.js';
import {
  authorise,
  MONDAY,
  runningCampaign,
  sealCampaign,
  sendAll,
  type World,
} from '../../support/world.js';
import { holding, launchBrowser, signedIn, withPage } from './browser.js';

/** The roles of the practice accounts, and who has not signed in. */
export type VisitorRole = (typeof practiceAccounts)[number]['roles'][number] | 'nobody';

export interface Visit extends BrowserContextOptions {
  readonly role?: VisitorRole;
  /** Instead of a role: what the browser holds already, such as a sign-in half done. */
  readonly cookies?: Readonly<Record<string, string>> | undefined;
  readonly lang?: Lang;
  readonly theme?: Theme;
  readonly width?: number;
}

/** Campaigns that every house has. */
export interface Campaigns {
  /** All its pairs count, one flag stands, its figures are published; the coordinator left its team. */
  readonly measured: CampaignId;
  readonly running: CampaignId;
  /** Runs with a fixed stop rule: no figures before its end. */
  readonly hidden: CampaignId;
}

export interface House extends Campaigns {
  readonly world: World;
  readonly browser: Browser;
  readonly origin: string;
  /** Opens a path as somebody, without script unless a test asks for it. */
  visit<T>(path: string, use: (page: Page) => Promise<T>, visit?: Visit): Promise<T>;
  /** The address behind the first row of the table on a page. */
  firstRow(path: string, role: VisitorRole): Promise<string>;
  flagPath(): Promise<string>;
  close(): Promise<void>;
}

const DAY = 24 * 3_600_000;
const QUOTA = 8;
/** Enough employers for a sector's figures to be published. */
const MEASURED = 12;

/** Runs the campaigns of a house. */
export async function playHouse(world: World): Promise<Campaigns> {
  await world.at(toInstant(MONDAY, 8 * 60));
  const measured = await runningCampaign(world, MEASURED, {
    name: 'Gemeten',
    cells: [{ sector: 'uitzend', quota: MEASURED }],
  });
  await sendAll(world);
  await moveOn(world);
  await inviteControls(world, measured);
  await world.at(new Date(world.services.clock.now().getTime() + 31 * DAY));
  await world.services.responses.closeWindows(world.services.systemContext());
  await look(world.services.systemContext(), measured);
  await moveOn(world);
  await removeMember(world.as('coordinator'), measured, accountOf('coordinator'));
  const running = await startIn(world, 'bouw', 'Lopend', 'e-value', 2);
  const hidden = await startIn(world, 'detailhandel', 'Vaste regel', 'fixed', 3);
  await receive(world, 'nieuws@reclame.example', 'niemand@mijnpost.example', 'Een <b>aanbod</b>');
  for (const campaign of [measured, running])
    await addMember(world.as('coordinator'), campaign, accountOf('fieldworker'));
  await readOne(world);
  return { measured, running, hidden };
}

/** Opens the doors of a house whose campaigns ran in this world. */
export async function openDoors(world: World, campaigns: Campaigns): Promise<House> {
  const browser = await launchBrowser();
  const server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
  const origin = `http://127.0.0.1:${server.port}`;
  const visit: House['visit'] = async (
    path,
    use,
    { role = 'inspector', cookies, lang = 'nl', theme, ...options } = {},
  ) => {
    const besides = { taal: lang, ...(theme === undefined ? {} : { thema: theme }) };
    const storageState =
      cookies !== undefined || role === 'nobody'
        ? holding({ ...cookies, ...besides })
        : await signedIn(world, { id: accountOf(role) }, besides);
    const address = path.startsWith('/') ? `${origin}${path}` : path;
    return withPage(browser, address, use, { javaScriptEnabled: false, storageState, ...options });
  };
  return {
    world,
    browser,
    origin,
    ...campaigns,
    visit,
    firstRow: (path, role) =>
      visit(path, async (page) => (await page.locator('tbody th a').first().getAttribute('href')) ?? '', {
        role,
      }),
    flagPath: async () => {
      const [flag] = await listFlags(world.as('inspector'), { campaign: campaigns.measured });
      return `/knipperlichten/${flag?.id ?? ''}`;
    },
    close: async () => {
      await browser.close();
      await server.close();
      await world.close();
    },
  };
}

/** Campaigns move on by themselves: closing when all is sent, closed and published when every pair counts. */
async function moveOn(world: World): Promise<void> {
  const { jobs, systemContext } = world.services;
  await jobs.find(({ name }) => name === 'campaigns.life')?.run(systemContext());
}

async function startIn(
  world: World,
  sector: string,
  name: string,
  stopRule: 'fixed' | 'e-value',
  seed: number,
): Promise<CampaignId> {
  const cells = [{ sector, quota: QUOTA }];
  const id = await sealCampaign(world, QUOTA, { name, stopRule, cells }, seed);
  await authorise(world, id);
  await world.services.campaigns.start(world.as('inspector'), id);
  return id;
}

async function receive(world: World, from: string, to: string, text: string): Promise<void> {
  const { responses, systemContext } = world.services;
  const raw = Buffer.from(
    `From: ${from}\r\nTo: ${to}\r\nSubject: Uw sollicitatie\r\nMessage-ID: <${to}>\r\n\r\n${text}\r\n`,
  );
  await responses.receive(systemContext(), { envelope: { from, to: [to] }, raw });
  await responses.process(systemContext());
}

/** Every control profile of the campaign is invited, no treatment profile is; both coders agree. */
async function inviteControls(world: World, campaign: CampaignId): Promise<void> {
  const { database, responses } = world.services;
  const found = await sql<{ address: string; employer: string }>`
    select from_address as address, to_address as employer
    from pt.application where campaign = ${campaign} and arm = 'control'`.execute(database.kysely);
  for (const { address, employer } of found.rows)
    await receive(world, employer, address, 'Graag nodigen wij u uit voor een gesprek.');
  const received = await sql<{ id: string }>`
    select id from pt.response where state = 'matched' and code is null`.execute(database.kysely);
  for (const coder of ['coder', 'second coder'] as const)
    for (const { id } of received.rows) await responses.code(world.as(coder), id as never, 'INV');
}

/** The fieldworker reads one of the answers: what follows is the text of its withdrawal. */
async function readOne(world: World): Promise<void> {
  const [first] = await listToRead(world.as('fieldworker'), 1);
  if (first === undefined) throw new Error('No answer waits to be read.');
  const slot = new Date(world.services.clock.now().getTime() + 2 * DAY);
  await world.services.withdrawals.triage(world.as('fieldworker'), first.response, {
    expects: 'invitation',
    slot,
  });
}

export function accountOf(role: VisitorRole): string {
  return practiceAccounts.find(({ roles }) => roles.some((held) => held === role))?.id ?? '';
}
