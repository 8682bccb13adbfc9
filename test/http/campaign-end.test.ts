// How a campaign ends, and that whoever ends it says whether outcomes were used.
import { postAs } from '../support/acting.js';
import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { findEnd, type CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { toInstant } from '../../src/platform/dates.js';
import { MONDAY, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const reason = 'De sector vroeg om uitstel.';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const cell = (sector: string) => ({ cells: [{ sector, quota: 1 }] });
const endOf = (id: CampaignId) => world.services.systemContext().read((ctx) => findEnd(ctx, id));
const rowsOf = async (id: CampaignId) =>
  (
    await asOwner(world.services.database.kysely, (db) =>
      sql`select how, early, used_outcomes, actor from campaign_end where campaign = ${id} order by at`.execute(
        db,
      ),
    )
  ).rows;

/** Posts as the coordinator, as a program (JSON) or as a browser (form). */
const post = (path: string, body: object, as: 'json' | 'form' = 'json'): Promise<Response> =>
  postAs(world, practiceAccounts[1], path, body, { as });

describe('ending a campaign', () => {
  let id: CampaignId;
  beforeAll(async () => {
    id = await runningCampaign(world, 1, cell('bouw'));
  });

  test.each(['close', 'stop'])('by %s asks a program whether outcomes were used', async (act) => {
    const answer = await post(`/api/v1/campaigns/${id}/${act}`, { reason });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      422,
      expect.stringContaining('usedOutcomes'),
    ]);
  });

  test.each([
    ['sluit', 'close'],
    ['noodstop', 'stop'],
  ])(
    'by the form %s without an answer comes back with 422, its fault and the reason kept',
    async (path, act) => {
      const answer = await post(`/campagnes/${id}/${path}`, { [`${act}Reason`]: reason }, 'form');
      expect([answer.status, answer.text]).toEqual([
        422,
        expect.stringMatching(
          new RegExp(
            `href="#${act}UsedOutcomes"[\\s\\S]*Kies ja of nee[\\s\\S]*${reason.replace('.', '\\.')}`,
          ),
        ),
      ]);
    },
  );

  test('leaves a campaign without an answer as it was', async () => expect(await endOf(id)).toBeNull());

  test('before every pair was sent is early, and keeps who said that outcomes were used', async () => {
    await post(`/campagnes/${id}/sluit`, { closeReason: reason, closeUsedOutcomes: 'yes' }, 'form');
    expect(await rowsOf(id)).toEqual([
      { how: 'closed', early: true, used_outcomes: true, actor: practiceAccounts[1].id },
    ]);
  });

  test('twice keeps both acts, and the first answer stands', async () => {
    await post(`/api/v1/campaigns/${id}/stop`, { reason, usedOutcomes: 'no' });
    expect([await rowsOf(id), await endOf(id)]).toMatchObject([
      [{ how: 'closed' }, { how: 'stopped', early: false, used_outcomes: false }],
      { early: true, usedOutcomes: true },
    ]);
  });

  test('is never changed afterwards', async () => {
    await expect(
      asOwner(world.services.database.kysely, (db) =>
        sql`update campaign_end set used_outcomes = false where campaign = ${id}`.execute(db),
      ),
    ).rejects.toMatchObject({ constraint: 'campaign_end_append_only' });
  });
});

describe('a campaign of which everything was sent', () => {
  test('ends by itself: not early, no outcome used', async () => {
    const id = await runningCampaign(world, 1, cell('uitzend'), 2);
    await sendAll(world);
    await world.services.jobs
      .find((job) => job.name === 'campaigns.life')!
      .run(world.services.systemContext());
    expect([await rowsOf(id), await endOf(id)]).toMatchObject([
      [{ how: 'closed', early: false, used_outcomes: false }],
      { early: false, usedOutcomes: false },
    ]);
  });

  test('is not ended early by a person who used outcomes: the plan is done', async () => {
    await world.at(toInstant(MONDAY, 8 * 60));
    const id = await runningCampaign(world, 1, cell('detailhandel'), 3);
    await sendAll(world);
    await world.services.campaigns.close(world.as('coordinator'), id, reason, true);
    expect(await endOf(id)).toEqual({ early: false, usedOutcomes: false });
  });
});
