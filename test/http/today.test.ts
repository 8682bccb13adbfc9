import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { getAs } from '../support/acting.js';
import {
  authorise,
  openWorld,
  runningCampaign,
  sealCampaign,
  sendAll,
  type World,
} from '../support/world.js';
import { dateOnly } from '../../src/platform/dates.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Role = 'inspector' | 'coordinator' | 'fieldworker' | 'coder';

async function board(role: Role) {
  const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
  const answer = await getAs(world, account, '/');
  const main = /<main[\s\S]*<\/main>/.exec(answer.text)![0];
  return {
    cards: [
      ...main.matchAll(/class="card-title"><a href="[^"]*"[^>]*>([^<]*)<[\s\S]*?card-count">([^<]*)</g),
    ].map((hit) => [hit[1], hit[2]]),
    text: main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
  };
}

async function receive(to: string): Promise<void> {
  const { responses, systemContext } = world.services;
  const raw = Buffer.from(`From: iemand@elders.example\r\nTo: ${to}\r\nSubject: Uw brief\r\n\r\nDank u.\r\n`);
  await responses.receive(systemContext(), { envelope: { from: 'iemand@elders.example', to: [to] }, raw });
  await responses.process(systemContext());
}

describe('Vandaag', () => {
  test('says that nothing waits, and to a coder no moment of anything', async () => {
    const { cards, text } = await board('coder');
    expect(cards).toEqual([]);
    expect(text).toContain('Niets wacht op u Een nieuw antwoord om te coderen verschijnt hier vanzelf.');
  });

  test('gives each role the next act in the life of a campaign, and no other role', async () => {
    const id = await sealCampaign(world, 2, { cells: [{ sector: 'bouw', quota: 2 }] });
    const sealed = {
      inspector: (await board('inspector')).cards,
      fieldworker: (await board('fieldworker')).cards,
    };
    await authorise(world, id, { until: dateOnly(2026, 9, 12) });
    const ready = {
      inspector: (await board('inspector')).cards,
      coordinator: (await board('coordinator')).cards,
    };
    expect([sealed, ready]).toEqual([
      { inspector: [['Machtigingen om te vragen', '1']], fieldworker: [] },
      {
        inspector: [
          ['Machtigingen die binnen de week eindigen', '1'],
          ['Campagnes klaar om te starten', '1'],
        ],
        coordinator: [
          ['Machtigingen die binnen de week eindigen', '1'],
          ['Campagnes klaar om te starten', '1'],
        ],
      },
    ]);
  });

  test('says when the next sending is, to who may know campaigns', async () => {
    const { campaigns } = world.services;
    const [ready] = await world
      .as('inspector')
      .read((ctx) => ctx.db.selectFrom('campaign').select('id').execute());
    await campaigns.start(world.as('inspector'), ready!.id);
    await campaigns.stop(world.as('inspector'), ready!.id, 'Genoeg gezien voor deze test.', false);
    await runningCampaign(world, 1, { cells: [{ sector: 'uitzend', quota: 1 }] }, 5);
    // The fieldworker has to see first whether its vacancy is still open.
    expect((await board('fieldworker')).cards).toEqual([['Vacatures nakijken', '1']]);
    const { cards, text } = await board('inspector');
    expect(cards).toEqual([]);
    expect(text).toMatch(/Niets wacht op u Wat komt: de volgende verzending, ma 7 september 2026/);
  });

  test('puts messages that match nothing before a fieldworker, with since when the oldest waits', async () => {
    await receive('niemand@mijnpost.example');
    const { cards, text } = await board('fieldworker');
    expect(cards).toEqual([
      ['Berichten zonder sollicitatie', '1'],
      ['Vacatures nakijken', '1'],
    ]);
    expect(text).toContain('het oudste wacht sinds');
  });

  test('puts answers to code before a coder, without any clock', async () => {
    await sendAll(world);
    const row = await world
      .as('fieldworker')
      .read((ctx) =>
        ctx.db
          .selectFrom('application')
          .select('from_address')
          .where('state', '=', 'sent')
          .executeTakeFirstOrThrow(),
      );
    await receive(row.from_address);
    const { cards, text } = await board('coder');
    expect(cards).toEqual([['Antwoorden om te coderen', '1']]);
    expect(text).not.toMatch(/sinds|tegen/);
  });

  test('warns a fieldworker of applications that are past their time', async () => {
    await runningCampaign(world, 1, { cells: [{ sector: 'detailhandel', quota: 1 }] }, 6);
    await world.at(new Date(world.services.clock.now().getTime() + 5 * 24 * 3_600_000));
    expect((await board('fieldworker')).cards).toContainEqual(['Sollicitaties over hun tijd', '2']);
  });
});
