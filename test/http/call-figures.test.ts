// What follows from coded calls: the next wave, the close of a campaign, kappa, and the report of action.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { ActionBody } from '../../src/fieldwork/actions/schema.js';
import { totalsOf } from '../../src/fieldwork/actions/rules.js';
import { countDone } from '../../src/fieldwork/actions/views.js';
import type { CallCode } from '../../src/fieldwork/calls/schema.js';
import type { Ctx } from '../../src/platform/context.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { cohenKappa } from '../../src/statistics/index.js';
import { getAs, postAs } from '../support/acting.js';
import { addSecondTester, codeCalls, openCallsOf, runningCalls, waitingCalls } from '../support/calls.js';
import { settle } from '../support/people.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const [inspector, coordinator] = practiceAccounts;
const tess = practiceAccounts.find(({ login }) => login === 'tess')!;

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
});

const rowsIn = async <Row = unknown>(world: World, query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => constraintOf(error) ?? (error as { code?: string }).code ?? String(error),
  );

const said = (code: CallCode) => ({
  code,
  timesSaid: 1,
  askedReason: false,
  namedBan: false,
  deviations: [],
  note: 'Dat noteren wij zo.',
});

/** A campaign of which every call was made, each heard as the tester says; nothing is coded. */
async function called(
  agencies: number,
  purpose: 'enforcement' | 'baseline' = 'enforcement',
): Promise<{ world: World; campaign: CampaignId; testers: readonly Ctx[] }> {
  const world = await openWorld();
  worlds.push(world);
  const testers = [world.as('tester'), await addSecondTester(world)];
  const campaign = await runningCalls(world, agencies, { purpose });
  for (const ctx of testers)
    for (const { id } of await openCallsOf(ctx))
      await world.services.calls.record(ctx, id, said('COMPLY-OPEN'));
  return { world, campaign, testers };
}

describe('what a tester writes down', () => {
  let world: World;
  let ctx: Ctx;
  let id: string;
  beforeAll(async () => {
    world = await openWorld();
    worlds.push(world);
    await runningCalls(world, 1);
    ctx = world.as('tester');
    id = (await openCallsOf(ctx))[0]!.id;
  });

  test('holds what they said: the form comes back without it, and so does a program', async () => {
    const fields = { code: 'EVADE', timesSaid: '1', askedReason: 'ja', namedBan: 'nee', note: ' ' };
    const back = await postAs(world, tess, `/taken/${id}/leg-vast`, fields);
    expect([
      back.status,
      back.text.includes('href="#note"'),
      back.text.includes('Schrijf wat ze zeiden'),
      /value="EVADE"[^>]*checked|checked[^>]*value="EVADE"/.test(back.text),
    ]).toEqual([422, true, true, true]);
    const body = { code: 'EVADE', timesSaid: 1, askedReason: true, namedBan: false };
    expect((await postAs(world, tess, `/api/v1/tasks/${id}/record`, body, { as: 'json' })).status).toBe(422);
  });

  test.each([
    ['without what they said', null, '', 'call_outcome_answer_is_whole'],
    ['with the name of the agency for coders', 'Dat kan.', 'naam', 'call_outcome_told_is_blind'],
  ])('passes the database not %s', async (_how, note, told, constraint) => {
    const [{ name } = { name: '' }] = await rowsIn<{ name: string }>(
      world,
      sql`select e.name from call_task t join employer e on e.id = t.employer where t.id = ${id}`,
    );
    const write = ctx.inTx((tx) =>
      sql`insert into call_outcome (task, code, asked_reason, named_ban, times_said, deviations, note, told, ended_at, recorded_by)
        values (${id}, 'EVADE', false, false, 1, '[]', ${note}, ${told === 'naam' ? `Bij ${name.toUpperCase()} kan dat.` : told}, app_now(), ${ctx.actor.id})`.execute(
        tx.db,
      ),
    );
    expect(await refusalOf(write)).toBe(constraint);
  });

  test('may hold a word of which the name of the agency is a part, and not that name', async () => {
    await rowsIn(
      world,
      sql`update employer set name = 'Start' where id = (select employer from call_task where id = ${id})`,
    );
    const body = {
      code: 'EVADE',
      timesSaid: 1,
      askedReason: true,
      namedBan: false,
      note: 'Bij Start kan hij maandag starten, zei ze.',
    };
    expect((await postAs(world, tess, `/api/v1/tasks/${id}/record`, body, { as: 'json' })).status).toBe(200);
    const [kept] = await rowsIn<{ told: string }>(
      world,
      sql`select told from call_outcome where task = ${id}`,
    );
    expect([kept!.told.includes('starten'), /\bStart\b/.test(kept!.told)]).toEqual([true, false]);
  });
});

describe('the next wave', () => {
  test('waits until every answer of the wave stands, and says how many do not', async () => {
    const { world, campaign } = await called(4);
    const wave = { whom: 'over-half', callsPerUnit: '2', from: '2026-09-14' };
    const plan = () => postAs(world, coordinator, `/campagnes/${campaign}/oproepen/plan`, wave);
    const program = await postAs(
      world,
      coordinator,
      `/api/v1/campaigns/${campaign}/plan-calls`,
      { ...wave, callsPerUnit: 2 },
      { as: 'json' },
    );
    expect([program.status, (program.body as { detail?: string }).detail]).toEqual([
      409,
      '4 answers of wave 1 wait for a coder',
    ]);
    const page = await getAs(world, coordinator, `/campagnes/${campaign}/oproepen`);
    expect([page.text.includes('Nog te coderen: 4.'), page.text.includes('name="callsPerUnit"')]).toEqual([
      true,
      false,
    ]);
    const back = await plan();
    expect([
      back.status,
      back.text.includes('href="#whom"'),
      back.text.includes('Nog te coderen: 4.'),
    ]).toEqual([422, true, true]);
    await codeCalls(world);
    const done = await plan();
    expect([done.status, done.headers['location']]).toEqual([
      303,
      `/campagnes/${campaign}/oproepen?gepland=2`,
    ]);
  });

  test('goes by what coders made of the answers, not by what testers thought', async () => {
    const { world, campaign, testers } = await called(4);
    const units: string[] = [];
    for (const [place, { task }] of (await waitingCalls(world)).entries()) {
      const codes = {
        code: place === 0 ? 'COMPLY-HIDDEN' : 'REFUSE',
        askedReason: false,
        namedBan: false,
      } as const;
      for (const who of ['coder', 'second coder'] as const)
        await world.services.callCoding.code(world.as(who), task, codes);
      if (place === 0)
        units.push(
          ...(
            await rowsIn<{ unit: string }>(
              world,
              sql`select employer_unit as unit from call_task where id = ${task}`,
            )
          ).map(({ unit }) => unit),
        );
    }
    const planned = await world.services.calls.planCalls(world.as('coordinator'), campaign, {
      whom: 'over-half',
      callsPerUnit: 1,
      from: MONDAY,
    });
    const next = (await Promise.all(testers.map((ctx) => openCallsOf(ctx)))).flat().map(({ unit }) => unit);
    expect([planned, next]).toEqual([{ wave: 2, calls: 1 }, units]);
  });
});

describe('a campaign of calls', () => {
  test('closes once every answer stands, also by hand', async () => {
    const { world, campaign } = await called(2);
    await world.services.campaigns.close(world.as('coordinator'), campaign, 'Het veldwerk is klaar.', false);
    const life = () =>
      world.services.jobs.find(({ name }) => name === 'campaigns.life')!.run(world.services.systemContext());
    const state = async () =>
      (await rowsIn<{ state: string }>(world, sql`select state from campaign where id = ${campaign}`))[0]
        ?.state;
    await life();
    const page = await getAs(world, inspector, `/campagnes/${campaign}`);
    expect([
      await state(),
      page.text.includes('De campagne sluit wanneer elk antwoord zijn code heeft.'),
      await refusalOf(rowsIn(world, sql`update campaign set state = 'closed' where id = ${campaign}`)),
    ]).toEqual(['closing', true, 'campaign_calls_coded']);
    await codeCalls(world);
    await life();
    expect(await state()).toBe('closed');
    const [coder] = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));
    const [one] = await rowsIn<{ task: string }>(world, sql`select task from call_coding limit 1`);
    const late = await postAs(world, coder!, `/coderen/oproepen/${one!.task}/wijzig`, {
      code: 'EVADE',
      askedReason: 'nee',
      namedBan: 'nee',
      reason: 'Te laat bedacht.',
    });
    expect(late.status).toBe(409);
  });

  test('stands in its report of action by what was coded, and says what waits', async () => {
    const { world, campaign } = await called(2);
    const path = `/campagnes/${campaign}/machtiging/handelingen`;
    const report = async (number: number) => {
      await postAs(world, inspector, path, {});
      const file = (kind: string) => getAs(world, inspector, `${path}/${number}/verslag.${kind}`);
      return {
        body: ActionBody.parse(JSON.parse((await file('json')).text)),
        html: (await file('html')).text,
      };
    };
    const before = await report(1);
    for (const { task } of await waitingCalls(world))
      for (const who of ['coder', 'second coder'] as const)
        await world.services.callCoding.code(world.as(who), task, {
          code: 'EVADE',
          askedReason: true,
          namedBan: false,
        });
    const after = await report(2);
    expect(before.body.calls.map(({ code, waits }) => [code, waits])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(after.body.calls.map(({ code, waits }) => [code, waits])).toEqual([
      ['EVADE', false],
      ['EVADE', false],
    ]);
    expect([
      before.html.includes('wacht op codering'),
      before.html.includes('gaat er openlijk op in'),
      after.html.includes('ontwijkt'),
      totalsOf(before.body).callsMade,
      (await world.as('inspector').read((ctx) => countDone(ctx, campaign))).callsMade,
    ]).toEqual([true, false, true, 2, 2]);
  });
});

describe('coders of calls who agree too little', () => {
  test('stop the published figures: kappa under 0.70, on the page as in the database', async () => {
    const { world, campaign } = await called(20, 'baseline');
    const third = await settle(world, ['adjudicator']);
    // They agree on 14 of 20, where chance gives half.
    for (const [place, { task }] of (await waitingCalls(world)).entries()) {
      const codes = [
        place < 10 ? 'COMPLY-OPEN' : 'REFUSE',
        place % 10 < 7 === place < 10 ? 'COMPLY-OPEN' : 'REFUSE',
      ] as const;
      const choose = (ctx: Ctx, code: CallCode) =>
        world.services.callCoding.code(ctx, task, { code, askedReason: false, namedBan: false });
      await choose(world.as('coder'), codes[0]);
      await choose(world.as('second coder'), codes[1]);
      if (codes[0] !== codes[1])
        await choose(
          world.services.contextFor({ id: third.id, name: 'x', roles: ['adjudicator'] }),
          codes[0],
        );
    }
    const kappa = cohenKappa([
      [7, 3],
      [3, 7],
    ]);
    if (kappa.kind !== 'determined') throw new Error('This kappa can be computed.');
    const [row] = await rowsIn<{ kappa: number; disagree: boolean }>(
      world,
      sql`select call_coding_kappa(${campaign}) as kappa, coders_disagree(${campaign}) as disagree`,
    );
    expect(row!.kappa).toBeCloseTo(kappa.kappa, 12);
    expect(row!.disagree).toBe(true);
    const { body } = await getAs(world, inspector, `/api/v1/campaigns/${campaign}/client-calls`, {
      accept: 'application/json',
    });
    const { agreement, overall, sectors } = body as {
      sectors: { sector: string; wave: { n: number; share: number; wilson: [number, number] } }[];
      agreement: { n: number; kappa: number; interval: [number, number] };
      overall: { n: number; share: number };
    };
    expect([agreement.n, overall.n, overall.share]).toEqual([20, 20, 0.5]);
    expect(sectors.reduce((sum, { wave }) => sum + wave.n, 0)).toBe(20);
    for (const { wave } of sectors)
      expect(wave.wilson[0] < wave.share && wave.share < wave.wilson[1]).toBe(true);
    expect([agreement.kappa, ...agreement.interval].map((one) => one.toFixed(6))).toEqual(
      [kappa.kappa, ...kappa.ci].map((one) => one.toFixed(6)),
    );
    const page = await getAs(world, inspector, `/campagnes/${campaign}/klantoproepen`);
    expect([
      page.text.includes('0,4'),
      page.text.includes('zo worden de cijfers van deze campagne niet gepubliceerd'),
    ]).toEqual([true, true]);
    expect(
      await refusalOf(
        world.services
          .systemContext()
          .inTx((ctx) =>
            sql`insert into publication (campaign, body, hash) values (${campaign}, '{}', sha256('x'))`.execute(
              ctx.db,
            ),
          ),
      ),
    ).toMatch(/^publication_(agreement|closed)$/);
  });
});
