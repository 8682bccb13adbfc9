// The report of action: all that was done under an authorisation, whole, kept, and provable.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { ActionBody } from '../../src/fieldwork/actions/schema.js';
import { totalsOf } from '../../src/fieldwork/actions/rules.js';
import { countDone } from '../../src/fieldwork/actions/views.js';
import { verifyActionReports } from '../../src/fieldwork/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { answer, joinTeam, sentOf, type SentApplication } from '../support/withdrawals.js';
import {
  importWorld,
  openWorld,
  runningCampaign,
  sealCampaign,
  sendAll,
  type World,
} from '../support/world.js';

const [ines, cas] = practiceAccounts;
const anke = practiceAccounts.find(({ login }) => login === 'anke')!;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));
const DAY = 24 * 3_600_000;

let world: World;
let campaign: CampaignId;
let baseline: CampaignId;
let sent: SentApplication[];

const path = (id: string) => `/campagnes/${id}/machtiging/handelingen`;
const file = (id: string, number: number, kind: string) =>
  getAs(world, ines, `${path(id)}/${number}/verslag.${kind}`);
const bodyOf = async (id: string, number: number): Promise<ActionBody> =>
  ActionBody.parse(JSON.parse((await file(id, number, 'json')).text));
const owner = (query: ReturnType<typeof sql>) =>
  asOwner(world.services.database.kysely, (db) => query.execute(db));
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 10);
  campaign = await runningCampaign(world, 1);
  await joinTeam(world, campaign);
  await sendAll(world);
  sent = await sentOf(world, campaign);
  // Both applications of the first test are invited: no difference, and it is told all the same.
  for (const application of sent.filter(({ test }) => test === sent[0]!.test)) {
    const id = await answer(
      world,
      application,
      `Wij nodigen u uit voor een gesprek ${application.position}.`,
    );
    for (const coder of coders.slice(0, 2))
      await world.services.responses.code(world.services.contextFor(coder), id, 'INV');
  }
  await world.at(new Date(world.services.clock.now().getTime() + 31 * DAY));
  while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
  baseline = await sealCampaign(world, 6, { purpose: 'baseline' }, 9);
}, 180_000);
afterAll(() => world.close());

describe('a report of action', () => {
  test('holds every test, also those without difference, and every act of the log', async () => {
    expect((await postAs(world, ines, path(campaign), {})).status).toBe(303);
    const body = await bodyOf(campaign, 1);
    const links = (
      (await owner(sql`select seq, encode(hash, 'hex') as hash from audit_link where campaign = ${campaign}
        and what <> 'authorisation.actions-reported' order by seq`)) as unknown as {
        rows: { seq: number; hash: string }[];
      }
    ).rows;
    expect(body.acts.map(({ link, hash }) => [link, hash])).toEqual(
      links.map(({ seq, hash }) => [seq, hash]),
    );
    expect(body.tests.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2]);
    const first = body.tests.find(({ applications }) =>
      applications.every(({ outcome }) => outcome === 'INV'),
    );
    expect(first?.employer?.name).toMatch(/\w/);
    expect(first?.applications.map(({ answers }) => answers.map(({ code }) => code))).toEqual([
      ['INV'],
      ['INV'],
    ]);
    expect(first?.applications.map(({ arm }) => arm).sort()).toEqual(['control', 'treatment']);
    expect(totalsOf(body)).toMatchObject({ planned: 3, begun: 3, complete: 3, alike: 3, calls: 0 });
  });

  test('counts what the page counts', async () => {
    const body = await bodyOf(campaign, 1);
    const counted = await world.as('inspector').read((ctx) => countDone(ctx, campaign));
    // The report itself is one act more.
    expect(counted).toEqual({ ...totalsOf(body), acts: body.acts.length + 1 });
  });

  test('is printed in words, as tagged PDF and as HTML, and its hash stands on the page', async () => {
    const [pdf, html] = [await file(campaign, 1, 'pdf'), await file(campaign, 1, 'html')];
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect((pdf.body as Buffer).toString('latin1')).toMatch(/\/Marked true[\s\S]*\/Lang \(nl/);
    expect(html.text).toContain('uitnodiging voor een gesprek');
    expect(html.text).toContain('begon een verzending; test 1, sollicitatie A');
    expect(html.text).not.toMatch(/\{\{|undefined|application\.sent/);
    const page = await getAs(world, cas, path(campaign));
    expect(page.text).toContain(sha256(pdf.body as Buffer).toString('hex'));
  });

  test('follows the one before it, and both stay', async () => {
    await postAs(world, cas, path(campaign), {});
    const [one, two] = [await bodyOf(campaign, 1), await bodyOf(campaign, 2)];
    expect([one.maker, two.maker]).toEqual([ines.name, cas.name]);
    expect(two.acts.length).toBe(one.acts.length + 1);
    expect(await verifyActionReports(world.services.systemContext())).toEqual({ papers: 2, broken: null });
  });

  test('is found broken when its bytes, its row or its link differ', async () => {
    const state = () => verifyActionReports(world.services.systemContext());
    await owner(sql`alter table action_report disable trigger user`);
    await owner(
      sql`update action_report set html = html || 'x', html_hash = sha256(convert_to(html || 'x', 'UTF8')) where number = 1`,
    );
    expect((await state()).broken?.why).toBe('the html of the report of action is not the one in the log');
    await owner(
      sql`update action_report set html = left(html, -1), html_hash = sha256(convert_to(left(html, -1), 'UTF8')) where number = 1`,
    );
    expect((await state()).broken).toBeNull();
    await owner(sql`create table kept as select * from action_report where number = 2`);
    await owner(sql`delete from action_report where number = 2`);
    expect((await state()).broken?.why).toMatch(/^the report of action .*\/2 is gone$/);
    await owner(sql`insert into action_report select * from kept`);
    await owner(sql`alter table action_report enable trigger user`);
    expect((await state()).broken).toBeNull();
  });

  test('of a baseline names no employer, arm, answer or outcome', async () => {
    const { campaigns } = world.services;
    await campaigns.requestAuthorisation(world.as('inspector'), baseline, 'mandate');
    expect((await postAs(world, ines, path(baseline), {})).status).toBe(409);
    expect((await getAs(world, ines, path(baseline))).text).toContain('na de beslissing');
    await campaigns.recordGrant(world.as('coordinator'), baseline, {
      number: 'B-1',
      validFrom: '2026-10-01T00:00:00Z',
      validUntil: '2027-09-01T00:00:00Z',
      maxTests: 1000,
      documentHash: sha256('x').toString('hex'),
    });
    expect((await postAs(world, ines, path(baseline), {})).status).toBe(303);
    const body = await bodyOf(baseline, 1);
    expect(body.tests).toHaveLength(18);
    expect(body.tests.filter(({ employer, vacancy }) => employer !== null || vacancy !== null)).toEqual([]);
    expect(
      body.tests.flatMap(({ applications }) =>
        applications.filter(
          ({ arm, answers, outcome }) => arm !== null || answers.length > 0 || outcome !== null,
        ),
      ),
    ).toEqual([]);
    const { rows } = (await owner(
      sql`select distinct e.name from employer e join test t on t.employer = e.id where t.campaign = ${baseline}`,
    )) as unknown as { rows: { name: string }[] };
    const { text } = await file(baseline, 1, 'html');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ name }) => text.includes(name))).toEqual([]);
  });

  test('is not there for others than the inspectors and coordinators of the team', async () => {
    await addMember(world.as('coordinator'), campaign, anke.id);
    const answers = [];
    for (const account of [anke, practiceAccounts[2], coders[0]!])
      answers.push((await getAs(world, account, path(campaign))).status);
    expect(answers).toEqual([403, 403, 403]);
    expect((await file(campaign, 99, 'pdf')).status).toBe(404);
    expect((await file(campaign, Number.NaN, 'pdf')).status).toBe(404);
  });
});

describe('in the database', () => {
  /** A copy of the second report as the third, in the name of who acts, with its text changed. */
  const copied = (change: ReturnType<typeof sql>, afterwards?: Error) =>
    world.as('inspector').inTx(async (ctx) => {
      await sql`insert into action_report (authorisation, number, campaign, body, html, pdf, body_hash, html_hash, pdf_hash, made_by)
        select authorisation, 3, campaign, body, 'x', 'x', sha256(convert_to(body, 'UTF8')), sha256('x'), sha256('x'), ${ines.id}
        from (select authorisation, campaign, (${change})::text as body from (select r.*, r.body::jsonb || '{"number": 3}'::jsonb as said
          from action_report r where r.campaign = ${campaign} and r.number = 2) r) c`.execute(ctx.db);
      if (afterwards !== undefined) throw afterwards;
    });
  const acts = () =>
    sql`coalesce((select jsonb_agg(jsonb_build_object('link', l.seq)) from audit_link l where l.campaign = ${campaign}), '[]')`;

  test('takes one that leaves nothing out, and none that leaves out an act, a test or its number', async () => {
    const whole = sql`said || jsonb_build_object('acts', ${acts()})`;
    for (const less of [
      sql`said`,
      sql`${whole} #- '{acts,0}'`,
      sql`${whole} #- '{tests,1}'`,
      sql`${whole} || '{"number": 4}'::jsonb`,
      sql`${whole} || '{"campaign": "x"}'::jsonb`,
    ])
      expect(await refusalOf(copied(less))).toBe('action_report_whole');
    const undo = new Error('undo');
    await expect(copied(whole, undo)).rejects.toBe(undo);
  });

  test('is never changed, never deleted, and of a decision', async () => {
    for (const change of [
      sql`update action_report set html = 'x' where campaign = ${campaign}`,
      sql`delete from action_report where campaign = ${campaign}`,
    ]) {
      const act = world.as('inspector').inTx((ctx) => change.execute(ctx.db));
      expect(
        await act.then(
          () => null,
          (error: unknown) => (error as { code: string }).code,
        ),
      ).toBe('42501');
    }
    const bare = await sealCampaign(world, 1, { name: 'Zonder beslissing' }, 10);
    await world.services.campaigns.requestAuthorisation(world.as('inspector'), bare, 'mandate');
    const early = world.as('inspector').inTx((ctx) =>
      sql`insert into action_report (authorisation, number, campaign, body, html, pdf, body_hash, html_hash, pdf_hash, made_by)
        select id, 1, campaign, '{}', 'x', 'x', sha256('{}'), sha256('x'), sha256('x'), ${ines.id} from authorisation where campaign = ${bare}`.execute(
        ctx.db,
      ),
    );
    expect(await refusalOf(early)).toBe('action_report_decided');
  });
});
