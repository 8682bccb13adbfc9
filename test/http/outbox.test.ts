// The outbox of a campaign: where every application stands, and why it does not leave now.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, removeMember, type CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { outboxColumns } from '../../src/fieldwork/outbox/outbox-list.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { composeNonDelivery } from '../../src/platform/mail/index.js';
import { getAs, postAs } from '../support/acting.js';
import { openFaultySmtp, type Fault, type FaultySmtp } from '../support/faulty-smtp.js';
import { authorise, draftOf, importWorld, MONDAY, openWorld, seedOf, type World } from '../support/world.js';

const accountOf = (role: string) =>
  practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
const say = (text: string): Fault => ({ say: `${text}\r\n` });
const NINE = 9 * 60;

let world: World;
let smtp: FaultySmtp;
let id: CampaignId;

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;

async function tick(): Promise<void> {
  const { dispatch, systemContext } = world.services;
  await dispatch.promote(systemContext());
  while ((await dispatch.send(systemContext())) > 0);
}

/** The rows of the page, each as its cells in plain words. */
async function rowsOf(query = '', role = 'fieldworker'): Promise<string[][]> {
  const answer = await getAs(world, accountOf(role), `/campagnes/${id}/verzending${query}`);
  expect(answer.status).toBe(200);
  return [...answer.text.matchAll(/<tr role="row">(.*?)<\/tr>/gs)]
    .map(([, row]) =>
      [...row!.matchAll(/<t[dh][^>]*role="(?:cell|rowheader)"[^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) =>
        cell!
          .replaceAll(/<[^>]+>/g, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      ),
    )
    .filter((cells) => cells.length > 0);
}

const standOf = async (name: string): Promise<[string | undefined, string | undefined]> => {
  const row = (await rowsOf()).find(([first]) => first === name);
  return [row?.[2], row?.[3]];
};

beforeAll(async () => {
  smtp = await openFaultySmtp();
  world = await openWorld({ smtp: { host: '127.0.0.1', port: smtp.port } });
  await importWorld(world, 8);
  const { campaigns } = world.services;
  id = await campaigns.create(
    world.as('inspector'),
    draftOf(1, { cells: [{ sector: 'bouw', quota: 6 }], pairsPerDay: 6 }),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, accountOf('fieldworker').id);
  await authorise(world, id);
  await campaigns.start(world.as('inspector'), id);
  // One first application every ten minutes from nine on, in the order of the plan, and the second at the same hour of the next day.
  await owner(sql`update application a set due_at = ${toInstant(MONDAY, NINE)}::timestamptz + t.ordinal * interval '10 minutes'
      + (a.position - 1) * interval '1 day' from test t where t.id = a.test and t.campaign = ${id}`);
});
afterAll(async () => {
  await smtp.close();
  await world.close();
});

describe('the outbox', () => {
  test('shows what is planned, the first to leave in front, and that nothing leaves at this hour', async () => {
    const answer = await getAs(world, accountOf('fieldworker'), `/campagnes/${id}/verzending`);
    expect(answer.text).toContain('Er vertrekt nu niets: het is buiten de kantooruren');
    expect((await rowsOf()).map(([name, , stand]) => [name, stand]).slice(0, 2)).toEqual([
      ['1 A', 'gepland'],
      ['2 A', 'gepland'],
    ]);
  });

  test('says of what is past its moment that nobody looked at its vacancy, with the way to do so', async () => {
    await world.at(toInstant(MONDAY, NINE + 1));
    expect(await standOf('1 A')).toEqual([
      'tegengehouden',
      'Niemand keek in de laatste 24 uur na of de vacature nog open is. Kijk de vacature na',
    ]);
  });

  test('tells apart what was sent, refused, in doubt and put off, each with the code of the server', async () => {
    const faults = [
      {},
      { RCPT: say('550 5.1.1 nobody of that name') },
      { dot: 'drop' },
      { dot: say('451 4.7.1 later') },
    ] as const;
    for (const [at, fault] of faults.entries()) {
      await world.at(toInstant(MONDAY, NINE + 10 * at + 1));
      await smtp.behave(fault);
      await tick();
    }
    expect(await Promise.all(['1 A', '2 A', '3 A', '4 A'].map(standOf))).toEqual([
      ['verstuurd', '–'],
      ['geweigerd', 'De mailserver zei 550 5.1.1.'],
      ['onzeker', 'Beslis'],
      [
        'uitgesteld door de mailserver',
        'De mailserver zei 451 4.7.1. Nieuwe poging: ma 7 september 2026, 09.46 u.',
      ],
    ]);
  });

  test('names the suspicion for which an employer rests', async () => {
    await world.at(toInstant(MONDAY, NINE + 41));
    await smtp.behave();
    await tick();
    const [sixth] = await owner<{ id: string }>(
      sql`select id from test where campaign = ${id} and ordinal = 5`,
    );
    const raised = await postAs(world, accountOf('fieldworker'), `/testen/${sixth!.id}/vermoeden/meld`, {
      note: 'Iemand belde om te vragen of dit echt is.',
    });
    expect(raised.status).toBe(303);
    await world.at(toInstant(MONDAY, NINE + 52));
    await tick();
    expect(await standOf('6 A')).toEqual([
      'tegengehouden',
      'Bij deze werkgever is een vermoeden: er vertrekt niets meer tot iemand beslist.',
    ]);
  });

  test('says of a second application that the first of its pair is in doubt', async () => {
    await world.at(toInstant(addDays(MONDAY, 1), NINE + 21));
    expect(await standOf('3 B')).toEqual([
      'tegengehouden',
      'De eerste sollicitatie van het paar is onzeker. Beslis daar eerst over.',
    ]);
  });

  test('tells what came back from what arrived', async () => {
    const [sent] = await owner<{
      address: string;
      name: string;
      to: string;
      message: string;
      subject: string;
    }>(
      sql`select from_address as address, from_name as name, to_address as to, message_id as message, subject from application a
        join test t on t.id = a.test where a.campaign = ${id} and t.ordinal = 0 and a.position = 1`,
    );
    const { responses, systemContext, clock } = world.services;
    await responses.receive(systemContext(), {
      envelope: { from: '', to: [sent!.address] },
      raw: await composeNonDelivery({
        reportingServer: 'mx.werkgever.example',
        to: sent!.address,
        failedRecipient: sent!.to,
        status: '5.1.1',
        diagnostic: '550 5.1.1 nobody of that name',
        date: clock.now(),
        messageId: 'dsn1@mx.werkgever.example',
        original: {
          messageId: sent!.message,
          from: { name: sent!.name, address: sent!.address },
          to: sent!.to,
          subject: sent!.subject,
        },
      }),
    });
    await responses.process(systemContext());
    expect(await standOf('1 A')).toEqual(['teruggekomen', '–']);
  });

  test('filters by how applications stand, which of the pair, and by number, in any order', async () => {
    const names = async (query: string) => (await rowsOf(query)).map(([name]) => name);
    expect([
      await names('?stand=refused'),
      await names('?stand=bounced'),
      await names('?stand=in-doubt&sollicitatie=A'),
      await names('?stand=in-doubt&sollicitatie=B'),
      await names('?filter=2&sorteer=test&richting=af'),
    ]).toEqual([['2 A'], ['1 A'], ['3 A'], [], ['2 B', '2 A']]);
  });

  test('says of a paused campaign that nothing leaves, on the page and in every row whose moment has come', async () => {
    await world.services.campaigns.pause(world.as('inspector'), id, 'even wachten met verzenden');
    const answer = await getAs(world, accountOf('fieldworker'), `/campagnes/${id}/verzending`);
    expect(answer.text).toContain('Er vertrekt nu niets van deze campagne');
    const held = await rowsOf('?stand=held');
    expect(held.length).toBeGreaterThan(0);
    expect(new Set(held.map(([, , , why]) => why))).toEqual(new Set(['De campagne loopt niet.']));
  });
});

describe('the page of sendings', () => {
  test('leads to the outbox of each campaign of the own team, with how much waits', async () => {
    const { text } = await getAs(world, accountOf('fieldworker'), '/verzending');
    expect(text).toContain(`href="/campagnes/${id}/verzending"`);
    expect(text).toMatch(/: \d+ te versturen, bij \d+ is het moment voorbij/);
  });
});

describe('who sees it', () => {
  test('is the own team, who may see its tests; nobody else', async () => {
    const status = async (role: string) =>
      (await getAs(world, accountOf(role), `/campagnes/${id}/verzending`)).status;
    expect([await status('inspector'), await status('coder'), await status('analyst')]).toEqual([
      200, 403, 403,
    ]);
    await removeMember(world.as('coordinator'), id, accountOf('fieldworker').id);
    expect(await status('fieldworker')).toBe(404);
    await addMember(world.as('coordinator'), id, accountOf('fieldworker').id);
  });

  test('sees neither arms nor candidates nor addressees, on the page and in the file', async () => {
    const hidden = await owner<{ text: string }>(
      sql`select unnest(array[from_name, from_address, to_address, subject]) as text from application where campaign = ${id}`,
    );
    const texts = [
      (await getAs(world, accountOf('fieldworker'), `/campagnes/${id}/verzending`)).text,
      (await getAs(world, accountOf('fieldworker'), `/uitvoer/campagnes/${id}/verzending`)).text,
    ];
    expect(hidden.filter(({ text }) => texts.some((shown) => shown.includes(text)))).toEqual([]);
  });

  test('takes it along as a file that follows the filter, with its vacancies in enforcement alone', async () => {
    const { text } = await getAs(
      world,
      accountOf('fieldworker'),
      `/uitvoer/campagnes/${id}/verzending?stand=refused`,
    );
    expect(text.replace('\uFEFF', '').split('\r\n').slice(0, 2)).toEqual([
      'Test,Sollicitatie,Vacature,Stand,Uitleg,Hoe,Moment,Verplaatst,Vertrokken op,Pogingen,Antwoordcode',
      expect.stringMatching(/^2,A,[^,]+,geweigerd,,mail,2026-09-07 09:10,[^,]+,,1,550 5\.1\.1$/),
    ]);
    expect(outboxColumns('nl', false).map(({ head }) => head)).not.toContain('Vacature');
  });
});
