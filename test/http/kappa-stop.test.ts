// Coders who agree too little stop the publishing of a campaign's figures; a case shows every difference instead.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { Code } from '../../src/fieldwork/index.js';
import { cohenKappa } from '../../src/statistics/index.js';
import { Browser } from '../support/browser.js';
import { settle } from '../support/people.js';
import { answer, joinTeam, rowsOf, sentOf } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const DAY = 86_400_000;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));
/** What the two coders give, answer by answer: they agree on 14 of 20, where chance gives half. */
const GIVEN: readonly (readonly [Code, Code])[] = [
  ...Array.from({ length: 7 }, () => ['INV', 'INV'] as const),
  ...Array.from({ length: 7 }, () => ['REJ', 'REJ'] as const),
  ...Array.from({ length: 3 }, () => ['INV', 'REJ'] as const),
  ...Array.from({ length: 3 }, () => ['REJ', 'INV'] as const),
];

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
});

/** A campaign of which two coders read the answers as given; a third settles what differs. */
async function coded(
  pairs: number,
  given: readonly (readonly [Code, Code])[],
): Promise<{ world: World; id: CampaignId }> {
  const world = await openWorld();
  worlds.push(world);
  const id = await runningCampaign(world, pairs);
  await sendAll(world);
  await joinTeam(world, id);
  const adjudicator = await settle(world, ['adjudicator']);
  const third = world.services.contextFor({ id: adjudicator.id, name: 'x', roles: ['adjudicator'] });
  const applications = await sentOf(world, id);
  for (const [place, codes] of given.entries()) {
    const response = await answer(world, applications[place]!, `Antwoord ${place} op uw brief.`);
    for (const [who, code] of codes.entries())
      await world.services.responses.code(world.services.contextFor(coders[who]!), response, code);
    if (codes[0] !== codes[1]) await world.services.responses.code(third, response, codes[0]);
  }
  return { world, id };
}

const job = async (world: World, name: string): Promise<void> => {
  await world.services.jobs.find((one) => one.name === name)?.run(world.services.systemContext());
};
const visit = async (world: World, login: string, path: string): Promise<string> => {
  const { cookie } = await world.signIn(practiceAccounts.find((account) => account.login === login)!);
  const [name, value] = cookie.split('=') as [string, string];
  return (await new Browser(world.app, { [name]: value }).get(path)).text;
};

describe('a baseline whose coders agree too little', () => {
  let world: World;
  let id: CampaignId;
  beforeAll(async () => {
    ({ world, id } = await coded(6, GIVEN));
    await job(world, 'campaigns.life');
    await world.at(new Date(world.services.clock.now().getTime() + 31 * DAY));
    while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
    await job(world, 'campaigns.life');
    await job(world, 'findings.publish');
  }, 120_000);

  test('closes without publishing, and the log says so once', async () => {
    expect(
      await rowsOf(
        world,
        sql`select c.state, (select count(*)::int from publication p where p.campaign = c.id) as published,
          (select count(*)::int from audit_link l where l.campaign = c.id and l.what = 'findings.withheld') as withheld from campaign c where c.id = ${id}`,
      ),
    ).toEqual([{ state: 'closed', published: 0, withheld: 1 }]);
  });

  test('has the kappa in the database that the page shows', async () => {
    const [row] = await rowsOf<{ kappa: number }>(world, sql`select coding_kappa(${id}) as kappa`);
    const kappa = cohenKappa([
      [7, 3],
      [3, 7],
    ]);
    expect(kappa.kind === 'determined' && kappa.kappa).toBeCloseTo(row!.kappa, 12);
    expect(row!.kappa).toBeCloseTo(0.4, 12);
  });

  test('cannot be published by the program either', async () => {
    await expect(
      world.services
        .systemContext()
        .inTx((ctx) =>
          sql`insert into publication (campaign, body, hash) values (${id}, '{}', sha256('x'))`.execute(
            ctx.db,
          ),
        ),
    ).rejects.toMatchObject({ constraint: 'publication_agreement' });
  });

  test('tells everybody why there are no figures, and its team where to look', async () => {
    const [outside, team] = [
      await visit(world, 'anke', `/campagnes/${id}/bevindingen`),
      await visit(world, 'ines', `/campagnes/${id}/bevindingen`),
    ];
    expect([
      outside.includes('Deze cijfers worden niet gepubliceerd'),
      outside.includes('/kwaliteit'),
      team.includes('Deze cijfers worden niet gepubliceerd'),
      team.includes(`/campagnes/${id}/kwaliteit`),
    ]).toEqual([true, false, true, true]);
  });

  test('says on the page of quality that this stops the figures, and shows no difference by itself', async () => {
    const page = await visit(world, 'ines', `/campagnes/${id}/kwaliteit`);
    expect([
      page.includes('zo worden de cijfers van deze campagne niet gepubliceerd'),
      page.includes('Elk verschil tussen codeurs'),
    ]).toEqual([true, false]);
  });
});

describe('a case whose coders agree too little', () => {
  test('shows every difference, and stops nothing', async () => {
    const { world, id } = await coded(4, GIVEN);
    const page = await visit(world, 'ines', `/campagnes/${id}/kwaliteit`);
    expect([
      page.includes('Elk verschil tussen codeurs'),
      page.match(/INV – REJ/g)?.length,
      page.includes('beslist door een derde'),
      page.includes('zo worden de cijfers van deze campagne niet gepubliceerd'),
    ]).toEqual([true, 6, true, false]);
  });
});

describe('coders who always agree', () => {
  test('have no kappa to fall short of', async () => {
    const { world, id } = await coded(4, [
      ['INV', 'INV'],
      ['INV', 'INV'],
    ]);
    expect(
      await rowsOf(world, sql`select coding_kappa(${id}) as kappa, coders_disagree(${id}) as disagree`),
    ).toEqual([{ kappa: null, disagree: false }]);
  });
});
