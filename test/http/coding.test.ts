import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { ResponseId } from '../../src/fieldwork/index.js';
import type { Ctx } from '../../src/platform/context.js';
import { Browser } from '../support/browser.js';
import { settle, type Person } from '../support/people.js';
import { answer, joinTeam, rowsOf, sentOf, type SentApplication } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

let world: World;
let applications: SentApplication[];
let campaign: CampaignId;
let adjudicator: Person;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 4);
  await sendAll(world);
  applications = await sentOf(world, campaign);
  adjudicator = await settle(world, ['adjudicator']);
  await joinTeam(world, campaign);
});
afterAll(() => world.close());

const as = (who: 0 | 1 | 'settles'): Ctx =>
  who === 'settles'
    ? world.services.contextFor({ id: adjudicator.id, name: 'x', roles: ['adjudicator'] })
    : world.services.contextFor(coders[who]!);

async function browserOf(account: { id: string }): Promise<Browser> {
  const { cookie } = await world.signIn(account);
  const [name, value] = cookie.split('=') as [string, string];
  return new Browser(world.app, { [name]: value });
}

const code = (who: 0 | 1 | 'settles', id: ResponseId, given: 'INV' | 'REJ' | 'RES' | 'CTC') =>
  world.services.responses.code(as(who), id, given);
const standing = async (id: ResponseId) =>
  (
    await rowsOf<{ code: string | null; coded_how: string | null }>(
      world,
      sql`select code, coded_how from response where id = ${id}`,
    )
  )[0];
const linksOf = (id: ResponseId) =>
  rowsOf<{ what: string }>(
    world,
    sql`select what from audit_link where body::jsonb ->> 'response' = ${id} and what like 'response.%code%' or body::jsonb ->> 'response' = ${id} and what = 'response.recused' order by seq`,
  );

let id: ResponseId;
let place = 0;
beforeEach(async () => {
  id = await answer(
    world,
    applications[place]!,
    'Wij houden uw kandidatuur bij en nodigen u later misschien uit.',
  );
  place += 1;
});

describe('an answer', () => {
  test('is shown to a coder without what the rules suggest', async () => {
    const page = await (await browserOf(coders[0]!)).get('/coderen');
    expect([
      page.status,
      page.text.includes('houden uw kandidatuur bij'),
      page.text.includes('Wat dachten de regels'),
    ]).toEqual([200, true, false]);
  });

  test('shows what the rules suggested once its coder has chosen', async () => {
    const browser = await browserOf(coders[0]!);
    await browser.get('/coderen');
    const sent = await browser.post(`/coderen/${id}/codeer`, { code: 'REJ' });
    const next = await browser.get(sent.headers['location'] as string);
    expect([
      sent.status,
      next.text.includes('Wat dachten de regels'),
      next.text.includes('In reserve gehouden.'),
    ]).toEqual([303, true, true]);
  });

  test('without a choice comes back with the fault and the same text', async () => {
    const browser = await browserOf(coders[0]!);
    await browser.get('/coderen');
    const back = await browser.post(`/coderen/${id}/codeer`, {});
    expect([
      back.status,
      back.text.includes('Kies wat het antwoord betekent.'),
      back.text.includes(`/coderen/${id}/codeer`),
    ]).toEqual([422, true, true]);
  });

  test('that was skipped comes last', async () => {
    const browser = await browserOf(coders[0]!);
    const first = /\/coderen\/([0-9a-f-]{36})\/codeer/.exec((await browser.get('/coderen')).text)![1]!;
    const after = /\/coderen\/([0-9a-f-]{36})\/codeer/.exec(
      (await browser.get(`/coderen?na=${first}`)).text,
    )![1]!;
    expect(after).not.toBe(first);
  });
});

describe('two coders who differ', () => {
  beforeEach(async () => {
    await code(0, id, 'REJ');
    await code(1, id, 'RES');
  });

  test('leave the answer to who settles, who sees both codes', async () => {
    const page = await adjudicator.browser.get('/coderen');
    expect([page.text.includes(id), page.text.includes('Afwijzing / In reserve gehouden')]).toEqual([
      true,
      true,
    ]);
  });

  test('see it no more among what is to code', async () => {
    const page = await (await browserOf(coders[1]!)).get('/coderen');
    expect(page.text.includes(`/coderen/${id}/codeer`)).toBe(false);
  });

  test('are settled by the third, for good', async () => {
    await code('settles', id, 'RES');
    expect(await standing(id)).toEqual({ code: 'RES', coded_how: 'adjudication' });
    await expect(
      world.services.responses.recode(as(0), id, 'INV', 'Ik las het verkeerd.'),
    ).rejects.toMatchObject({
      code: 'settled-already',
    });
  });

  test('agree when one thinks again, and the first code stays readable', async () => {
    await world.services.responses.recode(as(0), id, 'RES', 'Ik las het verkeerd.');
    expect(await standing(id)).toEqual({ code: 'RES', coded_how: 'agreement' });
    expect(
      await rowsOf(world, sql`select from_code, to_code, reason from coding_change where response = ${id}`),
    ).toEqual([{ from_code: 'REJ', to_code: 'RES', reason: 'Ik las het verkeerd.' }]);
  });
});

describe('a code', () => {
  test('that is changed opens an agreed answer again, and says so in the log', async () => {
    await code(0, id, 'RES');
    await code(1, id, 'RES');
    await world.services.responses.recode(as(1), id, 'REJ', 'Het is toch een afwijzing.');
    expect(await standing(id)).toEqual({ code: null, coded_how: null });
    expect((await linksOf(id)).map(({ what }) => what)).toEqual([
      'response.coded',
      'response.coded',
      'response.code-final',
      'response.recoded',
    ]);
  });

  test('is changed on its own page, with a reason or not at all', async () => {
    const browser = await browserOf(coders[0]!);
    await code(0, id, 'RES');
    await browser.get(`/coderen/${id}`);
    const back = await browser.post(`/coderen/${id}/wijzig`, { code: 'REJ', reason: 'nee' });
    const done = await browser.post(`/coderen/${id}/wijzig`, { code: 'REJ', reason: 'Ik las het verkeerd.' });
    const page = await browser.get(done.headers['location'] as string);
    expect([back.status, done.status, page.text.includes('van In reserve gehouden naar Afwijzing')]).toEqual([
      422,
      303,
      true,
    ]);
  });

  test('of another is not for a coder to see or change', async () => {
    await code(0, id, 'RES');
    const browser = await browserOf(coders[1]!);
    expect((await browser.get(`/coderen/${id}`)).status).toBe(404);
    await expect(
      world.services.responses.recode(as(1), id, 'REJ', 'Ik las het verkeerd.'),
    ).rejects.toMatchObject({
      code: 'nothing-to-change',
    });
  });
});

describe('a coder who recognises the profile', () => {
  test('leaves the answer to another, and does not get it back', async () => {
    const browser = await browserOf(coders[0]!);
    await browser.get('/coderen');
    const sent = await browser.post(`/coderen/${id}/herken`);
    expect((await browser.get(sent.headers['location'] as string)).text).not.toContain(
      `/coderen/${id}/codeer`,
    );
    await expect(code(0, id, 'RES')).rejects.toMatchObject({ code: 'not-to-code' });
    await expect(code(1, id, 'RES')).resolves.toBeUndefined();
  });

  test('is on record', async () => {
    await world.services.responses.stepAside(as(1), id);
    expect((await linksOf(id)).map(({ what }) => what)).toEqual(['response.recused']);
  });
});

describe('the quality of a campaign', () => {
  test('shows how far its coders agree, over their first codes, and how often one stepped aside', async () => {
    const inspector = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'inspector'))!;
    const page = await (await browserOf(inspector)).get(`/campagnes/${campaign}/kwaliteit`);
    const text = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(/Alle paren samen \d+ \d+\s%/);
    expect(text).toMatch(/2 keer herkende een codeur om wie het ging/);
  });
});

describe('the database', () => {
  const insert = (who: 0 | 1 | 'settles', adjudication: boolean) =>
    as(who).inTx((ctx) =>
      sql`insert into coding (id, response, coder, code, adjudication) values (gen_random_uuid(), ${id}, app_actor(), 'INV', ${adjudication})`.execute(
        ctx.db,
      ),
    );

  test('refuses an adjudication before two coders differ', async () => {
    await code(0, id, 'RES');
    await expect(insert(1, true)).rejects.toMatchObject({ constraint: 'coding_order' });
  });
  test('shows an answer to its two coders and hides it from who settles until they differ', async () => {
    await expect(insert('settles', false)).rejects.toMatchObject({ code: '42501' });
  });
  test('refuses a coder who stepped aside', async () => {
    await world.services.responses.stepAside(as(0), id);
    await expect(insert(0, false)).rejects.toThrow();
  });
  test('lets nobody rewrite a change of mind', async () => {
    await code(0, id, 'RES');
    await world.services.responses.recode(as(0), id, 'REJ', 'Ik las het verkeerd.');
    await expect(
      rowsOf(world, sql`update coding_change set reason = 'iets heel anders' where response = ${id}`),
    ).rejects.toThrow();
  });
});
