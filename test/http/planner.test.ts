// The pages before a seal: what a plan can show, which rule binds it, and the sealing itself.
import request from 'supertest';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { dateOnly, toLocal } from '../../src/platform/dates.js';
import { draftOf, importWorld, MONDAY, openWorld, seedOf, type World } from '../support/world.js';

const ROLES = { inspector: 0, coordinator: 1, coder: 3 } as const;
type Who = keyof typeof ROLES;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 40);
});
afterAll(() => world.close());

const design = (pairs: number, change: Partial<CampaignDraft> = {}): Promise<CampaignId> =>
  world.services.campaigns.create(world.as('inspector'), draftOf(pairs, change));

async function browserOf(who: Who) {
  const { cookie, token } = await world.signIn(practiceAccounts[ROLES[who]]);
  return {
    get: (path: string) => request(world.app).get(path).set('Cookie', cookie),
    post: (path: string) =>
      request(world.app)
        .post(path)
        .set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
        .type('form')
        .send({ _csrf: token }),
  };
}

/** The words of a page, without its tags. */
const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ');

async function planPage(id: CampaignId, who: Who = 'inspector'): Promise<string> {
  const by = await browserOf(who);
  return wordsOf((await by.get(`/campagnes/${id}/plan`).expect(200)).text);
}

describe('the page of a plan', () => {
  test('shows power three times side by side, with the pairs that each reading asks', async () => {
    const id = await design(20, { controlOnly: 0.12, treatmentOnly: 0.045 });
    const text = await planPage(id);
    expect(text).toMatch(/Nodig voor 80 % 228 305 \d+/);
    expect(text).toContain('Eén sector apart Definitief knipperlicht Staand knipperlicht');
  });

  test('names the rule that binds, and what would loosen it', async () => {
    const text = await planPage(await design(20, { controlOnly: 0.12, treatmentOnly: 0.045 }));
    expect(text).toContain('Dit plan kan zo niet verzegeld worden');
    expect(text).toMatch(/20 paren is te weinig .* Plan er minstens 228/);
    expect(await planPage(await design(6))).toContain('Geen enkele regel knelt');
    expect(await planPage(await design(500))).toMatch(/gevraagd en maar \d+ vacatures open/);
  });

  test('shows the balance of the design and the days, without one holiday', async () => {
    const text = await planPage(await design(16, { sendFrom: dateOnly(2026, 10, 30), pairsPerDay: 6 }));
    // Eight combinations of order, letter and layout: six pairs each, for sixteen pairs in each of three sectors.
    expect(text.match(/(referentieprofiel|testprofiel) (eerste|tweede) (eerste|tweede) 6/g)).toHaveLength(8);
    expect(text).toContain('Van 30 oktober 2026 tot 12 november 2026 vertrekken 96 sollicitaties');
    // All Saints' is a Sunday that year; Armistice Day is a Wednesday.
    expect(text).toMatch(/9\/11\/2026 \d+ \d+ feest/);
  });

  test('shows the same preview each time, and stores nothing', async () => {
    const id = await design(12);
    const first = await planPage(id);
    expect(await planPage(id)).toBe(first);
    const stored = await sql<{
      n: number;
    }>`select count(*)::int as n from pt.test where campaign = ${id}`.execute(world.services.database.kysely);
    expect(stored.rows).toEqual([{ n: 0 }]);
  });

  test('counts whom other campaigns test, without a name of them', async () => {
    const before = await planPage(await design(10, { cells: [{ sector: 'bouw', quota: 10 }] }));
    expect(before).toMatch(/Bouw 10 \d+ 10 0 0/);
    const other = await design(10, { cells: [{ sector: 'bouw', quota: 10 }] });
    await world.services.campaigns.seal(world.as('coordinator'), other, seedOf(9));
    const html = (
      await (
        await browserOf('inspector')
      ).get(`/campagnes/${await design(40, { cells: [{ sector: 'bouw', quota: 40 }] })}/plan`)
    ).text;
    expect(wordsOf(html)).toMatch(/Bouw 40 \d+ \d+ 0 10 0 0/);
    const names = await sql<{
      name: string;
    }>`select e.name from pt.employer e join pt.test t on t.employer = e.id where t.campaign = ${other}`.execute(
      world.services.database.kysely,
    );
    expect(names.rows.filter(({ name }) => html.includes(name))).toEqual([]);
  });

  test('is not for who codes', async () => {
    const by = await browserOf('coder');
    await by.get(`/campagnes/${await design(6)}/plan`).expect(403);
  });
});

describe('sealing on its page', () => {
  test('fixes the plan, and the preview is gone', async () => {
    const id = await design(3, { purpose: 'enforcement', cells: [{ sector: 'uitzend', quota: 3 }] });
    const by = await browserOf('coordinator');
    const page = await by.get(`/campagnes/${id}/verzegel`).expect(200);
    expect(wordsOf(page.text)).toContain('Verzegel dit plan');
    const done = await by.post(`/campagnes/${id}/verzegel`).expect(303);
    expect(done.headers['location']).toBe(`/campagnes/${id}`);
    expect(await planPage(id)).toContain('Dit plan is verzegeld');
    await by.get(`/campagnes/${id}/verzegel`).expect(409);
  });

  test('offers no button while a rule binds', async () => {
    const id = await design(20, { controlOnly: 0.12, treatmentOnly: 0.045 });
    const by = await browserOf('coordinator');
    const page = await by.get(`/campagnes/${id}/verzegel`).expect(200);
    expect(page.text).not.toContain(`action="/campagnes/${id}/verzegel"`);
    await by.post(`/campagnes/${id}/verzegel`).expect(409);
  });

  test('is for a coordinator', async () => {
    const id = await design(6);
    await (await browserOf('inspector')).get(`/campagnes/${id}/verzegel`).expect(403);
    await (await browserOf('inspector')).post(`/campagnes/${id}/verzegel`).expect(403);
  });

  test('sends on the days of the preview', async () => {
    const id = await design(2, { purpose: 'enforcement', cells: [{ sector: 'detailhandel', quota: 2 }] });
    await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(3));
    const due = await sql<{
      at: Date;
    }>`select due_at as at from pt.application where campaign = ${id} order by due_at`.execute(
      world.services.database.kysely,
    );
    expect(due.rows.map(({ at }) => toLocal(at).date)).toEqual([MONDAY, MONDAY, '2026-09-08', '2026-09-08']);
  });
});
