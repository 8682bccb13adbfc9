// Made-up candidates: nobody sends what one had drawn oneself, and what was taken out of use is never sent, in rules and in the database.
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { retireCandidate } from '../../src/fieldwork/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import { answer } from '../support/withdrawals.js';
import {
  authorise,
  draftOf,
  importWorld,
  MONDAY,
  openWorld,
  seedOf,
  sendAll,
  type World,
} from '../support/world.js';

const [ines, coordinator] = practiceAccounts;
const fieldworker = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'fieldworker'))!;

let world: World;
let id: CampaignId;
const owner = <Row>(query: RawBuilder<unknown>): Promise<Row[]> =>
  asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows as Row[]);
const system = () => world.services.systemContext();
const page = () => `/campagnes/${id}/kandidaten`;
const release = (by: { id: string }, increment = 0) =>
  postAs(world, by, `${page()}/geef-vrij`, { increment });
const codeOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );
const unescaped = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 4);
  id = await world.services.campaigns.create(world.as('inspector'), draftOf(4));
  await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await authorise(world, id);
});
afterAll(() => world.close());

/** Moves an application to sending by hand, as the program's role. @returns the constraint that refuses it */
const sendByHand = (application: string): Promise<string | null> =>
  codeOf(
    system().inTx(async (ctx) => {
      for (const statement of [
        sql`update application set state = 'due', next_attempt_at = app_now() where id = ${application} and state = 'planned'`,
        sql`insert into attempt (id, application, number, server, message, lease_until) values (gen_random_uuid(), ${application}, 99, 's', 'm', app_now())`,
        sql`update application set state = 'sending' where id = ${application}`,
      ])
        await statement.execute(ctx.db);
      throw new Error('sent');
    }),
  );

describe('a plan whose candidates nobody looked at', () => {
  test('does not start, and says why', async () => {
    expect(await codeOf(world.services.campaigns.start(world.as('inspector'), id))).toBe(
      'identities-unreleased',
    );
    const shown = unescaped((await getAs(world, ines, `/campagnes/${id}`)).text);
    expect(shown).toContain('De verzonnen kandidaten wachten op een tweede persoon.');
  });

  test('is a card for who may look, and none for who had it drawn', async () => {
    const today = async (who: { id: string }) => (await getAs(world, who, '/')).text;
    expect(await today(ines)).toContain(`href="${page()}"`);
    expect(await today(coordinator)).not.toContain(`href="${page()}"`);
  });

  test('sends nothing, whoever moves the row', async () => {
    await owner(sql`update campaign set state = 'running' where id = ${id}`);
    const [first] = await owner<{ id: string }>(
      sql`select id from application where campaign = ${id} and position = 1 limit 1`,
    );
    expect(await sendByHand(first!.id)).toBe('gate:identities-unreleased');
  });
});

describe('the release', () => {
  test('shows each pair side by side with what distinguishes it, in every language', async () => {
    for (const [lang, words] of [
      ['nl', 'Verschilt'],
      ['en', 'differ'],
      ['fr', 'diffère'],
    ] as const) {
      const { status, text } = await getAs(world, ines, page(), { lang });
      expect(status).toBe(200);
      expect(text.toLowerCase()).toContain(words.toLowerCase());
      // Five pairs, of each the name and its origin in both columns.
      expect(text.match(/<mark>/g)?.length).toBeGreaterThanOrEqual(20);
    }
  });

  test('is not for who had the candidates drawn, nor for who does not judge plans', async () => {
    expect((await release(coordinator)).status).toBe(409);
    expect((await release(fieldworker)).status).toBe(403);
    const byHand = world
      .as('coordinator')
      .inTx((ctx) =>
        sql`insert into identity_release (campaign, increment, root, released_by) select campaign, number, root, app_actor() from plan_increment where campaign = ${id}`.execute(
          ctx.db,
        ),
      );
    expect(await codeOf(byHand)).toBe('identity_two_persons');
  });

  test('is in the own name and of what was drawn, also by hand', async () => {
    const byHand = (root: RawBuilder<unknown>, by: RawBuilder<unknown>) =>
      codeOf(
        world
          .as('inspector')
          .inTx((ctx) =>
            sql`insert into identity_release (campaign, increment, root, released_by) select campaign, number, ${root}, ${by} from plan_increment where campaign = ${id}`.execute(
              ctx.db,
            ),
          ),
      );
    expect(await byHand(sql`sha256('other')`, sql`app_actor()`)).toBe('identity_release_root');
    expect(await byHand(sql`root`, sql`${fieldworker.id}::uuid`)).not.toBeNull();
  });

  test('leaves out a candidate that does not pass, with a reason', async () => {
    const retire = (body: object) => postAs(world, ines, `${page()}/trek-in`, body);
    expect((await retire({ pair: 1, arm: 'control', note: 'kort' })).status).toBe(422);
    expect((await retire({ pair: 1, note: 'deze naam bestaat hier echt' })).status).toBe(422);
    const done = await retire({ pair: 1, arm: 'control', note: 'deze naam bestaat hier echt' });
    expect(done.headers['location']).toBe(`${page()}?paar=1&gedaan=weg`);
    expect((await retire({ pair: 1, arm: 'control', note: 'nog een keer, met reden' })).status).toBe(409);
    expect(unescaped((await getAs(world, ines, `${page()}?paar=1`)).text)).toContain('afgekeurd');
  });

  test('by a second person opens the plan, once', async () => {
    const done = await release(ines);
    expect(done.headers['location']).toBe(`${page()}?aanvulling=0&gedaan=vrij`);
    expect((await release(ines)).status).toBe(409);
    const logged = await owner<{ root: string }>(
      sql`select body::jsonb ->> 'root' as root from audit_link where what = 'identities.released' and campaign = ${id}`,
    );
    const drawn = await owner<{ root: string }>(
      sql`select encode(root, 'hex') as root from plan_increment where campaign = ${id}`,
    );
    expect(logged).toEqual(drawn);
  });
});

describe('a candidate out of use', () => {
  const statesOf = async (ordinal: number) =>
    (
      await owner<{ state: string; reason: string | null }>(
        sql`select a.state, a.state_reason as reason from application a join test t on t.id = a.test where t.campaign = ${id} and t.ordinal = ${ordinal} order by a.position`,
      )
    ).map(({ state, reason }) => reason ?? state);

  test('is not sent, nor is the other of its pair; the rest leaves', async () => {
    await sendAll(world, toInstant(MONDAY, 23 * 60));
    expect(await statesOf(0)).toEqual(['identity-retired', 'planned']);
    expect((await statesOf(1))[0]).toBe('sent');
  });

  test('of the rest each mail holds the letter, and the curriculum vitae as a PDF', () => {
    const { raw } = world.posted[0]!;
    const mail = raw.toString('latin1');
    expect(mail).toContain('Content-Type: application/pdf');
    const [text, file] = mail.split(/\r\n--[^\r\n]+\r\n/).slice(1);
    expect(text).not.toMatch(/CURRICULUM|Persoonlijk/i);
    const coded = /\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(file!)![1]!;
    expect(Buffer.from(coded, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('that became known stops the other of its pair, by hand too', async () => {
    await retireCandidate(world.as('inspector'), id, 2, 'treatment', 'de brief stond in de krant');
    const [second] = await owner<{ id: string }>(
      sql`select a.id from application a join test t on t.id = a.test where t.campaign = ${id} and t.ordinal = 1 and a.position = 2`,
    );
    expect(await sendByHand(second!.id)).toBe('gate:identity-retired');
    await world.at(toInstant(addDays(MONDAY, 1), 16 * 60 + 55));
    await world.services.dispatch.promote(system());
    expect(await statesOf(1)).toEqual(['sent', 'identity-retired']);
    expect(await statesOf(0)).toEqual(['identity-retired', 'identity-retired']);
  });

  test('was seen through: an answer coded so retires it by itself', async () => {
    const [sent] = await owner<{ id: string; from_address: string; arm: string }>(
      sql`select a.id, a.from_address, a.arm from application a join test t on t.id = a.test where t.campaign = ${id} and t.ordinal = 2 and a.position = 1`,
    );
    const response = await answer(world, sent!, 'Is dit een praktijktest? Wie bent u echt?');
    for (const coder of ['coder', 'second coder'] as const)
      await world.services.responses.code(world.as(coder), response, 'DET');
    expect(
      await owner(
        sql`select reason, note, retired_by from identity_retirement where application = ${sent!.id}`,
      ),
    ).toEqual([{ reason: 'detected', note: null, retired_by: null }]);
    expect(unescaped((await getAs(world, ines, `${page()}?paar=3`)).text)).toContain('doorzien');
  });

  test('was taken out by who makes a pair void, and so leaves the evidence to others', async () => {
    const duties = async (who: { id: string }) =>
      (
        await owner<{ duty: string }>(
          sql`select duty from campaign_insider where campaign = ${id} and account = ${who.id}`,
        )
      ).map(({ duty }) => duty);
    expect(await duties(ines)).toContain('void');
    expect(await duties(fieldworker)).not.toContain('void');
  });

  test('is not taken out by who has an own interest, by hand too, who has nothing to press', async () => {
    const { id: who } = await settle(world, ['inspector']);
    await addMember(world.as('coordinator'), id, who);
    await owner(
      sql`insert into own_interest (id, campaign, account, kind) values (gen_random_uuid(), ${id}, ${who}, 'relative')`,
    );
    const ctx = world.services.contextFor({ id: who, name: 'x', roles: ['inspector'] });
    expect(await codeOf(retireCandidate(ctx, id, 4, 'control', 'de brief stond in de krant'))).toBe(
      'own-interest',
    );
    const byHand = ctx.inTx((ctx) =>
      sql`insert into identity_retirement (application, reason, note, retired_by)
        select a.id, 'disclosed', 'een goede reden', app_actor() from application a join test t on t.id = a.test
        where t.campaign = ${id} and t.ordinal = 3 and a.arm = 'control'`.execute(ctx.db),
    );
    expect(await codeOf(byHand)).toBe('own_interest_bars');
    const shown = async (by: { id: string }) => (await getAs(world, by, `${page()}?paar=4`)).text;
    expect(await shown(ines)).toContain('trek-in');
    expect(await shown({ id: who })).not.toContain('trek-in');
  });

  test('is named to who draws the next plan, and to nobody else', async () => {
    const names = (who: 'coordinator' | 'inspector') =>
      world
        .as(who)
        .read(async (ctx) => (await sql`select name from identities_retired()`.execute(ctx.db)).rows.length);
    expect([await names('coordinator'), await names('inspector')]).toEqual([3, 0]);
  });

  test('stays so: neither row is changed or taken away', async () => {
    for (const act of ['update identity_retirement set note = note', 'delete from identity_release'])
      expect(await codeOf(system().inTx((ctx) => sql.raw(act).execute(ctx.db)))).not.toBeNull();
  });
});
